import { RECORDS } from '../guests/records.ts';
import { describe } from '../lib/case.ts';

const { group, test } = describe<typeof import('../hand/records.ts')>({
  name: 'records', guest: RECORDS, hand: ['records'],
});

const USER = { id: 7, name: 'user name', score: 1.5, age: 42 };
const LINE = { start: { x: 1.5, y: 2.5 }, end: { x: 3.5, y: 4.5 }, style: { color: 0xff8800, dashed: true } };
const WIDE = {
  a: 1, b: 2, c: 'three', d: 4.5, e: 5n, f: true, g: -7, h: 8, i: 'nine', j: 10.5, k: 'k', l: 12,
  m: undefined, n: -14n,
  o: 'fifteen', p: 16,
};

test('record {u32, string, f64, option<u32>} in', USER, (e, user) => e.takeUser(user), { jcoOverHand: 113 });
test('record {u32, string, f64, option<u32>} out', 0, (e) => e.giveUser(), { jcoOverHand: 83.9 });
test('nested record in', LINE, (e, line) => e.takeLine(line));
test('nested record out', 0, (e) => e.giveLine());
test('tuple<u32, f64, string> in', [7, 2.5, 'user name'] as const, (e, tuple) => e.takeTuple(tuple),
  { jcoOverHand: 97.7 });
test('tuple<u32, f64, string> out', 0, (e) => e.giveTuple(), { jcoOverHand: 70.8 });
test('record of 16 fields (22 flat, spilled) in', WIDE, (e, wide) => e.takeWide(wide), { jcoOverHand: 97.5 },
  { check: (e, wide) => (e.storeWide(wide), e.giveWide()) });
test('record of 16 fields (22 flat, spilled) out', WIDE, (e) => e.giveWide(), { jcoOverHand: 49.4 },
  { setup: (e, wide) => e.storeWide(wide) });

export default group;

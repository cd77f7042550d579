import { LISTS } from '../guests/lists.ts';
import { describe } from '../lib/case.ts';

const { group, test } = describe<typeof import('../hand/lists.ts')>({
  name: 'lists', guest: LISTS, hand: ['lists'],
});

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i * 7);

const SIZES = [['16', 16, 232, 77.4], ['1 kB', 1024, 110, 11.9], ['1 MB', 1 << 20, 1.24, 1.49]] as const;
for (const [name, length, jcoIn, jcoOut] of SIZES) {
  test(`list<u8> in, ${name}`, bytes(length), (e, bytes) => e.takeBytes(bytes), { jcoOverHand: jcoIn },
    { check: (e, bytes) => (e.storeBytes(bytes), e.giveBytes()) });
  test(`list<u8> out, ${name}`, bytes(length), (e) => e.giveBytes(), { jcoOverHand: jcoOut, garbage: true },
    { setup: (e, bytes) => e.storeBytes(bytes) });
}

const words = Uint32Array.from({ length: 1000 }, (_, i) => i * 7919);
test('list<u32> in, 1000', words, (e, words) => e.takeWords(words), { jcoOverHand: 43 },
  { check: (e, words) => (e.storeWords(words), e.giveWords()) });
test('list<u32> out, 1000', words, (e) => e.giveWords(), { jcoOverHand: 7.49, garbage: true },
  { setup: (e, words) => e.storeWords(words) });
test('list<u32> in, 1000, plain array', [...words], (e, words) => e.takeWords(words), { jcoOverHand: 22 },
  { check: (e, words) => (e.storeWords(words), e.giveWords()) });
const doubles = Float64Array.from({ length: 1000 }, (_, i) => i / 3);
test('list<f64> in, 1000', doubles, (e, doubles) => e.takeDoubles(doubles), { jcoOverHand: 29.4 },
  { check: (e, doubles) => (e.storeDoubles(doubles), e.giveDoubles()) });
test('list<f64> out, 1000', doubles, (e) => e.giveDoubles(), { jcoOverHand: 5.5, garbage: true },
  { setup: (e, doubles) => e.storeDoubles(doubles) });
const strings = Array.from({ length: 100 }, (_, i) => `string ${100 + i}`);
test('list<string> in, 100 x 10', strings, (e, strings) => e.takeStrings(strings), { jcoOverHand: 7.15 },
  { check: (e, strings) => (e.storeStrings(strings), e.giveStrings()) });
test('list<string> out, 100 x 10', strings, (e) => e.giveStrings(), { jcoOverHand: 6.74, garbage: true },
  { setup: (e, strings) => e.storeStrings(strings) });
const points = Array.from({ length: 1000 }, (_, i) => ({ x: i / 3, y: i / 7, color: i * 7919 }));
test('list<record {f64, f64, u32}> in, 1000', points, (e, points) => e.takePoints(points),
  { jcoOverHand: 24.6, per: 1000 },
  { check: (e, points) => (e.storePoints(points), e.givePoints()) });
test('list<record {f64, f64, u32}> out, 1000', points, (e) => e.givePoints(),
  { jcoOverHand: 7.78, garbage: true, per: 1000 },
  { setup: (e, points) => e.storePoints(points) });
const users = Array.from({ length: 1000 }, (_, i) => ({
  id: i, name: `user ${10_000 + i}`, score: i / 3, age: i % 3 === 0 ? undefined : i % 100,
}));
test('list<record {u32, string, f64, option<u32>}> in, 1000', users, (e, users) => e.takeUsers(users),
  { jcoOverHand: 8.53, per: 1000 },
  { check: (e, users) => (e.storeUsers(users), e.giveUsers()) });
test('list<record {u32, string, f64, option<u32>}> out, 1000', users, (e) => e.giveUsers(),
  { jcoOverHand: 6.64, garbage: true, per: 1000 },
  { setup: (e, users) => e.storeUsers(users) });

export default group;

import { IMPORTS } from '../guests/imports.ts';
import { describe } from '../lib/case.ts';

const { group, test } = describe<typeof import('../hand/imports.ts')>({
  name: 'imports', guest: IMPORTS, hand: ['imports'], host: 'imports',
});

const per = 1000;
test('import nop()', 0, (e) => e.loopNop(1000, 0), { per, jcoOverHand: 1577 });
test('import inc(u32) -> u32', 0, (e) => e.loopInc(1000, 0), { per, jcoOverHand: 1488 });
test('import inc(u64) -> u64', 0, (e) => e.loopInc64(1000, 0), { per, jcoOverHand: 554 });
test('import log(string 12) -> u32', 0, (e) => e.loopLog(1000, 12), { per, jcoOverHand: 288 });
test('import log(string 50) -> u32', 0, (e) => e.loopLog(1000, 50), { per, jcoOverHand: 74.5 });
test('import log(string 1000) -> u32', 0, (e) => e.loopLog(1000, 1000), { per, jcoOverHand: 47.5 });
test('import name() -> string 26', 0, (e) => e.loopName(1000, 0), { per, jcoOverHand: 238 });
test('import bytes(list<u8> 64) -> u32', 0, (e) => e.loopBytes(1000, 64), { per, jcoOverHand: 183 });
test('import bytes(list<u8> 1024) -> u32', 0, (e) => e.loopBytes(1000, 1024),
  { per, jcoOverHand: 22.9, garbage: true });
test('import bytes(list<u8> 65536) -> u32', 0, (e) => e.loopBytes(100, 65536),
  { per: 100, jcoOverHand: 1.88, garbage: true });
test('import give() -> list<u8> 64', 0, (e) => e.loopGive(1000, 0), { per, jcoOverHand: 358 });
test('import swap(record {u32, f64}) -> record', 0, (e) => e.loopSwap(1000, 0), { per, jcoOverHand: 621 });

export default group;

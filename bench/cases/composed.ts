import { COMPOSED } from '../guests/composed.ts';
import { describe } from '../lib/case.ts';

type Composed = (typeof import('../hand/composed-js.ts'))['api'];

const { group, test } = describe<Composed>({
  name: 'composed', guest: COMPOSED, hand: ['composed-js', 'composed-wasm'],
});

const per = 1000;
const direct = { hand: 1.3 };
const adapter = { hand: 1.2 };

test('A -> B nop(), linked directly', 0, (e) => e.nopLoop(1000, 0),
  { per, jcoOverHand: 3723, atMost: direct });
test('A -> B add(u32) -> u32, linked directly', 0, (e) => e.addLoop(1000, 0),
  { per, jcoOverHand: 2445, atMost: direct });
// The mark is the thunk of the hand-written adapter; what is wanted is 2.5 times a direct call, which is
// 'add'.
test('A -> B narrow(u8) -> u8, through a thunk', 0, (e) => e.narrowLoop(1000, 0), { per });
test('A -> B put(string 50)', 0, (e) => e.putLoop(1000, 50), { per, jcoOverHand: 457, atMost: adapter });
test('A -> B put(string 1000)', 0, (e) => e.putLoop(1000, 1000), { per, jcoOverHand: 134, atMost: adapter });
test('A -> B put(string 10000)', 0, (e) => e.putLoop(1000, 10_000), { per, atMost: adapter });
test('A -> B echo(string 50) -> string', 0, (e) => e.echoLoop(1000, 50),
  { per, jcoOverHand: 357, atMost: adapter });
test('A -> B bytes(list<u8> 0)', 0, (e) => e.bytesLoop(1000, 0), { per, jcoOverHand: 723, atMost: adapter });
test('A -> B bytes(list<u8> 50)', 0, (e) => e.bytesLoop(1000, 50),
  { per, jcoOverHand: 735, atMost: adapter });
test('A -> B bytes(list<u8> 64 kB)', 0, (e) => e.bytesLoop(100, 65536),
  { per: 100, jcoOverHand: 6465, atMost: { hand: 1.1 } });
test('A -> B list<record {u32, string 10, f64, option<u32>}> 100', 0, (e) => e.usersLoop(10, 100),
  { per: 10, jcoOverHand: 137, atMost: adapter });
test('A -> B list<record {u32, string 10, f64, option<u32>}> 1000', 0, (e) => e.usersLoop(10, 1000),
  { per: 10, atMost: adapter });
test('A -> B list<tuple<string 10, u32>> 100', 0, (e) => e.pairsLoop(10, 100), { per: 10, atMost: adapter });
test('A -> B resource method', 0, (e) => e.methodLoop(1000, 0), { per, jcoOverHand: 940 });
test('A -> B pass borrow<cell>', 0, (e) => e.borrowLoop(1000, 0), { per, jcoOverHand: 933 });
test('A -> B new + pass own<cell>', 0, (e) => e.ownLoop(1000, 0), { per });
test('A -> B resource new + drop', 0, (e) => e.dropLoop(1000, 0), { per, jcoOverHand: 493 });

export default group;

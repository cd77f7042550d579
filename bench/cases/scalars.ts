import { SCALARS } from '../guests/scalars.ts';
import { describe } from '../lib/case.ts';

const { group, test } = describe<typeof import('../hand/scalars.ts')>({
  name: 'scalars', guest: SCALARS, hand: ['scalars'],
});

const SIDES = ['north', 'east', 'south', 'west'] as const;
const PERMS = { read: true, write: false, exec: true, share: false, hide: false, lock: true };

test('nop()', 0, (e) => e.nop(), { jcoOverHand: 624 });
test('add(u32, u32) -> u32', 5, (e, five, i) => e.addU32(i, five), { jcoOverHand: 298 });
test('add(u8, u8) -> u8', 5, (e, five, i) => e.addU8(i & 127, five));
test('add(s8, s8) -> s8', 5, (e, five, i) => e.addS8(i & 63, five), { jcoOverHand: 357 });
test('add(u16, u16) -> u16', 5, (e, five, i) => e.addU16(i & 127, five));
test('add(s16, s16) -> s16', 5, (e, five, i) => e.addS16(i & 127, five));
test('add(s32, s32) -> s32', 5, (e, five, i) => e.addS32(i, five));
test('add(u64, u64) -> u64', [3n, 2n ** 40n], (e, a, i) => e.addU64(a[i & 1]!, a[0]!), { jcoOverHand: 288 });
test('add(s64, s64) -> s64', [-3n, 2n ** 40n], (e, a, i) => e.addS64(a[i & 1]!, a[0]!));
test('add(f32, f32) -> f32', 0.5, (e, half, i) => e.addF32(i, half));
test('add(f64, f64) -> f64', 0.5, (e, half, i) => e.addF64(i, half), { jcoOverHand: 256 });
test('invert(bool) -> bool', 0, (e, _, i) => e.invert((i & 1) === 0), { jcoOverHand: 422 });
test('next(char) -> char', ['a', 'ü', '語', '😀'], (e, chars, i) => e.next(chars[i & 3]!),
  { jcoOverHand: 260 });
test('turn(enum) -> enum', SIDES, (e, sides, i) => e.turn(sides[i & 3]!), { jcoOverHand: 356 });
test('toggle(flags x6) -> flags', PERMS, (e, perms) => e.toggle(perms), { jcoOverHand: 235 });

export default group;

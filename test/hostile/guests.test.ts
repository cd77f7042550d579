// A guest that lies: its pointers, lengths, discriminants and handles trap, wherever they stand, and nothing
// outside its memory or its tables is read or written.

import { describe, expect, test } from 'vitest';
import { MEMORY, OPTIONS } from '../emitter/support/component.ts';
import type { Exports, Instantiate } from '../emitter/support/component.ts';
import { load } from './support/fresh.ts';

/** A memory of one page ends at 65,536. */
const OUTSIDE = [65_536, 65_533, 0x7fff_fffc, -0x8000_0000, -4, -1] as const;
const LENGTHS = [65_537, 0x0fff_ffff, 0x1000_0000, 0x7fff_ffff, -0x8000_0000, -1] as const;

/** Each call in a fresh instance: a trap poisons the one it is in. */
function expectTrap(fresh: Instantiate, call: (exports: Exports) => unknown, what: string): void {
  const exports = fresh();
  let given: unknown = 'nothing thrown';
  try {
    call(exports);
  } catch (error) {
    given = error;
  }
  expect(given, what).toBeInstanceOf(WebAssembly.RuntimeError);
}

/** What stands in memory as a pointer and a length. */
const PAIRS: readonly (readonly [type: string, encoding: string])[] = [
  ['string', ''], ['string', 'string-encoding=utf16'], ['string', 'string-encoding=latin1+utf16'],
  ['(list u8)', ''], ['(list s16)', ''], ['(list u32)', ''], ['(list f64)', ''], ['(list u64)', ''],
  ['(list bool)', ''], ['(list char)', ''], ['(list string)', ''], ['(list (tuple u8 u32))', ''],
  ['(list (list u8))', ''],
];

/**
 * `result` gives what it is told as its result, through memory; `at` says where its result is. `argument`
 * hands it to the host, flat; `spilled` from memory, as the first of many arguments.
 */
function pairs(type: string, encoding: string): string {
  const options = `${OPTIONS} ${encoding}`;
  const many = Array.from({ length: 16 }, (_, i) => `(param "p${i}" u8)`).join(' ');
  return `(component
    (type $t ${type === 'string' ? '(list u8)' : type})
    (import "take" (func $take (param "x" ${type === 'string' ? 'string' : '$t'})))
    (import "take-many" (func $take-many (param "x" ${type === 'string' ? 'string' : '$t'}) ${many}))
    (core module $memory ${MEMORY})
    (core instance $m (instantiate $memory))
    (core func $lowered (canon lower (func $take) ${options}))
    (core func $lowered-many (canon lower (func $take-many) ${options}))
    (core module $code
      (import "m" "memory" (memory 1))
      (import "host" "take" (func $take (param i32 i32)))
      (import "host" "take-many" (func $take-many (param i32)))
      (func (export "result") (param i32 i32) (result i32)
        (i32.store (i32.const 16) (local.get 0)) (i32.store (i32.const 20) (local.get 1)) (i32.const 16))
      (func (export "at") (param i32) (result i32) (local.get 0))
      (func (export "argument") (param i32 i32) (call $take (local.get 0) (local.get 1)))
      (func (export "spilled") (param i32 i32)
        (i32.store (i32.const 16) (local.get 0)) (i32.store (i32.const 20) (local.get 1))
        (call $take-many (i32.const 16)))
      (func (export "spilled-at") (param i32) (call $take-many (local.get 0))))
    (core instance $c (instantiate $code (with "m" (instance $m)) (with "host" (instance
      (export "take" (func $lowered)) (export "take-many" (func $lowered-many))))))
    (func (export "result") (param "ptr" s32) (param "length" s32)
      (result ${type === 'string' ? 'string' : '$t'})
      (canon lift (core func $c "result") ${options}))
    (func (export "at") (param "ptr" s32) (result ${type === 'string' ? 'string' : '$t'})
      (canon lift (core func $c "at") ${options}))
    (func (export "argument") (param "ptr" s32) (param "length" s32) (canon lift (core func $c "argument")))
    (func (export "spilled") (param "ptr" s32) (param "length" s32) (canon lift (core func $c "spilled")))
    (func (export "spilled-at") (param "ptr" s32) (canon lift (core func $c "spilled-at"))))`;
}

describe('pointers and lengths', () => {
  test.each(PAIRS)('of a %s %s', async (type, encoding) => {
    const make = await load(pairs(type, encoding));
    let taken = 0;
    const take = (): void => void taken++;
    const fresh: Instantiate = () => make({ 'take': take, 'take-many': take });
    const ends = ['result', 'argument', 'spilled'] as const;
    for (const end of ends) {
      fresh()[end]!(32, 0);
      for (const ptr of OUTSIDE) expectTrap(fresh, (exports) => exports[end]!(ptr, 4), `${end} at ${ptr}`);
      for (const length of LENGTHS) {
        // The tag of UTF-16, and no code units: an empty string.
        if (encoding.endsWith('latin1+utf16') && length === -0x8000_0000) continue;
        expectTrap(fresh, (exports) => exports[end]!(32, length), `${end} of length ${length}`);
        expectTrap(fresh, (exports) => exports[end]!(-8, length), `${end} at -8 of length ${length}`);
      }
    }
    for (const ptr of [...OUTSIDE, 65_532, 1]) {
      expectTrap(fresh, (exports) => exports['at']!(ptr), `result at ${ptr}`);
      expectTrap(fresh, (exports) => exports['spilledAt']!(ptr), `arguments at ${ptr}`);
    }
    expect(taken, 'only the harmless ones reached the host').toBe(2);
  });
});

describe('discriminants', () => {
  const CASES: readonly (readonly [type: string, valid: number])[] = [
    ['(enum "a" "b" "c")', 3], ['(variant (case "a") (case "b" u32))', 2], ['(option u8)', 2],
    ['(result u8 (error u32))', 2], ['(option (option u8))', 2],
  ];
  const BEYOND = [3, 4, 127, 255] as const;

  test.each(CASES)('of %s', async (type, valid) => {
    const flatEnum = type.startsWith('(enum');
    const flat = flatEnum ? 1 : type.startsWith('(option (option') ? 3 : 2;
    const zeros = '(i32.const 0)'.repeat(flat - 1);
    const make = await load(`(component
      (type $t ${type})
      (import "t" (type $u (eq $t)))
      (import "take" (func $take (param "x" $u)))
      (core module $memory ${MEMORY})
      (core instance $m (instantiate $memory))
      (core func $lowered (canon lower (func $take) ${OPTIONS}))
      (core module $code
        (import "m" "memory" (memory 1))
        (import "host" "take" (func $take (param ${'i32 '.repeat(flat)})))
        (func (export "flat") (param i32) (call $take (local.get 0) ${zeros}))
        (func (export "result") (param i32) (result i32)
          (i32.store8 (i32.const 16) (local.get 0))
          ${flatEnum ? '(local.get 0)' : '(i32.const 16)'})
        (func (export "list") (param i32) (result i32)
          (i32.store8 (i32.const 32) (local.get 0))
          (i32.store (i32.const 16) (i32.const 32)) (i32.store (i32.const 20) (i32.const 1)) (i32.const 16)))
      (core instance $c (instantiate $code (with "m" (instance $m))
        (with "host" (instance (export "take" (func $lowered))))))
      (type $l (list $u))
      (func (export "flat") (param "x" s32) (canon lift (core func $c "flat")))
      (func (export "result") (param "x" s32) (result (tuple $u))
        (canon lift (core func $c "result") ${OPTIONS}))
      (func (export "list") (param "x" s32) (result $l) (canon lift (core func $c "list") ${OPTIONS})))`);
    let taken = 0;
    const fresh: Instantiate = () => make({ take: () => void taken++ });
    for (const place of ['flat', 'result', 'list']) {
      fresh()[place]!(valid - 1);
      for (const wrong of BEYOND) expectTrap(fresh, (exports) => exports[place]!(wrong), `${place} ${wrong}`);
    }
    for (const wrong of [256, 0x7fff_ffff, -0x8000_0000, -1]) {
      expectTrap(fresh, (exports) => exports['flat']!(wrong), `flat ${wrong}`);
    }
    expect(taken).toBe(1);
  });

  test('a char beyond Unicode', async () => {
    const fresh = await load(`(component
      (core module $m (func (export "c") (param i32) (result i32) (local.get 0)))
      (core instance $i (instantiate $m))
      (func (export "c") (param "x" s32) (result char) (canon lift (core func $i "c"))))`);
    expect(fresh()['c']!(0x10ffff)).toBe('\u{10ffff}');
    for (const wrong of [0x110000, 0xd800, 0xdfff, -1, -0x8000_0000]) {
      expectTrap(fresh, (exports) => exports['c']!(wrong), String(wrong));
    }
  });
});

describe('handles', () => {
  const RESOURCES = `(component
    (import "h" (type $h (sub resource)))
    (import "take" (func $take (param "x" (own $h))))
    (import "look" (func $look (param "x" (borrow $h))))
    (type $r (resource (rep i32)))
    (core func $take (canon lower (func $take)))
    (core func $look (canon lower (func $look)))
    (core func $new (canon resource.new $r))
    (core func $rep (canon resource.rep $r))
    (core func $drop (canon resource.drop $r))
    (core func $drop-host (canon resource.drop $h))
    (core module $code
      (import "" "take" (func $take (param i32)))
      (import "" "look" (func $look (param i32)))
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "rep" (func $rep (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (import "" "drop-host" (func $drop-host (param i32)))
      (func (export "give") (param i32) (result i32) (drop (call $new (i32.const 7))) (local.get 0))
      (func (export "take") (param i32) (drop (call $new (i32.const 7))) (call $take (local.get 0)))
      (func (export "look") (param i32) (drop (call $new (i32.const 7))) (call $look (local.get 0)))
      (func (export "rep") (param i32) (drop (call $new (i32.const 7))) (drop (call $rep (local.get 0))))
      (func (export "drop") (param i32) (drop (call $new (i32.const 7))) (call $drop (local.get 0)))
      (func (export "drop-host") (param i32) (drop (call $new (i32.const 7)))
        (call $drop-host (local.get 0))))
    (core instance $c (instantiate $code (with "" (instance (export "take" (func $take))
      (export "look" (func $look)) (export "new" (func $new)) (export "rep" (func $rep))
      (export "drop" (func $drop)) (export "drop-host" (func $drop-host))))))
    (export $out "r" (type $r))
    (func (export "give") (param "x" s32) (result (own $out)) (canon lift (core func $c "give")))
    (func (export "take") (param "x" s32) (canon lift (core func $c "take")))
    (func (export "look") (param "x" s32) (canon lift (core func $c "look")))
    (func (export "rep") (param "x" s32) (canon lift (core func $c "rep")))
    (func (export "drop") (param "x" s32) (canon lift (core func $c "drop")))
    (func (export "drop-host") (param "x" s32) (canon lift (core func $c "drop-host"))))`;

  test('that no table has', async () => {
    const make = await load(RESOURCES);
    let reached = 0;
    const fresh: Instantiate = () =>
      make({ h: class {}, take: () => void reached++, look: () => void reached++ });
    for (const fine of ['give', 'rep', 'drop']) fresh()[fine]!(1);
    for (const call of ['give', 'take', 'look', 'rep', 'drop', 'dropHost']) {
      for (const handle of [0, 2, 3, 0x0fff_ffff, 0x7fff_ffff, -0x8000_0000, -1]) {
        expectTrap(fresh, (exports) => exports[call]!(handle), `${call} ${handle}`);
      }
    }
    // One of a guest's is none of the host's.
    for (const call of ['take', 'look', 'dropHost']) expectTrap(fresh, (exports) => exports[call]!(1), call);
    expect(reached).toBe(0);
  });
});

describe('what realloc returns', () => {
  test.each([
    ['string', '', 'x'.repeat(40)], ['string', 'string-encoding=utf16', 'x'.repeat(40)],
    ['string', 'string-encoding=latin1+utf16', '\u20ac'.repeat(40)], ['string', '', '\u20ac'.repeat(40)],
    ['(list u8)', '', new Uint8Array(40)], ['(list u32)', '', new Uint32Array(40)],
    ['(list (tuple u8 u32))', '', [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]]],
  ] as const)('for a %s %s', async (type, encoding, value) => {
    const fresh = await load(`(component
      (type $t ${type === 'string' ? '(list u8)' : type})
      (core module $code
        (memory (export "memory") 1)
        (global $lie (mut i32) (i32.const 1024))
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) (global.get $lie))
        (func (export "lie") (param i32) (global.set $lie (local.get 0)))
        (func (export "take") (param i32 i32))
        (func (export "sum") (result i32) (local $at i32) (local $sum i32)
          (loop $next
            (local.set $sum (i32.or (local.get $sum) (i32.load (local.get $at))))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (br_if $next (i32.lt_u (local.get $at) (i32.const 65536))))
          (local.get $sum)))
      (core instance $m (instantiate $code))
      (func (export "lie") (param "x" s32) (canon lift (core func $m "lie")))
      (func (export "take") (param "x" ${type === 'string' ? 'string' : '$t'})
        (canon lift (core func $m "take") ${OPTIONS} ${encoding})))`);
    fresh()['take']!(value);
    for (const lie of [65_536, 65_528, 0x7fff_fff0, -0x8000_0000, -8, -1]) {
      expectTrap(fresh, (exports) => {
        exports['lie']!(lie);
        exports['take']!(value);
      }, String(lie));
    }
  });
});

describe('from one component to another', () => {
  const between = (type: string): string => `(component
    (component $callee
      (core module $code
        (memory (export "memory") 1)
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
        (func (export "take") (param i32 i32)))
      (core instance $m (instantiate $code))
      (type $t ${type})
      (func (export "take") (param "x" $t) (canon lift (core func $m "take") ${OPTIONS})))
    (instance $callee (instantiate $callee))
    (component $caller
      (type $t ${type})
      (import "take" (func $take (param "x" $t)))
      (core module $memory ${MEMORY})
      (core instance $m (instantiate $memory))
      (core func $take (canon lower (func $take) ${OPTIONS}))
      (core module $code
        (import "" "take" (func $take (param i32 i32)))
        (func (export "send") (param i32 i32) (call $take (local.get 0) (local.get 1))))
      (core instance $c (instantiate $code (with "" (instance (export "take" (func $take))))))
      (func (export "send") (param "ptr" s32) (param "length" s32) (canon lift (core func $c "send"))))
    (instance $caller (instantiate $caller (with "take" (func $callee "take"))))
    (export "send" (func $caller "send")))`;

  test.each(['(list u8)', '(list u64)', '(list (tuple u8 u32))', '(list string)', '(list char)'])(
    'a %s', async (type) => {
      const fresh = await load(between(type));
      fresh()['send']!(32, 0);
      for (const ptr of OUTSIDE) expectTrap(fresh, (exports) => exports['send']!(ptr, 4), `at ${ptr}`);
      for (const length of LENGTHS) {
        expectTrap(fresh, (exports) => exports['send']!(32, length), `of ${length}`);
      }
    });
});

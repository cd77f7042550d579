// A guest that lies to another guest: what goes from one component to another is checked on the way as what
// goes to the host is, in parameters and in results, flat and in memory. The other one sees nothing of it.

import { describe, expect, test } from 'vitest';
import { MEMORY, OPTIONS } from '../emitter/support/component.ts';
import type { Exports, Instantiate } from '../emitter/support/component.ts';
import { load } from './support/fresh.ts';

/** A memory of one page ends at 65,536. */
const OUTSIDE = [65_536, 65_533, 0x7fff_fffc, -0x8000_0000, -4, -1] as const;

/** Each call in a fresh pair of instances: a trap poisons the ones it is in. */
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

/** Flat alone is a call from core code to core code; beside a list it goes through an adapter. */
const PLACES = ['flat', 'both', 'list', 'result'] as const;
const EXPORTED = [...PLACES, 'result-at', 'result-into'] as const;

const CALLEE = `
  (core module $code
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (global $seen (mut i32) (i32.const -1))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (global.get $next))
    (func (export "lie") (param i32) (global.set $next (local.get 0)))
    (func (export "take") (param FLAT) (global.set $seen (local.get 0)))
    (func (export "take-list") (param i32 i32)
      (if (i32.eq (local.get 0) (i32.const 1024)) (then (global.set $seen (i32.load8_u (local.get 0))))))
    (func (export "take-both") (param FLAT i32 i32) (global.set $seen (local.get 0)))
    (func (export "give") (param i32) (result i32) (i32.store (i32.const 16) (local.get 0)) (i32.const 16))
    (func (export "give-at") (param i32) (result i32) (local.get 0))
    (func (export "seen") (result i32) (global.get $seen)))
  (core instance $m (instantiate $code))
  (type $t' TYPE) (export $t "t" (type $t'))
  (func (export "lie") (param "x" s32) (canon lift (core func $m "lie")))
  (func (export "take") (param "x" $t) (canon lift (core func $m "take")))
  (func (export "take-list") (param "x" (list $t)) (canon lift (core func $m "take-list") ${OPTIONS}))
  (func (export "take-both") (param "x" $t) (param "l" (list u8))
    (canon lift (core func $m "take-both") ${OPTIONS}))
  (func (export "give") (param "x" s32) (result (tuple $t u64)) (canon lift (core func $m "give") ${OPTIONS}))
  (func (export "give-at") (param "x" s32) (result (tuple $t u64))
    (canon lift (core func $m "give-at") ${OPTIONS}))
  (func (export "seen") (result s32) (canon lift (core func $m "seen")))`;

const CALLER = `
  (type $t' TYPE) (import "t" (type $t (eq $t')))
  (import "take" (func $take (param "x" $t)))
  (import "take-list" (func $take-list (param "x" (list $t))))
  (import "take-both" (func $take-both (param "x" $t) (param "l" (list u8))))
  (import "give" (func $give (param "x" s32) (result (tuple $t u64))))
  (import "give-at" (func $give-at (param "x" s32) (result (tuple $t u64))))
  (core module $memory ${MEMORY})
  (core instance $m (instantiate $memory))
  (core func $take (canon lower (func $take)))
  (core func $take-list (canon lower (func $take-list) ${OPTIONS}))
  (core func $take-both (canon lower (func $take-both) ${OPTIONS}))
  (core func $give (canon lower (func $give) ${OPTIONS}))
  (core func $give-at (canon lower (func $give-at) ${OPTIONS}))
  (core module $code
    (import "m" "memory" (memory 1))
    (import "" "take" (func $take (param FLAT)))
    (import "" "take-list" (func $take-list (param i32 i32)))
    (import "" "take-both" (func $take-both (param FLAT i32 i32)))
    (import "" "give" (func $give (param i32 i32)))
    (import "" "give-at" (func $give-at (param i32 i32)))
    (func (export "flat") (param i32) (call $take (local.get 0) ZEROS))
    (func (export "both") (param i32) (call $take-both (local.get 0) ZEROS (i32.const 0) (i32.const 0)))
    (func (export "list") (param i32)
      (i32.store (i32.const 32) (local.get 0)) (call $take-list (i32.const 32) (i32.const 1)))
    (func (export "result") (param i32) (call $give (local.get 0) (i32.const 512)))
    (func (export "result-at") (param i32) (call $give-at (local.get 0) (i32.const 512)))
    (func (export "result-into") (param i32) (call $give (i32.const 0) (local.get 0))))
  (core instance $c (instantiate $code (with "m" (instance $m)) (with "" (instance
    (export "take" (func $take)) (export "take-list" (func $take-list))
    (export "take-both" (func $take-both)) (export "give" (func $give)) (export "give-at" (func $give-at))))))
  ${EXPORTED.map((name) => `
  (func (export "${name}") (param "x" s32) (canon lift (core func $c "${name}")))`).join('')}`;

/** A caller that sends what it is told as a value of `type`, and gets one, whose first flat value is an i32. */
function between(type: string, flat: readonly string[]): string {
  const fill = (text: string): string => text.replaceAll('TYPE', type).replaceAll('FLAT', flat.join(' '))
    .replaceAll('ZEROS', flat.slice(1).map((each) => `(${each}.const 0)`).join(' '));
  const names = ['take', 'take-list', 'take-both', 'give', 'give-at'];
  return `(component
    (component $callee ${fill(CALLEE)})
    (instance $callee (instantiate $callee))
    (alias export $callee "t" (type $t))
    (component $caller ${fill(CALLER)})
    (instance $caller (instantiate $caller (with "t" (type $t))
      ${names.map((name) => `(with "${name}" (func $callee "${name}"))`).join(' ')}))
    ${EXPORTED.map((name) => `
      (export "${name}" (func $caller "${name}"))`).join('')}
    (export "lie" (func $callee "lie")) (export "seen" (func $callee "seen")))`;
}

/** In JavaScript, and in core code. */
const MODES = ['off', 'on'] as const;

describe.each(MODES)('between components, with several memories %s, a discriminant', (multiMemory) => {
  test.each<[type: string, flat: readonly string[], last: number]>([
    ['(enum "a" "b" "c")', ['i32'], 2],
    ['(variant (case "a") (case "b" u32))', ['i32', 'i32'], 1],
    ['(variant (case "a" f64) (case "b" u32))', ['i32', 'i64'], 1],
    ['(option u8)', ['i32', 'i32'], 1],
    ['(result u8 (error u32))', ['i32', 'i32'], 1],
    ['(option (option u8))', ['i32', 'i32', 'i32'], 1],
  ])('of %s', async (type, flat, last) => {
    const fresh = await load(between(type, flat), { multiMemory });
    for (const place of PLACES) {
      fresh()[place]!(last);
      for (const wrong of [last + 1, 127, 255]) {
        expectTrap(fresh, (exports) => exports[place]!(wrong), `${place} ${wrong}`);
      }
    }
    for (const place of ['flat', 'both']) {
      for (const wrong of [256, 0x7fff_ffff, -0x8000_0000, -1]) {
        expectTrap(fresh, (exports) => exports[place]!(wrong), `${place} ${wrong}`);
      }
    }
  });
});

describe.each(MODES)('between components, with several memories %s', (multiMemory) => {
  test('a char is a scalar value of Unicode', async () => {
    const fresh = await load(between('(record (field "c" char))', ['i32']), { multiMemory });
    for (const place of PLACES) {
      for (const fine of [0, 0xd7ff, 0xe000, 0x10ffff]) fresh()[place]!(fine);
      for (const wrong of [0x110000, 0xd800, 0xdfff, -1, -0x8000_0000]) {
        expectTrap(fresh, (exports) => exports[place]!(wrong), `${place} ${wrong}`);
      }
    }
  });

  test.each<[type: string, sent: number, seen: number]>([
    ['(record (field "b" bool))', 0x102, 1], ['(flags "a" "b" "c")', 0xff, 7],
    ['(record (field "n" u8))', 0x7f_01ff, 0xff], ['(record (field "n" s8))', 0x80, -0x80],
    ['(record (field "n" u16))', -1, 0xffff],
  ])('bits that a %s does not have are gone', async (type, sent, seen) => {
    const fresh = await load(between(type, ['i32']), { multiMemory });
    for (const place of ['flat', 'both']) {
      const exports = fresh();
      exports[place]!(sent);
      expect(exports['seen']!(), place).toBe(seen);
    }
    const list = fresh();
    list['list']!(sent);
    expect(list['seen']!()).toBe(seen & 0xff);
  });

  test('where a result lies, and where it is to go, is in memory and aligned', async () => {
    const fresh = await load(between('(enum "a" "b")', ['i32']), { multiMemory });
    for (const place of ['resultAt', 'resultInto']) {
      fresh()[place]!(1024);
      for (const ptr of [...OUTSIDE, 65_528, 65_532, 1, 4]) {
        expectTrap(fresh, (exports) => exports[place]!(ptr), `${place} ${ptr}`);
      }
    }
  });

  test('what realloc of the other one gives is in memory and aligned', async () => {
    const fresh = await load(between('(record (field "n" u32))', ['i32']), { multiMemory });
    fresh()['list']!(1);
    for (const lie of [...OUTSIDE, 1, 2]) {
      expectTrap(fresh, (exports) => {
        exports['lie']!(lie);
        exports['list']!(1);
      }, `at ${lie}`);
    }
  });
});

describe('between components, a handle', () => {
  const HANDLE_CALLS = ['take', 'look', 'drop', 'any', 'twice', 'take-other', 'look-other'];
  const HANDLES = `(component
    (component $callee
      (type $r' (resource (rep i32))) (export $r "r" (type $r'))
      (core func $new (canon resource.new $r'))
      (core module $code
        (import "" "new" (func $new (param i32) (result i32)))
        (func (export "make") (result i32) (call $new (i32.const 7)))
        (func (export "any") (param i32) (result i32) (local.get 0))
        (func (export "take") (param i32)) (func (export "look") (param i32)))
      (core instance $m (instantiate $code (with "" (instance (export "new" (func $new))))))
      (func (export "make") (result (own $r)) (canon lift (core func $m "make")))
      (func (export "any") (param "x" s32) (result (own $r)) (canon lift (core func $m "any")))
      (func (export "take") (param "x" (own $r)) (canon lift (core func $m "take")))
      (func (export "look") (param "x" (borrow $r)) (canon lift (core func $m "look"))))
    (instance $callee (instantiate $callee))
    (alias export $callee "r" (type $r))
    (component $caller
      (import "r" (type $r (sub resource)))
      (import "make" (func $make (result (own $r))))
      (import "any" (func $any (param "x" s32) (result (own $r))))
      (import "take" (func $take (param "x" (own $r))))
      (import "look" (func $look (param "x" (borrow $r))))
      (core func $make (canon lower (func $make))) (core func $any (canon lower (func $any)))
      (core func $take (canon lower (func $take))) (core func $look (canon lower (func $look)))
      (core func $drop (canon resource.drop $r))
      (type $other (resource (rep i32))) (core func $other (canon resource.new $other))
      (core module $code
        (import "" "other" (func $other (param i32) (result i32)))
        (import "" "make" (func $make (result i32))) (import "" "any" (func $any (param i32) (result i32)))
        (import "" "take" (func $take (param i32))) (import "" "look" (func $look (param i32)))
        (import "" "drop" (func $drop (param i32)))
        (func (export "take") (param i32) (drop (call $make)) (call $take (local.get 0)))
        (func (export "look") (param i32) (drop (call $make)) (call $look (local.get 0)))
        (func (export "drop") (param i32) (drop (call $make)) (call $drop (local.get 0)))
        (func (export "any") (param i32) (drop (call $any (local.get 0))))
        (func (export "take-other") (param i32) (call $take (call $other (local.get 0))))
        (func (export "look-other") (param i32) (call $look (call $other (local.get 0))))
        (func (export "twice") (param i32) (drop (call $make))
          (call $take (local.get 0)) (call $take (local.get 0))))
      (core instance $c (instantiate $code (with "" (instance (export "make" (func $make))
        (export "any" (func $any)) (export "take" (func $take)) (export "look" (func $look))
        (export "drop" (func $drop)) (export "other" (func $other))))))
      ${HANDLE_CALLS.map((name) => `
      (func (export "${name}") (param "x" s32) (canon lift (core func $c "${name}")))`).join('')})
    (instance $caller (instantiate $caller (with "r" (type $r))
      ${['make', 'any', 'take', 'look'].map((name) => `(with "${name}" (func $callee "${name}"))`).join(' ')}))
    ${HANDLE_CALLS.map((name) => `
    (export "${name}" (func $caller "${name}"))`).join('')})`;

  test('that no table has', async () => {
    const fresh = await load(HANDLES);
    for (const call of ['take', 'look', 'drop']) fresh()[call]!(1);
    for (const call of ['take', 'look', 'drop', 'any']) {
      for (const handle of [0, 2, 3, 0x0fff_ffff, 0x7fff_ffff, -0x8000_0000, -1]) {
        expectTrap(fresh, (exports) => exports[call]!(handle), `${call} ${handle}`);
      }
    }
    expectTrap(fresh, (exports) => exports['any']!(1), 'a handle of the other one');
    expectTrap(fresh, (exports) => exports['twice']!(1), 'given away twice');
    for (const call of ['takeOther', 'lookOther']) expectTrap(fresh, (exports) => exports[call]!(7), call);
  });
});

describe('a list or string of 2^28 bytes, which the memory has,', () => {
  const TOO_MUCH = 2 ** 28;
  const CASES: readonly (readonly [type: string, encoding: string, length: number])[] = [
    ['(list u8)', '', TOO_MUCH], ['(list u64)', '', TOO_MUCH / 8], ['(list (tuple u8 u32))', '', TOO_MUCH / 8],
    ['string', '', TOO_MUCH], ['string', 'string-encoding=utf16', TOO_MUCH / 2],
  ];

  test.each(CASES)('is not lifted: %s %s', async (type, encoding, length) => {
    const fresh = await load(`(component
      (core module $code (memory (export "memory") 4200)
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable)
        (func (export "f") (param i32) (result i32)
          (i32.store (i32.const 16) (i32.const 32)) (i32.store (i32.const 20) (local.get 0)) (i32.const 16)))
      (core instance $m (instantiate $code))
      (func (export "f") (param "x" u32) (result ${type})
        (canon lift (core func $m "f") ${OPTIONS} ${encoding})))`);
    expect(fresh()['f']!(0)).toHaveLength(0);
    expectTrap(fresh, (exports) => exports['f']!(length), type);
  });

  test.each(CASES)('is not copied from one component to another: %s %s', async (type, encoding, length) => {
    const fresh = await load(`(component
      (component $callee
        (core module $code (memory (export "memory") 4200)
          (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
          (func (export "f") (param i32 i32)))
        (core instance $m (instantiate $code))
        (func (export "f") (param "x" ${type}) (canon lift (core func $m "f") ${OPTIONS} ${encoding})))
      (instance $callee (instantiate $callee))
      (component $caller
        (import "f" (func $f (param "x" ${type})))
        (core module $memory (memory (export "memory") 4200)
          (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable))
        (core instance $m (instantiate $memory))
        (core func $f (canon lower (func $f) ${OPTIONS} ${encoding}))
        (core module $code (import "" "f" (func $f (param i32 i32)))
          (func (export "f") (param i32) (call $f (i32.const 32) (local.get 0))))
        (core instance $c (instantiate $code (with "" (instance (export "f" (func $f))))))
        (func (export "f") (param "x" u32) (canon lift (core func $c "f"))))
      (instance $caller (instantiate $caller (with "f" (func $callee "f"))))
      (export "f" (func $caller "f")))`);
    fresh()['f']!(0);
    expectTrap(fresh, (exports) => exports['f']!(length), type);
  });
});

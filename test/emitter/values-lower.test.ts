// What happens between a call from JavaScript and the component: what is refused, by which words, and what user code
// that runs meanwhile can do.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Exports, Instantiate } from './support/component.ts';
import { MEMORY, OPTIONS, component } from './support/component.ts';

const USERS = `(component
  (core module $M ${MEMORY}
    (func (export "count") (param i32 i32) (result i32) (local.get 1))
    (func (export "age") (param i32 i32 i32 i32 i32 i32 i32 i64) (result i32) (local.get 2))
    (func (export "length") (param i32 i32) (result i32) (local.get 1))
    (func (export "sum") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
    (func (export "trap") unreachable))
  (core instance $m (instantiate $M))
  (type $user' (record
    (field "name" string) (field "age" u8) (field "e-mail" (option string)) (field "admin" bool) (field "id" u64)))
  (export $user "user" (type $user'))
  (func (export "count-users") (param "users" (list $user)) (result u32) (canon lift (core func $m "count") ${OPTIONS}))
  (func (export "user-age") (param "user" $user) (result u8) (canon lift (core func $m "age") ${OPTIONS}))
  (func (export "length") (param "text" string) (result u32) (canon lift (core func $m "length") ${OPTIONS}))
  (func (export "count-rows") (param "rows" (list (list (tuple string u8)))) (result u32)
    (canon lift (core func $m "count") ${OPTIONS}))
  (func (export "sum") (param "a" u8) (param "b" s32) (result u32) (canon lift (core func $m "sum")))
  (func (export "trap") (canon lift (core func $m "trap"))))`;

let instantiate: Instantiate;

beforeAll(async () => {
  instantiate = await component(USERS);
});

const user = (changes: object = {}): object => ({ name: 'Ada', age: 36, admin: true, id: 1n, ...changes });

describe('what is no user is refused, and the instance goes on', () => {
  test.each([
    ['nothing', undefined, ': expected an object, got undefined'],
    ['a string', 'Ada', ': expected an object, got string'],
    ['a missing name', user({ name: undefined }), '.name: expected a string, got undefined'],
    ['a name that is none', user({ name: 3 }), '.name: expected a string, got number'],
    ['a missing age', user({ age: undefined }), '.age: expected a number, got undefined'],
    ['an address that is none', user({ eMail: 3 }), '.eMail: expected a string, got number'],
    ['a missing flag', user({ admin: undefined }), '.admin: expected a boolean, got undefined'],
    ['a missing id', user({ id: undefined }), '.id: expected a bigint, got undefined'],
  ])('%s', (_, value, text) => {
    const { userAge, countUsers } = instantiate();
    expect(() => userAge?.(value)).toThrow(new TypeError(`userAge: argument "user"${text}`));
    expect(() => countUsers?.([user(), user(), value])).toThrow(new TypeError(`countUsers: argument "users"[2]${text}`));
    expect(userAge?.(user())).toBe(36);
    expect(countUsers?.([user()])).toBe(1);
  });

  test('in lists of lists, with both indices', () => {
    const { countRows } = instantiate();
    expect(() => countRows?.([[], [['a', 1], [2, 1]]])).toThrow('countRows: argument "rows"[1][1][0]: expected a string, got number');
    expect(() => countRows?.([[['a']]])).toThrow('countRows: argument "rows"[0][0]: expected 2 elements, got 1');
    expect(() => countRows?.([3])).toThrow('countRows: argument "rows"[0]: expected a list, got number');
    expect(countRows?.(new Set([[], []]))).toBe(2);
  });

  test('an option may be left out or null', () => {
    const { userAge } = instantiate();
    expect(userAge?.(user({ eMail: null }))).toBe(36);
    expect(userAge?.(user({ eMail: 'ada@example.org' }))).toBe(36);
  });

  test('a string is no string object', () => {
    expect(() => instantiate().length?.(new String('x'))).toThrow('length: argument "text": expected a string, got object');
  });
});

describe('numbers', () => {
  test('wrap around', () => {
    const { sum, userAge } = instantiate();
    expect(sum?.(257, -1)).toBe(0);
    expect(sum?.('3', 2 ** 32 + 4)).toBe(7);
    expect(userAge?.(user({ age: 256 + 7 }))).toBe(7);
  });

  test('are refused by --strict', async () => {
    const { sum, userAge } = (await component(USERS, { strict: true }))();
    expect(() => sum?.(256, 0)).toThrow('sum: argument "a": expected an integer from 0 to 255, got 256');
    expect(() => sum?.(0, 1.5)).toThrow('sum: argument "b": expected an integer from -2147483648 to 2147483647, got 1.5');
    expect(() => sum?.('3', 0)).toThrow('sum: argument "a": expected a number, got string');
    expect(() => userAge?.(user({ admin: 1 }))).toThrow('userAge: argument "user".admin: expected a boolean, got number');
    expect(() => userAge?.(user({ id: 1 }))).toThrow('userAge: argument "user".id: expected a bigint, got number');
    expect(sum?.(255, -255)).toBe(0);
  });
});

describe('user code that runs while arguments are lowered', () => {
  /** A user whose name is asked for by a getter. */
  const withName = (name: () => unknown): object => Object.defineProperty(user(), 'name', { get: name });

  test('runs once for each property, in order', () => {
    const seen: string[] = [];
    const proxy = new Proxy(user(), {
      get(target, key) {
        seen.push(String(key));
        return Reflect.get(target, key) as unknown;
      },
    });
    expect(instantiate().userAge?.(proxy)).toBe(36);
    expect(seen).toEqual(['name', 'age', 'eMail', 'admin', 'id']);
  });

  test("can't enter the component, and what it throws leaves the instance as it was", () => {
    const { countUsers, userAge, sum } = instantiate();
    const counting = (name: () => unknown) => () => countUsers?.([withName(name)]);
    expect(counting(() => sum?.(1, 2))).toThrow(new WebAssembly.RuntimeError('cannot enter component instance'));
    const mine = new RangeError('mine');
    expect(counting(() => { throw mine; })).toThrow(mine);
    expect(() => userAge?.(withName(() => { throw mine; }))).toThrow(mine);
    expect(countUsers?.([user()])).toBe(1);
    expect(userAge?.(user())).toBe(36);
  });

  test('may call it before anything of it is in use', () => {
    const { sum, userAge } = instantiate();
    expect(sum?.({ valueOf: () => sum(1, 1) }, 1)).toBe(3);
    expect(userAge?.(withName(() => `${String(sum?.(1, 1))} names`))).toBe(36);
  });

  test('finds an instance that trapped meanwhile closed', () => {
    const { sum, trap } = instantiate();
    const swallow = (): number => {
      try {
        trap?.();
      } catch {
        // The component is gone all the same.
      }
      return 1;
    };
    expect(() => sum?.({ valueOf: swallow }, 1)).toThrow('cannot enter component instance');
  });

  test('can change a list under way without breaking it', () => {
    const users: unknown[] = [];
    users.push(withName(() => { users.length = 1; return 'Ada'; }), user());
    expect(() => instantiate().countUsers?.(users)).toThrow('countUsers: argument "users"[1]: expected an object, got undefined');
    const growing: unknown[] = [];
    growing.push(withName(() => { growing.push(user()); return 'Ada'; }));
    expect(instantiate().countUsers?.(growing)).toBe(1);
  });

  test('is collected before a length is used', () => {
    function* generate(): Generator<unknown> {
      yield user();
      yield user();
    }
    expect(instantiate().countUsers?.(generate())).toBe(2);
    expect(instantiate().countUsers?.({ length: 1, 0: user() })).toBe(1);
  });
});

describe('a trap closes the instance for good', () => {
  test('in the function itself', () => {
    const { trap, sum, userAge } = instantiate();
    expect(trap).toThrow(new WebAssembly.RuntimeError('unreachable'));
    expect(() => sum?.(1, 1)).toThrow('cannot enter component instance');
    expect(() => userAge?.(user())).toThrow('cannot enter component instance');
  });

  test.each([
    ['what is outside of memory', '(i32.const -8)', 'realloc return: beyond end of memory'],
    ['a trap', '(unreachable)', 'unreachable'],
  ])('in realloc, which gives %s, though arguments were being lowered', async (_, body, text) => {
    const { send, sum } = (await component(`(component
      (core module $M (memory (export "memory") 1)
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) ${body})
        (func (export "send") (param i32 i32))
        (func (export "sum") (param i32) (result i32) (local.get 0)))
      (core instance $m (instantiate $M))
      (func (export "send") (param "texts" (list (list string))) (canon lift (core func $m "send") ${OPTIONS}))
      (func (export "sum") (param "a" u32) (result u32) (canon lift (core func $m "sum"))))`))();
    expect(() => send?.([['a']])).toThrow(new RegExp(text));
    expect(() => sum?.(1)).toThrow('cannot enter component instance');
  });
});

test('a missing part of a variant is refused', async () => {
  const { area } = (await component(`(component
    (core module $M (func (export "area") (param i32 f64) (result i32) (local.get 0)))
    (core instance $m (instantiate $M))
    (type $shape' (variant (case "point") (case "circle" f64)))
    (export $shape "shape" (type $shape'))
    (func (export "area") (param "shape" $shape) (result u32) (canon lift (core func $m "area"))))`))();
  expect(area?.({ tag: 'circle', val: 1 })).toBe(1);
  expect(area?.({ tag: 'point' })).toBe(0);
  for (const value of [undefined, 'circle', {}]) {
    expect(() => area?.(value)).toThrow('area: argument "shape".tag: expected one of "point", "circle", got undefined');
  }
  expect(() => area?.({ tag: 'square' })).toThrow('area: argument "shape".tag: expected one of "point", "circle", got "square"');
  expect(() => area?.({ tag: 'circle' })).toThrow('area: argument "shape".val: expected a number, got undefined');
});

test('a memory that grows while arguments are lowered is seen whole', async () => {
  const { join }: Exports = (await component(`(component
    (core module $M (memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (local $ptr i32)
        (local.set $ptr (i32.shl (memory.grow (i32.const 1)) (i32.const 16)))
        (memory.copy (local.get $ptr) (local.get 0) (local.get 1))
        (local.get $ptr))
      (func (export "join") (param i32 i32) (result i32)
        (i32.store (i32.const 0) (i32.load (local.get 0)))
        (i32.store (i32.const 4) (i32.load offset=4 (local.get 0)))
        (drop (memory.grow (i32.const 1)))
        (i32.const 0)))
    (core instance $m (instantiate $M))
    (func (export "join") (param "texts" (list string)) (result string) (canon lift (core func $m "join") ${OPTIONS})))`))();
  expect(join?.(['é☃', 'b', 'c'.repeat(60)])).toBe('é☃');
});

test('fields of any name are properties of their own', async () => {
  const { pass } = (await component(`(component
    (core module $M ${MEMORY}
      (func (export "pass") (param i32 i32 i32) (result i32)
        (i32.store8 (i32.const 0) (local.get 0)) (i32.store8 (i32.const 1) (local.get 1)) (i32.store8 (i32.const 2) (local.get 2))
        (i32.const 0)))
    (core instance $m (instantiate $M))
    (type $r' (record (field "proto" u8) (field "constructor" u8) (field "class" u8)))
    (export $r "r" (type $r'))
    (func (export "pass") (param "arguments" $r) (result $r) (canon lift (core func $m "pass") (memory (core memory $m "memory")))))`))();
  expect(pass?.({ proto: 1, constructor: 2, class: 3 })).toEqual({ proto: 1, constructor: 2, class: 3 });
  expect(() => pass?.({ proto: 1, class: 3 })).toThrow('pass: argument "arguments".constructor: expected a number, got undefined');
});

test('with --strict, lists of any numbers are looked at', async () => {
  const kinds = ['u8', 'u64', 'f64'];
  const instantiateStrict = await component(`(component
    (core module $M ${MEMORY} (func (export "count") (param i32 i32) (result i32) (local.get 1)))
    (core instance $m (instantiate $M))
    ${kinds.map((kind) => `(func (export "${kind}") (param "list" (list ${kind})) (result u32) (canon lift (core func $m "count") ${OPTIONS}))`).join(' ')})`,
  { strict: true });
  const { u8, u64, f64 } = instantiateStrict();
  expect(() => u8?.([0, 256])).toThrow('u8: argument "list"[1]: expected an integer from 0 to 255, got 256');
  expect(() => u64?.([0n, -1n])).toThrow('u64: argument "list"[1]: expected an integer from 0 to 18446744073709551615, got -1');
  expect(() => f64?.([0, '1'])).toThrow('f64: argument "list"[1]: expected a number, got string');
  expect([u8?.(new ArrayBuffer(3)), u64?.([1n]), f64?.([NaN, 1])]).toEqual([3, 1, 2]);
});

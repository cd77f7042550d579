// Streams between JavaScript, components and outputs that were transpiled by themselves.

import { describe, expect, test } from 'vitest';
import { component, MEMORY, OPTIONS } from './support/component.ts';

type Async = (...args: readonly unknown[]) => Promise<unknown>;

const modules = (type: string): string => `
  (core module $Memory ${MEMORY})
  (core instance $m (instantiate $Memory))
  (alias core export $m "memory" (core memory $mem))
  (type $stream (stream ${type}))`;

/** `make` gives a stream to which it writes `count` elements of memory, at 0. */
const writer = (type: string, data: string, count: number): string => `(component
  ${modules(type)}
  (core module $M
    (import "" "mem" (memory 1))
    (import "" "new" (func $new (result i64)))
    (import "" "write" (func $write (param i32 i32 i32) (result i32)))
    (import "" "return" (func $return (param i32)))
    (data (i32.const 0) "${data}")
    (func (export "make") (result i32) (local $ends i64)
      (local.set $ends (call $new))
      (drop (call $write (i32.wrap_i64 (i64.shr_u (local.get $ends) (i64.const 32))) (i32.const 0) (i32.const ${count})))
      (call $return (i32.wrap_i64 (local.get $ends)))
      (i32.const 0))
    (func (export "callback") (param i32 i32 i32) (result i32) unreachable))
  (core func $new (canon stream.new $stream))
  (core func $write (canon stream.write $stream async ${OPTIONS}))
  (core func $return (canon task.return (result $stream)))
  (core instance $i (instantiate $M (with "" (instance (export "mem" (memory $mem)) (export "new" (func $new))
    (export "write" (func $write)) (export "return" (func $return))))))
  (func (export "make") async (result $stream)
    (canon lift (core func $i "make") async (callback (core func $i "callback")))))`;

/** `take` reads a stream once, at most 8 elements to 64, and gives what `expression` makes of the result in $r. */
const reader = (type: string, expression: string): string => `(component
  ${modules(type)}
  (core module $M
    (import "" "mem" (memory 1))
    (import "" "read" (func $read (param i32 i32 i32) (result i32)))
    (func (export "take") (param $s i32) (result i64) (local $r i32)
      (local.set $r (call $read (local.get $s) (i32.const 64) (i32.const 8)))
      ${expression}))
  (core func $read (canon stream.read $stream ${OPTIONS}))
  (core instance $i (instantiate $M (with "" (instance (export "mem" (memory $mem)) (export "read" (func $read))))))
  (func (export "take") async (param "s" $stream) (result u64) (canon lift (core func $i "take"))))`;

const countAnd = (value: string): string => `
  (i64.or (i64.shl (i64.extend_i32_u (i32.shr_u (local.get $r) (i32.const 4))) (i64.const 56)) ${value})`;

describe('from one output to another', () => {
  test.each([
    ['numbers of another size', 'u16', '\\01\\00\\02\\00\\03\\01', 'u32',
      '(i64.or (i64.load32_u (i32.const 64)) (i64.shl (i64.load32_u (i32.const 72)) (i64.const 32)))', 0x0103_0000_0001n],
    ['a smaller one', 'u32', '\\01\\00\\00\\00\\02\\00\\00\\00\\03\\01\\00\\00', 'u8', '(i64.load (i32.const 64))', 0x030201n],
    ['tuples whose fields are larger', '(tuple u8 u8)', '\\01\\02\\03\\04\\05\\06', '(tuple u8 u16)',
      '(i64.load (i32.const 64))', 0x0004_0003_0002_0001n],
  ])('%s', async (_, from, data, to, load, expected) => {
    const { make } = (await component(writer(from, data, 3)))();
    const { take } = (await component(reader(to, countAnd(load))))();
    const given = await (make as Async)();
    expect(await (take as Async)(given)).toBe(3n << 56n | expected);
  });
});

test('a realloc that traps while elements are lowered is a trap', async () => {
  const text = reader('string', '(i64.const 1)').replace('(local.get $ptr))', 'unreachable)');
  const { take } = (await component(text))();
  const ended: string[] = [];
  const source = (function* () {
    try {
      yield 'text';
    } finally {
      ended.push('source');
    }
  })();
  await expect((take as Async)(source)).rejects.toThrow('unreachable');
  await expect((take as Async)([])).rejects.toThrow('cannot enter component instance');
  expect(ended).toEqual(['source']);
});

test('synchronous reads of 64-bit memories, that wait and that need not', async () => {
  const text = `(component
    (core module $Memory (memory (export "memory") i64 1))
    (core instance $m (instantiate $Memory))
    (alias core export $m "memory" (core memory $mem))
    (type $stream (stream u8))
    (core module $M
      (import "" "mem" (memory i64 1))
      (import "" "read" (func $read (param i32 i64 i64) (result i64)))
      (func (export "take") (param $s i32) (result i64)
        (i64.or (i64.shl (call $read (local.get $s) (i64.const 64) (i64.const 4)) (i64.const 32)) (i64.load32_u (i64.const 64)))))
    (core func $read (canon stream.read $stream (memory $mem)))
    (core instance $i (instantiate $M (with "" (instance (export "mem" (memory $mem)) (export "read" (func $read))))))
    (func (export "take") async (param "s" $stream) (result u64) (canon lift (core func $i "take"))))`;
  const { take } = (await component(text))();
  expect(await (take as Async)([1, 2, 3, 4])).toBe(0x40n << 32n | 0x04030201n);
  const later = async function* () {
    yield [5, 6];
  };
  expect(await (take as Async)(later())).toBe(0x20n << 32n | 0x04030605n);
});

/**
 * What core code sees of calls, for which code is emitted: where `realloc` runs, handles of resources, and arguments of
 * asynchronous calls (CanonicalABI.md, `canon lower`, "Flattening", "Resource State"). Core code that sees something else
 * is `unreachable`.
 */
import { describe, expect, test } from 'vitest';
import { component, MEMORY, OPTIONS } from '../../emitter/support/component.ts';

/** Core code: traps unless both are equal. */
const same = (type: 'i32' | 'i64' | 'f32' | 'f64', a: string, b: string): string =>
  `(if (${type}.ne ${a} ${b}) (then unreachable))`;

const BYTES: ArrayLike<number> = [10, 11, 12];

describe('realloc of a caller that gets a list from a callee', () => {
  /** `extra`: what `realloc` does besides. */
  const text = (extra: string): string => `(component
    (component $Producer
      (core module $M (import "" "set" (func $set (param i32)))
        (memory (export "memory") 1) (data (i32.const 16) "\\0a\\0b\\0c")
        (func (export "f") (result i32)
          (call $set (i32.const 0xdead))
          (i32.store (i32.const 0) (i32.const 16)) (i32.store (i32.const 4) (i32.const 3)) (i32.const 0)))
      (core func $set (canon context.set i32 0))
      (core instance $m (instantiate $M (with "" (instance (export "set" (func $set))))))
      (func (export "f") (result (list u8)) (canon lift (core func $m "f") (memory (core memory $m "memory")))))
    (component $Consumer
      (import "f" (func $f (result (list u8))))
      (core module $Memory
        (import "" "get0" (func $get0 (result i32))) (import "" "get1" (func $get1 (result i32)))
        (import "" "set0" (func $set0 (param i32))) (import "" "index" (func $index (result i32)))
        ${MEMORY.replace('(export "realloc") ', '')}
        (global $calls (export "calls") (mut i32) (i32.const 0))
        (func (export "realloc") (param i32 i32 i32 i32) (result i32)
          (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
          ${same('i32', '(call $get0)', '(i32.const 0)')} ${same('i32', '(call $get1)', '(i32.const 0)')}
          (call $set0 (i32.const 0xfeed)) ${same('i32', '(call $get0)', '(i32.const 0xfeed)')}
          ${extra}
          (call $realloc (local.get 0) (local.get 1) (local.get 2) (local.get 3))))
      (core func $get0 (canon context.get i32 0)) (core func $get1 (canon context.get i32 1))
      (core func $set0 (canon context.set i32 0)) (core func $set1 (canon context.set i32 1))
      (core func $index (canon thread.index))
      (core instance $context (export "get0" (func $get0)) (export "get1" (func $get1)) (export "set0" (func $set0))
        (export "set1" (func $set1)) (export "index" (func $index)))
      (core instance $m (instantiate $Memory (with "" (instance $context))))
      (core func $f' (canon lower (func $f) ${OPTIONS}))
      (core module $Code
        (import "m" "memory" (memory 1)) (import "m" "calls" (global $calls (mut i32)))
        (import "" "f" (func $f (param i32)))
        (import "context" "get0" (func $get0 (result i32))) (import "context" "get1" (func $get1 (result i32)))
        (import "context" "set0" (func $set0 (param i32))) (import "context" "set1" (func $set1 (param i32)))
        (func (export "sum") (result i32) (local $at i32)
          (call $set0 (i32.const 42)) (call $set1 (i32.const 43))
          ${same('i32', '(global.get $calls)', '(i32.const 0)')}
          (call $f (i32.const 32))
          ${same('i32', '(global.get $calls)', '(i32.const 1)')}
          ${same('i32', '(call $get0)', '(i32.const 42)')} ${same('i32', '(call $get1)', '(i32.const 43)')}
          ${same('i32', '(i32.load (i32.const 36))', '(i32.const 3)')}
          (local.set $at (i32.load (i32.const 32)))
          ${Array.from(BYTES, (byte, i) => (
    same('i32', `(i32.load8_u offset=${i} (local.get $at))`, `(i32.const ${byte})`))).join(' ')}
          (global.get $calls)))
      (core instance $c (instantiate $Code (with "m" (instance $m)) (with "context" (instance $context))
        (with "" (instance (export "f" (func $f'))))))
      (func (export "sum") (result u32) (canon lift (core func $c "sum"))))
    (instance $p (instantiate $Producer))
    (instance $c (instantiate $Consumer (with "f" (func $p "f"))))
    (export "sum" (func $c "sum")))`;

  test('is called once, on a thread of its own, and the caller’s context stays', async () => {
    const instantiate = await component(text(''));
    expect(instantiate()['sum']!()).toBe(1);
  });

  test('may not ask for its thread', async () => {
    const instantiate = await component(text('(drop (call $index))'));
    expect(() => instantiate()['sum']!()).toThrow('cannot leave component instance');
  });
});

describe('handles', () => {
  /** Borrows of its own resource are what it has made it of; those of others are handles. */
  const TEXT = `(component
    (import "host" (instance $host
      (export "thing" (type $thing (sub resource)))
      (export "number-of" (func (param "thing" (borrow $thing)) (result u32)))
      (export "make" (func (param "number" u32) (result (own $thing))))
      (export "both" (func (param "a" (borrow $thing)) (param "b" (borrow $thing)) (result (own $thing))))))
    (alias export $host "thing" (type $thing))
    (core func $drop (canon resource.drop $thing))
    (core func $number-of (canon lower (func $host "number-of")))
    (core func $make (canon lower (func $host "make")))
    (core func $both (canon lower (func $host "both")))
    (type $own-type' (resource (rep i32)))
    (core func $new (canon resource.new $own-type'))
    (core module $M
      (import "" "drop" (func $drop (param i32)))
      (import "" "number-of" (func $number-of (param i32) (result i32)))
      (import "" "make" (func $make (param i32) (result i32)))
      (import "" "both" (func $both (param i32 i32) (result i32)))
      (import "" "new" (func $new (param i32) (result i32)))
      (memory (export "memory") 1)
      (func (export "create") (param i32) (result i32) (call $new (local.get 0)))
      (func (export "f") (param $h1 i32) (param $h2 i32) (param $h3 i32) (param $rep i32) (result i32)
        (local $h4 i32)
        ${same('i32', '(local.get $h1)', '(i32.const 1)')} ${same('i32', '(local.get $h2)', '(i32.const 2)')}
        ${same('i32', '(local.get $h3)', '(i32.const 3)')} ${same('i32', '(local.get $rep)', '(i32.const 13)')}
        ${same('i32', '(call $number-of (local.get $h1))', '(i32.const 42)')}
        ${same('i32', '(call $number-of (local.get $h2))', '(i32.const 43)')}
        ${same('i32', '(call $number-of (local.get $h3))', '(i32.const 44)')}
        (local.set $h4 (call $both (local.get $h1) (local.get $h3)))
        ${same('i32', '(local.get $h4)', '(i32.const 4)')}
        ${same('i32', '(call $number-of (local.get $h4))', '(i32.const 45)')}
        (call $drop (local.get $h1))
        ${same('i32', '(call $make (i32.const 46))', '(local.get $h1)')}
        (call $drop (local.get $h3))
        (i32.store (i32.const 0) (local.get $h1))
        (i32.store (i32.const 4) (local.get $h2))
        (i32.store (i32.const 8) (local.get $h4))
        (i32.const 0)))
    (core instance $m (instantiate $M (with "" (instance (export "drop" (func $drop))
      (export "number-of" (func $number-of)) (export "make" (func $make)) (export "both" (func $both))
      (export "new" (func $new))))))
    (export $own-type "own-type" (type $own-type'))
    (func (export "[constructor]own-type") (param "rep" u32) (result (own $own-type))
      (canon lift (core func $m "create")))
    (func (export "f") (param "a" (own $thing)) (param "b" (own $thing)) (param "c" (borrow $thing))
      (param "d" (borrow $own-type)) (result (tuple (own $thing) (own $thing) (own $thing)))
      (canon lift (core func $m "f") (memory (core memory $m "memory")))))`;

  test('are counted from one, used again, and borrowed by what they stand for', async () => {
    const dropped: number[] = [];
    class Thing {
      readonly number: number;

      constructor(number: number) {
        this.number = number;
      }

      [Symbol.dispose](): void {
        dropped.push(this.number);
      }
    }
    const borrowed: number[][] = [];
    const instantiate = await component(TEXT);
    const { f, OwnType } = instantiate({
      host: {
        Thing,
        numberOf: ({ number }: Thing) => number,
        make: (number: number) => new Thing(number),
        both: (a: Thing, b: Thing) => {
          borrowed.push([a.number, b.number]);
          return new Thing(45);
        },
      },
    });
    const call = (): unknown => f!(new Thing(42), new Thing(43), new Thing(44), new OwnType!(13));
    expect((call() as Thing[]).map(({ number }) => number)).toEqual([46, 43, 45]);
    expect(borrowed).toEqual([[42, 44]]);
    // The one that was given away, and not the one that was only lent.
    expect(dropped).toEqual([42]);
  });
});

describe('arguments of asynchronous calls', () => {
  const TEXT = `(component
    (import "f1" (func $f1 async (param "a" f32) (param "b" f64) (param "c" u32) (param "d" s64)))
    (import "f2" (func $f2 async (param "a" u32) (param "b" u8) (param "c" u8) (param "d" u8)))
    (import "f3" (func $f3 async (param "a" u32) (param "b" u8) (param "c" u8) (param "d" u8) (param "e" u8)))
    (core module $Memory ${MEMORY} (data (i32.const 12) "\\01\\00\\00\\00\\02\\03\\04\\05"))
    (core instance $m (instantiate $Memory))
    (core func $f1' (canon lower (func $f1) async ${OPTIONS}))
    (core func $f2' (canon lower (func $f2) async ${OPTIONS}))
    (core func $f3' (canon lower (func $f3) async ${OPTIONS}))
    (core func $return (canon task.return))
    (core module $Code
      (import "" "f1" (func $f1 (param f32 f64 i32 i64) (result i32)))
      (import "" "f2" (func $f2 (param i32 i32 i32 i32) (result i32)))
      (import "" "f3" (func $f3 (param i32) (result i32)))
      (import "" "return" (func $return))
      (func (export "run") (result i32)
        ${same('i32', '(call $f1 (f32.const 1.1) (f64.const 2.2) (i32.const 3) (i64.const 4))', '(i32.const 2)')}
        ${same('i32', '(call $f2 (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4))', '(i32.const 2)')}
        ${same('i32', '(call $f3 (i32.const 12))', '(i32.const 2)')}
        (call $return)
        (i32.const 0))
      (func (export "callback") (param i32 i32 i32) (result i32) unreachable))
    (core instance $c (instantiate $Code (with "" (instance (export "f1" (func $f1')) (export "f2" (func $f2'))
      (export "f3" (func $f3')) (export "return" (func $return))))))
    (func (export "run") async (canon lift (core func $c "run") async (callback (core func $c "callback")))))`;

  test('are up to four core values, else in memory', async () => {
    const seen: (readonly unknown[])[] = [];
    const instantiate = await component(TEXT);
    const f = (...args: readonly unknown[]): void => void seen.push(args);
    await instantiate({ f1: f, f2: f, f3: f })['run']!();
    expect(seen).toEqual([[Math.fround(1.1), 2.2, 3, 4n], [1, 2, 3, 4], [1, 2, 3, 4, 5]]);
  });
});

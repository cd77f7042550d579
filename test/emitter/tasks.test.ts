// Functions that run as tasks, as JavaScript sees them: asynchronous exports and members of classes, what is
// lent to them, and calls of the host's functions that give promises.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Instantiate } from './support/component.ts';
import { MEMORY, OPTIONS, component } from './support/component.ts';

type Async = (...args: readonly unknown[]) => Promise<unknown>;

/** A class whose functions are asynchronous. */
interface AsyncClass {
  new (): unknown;
  readonly create: Async;
}

type AsyncInstance = Readonly<Record<'value', Async>> & { [Symbol.dispose](): void };

/** A promise that is settled from outside. */
function pending<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((...both) => { [resolve, reject] = both; });
  return { promise, resolve, reject };
}

/**
 * Counters. `value` and `sum` wait for the import `wait`; `dropped` is the sum of those that are.
 */
const COUNTERS = `(component
  (import "wait" (func $wait async))
  (core module $Dtor (global $at (mut i32) (i32.const 0))
    (func (export "dtor") (param i32) (global.set $at (i32.add (global.get $at) (local.get 0))))
    (func (export "dropped") (result i32) (global.get $at)))
  (core instance $d (instantiate $Dtor))
  (type $counter' (resource (rep i32) (dtor (core func $d "dtor"))))
  (core module $M
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (import "" "return" (func $return (param i32)))
    (import "" "wait" (func $wait (result i32)))
    (import "" "set" (func $set (result i32)))
    (import "" "join" (func $join (param i32 i32)))
    (global $value (mut i32) (i32.const 0))
    (func (export "make") (param i32) (result i32) (call $return (call $new (local.get 0))) (i32.const 0))
    (func $value (export "value") (param i32) (result i32) (local $subtask i32) (local $set i32)
      (global.set $value (local.get 0))
      (local.set $subtask (call $wait))
      (if (i32.eq (local.get $subtask) (i32.const 2))
        (then (call $return (local.get 0)) (return (i32.const 0))))
      (local.set $set (call $set))
      (call $join (i32.shr_u (local.get $subtask) (i32.const 4)) (local.get $set))
      (i32.or (i32.const 2) (i32.shl (local.get $set) (i32.const 4))))
    (func (export "sum") (param i32 i32) (result i32) (call $value (i32.add (local.get 0) (local.get 1))))
    (func (export "take") (param i32 i32) (result i32)
      (call $drop (local.get 0)) (call $return (local.get 1)) (i32.const 0))
    (func (export "callback") (param i32 i32 i32) (result i32) (call $return (global.get $value)) (i32.const 0)))
  (core func $new (canon resource.new $counter'))
  (core func $drop (canon resource.drop $counter'))
  (core func $wait' (canon lower (func $wait) async))
  (core func $return-own (canon task.return (result (own $counter'))))
  (core func $return (canon task.return (result u32)))
  (core func $set (canon waitable-set.new))
  (core func $join (canon waitable.join))
  (core instance $own (instantiate $M (with "" (instance (export "new" (func $new)) (export "drop" (func $drop))
    (export "return" (func $return-own)) (export "wait" (func $wait')) (export "set" (func $set)) (export "join" (func $join))))))
  (core instance $m (instantiate $M (with "" (instance (export "new" (func $new)) (export "drop" (func $drop))
    (export "return" (func $return)) (export "wait" (func $wait')) (export "set" (func $set)) (export "join" (func $join))))))
  (export $counter "counter" (type $counter'))
  (func (export "[constructor]counter") async (param "start" u32) (result (own $counter))
    (canon lift (core func $own "make") async (callback (core func $own "callback"))))
  (func (export "[method]counter.value") async (param "self" (borrow $counter)) (result u32)
    (canon lift (core func $m "value") async (callback (core func $m "callback"))))
  (func (export "sum") async (param "a" (borrow $counter)) (param "b" (borrow $counter)) (result u32)
    (canon lift (core func $m "sum") async (callback (core func $m "callback"))))
  (func (export "take") async (param "counter" (own $counter)) (param "n" u8) (result u32)
    (canon lift (core func $m "take") async (callback (core func $m "callback"))))
  (func (export "dropped") (result u32) (canon lift (core func $d "dropped"))))`;

describe('a class with asynchronous members', () => {
  let instantiate: Instantiate;

  beforeAll(async () => {
    instantiate = await component(COUNTERS);
  });

  /** Counters of 5 and 7 whose functions wait until `go` is called. */
  async function waiting() {
    const { promise, resolve: go } = pending<void>();
    const { Counter, sum, take, dropped } = instantiate({ wait: () => promise });
    const { create } = Counter as unknown as AsyncClass;
    const [five, seven] = await Promise.all([5, 7].map((n) => create(n))) as [AsyncInstance, AsyncInstance];
    const functions = { sum: sum as Async, take: take as Async, dropped };
    return { Counter: Counter as unknown as AsyncClass, ...functions, five, seven, go };
  }

  test('is made by a static, as constructors return at once', async () => {
    const { Counter, five } = await waiting();
    expect(five).toBeInstanceOf(Counter);
    expect(() => new Counter()).toThrow(new TypeError('Counter has no constructor'));
  });

  test('has methods that give promises', async () => {
    const { five, go } = await waiting();
    const value = five.value();
    expect(value).toBeInstanceOf(Promise);
    go();
    expect(await value).toBe(5);
  });

  test('has methods that reject for another object, and can be called again', async () => {
    const { five, go } = await waiting();
    go();
    await expect(five.value.call({})).rejects.toThrow('Counter.value: this: expected an instance of Counter');
    expect(await five.value()).toBe(5);
  });

  test('has no instance dropped while a call uses it', async () => {
    const { five, dropped, go } = await waiting();
    const value = five.value();
    expect(() => five[Symbol.dispose]()).toThrow(new TypeError('Counter: a call that is not over uses it'));
    go();
    expect(await value).toBe(5);
    five[Symbol.dispose]();
    expect(dropped?.()).toBe(5);
  });

  test('has no instance given away while a call uses it', async () => {
    const { five, seven, sum, take, dropped, go } = await waiting();
    const both = sum(five, seven);
    await expect(take(seven, 1)).rejects.toThrow('take: argument "counter": a call that is not over uses it');
    go();
    expect(await both).toBe(12);
    expect(await take(seven, 257)).toBe(1);
    expect(dropped?.()).toBe(7);
    await expect(sum(five, seven)).rejects
      .toThrow('sum: argument "b": this Counter has been dropped or given away');
  });

  test('has instances lent to several calls at once', async () => {
    const { five, sum, dropped, go } = await waiting();
    const calls = [sum(five, five), sum(five, five)];
    go();
    await Promise.all(calls);
    five[Symbol.dispose]();
    expect(dropped?.()).toBe(5);
  });

  test('has nothing lent to a call that could not begin', async () => {
    const { five, sum, dropped } = await waiting();
    await expect(sum(five, 3)).rejects.toThrow('sum: argument "b": expected an instance of Counter, got number');
    five[Symbol.dispose]();
    expect(dropped?.()).toBe(5);
  });
});

describe('what a task gives', () => {
  /** The core function returns, and has its result freed. */
  const SYNC = `(component
    (core module $M ${MEMORY}
      (global $freed (mut i32) (i32.const 0))
      (func (export "check") (param i32 i32) (result i32)
        (i32.store8 (i32.const 16) (i32.eqz (local.get 1)))
        (i32.store (i32.const 20) (select (local.get 0) (i32.const 40) (local.get 1)))
        (i32.store (i32.const 24) (local.get 1))
        (i32.const 16))
      (func (export "post") (param i32) (global.set $freed (i32.add (global.get $freed) (local.get 0))))
      (func (export "freed") (result i32) (global.get $freed)))
    (core instance $m (instantiate $M))
    (func (export "check") async (param "text" string) (result (result string (error u32)))
      (canon lift (core func $m "check") ${OPTIONS} (post-return (core func $m "post"))))
    (func (export "freed") (result u32) (canon lift (core func $m "freed"))))`;

  test('is a result that is ok, returned, or an error, thrown; freed in both cases', async () => {
    const { check, freed } = (await component(SYNC))();
    expect(await check!('héé')).toBe('héé');
    expect(freed!()).toBe(16);
    await expect(check!('')).rejects.toMatchObject({ name: 'ComponentError', payload: 40 });
    expect(freed!()).toBe(32);
  });

  test('is a TypeError for wrong arguments, after which all goes on', async () => {
    const { check } = (await component(SYNC))();
    await expect(check!(3)).rejects
      .toThrow(new TypeError('check: argument "text": expected a string, got number'));
    expect(await check!('a')).toBe('a');
  });
});

describe('a call of the host', () => {
  /** `run` calls `log` without `async`, so that its stack is parked, and returns what that gives. */
  const LOG = `(component
    (import "log" (func $log async (param "text" string) (param "n" u8) (result (result u16 (error u8)))))
    (core module $Mem ${MEMORY} (data (i32.const 100) "text"))
    (core instance $m (instantiate $Mem))
    (core func $log' (canon lower (func $log) ${OPTIONS}))
    (core module $M (import "" "log" (func $log (param i32 i32 i32 i32))) (import "" "memory" (memory 1))
      (func (export "run") (param i32) (result i32)
        (call $log (i32.const 100) (i32.const 4) (local.get 0) (i32.const 200))
        (i32.add (i32.mul (i32.load8_u (i32.const 200)) (i32.const 100000)) (i32.load16_u (i32.const 202)))))
    (core instance $i (instantiate $M (with "" (instance
      (export "log" (func $log')) (export "memory" (memory $m "memory"))))))
    (func (export "run") async (param "n" u32) (result u32) (canon lift (core func $i "run"))))`;

  const calls: unknown[] = [];
  const run = async (log: (text: string, n: number) => unknown, n: number): Promise<unknown> => {
    const instantiate = await component(LOG);
    const noting = (...args: [string, number]): unknown => {
      calls.push(args);
      return log(...args);
    };
    return instantiate({ log: noting })['run']!(n);
  };

  test('waits for its promise, and gets what that gives', async () => {
    expect(await run(async (_, n) => n + 0x10001, 300)).toBe(45);
    expect(calls.at(-1)).toEqual(['text', 44]);
  });

  test('does not wait for what is no promise', async () => {
    expect(await run(() => 7, 1)).toBe(7);
  });

  test.each([
    ['thrown', () => { throw { payload: 9 }; }],
    ['rejected', async () => { throw { payload: 9 }; }],
  ])('gets an error that is %s', async (_, log) => {
    expect(await run(log, 1)).toBe(100000 + 9);
  });

  test.each([
    ['thrown', () => { throw new RangeError('mine'); }],
    ['rejected', async () => { throw new RangeError('mine'); }],
  ])('that is %s for a mistake rejects the call with that', async (_, log) => {
    await expect(run(log, 1)).rejects.toThrow(new RangeError('mine'));
  });
});

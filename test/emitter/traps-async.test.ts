// Traps of components that wait: who is told what, as JavaScript sees it.

import { expect, test } from 'vitest';
import { component } from './support/component.ts';

/**
 * `call`, a synchronous function, calls `f` of another component without waiting for it; `f` traps, on a stack of its
 * own as it may wait. `wait` is a call that is pending meanwhile.
 */
const BELOW = `(component
  (import "wait" (func $wait async))
  (component $Callee
    (import "wait" (func $wait async))
    (core module $M
      (import "" "wait" (func $wait))
      (func (export "f") (param i32) (if (local.get 0) (then unreachable)) (call $wait)))
    (core func $wait' (canon lower (func $wait)))
    (core instance $m (instantiate $M (with "" (instance (export "wait" (func $wait'))))))
    (func (export "f") async (param "traps" bool) (canon lift (core func $m "f"))))
  (component $Caller
    (import "f" (func $f async (param "traps" bool)))
    (core module $M
      (import "" "f" (func $f (param i32) (result i32)))
      (func (export "call") (drop (call $f (i32.const 1)))))
    (core func $f' (canon lower (func $f) async))
    (core instance $m (instantiate $M (with "" (instance (export "f" (func $f'))))))
    (func (export "call") (canon lift (core func $m "call"))))
  (instance $callee (instantiate $Callee (with "wait" (func $wait))))
  (instance $caller (instantiate $Caller (with "f" (func $callee "f"))))
  (instance $other (instantiate $Callee (with "wait" (func $wait))))
  (func (export "call") (alias export $caller "call"))
  (func (export "wait") (alias export $other "f")))`;

test('a trap below a synchronous function, on another stack, has its error in a microtask', async () => {
  const { call, wait } = (await component(BELOW))({ wait: () => new Promise(() => {}) });
  const pending = wait!(false);
  let thrown: Error | undefined;
  try {
    call!();
  } catch (error) {
    thrown = error as Error;
  }
  expect(thrown).toBeInstanceOf(WebAssembly.RuntimeError);
  expect(thrown!.message).toBe('a callee has trapped: the cause is set in a microtask');
  expect(() => call!()).toThrow('cannot enter component instance');
  await expect(pending).rejects.toThrow('unreachable');
  expect(thrown!.message).toBe('unreachable');
  await expect(pending).rejects.toBe(thrown!.cause);
});

/** `f` calls another component's function, whose post-return calls the host, under a handler that catches all. */
const POST_RETURN = `(component
  (import "log" (func $log))
  (component $Callee
    (import "log" (func $log))
    (core module $M
      (import "" "log" (func $log))
      (func (export "f"))
      (func (export "post") (call $log)))
    (core func $log' (canon lower (func $log)))
    (core instance $m (instantiate $M (with "" (instance (export "log" (func $log'))))))
    (func (export "f") (canon lift (core func $m "f") (post-return (core func $m "post"))))
    (func (export "g") async (canon lift (core func $m "f") (post-return (core func $m "post")))))
  (component $Caller
    (import "f" (func $f))
    (import "g" (func $g async))
    (core module $M
      (import "" "f" (func $f))
      (import "" "g" (func $g (result i32)))
      (func (export "f") (result i32) (block $caught (try_table (catch_all $caught) (call $f)) (return (i32.const 0))) (i32.const 1))
      (func (export "g") (result i32)
        (block $caught (try_table (catch_all $caught) (drop (call $g))) (return (i32.const 0))) (i32.const 1)))
    (core func $f' (canon lower (func $f)))
    (core func $g' (canon lower (func $g) async))
    (core instance $m (instantiate $M (with "" (instance (export "f" (func $f')) (export "g" (func $g'))))))
    (func (export "f") (result u32) (canon lift (core func $m "f")))
    (func (export "g") async (result u32) (canon lift (core func $m "g"))))
  (instance $callee (instantiate $Callee (with "log" (func $log))))
  (instance $caller (instantiate $Caller (with "f" (func $callee "f")) (with "g" (func $callee "g"))))
  (func (export "f") (alias export $caller "f"))
  (func (export "g") (alias export $caller "g")))`;

test('what post-return may not do is a trap that no handler of the caller sees', async () => {
  const instantiate = await component(POST_RETURN);
  const text = 'cannot leave component instance';
  expect(() => instantiate({ log() {} }).f!()).toThrow(text);
  await expect(instantiate({ log() {} }).g!()).rejects.toThrow(text);
});

/** `trap` traps; `wait` waits for what the host promises; `make` gives a stream that nobody writes. */
const PENDING = `(component
  (import "wait" (func $wait async))
  (core module $M
    (import "" "wait" (func $wait (result i32)))
    (import "" "set" (func $set (result i32)))
    (import "" "join" (func $join (param i32 i32)))
    (import "" "new" (func $new (result i64)))
    (func (export "trap") unreachable)
    (func (export "wait") (result i32) (local $set i32)
      (local.set $set (call $set))
      (call $join (i32.shr_u (call $wait) (i32.const 4)) (local.get $set))
      (i32.or (i32.const 2) (i32.shl (local.get $set) (i32.const 4))))
    (func (export "callback") (param i32 i32 i32) (result i32) unreachable)
    (func (export "make") (result i32) (i32.wrap_i64 (call $new))))
  (type $stream (stream u8))
  (core func $wait' (canon lower (func $wait) async))
  (core func $set (canon waitable-set.new))
  (core func $join (canon waitable.join))
  (core func $new (canon stream.new $stream))
  (core instance $m (instantiate $M (with "" (instance (export "wait" (func $wait')) (export "set" (func $set))
    (export "join" (func $join)) (export "new" (func $new))))))
  (func (export "trap") (canon lift (core func $m "trap")))
  (func (export "wait") async (canon lift (core func $m "wait") async (callback (core func $m "callback"))))
  (func (export "make") (result $stream) (canon lift (core func $m "make"))))`;

test('a trap in a synchronous call rejects all that is pending, with its error', async () => {
  const { trap, wait, make } = (await component(PENDING))({ wait: () => new Promise(() => {}) });
  const stream = make!() as AsyncIterator<unknown>;
  const pending = [wait!(), wait!(), stream.next()] as Promise<unknown>[];
  let thrown: unknown;
  try {
    trap!();
  } catch (error) {
    thrown = error;
  }
  expect((thrown as Error).message).toBe('unreachable');
  for (const each of await Promise.allSettled(pending)) {
    expect(each).toEqual({ status: 'rejected', reason: thrown });
  }
  await expect(stream.next()).rejects.toBe(thrown);
  await expect(wait!()).rejects.toThrow('cannot enter component instance');
});

/** `f` waits for the host; `free` for nobody. */
const NAMED = `(component
  (import "get" (func $get (param "n" u32) (result u32)))
  (core func $get' (canon lower (func $get)))
  (core module $M
    (import "" "get" (func $get (param i32) (result i32)))
    (func (export "f") (param i32) (result i32) (call $get (local.get 0)))
    (func (export "free")))
  (core instance $m (instantiate $M (with "" (instance (export "get" (func $get'))))))
  (func (export "f") (param "n" u32) (result u32) (canon lift (core func $m "f")))
  (func (export "free") (canon lift (core func $m "free"))))`;

test('a synchronous function that waits may be called again as soon as it is over', async () => {
  const options = { asyncImports: ['get'], asyncExports: ['f'] };
  const { f, free } = (await component(NAMED, options))({
    get: async (n: number) => {
      for (let i = 0; i < n % 4; i++) await null;
      return n;
    },
  });
  for (let n = 0; n < 20; n++) {
    const result = f!(n) as Promise<number>;
    // All others are kept out meanwhile.
    expect(() => free!()).toThrow('cannot enter component instance');
    await expect(f!(0)).rejects.toThrow('cannot enter component instance');
    expect(await result).toBe(n);
    free!();
  }
  expect(await (f!(1) as Promise<number>).then((n) => f!(n + 1)).then((n) => f!(n as number + 1))).toBe(3);
});

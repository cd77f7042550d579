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

// What goes on in a component when no call waits for it, as JavaScript sees it.

import { describe, expect, test } from 'vitest';
import { MEMORY, component } from './support/component.ts';

const macrotask = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/**
 * `start` returns, and its task waits for a future, which `wake`, a synchronous function that has a thread of its own,
 * writes.
 */
const BACKGROUND = `(component
  (import "note" (func $note))
  (core module $Memory ${MEMORY})
  (core instance $memory (instantiate $Memory))
  (alias core export $memory "memory" (core memory $mem))
  (core module $M
    (import "" "note" (func $note))
    (import "" "return" (func $return))
    (import "" "context" (func $context (param i32)))
    (import "" "new" (func $new (result i64)))
    (import "" "read" (func $read (param i32 i32) (result i32)))
    (import "" "write" (func $write (param i32 i32) (result i32)))
    (import "" "set" (func $set (result i32)))
    (import "" "join" (func $join (param i32 i32)))
    (global $writable (mut i32) (i32.const 0))
    (func (export "start") (result i32) (local $ends i64) (local $set i32) (local $readable i32)
      (local.set $ends (call $new))
      (local.set $readable (i32.wrap_i64 (local.get $ends)))
      (global.set $writable (i32.wrap_i64 (i64.shr_u (local.get $ends) (i64.const 32))))
      (drop (call $read (local.get $readable) (i32.const 0)))
      (local.set $set (call $set))
      (call $join (local.get $readable) (local.get $set))
      (call $return)
      (i32.or (i32.const 2) (i32.shl (local.get $set) (i32.const 4))))
    (func (export "callback") (param i32 i32 i32) (result i32) (call $note) (i32.const 0))
    (func (export "wake") (call $context (i32.const 1)) (drop (call $write (global.get $writable) (i32.const 8)))))
  (type $future (future u32))
  (core func $note' (canon lower (func $note)))
  (core func $return (canon task.return))
  (core func $context (canon context.set i32 0))
  (core func $new (canon future.new $future))
  (core func $read (canon future.read $future async (memory $mem)))
  (core func $write (canon future.write $future async (memory $mem)))
  (core func $set (canon waitable-set.new))
  (core func $join (canon waitable.join))
  (core instance $m (instantiate $M (with "" (instance (export "note" (func $note')) (export "return" (func $return))
    (export "new" (func $new)) (export "read" (func $read)) (export "write" (func $write)) (export "set" (func $set))
    (export "join" (func $join)) (export "context" (func $context))))))
  (func (export "start") async (canon lift (core func $m "start") async (callback (core func $m "callback"))))
  (func (export "wake") (canon lift (core func $m "wake"))))`;

describe('a task that has returned', () => {
  test('goes on when a synchronous call brings what it waits for, once that is over', async () => {
    const noted: string[] = [];
    const { start, wake } = (await component(BACKGROUND))({ note: () => noted.push('note') });
    await start!();
    wake!();
    expect(noted).toEqual([]);
    await macrotask();
    expect(noted).toEqual(['note']);
  });
});

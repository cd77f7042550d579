// Threads of a component, as JavaScript sees what comes of them.

import { expect, test } from 'vitest';
import { component } from './support/component.ts';

/** `create` makes a thread with the function at an index of the table; the type that it names is `(func (param i32))`. */
const CREATE = `(component
  (core module $Table (table (export "t") 4 funcref))
  (core instance $table (instantiate $Table))
  (alias core export $table "t" (core table $t))
  (core module $M
    (import "" "t" (table 4 funcref))
    (import "" "new" (func $new (param i32 i32) (result i32)))
    (elem (i32.const 0) func $right $wide $none)
    (func $right (param i32))
    (func $wide (param i64))
    (func $none)
    (func (export "create") (param i32) (drop (call $new (local.get 0) (i32.const 1)))))
  (core type $start (func (param i32)))
  (core func $new (canon thread.new-indirect $start (core table $t)))
  (core instance $m (instantiate $M (with "" (instance (export "t" (table $t)) (export "new" (func $new))))))
  (func (export "create") async (param "index" u32) (canon lift (core func $m "create"))))`;

test.each([
  ['of another type', 1, 'start function does not match expected type'],
  ['without parameters', 2, 'start function does not match expected type'],
  ['that is not there', 3, 'the start function index points to an uninitialized function'],
  ['beyond the table', 4, 'undefined element: table index is out of bounds'],
])('no thread is made for a function %s', async (_, index, text) => {
  const { create } = (await component(CREATE))();
  await create!(0);
  await expect(create!(index)).rejects.toThrow(text);
  await expect(create!(0)).rejects.toThrow('cannot enter component instance');
});

/** `f`, which the host or another component (`outer`) calls, and `set` have a post-return that notes the context. */
const POST_RETURN = `(component
  (component $Inner
    (core module $M
      (import "" "get" (func $get (result i32)))
      (import "" "set" (func $set (param i32)))
      (global $noted (mut i32) (i32.const 0))
      (func (export "f") (result i32) (i32.const 1))
      (func (export "set") (result i32) (call $set (i32.const 7)) (i32.const 1))
      (func (export "post") (param i32) (global.set $noted (i32.add (i32.const 1) (call $get))))
      (func (export "noted") (result i32) (global.get $noted)))
    (core func $get (canon context.get i32 0))
    (core func $set (canon context.set i32 0))
    (core instance $m (instantiate $M (with "" (instance (export "get" (func $get)) (export "set" (func $set))))))
    (func (export "f") (result u32) (canon lift (core func $m "f") (post-return (core func $m "post"))))
    (func (export "set") (result u32) (canon lift (core func $m "set") (post-return (core func $m "post"))))
    (func (export "noted") (result u32) (canon lift (core func $m "noted"))))
  (component $Outer
    (import "f" (func $f (result u32)))
    (core func $f' (canon lower (func $f)))
    (core module $M
      (import "" "f" (func $f (result i32)))
      (func (export "f") (result i32) (call $f)))
    (core instance $m (instantiate $M (with "" (instance (export "f" (func $f'))))))
    (func (export "f") (result u32) (canon lift (core func $m "f"))))
  (instance $inner (instantiate $Inner))
  (instance $outer (instantiate $Outer (with "f" (func $inner "f"))))
  (func (export "f") (alias export $inner "f"))
  (func (export "set") (alias export $inner "set"))
  (func (export "noted") (alias export $inner "noted"))
  (func (export "outer") (alias export $outer "f")))`;

test('post-return runs on the thread of its function, if only it looks at that', async () => {
  const { f, set, noted, outer } = (await component(POST_RETURN))();
  for (const [call, context] of [[f, 0], [set, 7], [outer, 0]] as const) {
    expect(call!()).toBe(1);
    expect(noted!()).toBe(1 + context);
  }
});

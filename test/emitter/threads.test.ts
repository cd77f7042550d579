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

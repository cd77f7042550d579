/**
 * The call graph follows references wherever they go: a realloc that calls through a table reaches what any module may
 * have put there. Each component's realloc calls slot 0, in which the lowered import ends up in its own way.
 */
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { scanCoreCode } from '../../src/decoder/core-code.ts';
import { decode } from '../../src/decoder/decode.ts';
import { validate } from '../../src/decoder/validate/index.ts';
import { makePlan } from '../../src/planner/make-plan.ts';

/** Is the may-leave flag tested by the adapter of the import? */
async function isTested(text: string): Promise<boolean> {
  const plan = makePlan(validate(decode(await parse(text))), {
    name: 'test', namespacedExports: true, asyncImports: [], asyncExports: [], multiMemory: 'auto', specifierOf: (specifier) => ({ specifier, member: [] }),
  }, scanCoreCode);
  const [lower] = plan.adapters.flatMap((adapter) => (adapter.kind === 'lower' ? [adapter] : []));
  if (lower === undefined) throw new Error('no lower');
  return lower.checks.mayLeave;
}

const component = (fill: string, more = '', call = '(call_indirect (type $f) (i32.const 0))'): string => `(component
  (import "h" (func $h))
  ${more}
  (core func $h (canon lower (func $h)))
  (core module $t (table (export "t") 4 funcref) (memory (export "mem") 1))
  (core instance $t (instantiate $t))
  (core instance $h (export "h" (func $h)))
  ${fill}
  (core module $m
    (type $pad (func (result i64))) (type $f (func)) (type $g (func (param (ref null $f))))
    (import "t" "t" (table 1 funcref)) (import "t" "mem" (memory 1))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) ${call} (i32.const 16))
    (func (export "len") (param i32 i32) (result i32) local.get 1))
  (core instance $m (instantiate $m (with "t" (instance $t))))
  (func (export "len") (param "s" string) (result u32)
    (canon lift (core func $m "len") (memory (core memory $t "mem")) (realloc (core func $m "realloc")))))`;

describe('a reference reaches a table', () => {
  test.each([
    ['by an element segment', `
      (core module $p (import "t" "t" (table 1 funcref)) (import "h" "h" (func $h)) (elem (i32.const 0) func $h))
      (core instance (instantiate $p (with "t" (instance $t)) (with "h" (instance $h))))`],
    ['by a global of another module in an element segment', `
      (core module $g (import "h" "h" (func $h)) (global (export "g") funcref (ref.func $h)))
      (core instance $g (instantiate $g (with "h" (instance $h))))
      (core module $p
        (import "t" "t" (table 1 funcref)) (import "g" "g" (global $g funcref))
        (elem (i32.const 0) funcref (global.get $g)))
      (core instance (instantiate $p (with "t" (instance $t)) (with "g" (instance $g))))`],
    ['by a table.set of what a module is given', `
      (core module $p
        (import "t" "t" (table 1 funcref))
        (func (export "set") (param funcref) (table.set (i32.const 0) (local.get 0))))
      (core instance $p (instantiate $p (with "t" (instance $t))))
      (core module $g
        (import "h" "h" (func $h)) (import "p" "set" (func $set (param funcref)))
        (elem declare func $h)
        (func $start (call $set (ref.func $h))) (start $start))
      (core instance (instantiate $g (with "h" (instance $h)) (with "p" (instance $p))))`],
    ['by a copy from another table', `
      (core module $g (import "h" "h" (func $h)) (table (export "t") 1 funcref) (elem (i32.const 0) func $h))
      (core instance $g (instantiate $g (with "h" (instance $h))))
      (core module $p
        (import "t" "t" (table $t 1 funcref)) (import "g" "t" (table $g 1 funcref))
        (func $start (table.copy $t $g (i32.const 0) (i32.const 0) (i32.const 1))) (start $start))
      (core instance (instantiate $p (with "t" (instance $t)) (with "g" (instance $g))))`],
  ])('%s', async (_, fill) => {
    expect(await isTested(component(fill))).toBe(true);
  });

  test('by its initial value', async () => {
    expect(await isTested(`(component
      (import "h" (func $h))
      (core func $h (canon lower (func $h)))
      (core module $m
        (type $f (func))
        (import "h" "h" (func $h)) (table 1 funcref (ref.func $h)) (memory (export "mem") 1)
        (func (export "realloc") (param i32 i32 i32 i32) (result i32)
          (call_indirect (type $f) (i32.const 0)) (i32.const 16))
        (func (export "len") (param i32 i32) (result i32) local.get 1))
      (core instance $m (instantiate $m (with "h" (instance (export "h" (func $h))))))
      (func (export "len") (param "s" string) (result u32)
        (canon lift (core func $m "len") (memory (core memory $m "mem")) (realloc (core func $m "realloc")))))`)).toBe(true);
  });
});

const WRAPPED = `
  (core module $p
    (type $f (func)) (type $g (func (param (ref null $f))))
    (import "t" "t" (table 1 funcref)) (import "h" "h" (func $h))
    (func $wrap (type $g) (call $h)) (elem (i32.const 0) func $wrap))
  (core instance (instantiate $p (with "t" (instance $t)) (with "h" (instance $h))))`;

test('a type that refers to another by index is the same under other indices', async () => {
  const call = '(call_indirect (type $g) (ref.null $f) (i32.const 0))';
  expect(await isTested(component(WRAPPED, '', call))).toBe(true);
});

test('a function of another type is not called', async () => {
  const other = WRAPPED.replace('(type $g (func (param (ref null $f))))', '(type $g (func (param i32)))');
  expect(await isTested(component(other))).toBe(false);
});

test("a host's module may call what is in a table that it is given", async () => {
  const host = '(import "hm" (core module $hm (import "t" "t" (table 1 funcref)) (export "go" (func))))';
  expect(await isTested(`(component
    (import "h" (func $h))
    ${host}
    (core func $h (canon lower (func $h)))
    (core module $t (table (export "t") 4 funcref) (memory (export "mem") 1))
    (core instance $t (instantiate $t))
    (core module $p (import "t" "t" (table 1 funcref)) (import "h" "h" (func $h)) (elem (i32.const 0) func $h))
    (core instance (instantiate $p (with "t" (instance $t)) (with "h" (instance (export "h" (func $h))))))
    (core instance $hm (instantiate $hm (with "t" (instance $t))))
    (core module $m
      (import "hm" "go" (func $go))
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (call $go) (i32.const 16))
      (func (export "len") (param i32 i32) (result i32) local.get 1))
    (core instance $m (instantiate $m (with "hm" (instance $hm))))
    (func (export "len") (param "s" string) (result u32)
      (canon lift (core func $m "len") (memory (core memory $t "mem")) (realloc (core func $m "realloc")))))`)).toBe(true);
});

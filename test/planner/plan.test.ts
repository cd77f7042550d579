/**
 * What the planner decides, looked at in plans of small components: which checks are needed, how calls between
 * components are linked, what is shared and what is not.
 */
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { scanCoreCode } from '../../src/decoder/core-code.ts';
import { decode } from '../../src/decoder/decode.ts';
import { validate } from '../../src/decoder/validate/index.ts';
import { TranspileError } from '../../src/errors.ts';
import { makePlan } from '../../src/planner/make-plan.ts';
import type { Adapter, LiftAdapter, LowerAdapter, Plan } from '../../src/planner/plan.ts';

async function planOf(text: string): Promise<Plan> {
  const component = validate(decode(await parse(text)));
  return makePlan(component, {
    name: 'test', namespacedExports: true, specifierOf: (specifier) => ({ specifier, member: [] }),
    asyncImports: [], asyncExports: [], multiMemory: 'auto',
  }, scanCoreCode);
}

const only = <K extends Adapter['kind']>(plan: Plan, kind: K): Extract<Adapter, { kind: K }>[] =>
  plan.adapters.filter((adapter): adapter is Extract<Adapter, { kind: K }> => adapter.kind === kind);

const lift = (plan: Plan, name: string): LiftAdapter => {
  const found = only(plan, 'lift').find(({ signature }) => signature.name === name);
  if (found === undefined) throw new Error(`no lift of ${name}`);
  return found;
};

const lower = (plan: Plan): LowerAdapter => {
  const [first, ...more] = only(plan, 'lower');
  if (first === undefined || more.length > 0) throw new Error(`${more.length + 1} lowers`);
  return first;
};

describe('exceptions', () => {
  const component = (body: string, rest = ''): string => `
    (component
      (core module $m
        (tag $t)
        (type $f (func))
        (table 2 funcref)
        ${rest}
        (func $quiet)
        (func $throws (throw $t))
        (func (export "f") ${body}))
      (core instance $i (instantiate $m))
      (func (export "f") (canon lift (core func $i "f"))))`;

  test('come out of a function that can reach a throw', async () => {
    expect(lift(await planOf(component('(call $throws)')), 'f').checks.catches).toBe(true);
  });

  test('do not come out of one that can not, although the module throws', async () => {
    expect(lift(await planOf(component('(call $quiet)')), 'f').checks.catches).toBe(false);
  });

  test('come through a table that holds such a function', async () => {
    const call = '(call_indirect (type $f) (i32.const 0))';
    const throwing = await planOf(component(call, '(elem (i32.const 0) $throws)'));
    const quiet = await planOf(component(call, '(elem (i32.const 0) $quiet)'));
    expect(lift(throwing, 'f').checks.catches).toBe(true);
    expect(lift(quiet, 'f').checks.catches).toBe(false);
  });

  test('come through a table that another module fills', async () => {
    const text = (func: string): string => `
      (component
        (core module $shim
          (type $f (func))
          (table (export "table") 1 funcref)
          (func (export "f") (call_indirect (type $f) (i32.const 0))))
        (core module $main
          (tag $t)
          (func (export "throws") (throw $t))
          (func (export "quiet")))
        (core module $fixup
          (import "" "table" (table 1 funcref))
          (import "" "f" (func $f))
          (elem (i32.const 0) $f))
        (core instance $shim (instantiate $shim))
        (core instance $main (instantiate $main))
        (core instance (instantiate $fixup (with "" (instance
          (export "table" (table $shim "table")) (export "f" (func $main "${func}"))))))
        (func (export "f") (canon lift (core func $shim "f"))))`;
    expect(lift(await planOf(text('throws')), 'f').checks.catches).toBe(true);
    expect(lift(await planOf(text('quiet')), 'f').checks.catches).toBe(false);
  });
});

describe('may-leave', () => {
  const component = (realloc: string): string => `
    (component
      (import "give" (func $give (result string)))
      (import "log" (func $log))
      (core func $log' (canon lower (func $log)))
      (core module $mem
        (import "" "log" (func $log))
        (type $f (func))
        (table 1 funcref)
        (elem (i32.const 0) $log)
        (memory (export "memory") 1)
        (func $inner ${realloc})
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) (call $inner) (i32.const 8)))
      (core instance $mem (instantiate $mem (with "" (instance (export "log" (func $log'))))))
      (core func $give' (canon lower (func $give)
        (memory (core memory $mem "memory")) (realloc (core func $mem "realloc"))))
      (core module $m
        (import "" "give" (func $give (param i32)))
        (func (export "f") (call $give (i32.const 0))))
      (core instance $i (instantiate $m (with "" (instance (export "give" (func $give'))))))
      (func (export "f") (canon lift (core func $i "f"))))`;

  const tested = (plan: Plan): Record<string, boolean> =>
    Object.fromEntries(only(plan, 'lower').map(({ signature, checks }) => [signature.name, checks.mayLeave]));

  test('is tested by an import that realloc reaches, and cleared around that', async () => {
    const plan = await planOf(component('(call $log)'));
    expect(tested(plan)).toEqual({ log: true, give: false });
    expect(plan.instances[0]?.mayLeave).toBe('js');
    expect(plan.reallocs.map(({ clearsMayLeave }) => clearsMayLeave)).toEqual([0]);
  });

  test('is tested too when realloc reaches it through a table', async () => {
    expect(tested(await planOf(component('(call_indirect (type $f) (i32.const 0))')))).toEqual({ log: true, give: false });
  });

  test('does not exist when realloc reaches none', async () => {
    const plan = await planOf(component(''));
    expect(tested(plan)).toEqual({ log: false, give: false });
    expect(plan.instances[0]?.mayLeave).toBe('none');
    expect(plan.reallocs.map(({ clearsMayLeave }) => clearsMayLeave)).toEqual([undefined]);
  });
});

describe('memories', () => {
  const component = (body: string): string => `
    (component
      (core module $mem (memory (export "memory") 1))
      (core instance $mem (instantiate $mem))
      (core module $m
        (import "" "memory" (memory 1))
        (func (export "f") (result i32) ${body} (i32.const 8)))
      (core instance $i (instantiate $m (with "" (instance (export "memory" (memory $mem "memory"))))))
      (func (export "f") (result string) (canon lift (core func $i "f") (memory (core memory $mem "memory")))))`;

  test('grow when a module that imports them can grow them', async () => {
    const grows = await planOf(component('(drop (memory.grow (i32.const 1)))'));
    const stays = await planOf(component(''));
    expect(grows.memories.map((memory) => memory.grows)).toEqual([true]);
    expect(stays.memories.map((memory) => memory.grows)).toEqual([false]);
  });

  test('are left out where no value is in memory', async () => {
    const plan = await planOf(`
      (component
        (core module $m (memory (export "memory") 1) (func (export "f") (param i32)))
        (core instance $i (instantiate $m))
        (func (export "f") (param "n" u32) (canon lift (core func $i "f") (memory (core memory $i "memory")))))`);
    expect(plan.memories).toEqual([]);
  });
});

describe('handlers', () => {
  const component = (body: string): string => `
    (component
      (import "host" (func $host))
      (core func $host' (canon lower (func $host)))
      (core module $m
        (import "" "host" (func $host))
        (func $other)
        (func (export "f") ${body}))
      (core instance $i (instantiate $m (with "" (instance (export "host" (func $host'))))))
      (func (export "f") (canon lift (core func $i "f"))))`;

  test('make errors of the calls below them uncatchable', async () => {
    const plan = await planOf(component('(block $b (try_table (catch_all $b) (call $host)))'));
    expect(lower(plan).checks.uncatchable).toBe(true);
    expect(plan.facts.storesErrors).toBe(true);
  });

  test('without an import below them cost nothing', async () => {
    const plan = await planOf(component('(block $b (try_table (catch_all $b) (call $other)))'));
    expect(lower(plan).checks.uncatchable).toBe(false);
    expect(plan.facts.storesErrors).toBe(false);
  });
});

describe('instances', () => {
  test('of one component have resources of their own', async () => {
    const plan = await planOf(`
      (component
        (component $c
          (type $r' (resource (rep i32)))
          (export $r "r" (type $r'))
          (core func $new (canon resource.new $r))
          (core module $m
            (import "" "new" (func $new (param i32) (result i32)))
            (func (export "make") (result i32) (call $new (i32.const 1))))
          (core instance $i (instantiate $m (with "" (instance (export "new" (func $new))))))
          (func (export "make") (result (own $r)) (canon lift (core func $i "make"))))
        (instance $a (instantiate $c))
        (instance $b (instantiate $c))
        (export "a" (instance $a))
        (export "b" (instance $b)))`);
    expect(plan.resources.map(({ origin }) => origin.kind === 'guest' && origin.instance)).toEqual([1, 2]);
    expect(only(plan, 'resource.new').map(({ resource, instance }) => [resource, instance])).toEqual([[0, 1], [1, 2]]);
    expect(plan.coreModules).toHaveLength(1);
    expect(new Set(plan.resources.map(({ name }) => name)).size).toBe(2);
  });

  test('beyond a bound are refused, however few bytes ask for them', async () => {
    const levels = Array.from({ length: 16 }, (_, i) => `
      (component $c${i + 1}
        (alias outer 1 ${i} (component $inner))
        (instance (instantiate $inner))
        (instance (instantiate $inner)))`);
    const bomb = `(component (component $c0 (core module $m) (core instance (instantiate $m))) ${levels.join('')}
      (instance (instantiate $c16)))`;
    await expect(planOf(bomb)).rejects.toThrow(TranspileError);
    await expect(planOf(bomb)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });
});

/**
 * Who may park a stack and who looks at its thread, looked at in plans of small components: a stack of its own, a thunk
 * that can park and a task around a call are there where they are needed, and nowhere else.
 */
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { scanCoreCode } from '../../src/decoder/core-code.ts';
import { decode } from '../../src/decoder/decode.ts';
import { validate } from '../../src/decoder/validate/index.ts';
import { makePlan } from '../../src/planner/make-plan.ts';
import type { PlanSettings } from '../../src/planner/make-plan.ts';
import type { Adapter, LiftAdapter, Plan, TaskPlan, Thunk } from '../../src/planner/plan.ts';

async function planOf(text: string, settings: Partial<PlanSettings> = {}): Promise<Plan> {
  return makePlan(validate(decode(await parse(text))), {
    name: 'test', namespacedExports: true, specifierOf: (specifier) => ({ specifier, member: [] }),
    asyncImports: [], asyncExports: [], multiMemory: 'auto', ...settings,
  }, scanCoreCode);
}

const only = <K extends Adapter['kind']>(plan: Plan, kind: K): Extract<Adapter, { kind: K }>[] =>
  plan.adapters.filter((adapter): adapter is Extract<Adapter, { kind: K }> => adapter.kind === kind);

const thunks = (plan: Plan): Thunk['kind'][] =>
  plan.coreModules.flatMap((module) => (module.kind === 'thunks' ? module.thunks.map(({ kind }) => kind) : []));

function task(plan: Plan): TaskPlan {
  const [first, ...more] = plan.lifts;
  if (first === undefined || more.length > 0) throw new Error(`${plan.lifts.length} lifts`);
  return first;
}

function lift(plan: Plan): LiftAdapter {
  const [first, ...more] = only(plan, 'lift');
  if (first === undefined || more.length > 0) throw new Error(`${more.length + 1} lifts`);
  return first;
}

/** One component with an import `h`, some built-ins, a function `f` with this body, and its callback. */
const component = (parts: {
  readonly h?: string; readonly lower?: string; readonly f: string; readonly callback?: string; readonly type?: string;
  readonly lift?: string; readonly exports?: string;
}): string => `
  (component
    (import "h" (func $h ${parts.h ?? 'async'}))
    (core module $mem (memory (export "memory") 1) (table (export "table") 1 funcref))
    (core instance $mem (instantiate $mem))
    (alias core export $mem "memory" (core memory $memory))
    (alias core export $mem "table" (core table $table))
    (core type $start (func (param i32)))
    (core func $h' (canon lower (func $h) ${parts.lower ?? ''}))
    (core func $wait (canon waitable-set.wait (memory (core memory $memory))))
    (core func $poll (canon waitable-set.poll (memory (core memory $memory))))
    (core func $return (canon task.return))
    (core func $context (canon context.get i32 0))
    (core func $cancel (canon subtask.cancel))
    (core func $yield (canon thread.yield))
    (core func $new (canon thread.new-indirect $start (core table $table)))
    (core module $m
      (import "" "h" (func $h ${parts.lower === 'async' ? '(result i32)' : ''}))
      (import "" "wait" (func $wait (param i32 i32) (result i32)))
      (import "" "poll" (func $poll (param i32 i32) (result i32)))
      (import "" "return" (func $return))
      (import "" "context" (func $context (result i32)))
      (import "" "cancel" (func $cancel (param i32) (result i32)))
      (import "" "yield" (func $yield (result i32)))
      (import "" "new" (func $new (param i32 i32) (result i32)))
      (func (export "f") ${parts.callback === undefined ? '' : '(result i32)'} ${parts.f})
      (func (export "cb") (param i32 i32 i32) (result i32) ${parts.callback ?? 'i32.const 0'}))
    (core instance $i (instantiate $m (with "" (instance
      (export "h" (func $h')) (export "wait" (func $wait)) (export "poll" (func $poll)) (export "return" (func $return))
      (export "context" (func $context)) (export "cancel" (func $cancel)) (export "yield" (func $yield))
      (export "new" (func $new))))))
    (func (export "f") ${parts.type ?? 'async'} (canon lift (core func $i "f") ${parts.lift ?? ''}
      ${parts.callback === undefined ? '' : 'async (callback (core func $i "cb"))'})))`;

const WAIT = '(drop (call $wait (i32.const 0) (i32.const 0)))';

describe('a stack of its own', () => {
  test('for a function that calls an async import synchronously', async () => {
    const plan = await planOf(component({ f: '(call $h)' }));
    expect(task(plan)).toMatchObject({ abi: 'sync', stack: true, exclusive: true });
    expect(thunks(plan).sort()).toEqual(['stack', 'suspend', 'suspend', 'suspend', 'thread']);
  });

  test('not for one that calls it as a subtask', async () => {
    const plan = await planOf(component({ lower: 'async', f: '(drop (call $h)) (i32.const 0)', callback: '(i32.const 0)' }));
    expect(task(plan)).toMatchObject({ abi: 'callback', stack: false, callbackStack: false });
    expect(thunks(plan)).not.toContain('stack');
  });

  test('for a callback that waits, and not for the function before it', async () => {
    const plan = await planOf(component({ f: '(i32.const 1)', callback: `${WAIT} (i32.const 0)` }));
    expect(task(plan)).toMatchObject({ stack: false, callbackStack: true });
  });

  test('not for polling, task.return and context', async () => {
    const f = '(drop (call $poll (i32.const 0) (i32.const 0))) (drop (call $context)) (call $return) (i32.const 0)';
    expect(task(await planOf(component({ f, callback: '(i32.const 0)' })))).toMatchObject({ stack: false });
  });

  test('not for cancelling subtasks of the host: that is done at once', async () => {
    const f = '(drop (call $cancel (call $h))) (i32.const 0)';
    const plan = await planOf(component({ lower: 'async', f, callback: '(i32.const 0)' }));
    expect(task(plan)).toMatchObject({ stack: false });
  });

  test('for a stackful function, which does not need the instance for itself', async () => {
    const plan = await planOf(component({ f: `${WAIT} (call $return)`, lift: 'async' }));
    expect(task(plan)).toMatchObject({ abi: 'stackful', stack: true, exclusive: false });
  });

  test('not for a synchronous export that yields', async () => {
    const plan = await planOf(component({ f: '(drop (call $yield))', type: '' }));
    expect(plan.lifts).toEqual([]);
    expect(lift(plan).checks.thread).toBe(true);
  });

  test('for that export, if the user wants it to be asynchronous', async () => {
    const plan = await planOf(component({ f: '(drop (call $yield))', type: '' }), { asyncExports: ['f'] });
    expect(task(plan)).toMatchObject({ abi: 'sync', async: false, stack: true });
  });
});

describe('a task around a synchronous call', () => {
  test('not where nothing looks at the thread', async () => {
    const plan = await planOf(component({ f: '', type: '' }));
    expect(lift(plan).checks.thread).toBe(false);
  });

  test('where context.get can be reached', async () => {
    const plan = await planOf(component({ f: '(drop (call $context))', type: '' }));
    expect(lift(plan).checks.thread).toBe(true);
  });
});

describe('functions of synchronous types that the host serves asynchronously', () => {
  const text = component({ h: '', f: '(call $h)', type: '' });

  test('are called as ever, unless they are named', async () => {
    const plan = await planOf(text);
    expect(only(plan, 'lower')).toHaveLength(1);
    expect(lift(plan).checks.thread).toBe(false);
  });

  test('park the stack of a named export', async () => {
    const plan = await planOf(text, { asyncImports: ['h'], asyncExports: ['f'] });
    expect(only(plan, 'host-call')).toMatchObject([{ async: false, always: true, name: 'h' }]);
    expect(task(plan)).toMatchObject({ async: false, stack: true });
  });

  test.each([
    ['a:b/c@1.2.3#h', ['a:b/c@1.2.3#h']], ['a:b/c@1.2.3#h', ['a:b/c#h']], ['a:b/c@1.2.3#h', ['a:b/*']],
    ['a:b/c@1.2.3#[method]r.m', ['a:b/c#[method]r.m']],
  ])('%s is named by %j', async (name, asyncImports) => {
    const { matchNames } = await import('../../src/planner/async-names.ts');
    expect(matchNames(asyncImports)(name)).toBe(true);
  });

  test.each([['a:b/c@1.2.3#h', ['a:b/c']], ['a:b/c@1.2.3#h', ['a:b/c@1.2.4#h']], ['hh', ['h']], ['a.b', ['a?b', 'a.']]])(
    '%s is not named by %j', async (name, asyncImports) => {
      const { matchNames } = await import('../../src/planner/async-names.ts');
      expect(matchNames(asyncImports)(name)).toBe(false);
    });
});

describe('results of tasks', () => {
  const text = (lifted: string, returned: string): string => `
    (component
      (core module $mem (memory (export "memory") 1))
      (core instance $mem (instantiate $mem))
      (core func $return (canon task.return (result ${returned}) (memory (core memory $mem "memory"))))
      (core module $m (import "" "return" (func $return (param i32)))
        (func (export "f") (call $return (i32.const 0))))
      (core instance $i (instantiate $m (with "" (instance (export "return" (func $return))))))
      (func (export "f") async (result ${lifted}) (canon lift (core func $i "f") async)))`;
  const numbers = (plan: Plan): readonly unknown[] => [task(plan).returnType, only(plan, 'task.return')[0]?.returnType];

  test('have the same number where types are equal', async () => {
    const [a, b] = numbers(await planOf(text('u32', 'u32')));
    expect(a).toBe(b);
  });

  test('have different numbers where they are not, though the core types are the same', async () => {
    const [a, b] = numbers(await planOf(text('u32', 's32')));
    expect(a).not.toBe(b);
  });
});

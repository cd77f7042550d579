/**
 * Which pairs of wit-component's helper modules are linked away. `MAIN` has an import through a trampoline; each case
 * changes something about the pair, and looks at what the import has become.
 */
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { scanCoreCode } from '../../src/decoder/core-code.ts';
import { decode } from '../../src/decoder/decode.ts';
import { validate } from '../../src/decoder/validate/index.ts';
import { makePlan } from '../../src/planner/make-plan.ts';
import type { CoreRef, Plan, Step } from '../../src/planner/plan.ts';

async function planOf(text: string): Promise<Plan> {
  const plan = makePlan(validate(decode(await parse(text))), {
    name: 'test', namespacedExports: true, asyncImports: [], asyncExports: [], multiMemory: 'off', specifierOf: (specifier) => ({ specifier, member: [] }),
  }, scanCoreCode);
  const there = new Set<number>();
  for (const step of plan.steps) {
    const early = refsAtOnce(plan, step).filter((ref) => ref.kind === 'core-export' && !there.has(ref.instance));
    expect({ step: step.kind, early }, 'what a step looks at is there').toEqual({ step: step.kind, early: [] });
    if (step.kind === 'instantiate-core') there.add(step.instance);
  }
  return plan;
}

/** What the code of a step looks at when it runs, not only later, when it is called. */
function refsAtOnce({ coreModules, memories, reallocs, lifts, codecs }: Plan, step: Step): readonly CoreRef[] {
  switch (step.kind) {
    case 'instantiate-core': {
      const module = coreModules[step.module]!;
      const thunks = module.kind === 'thunks' ? module.thunks : [];
      return [...step.args.map(({ value }) => value), ...thunks.map((thunk) => (thunk.kind === 'thread' ? thunk.table : thunk.callee))];
    }
    case 'table-set': return [step.table, step.value];
    case 'memory': return [memories[step.memory]!.ref];
    case 'realloc': return [reallocs[step.realloc]!.ref];
    case 'lift': return [lifts[step.lift]!.callee, lifts[step.lift]!.callback].filter((ref) => ref !== undefined);
    case 'codec': return [codecs[step.codec]!.options.memory ?? []].flat().map((memory) => memories[memory]!.ref);
    default: return [];
  }
}

/** For each core instance, its imports: where they come from, and the entries that are put into tables. */
const linksOf = ({ steps }: Plan): readonly string[] => steps.flatMap((step) => {
  if (step.kind === 'table-set') return [`set ${step.index}`];
  if (step.kind !== 'instantiate-core') return [];
  const args = step.args.map(({ name, value }) =>
    `${name}=${value.kind === 'adapter' ? 'adapter' : `core ${value.instance} ${value.name}`}`);
  return [[`core ${step.instance}`, ...args].join(' ')];
});

/** What stands in the places of a component in wit-component's way. */
interface Parts {
  readonly table?: string;
  readonly trampoline?: string;
  readonly inTrampolines?: string;
  readonly elem?: string;
  readonly inFill?: string;
  readonly given?: string;
  readonly before?: string;
  readonly between?: string;
  readonly after?: string;
}

const component = ({
  table = '(table (export "t") 1 1 funcref)', trampoline = '(call_indirect (type $f) (local.get 0) (i32.const 0))',
  inTrampolines = '', elem = '(elem (i32.const 0) func $0)', inFill = '', given = '(func $log)', before = '', between = '',
  after = '',
}: Parts): string => `(component
  (import "log" (func $log (param "n" u32)))
  ${before}
  (core module $main
    (import "host" "log" (func $log (param i32)))
    (memory (export "memory") 1) (table (export "table") 1 funcref)
    (func (export "go") (param i32) (call $log (local.get 0))))
  (core module $trampolines
    (type $f (func (param i32))) (type $g (func (param i64)))
    ${table} (func (export "0") (type $f) ${trampoline}) ${inTrampolines})
  (core module $fill
    (import "" "0" (func $0 (param i32))) (import "" "t" (table 1 funcref)) ${elem} ${inFill})
  (core instance $t (instantiate $trampolines))
  (core instance $m (instantiate $main (with "host" (instance (export "log" (func $t "0"))))))
  (core func $log (canon lower (func $log)))
  ${between}
  (core instance (instantiate $fill (with "" (instance (export "0" ${given}) (export "t" (table $t "t"))))))
  (func (export "go") (param "n" u32) (canon lift (core func $m "go")))
  ${after})`;

const LINKED = ['core 0 log=adapter'];
const NOT_LINKED = ['core 0', 'core 1 log=core 0 0', ' 0=adapter t=core 0 t'];

/** A module that calls, when it is instantiated, what it is given. */
const starting = (func: string, given: string): string => `
  (core module $s (import "" "f" (func $f (param i32))) (func $start ${func}) (start $start))
  (core instance (instantiate $s (with "" (instance (export "f" ${given})))))`;

describe('both modules are linked away', () => {
  test.each<[string, Parts]>([
    ['as wit-component writes them', {}],
    ['where the table is filled by several segments', { elem: '(elem (i32.const 0) func) (elem (i32.const 0) func $0)' }],
    ['where the table has more entries', { table: '(table (export "t") 5 5 funcref)' }],
    ['where another user comes later, whatever it runs', {
      after: starting('(call $f (i32.const 1))', '(func $t "0")'),
    }],
  ])('%s', async (_, parts) => {
    const [first, ...more] = linksOf(await planOf(component(parts)));
    expect([first]).toEqual(LINKED);
    expect(more.every((line) => !line.includes('core 0'))).toBe(true);
  });

  test('where a start function runs between them that can reach none', async () => {
    const plan = await planOf(component({ between: starting('(call $f (i32.const 1))', '(func $x "f")').replace('(core', `
      (core module $x (func (export "f") (param i32))) (core instance $x (instantiate $x)) (core`) }));
    expect(linksOf(plan)).toEqual([...LINKED, 'core 1', 'core 2 f=core 1 f']);
  });

  test('in each instance of a component', async () => {
    const inner = component({}).replace('(component', '(component $c');
    const plan = await planOf(`(component (import "log" (func $log (param "n" u32))) ${inner}
      (instance $a (instantiate $c (with "log" (func $log)))) (instance $b (instantiate $c (with "log" (func $log))))
      (export "a" (func $a "go")) (export "b" (func $b "go")))`);
    expect(linksOf(plan)).toEqual(['core 0 log=adapter', 'core 1 log=adapter']);
    expect(plan.coreModules).toHaveLength(1);
  });

  test('with a thunk around its realloc, which can reach another import', async () => {
    const plan = await planOf(`(component
      (import "give" (func $give (result string)))
      (component $callee
        (core module $m (func (export "f") (param i32) (result i32) (local.get 0)))
        (core instance $i (instantiate $m))
        (func (export "f") (param "n" u32) (result u32) (canon lift (core func $i "f"))))
      (instance $callee (instantiate $callee))
      (component $user
        (import "f" (func $f (param "n" u32) (result u32)))
        (import "give" (func $give (result string)))
        (core module $m
          (import "" "0" (func $give (param i32))) (import "" "1" (func $f (param i32) (result i32)))
          (memory (export "memory") 1)
          (func (export "realloc") (param i32 i32 i32 i32) (result i32) (call $f (i32.const 1)))
          (func (export "go") (call $give (i32.const 8))))
        (core module $trampolines
          (type $g (func (param i32))) (type $f (func (param i32) (result i32)))
          (table (export "t") 2 2 funcref)
          (func (export "0") (type $g) (call_indirect (type $g) (local.get 0) (i32.const 0)))
          (func (export "1") (type $f) (call_indirect (type $f) (local.get 0) (i32.const 1))))
        (core module $fill
          (import "" "0" (func (param i32))) (import "" "1" (func (param i32) (result i32)))
          (import "" "t" (table 2 funcref)) (elem (i32.const 0) func 0 1))
        (core instance $t (instantiate $trampolines))
        (core instance $i (instantiate $m (with "" (instance $t))))
        (core func $f (canon lower (func $f)))
        (core func $give (canon lower (func $give)
          (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
        (core instance (instantiate $fill (with "" (instance
          (export "0" (func $give)) (export "1" (func $f)) (export "t" (table $t "t"))))))
        (func (export "go") (canon lift (core func $i "go"))))
      (instance $user (instantiate $user (with "f" (func $callee "f")) (with "give" (func $give))))
      (export "go" (func $user "go")))`);
    expect(plan.coreModules.map(({ kind }) => kind)).toEqual(['embedded', 'thunks', 'thunks', 'embedded']);
    expect(linksOf(plan)).toHaveLength(4);
    expect(plan.instances.map(({ mayLeave }) => mayLeave)).toEqual(['none', 'none', 'core']);
  });

  test('with steps that look at a core instance after it', async () => {
    const text = component({ given: '(func $text)', before: '(import "text" (func $text (result string)))' })
      .replace('(core func $log (canon lower (func $log)))', `(core func $log (canon lower (func $log)))
        (core func $text (canon lower (func $text)
          (memory (core memory $m "memory")) (realloc (core func $m "realloc"))))`)
      .replace('(func (export "go")', '(func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable) (func (export "go")');
    const { steps } = await planOf(text);
    expect(steps.map(({ kind }) => kind)).toEqual(['adapter', 'instantiate-core', 'memory', 'realloc', 'adapter']);
  });
});

describe('nothing is linked', () => {
  test.each<[string, Parts]>([
    ['where a start function runs between them that calls one', {
      between: starting('(call $f (i32.const 1))', '(func $t "0")'),
    }],
    ['where a start function reaches one through another module', {
      between: starting('(call $f (i32.const 1))', '(func $m "go")'),
    }],
    ['where a start function calls the host between them', { between: starting('(call $f (i32.const 1))', '(func $log)') }],
    ["where a module of the host's is instantiated between them", {
      before: '(import "m" (core module $x))', between: '(core instance (instantiate $x))',
    }],
    ["where a component of the host's is instantiated between them", {
      before: '(import "c" (component $x))', between: '(instance (instantiate $x))',
    }],
    ['where another module has the table', {
      between: `(core module $x (import "" "t" (table 1 funcref)))
        (core instance (instantiate $x (with "" (instance (export "t" (table $t "t"))))))`,
    }],
    ['where a module has the table later', {
      after: `(core module $x (import "" "t" (table 1 funcref)))
        (core instance (instantiate $x (with "" (instance (export "t" (table $t "t"))))))`,
    }],
    ['where threads are made of the functions in the table', {
      between: '(core type $f (func (param i32))) (alias core export $t "t" (core table $table)) '
        + '(core func $new (canon thread.new-indirect $f (core table $table)))',
    }],
    ['where a trampoline is lifted', {
      after: '(func (export "early") (param "n" u32) (canon lift (core func $t "0")))',
    }],
    ['where a trampoline does more', { trampoline: '(call_indirect (type $f) (local.get 0) (i32.const 0)) nop' }],
    ['where one calls as another type', { trampoline: '(call_indirect (type $g) (i64.const 0) (i32.const 0))' }],
    ['where there is more among the trampolines', { inTrampolines: '(memory 1)' }],
    ['where their table begins with values', { table: '(table (export "t") 1 1 funcref (ref.func 0))' }],
    ['where what is put in has another type', { elem: '(func $x (param i64)) (elem (i32.const 0) func $x)' }],
    ['where filling the table fails', { elem: '(elem (i32.const 1) func $0)' }],
    ['where it is not known where they are put', { elem: '(global $g i32 (i32.const 0)) (elem (global.get $g) func $0)' }],
    ['where filling it runs', { inFill: '(func $x) (start $x)' }],
  ])('%s', async (_, parts) => {
    const links = linksOf(await planOf(component(parts)));
    expect(links.slice(0, 2)).toEqual(NOT_LINKED.slice(0, 2));
    expect(links.some((line) => line.endsWith(NOT_LINKED[2]!))).toBe(true);
  });
});

describe('a trampoline stays', () => {
  const late = (more: string): Parts => ({
    given: '(func $late "late")',
    between: `(core module $late (func (export "late") (param i32)) ${more}) (core instance $late (instantiate $late))`,
  });

  test('that calls a module that comes later; its function is put into the table', async () => {
    expect(linksOf(await planOf(component(late('')))))
      .toEqual(['core 0', 'core 1 log=core 0 0', 'core 2', 'set 0']);
  });

  test('whose entry is null for good', async () => {
    expect(linksOf(await planOf(component({ elem: '' })))).toEqual(['core 0', 'core 1 log=core 0 0']);
  });

  test('that is lifted, with what it calls put into the table', async () => {
    const parts = late('');
    const plan = await planOf(component({
      ...parts, after: '(func (export "early") (param "n" u32) (canon lift (core func $t "0")))',
    }));
    expect(linksOf(plan)).toEqual(['core 0', 'core 1 log=core 0 0', 'core 2', 'set 0']);
  });
});

describe('the call graph', () => {
  const handler = '(func (export "go") (param i32) (try_table (catch_all 0) (call $log (local.get 0))))';
  test('has the call of an adapter that is linked', async () => {
    const text = component({}).replace(/\(func \(export "go"\).*\(local.get 0\)\)\)/, handler);
    const [lower] = (await planOf(text)).adapters.filter((adapter) => adapter.kind === 'lower');
    expect(lower?.checks.uncatchable).toBe(true);
  });

  test('has the call of what is put into a table', async () => {
    const text = component({
      given: '(func $late "late")',
      between: `(core module $late (import "" "log" (func $log (param i32)))
          (func (export "late") (param i32) (call $log (local.get 0))))
        (core instance $late (instantiate $late (with "" (instance (export "log" (func $log))))))`,
    }).replace(/\(func \(export "go"\).*\(local.get 0\)\)\)/, handler);
    const plan = await planOf(text);
    const [lower] = plan.adapters.filter((adapter) => adapter.kind === 'lower');
    expect(linksOf(plan)).toContain('set 0');
    expect(lower?.checks.uncatchable).toBe(true);
  });
});

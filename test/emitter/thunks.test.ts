// Calls between components in core code: what they make of bit patterns that are no values, and how they
// trap.

import { describe, expect, test } from 'vitest';
import { CoreModuleWriter } from '../../src/emitter/core/module.ts';
import { emit } from '../../src/emitter/emit.ts';
import { writeThunks } from '../../src/emitter/thunks.ts';
import type { Shape } from '../../src/planner/abi/shape.ts';
import type { Plan, Thunk } from '../../src/planner/plan.ts';
import { coreExport, plan, scalar, settings, u32 } from './support/plans.ts';

const I32 = { size: 4, align: 4, flat: ['i32'], bitwise: false, allocates: false, handles: false } as const;
const enumOf = (count: number): Shape =>
  ({ kind: 'enum', labels: Array.from({ length: count }, (_, index) => `l${index}`), ...I32 });
const flagsOf = (count: number): Shape => {
  const labels = Array.from({ length: count }, (_, index) => ({ name: `f${index}`, key: `f${index}` }));
  return { kind: 'flags', labels, ...I32 };
};

const call = (
  params: readonly Shape[], result: Shape | undefined, rest: Partial<Thunk & { kind: 'call' }> = {},
): Thunk => ({
  kind: 'call', params, result, callee: coreExport(0, 'f'), mayLeave: undefined, catches: false, ...rest,
});

type Core = (...args: readonly unknown[]) => unknown;

/** One thunk before `callee`, with what it imports; `trapped` collects the names of traps. */
function instantiate(thunk: Thunk, callee: Core, flag = 1) {
  const { bytes, flags, traps } = writeThunks([thunk]);
  const trapped: string[] = [];
  const mayLeave = new WebAssembly.Global({ value: 'i32', mutable: true }, flag);
  const imports = Object.fromEntries([
    ['callee0', callee],
    ...flags.map((instance) => [`mayLeave${instance}`, mayLeave]),
    ...traps.map((name) => [name, () => { trapped.push(name); }]),
  ]) as WebAssembly.ModuleImports;
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { '': imports });
  return { run: instance.exports['0'] as Core, trapped, mayLeave };
}

/** What a value becomes on its way in and on its way out. */
function through(shape: Shape, value: unknown): unknown[] {
  const seen: unknown[] = [];
  instantiate(call([shape], undefined), (arg) => { seen.push(arg); }).run(value);
  seen.push(instantiate(call([], shape), () => value).run());
  return seen;
}

describe('values', () => {
  test.each<[string, Shape, unknown, unknown]>([
    ['u8 keeps its low bits', scalar('u8'), 0x1ff, 0xff],
    ['s8 extends its sign', scalar('s8'), 0x180, -128],
    ['u16 keeps its low bits', scalar('u16'), -1, 0xffff],
    ['s16 extends its sign', scalar('s16'), 0x18000, -32768],
    ['u32 is as it is', u32, -1, -1],
    ['u64 is as it is', scalar('u64'), -1n, -1n],
    ['f64 is as it is', scalar('f64'), -0, -0],
    ['bool is 0 or 1', scalar('bool'), 256, 1],
    ['flags lose bits that are none', flagsOf(3), 0xff, 7],
    ['31 flags', flagsOf(31), -1, 0x7fffffff],
    ['32 flags', flagsOf(32), -1, -1],
    ['the last case of an enum passes', enumOf(3), 2, 2],
    ['a char passes', scalar('char'), 0x10ffff, 0x10ffff],
    ['a char below the surrogates passes', scalar('char'), 0xd7ff, 0xd7ff],
    ['a char above them passes', scalar('char'), 0xe000, 0xe000],
  ])('%s', (_, shape, value, expected) => {
    expect(through(shape, value)).toEqual([expected, expected]);
  });

  test.each<[string, Shape, number, string]>([
    ['an enum beyond its cases', enumOf(3), 3, 'discriminant'],
    ['a negative enum', enumOf(3), -1, 'discriminant'],
    ['the first surrogate', scalar('char'), 0xd800, 'char'],
    ['the last surrogate', scalar('char'), 0xdfff, 'char'],
    ['a char beyond Unicode', scalar('char'), 0x110000, 'char'],
    ['a negative char', scalar('char'), -1, 'char'],
  ])('%s is a trap, in and out', (_, shape, value, name) => {
    const into = instantiate(call([shape], undefined), () => expect.unreachable());
    expect(() => into.run(value)).toThrow(WebAssembly.RuntimeError);
    expect(into.trapped).toEqual([name]);
    const out = instantiate(call([], shape), () => value);
    expect(() => out.run()).toThrow(WebAssembly.RuntimeError);
    expect(out.trapped).toEqual([name]);
  });

  test('records pass field by field', () => {
    const pair: Shape = {
      kind: 'tuple', ...I32, flat: ['i32', 'i32'],
      fields: [{ offset: 0, shape: scalar('u8') }, { offset: 1, shape: scalar('s8') }],
    };
    const seen: unknown[] = [];
    const thunk = call([pair, scalar('bool')], undefined);
    instantiate(thunk, (...args) => { seen.push(...args); }).run(511, 511, 2);
    expect(seen).toEqual([255, -1, 1]);
  });
});

describe('checks', () => {
  test('an instance that may not leave is stopped before its callee', () => {
    const { run, trapped } = instantiate(call([u32], u32, { mayLeave: 3 }), () => expect.unreachable(), 0);
    expect(() => run(1)).toThrow(WebAssembly.RuntimeError);
    expect(trapped).toEqual(['leave']);
  });

  test('one that may leave is not', () => {
    expect(instantiate(call([u32], u32, { mayLeave: 3 }), (x) => x).run(7)).toBe(7);
  });

  test('a core exception of the callee becomes a trap', () => {
    const tag = new WebAssembly.Tag({ parameters: [] });
    const thunk = call([u32, scalar('f64')], u32, { catches: true });
    const { run, trapped } = instantiate(thunk, () => {
      throw new WebAssembly.Exception(tag, []);
    });
    expect(() => run(1, 2)).toThrow(WebAssembly.RuntimeError);
    expect(trapped).toEqual(['uncaught']);
    const fine = instantiate(thunk, (a, b) => Number(a) + Number(b));
    expect(fine.run(1, 2)).toBe(3);
  });

  test.each(['i32', 'i64'] as const)('realloc (%s) runs with the flag cleared', (pointer) => {
    const seen: unknown[] = [];
    const thunk: Thunk = { kind: 'realloc', callee: coreExport(0, 'r'), mayLeave: 0, pointer };
    const made = instantiate(thunk, (...args) => {
      seen.push(...args, made.mayLeave.value);
      return args[3];
    });
    const args = [0, 0, 4, 16].map((value) => (pointer === 'i64' ? BigInt(value) : value));
    expect(made.run(...args)).toBe(args[3]);
    expect(seen).toEqual([...args, 0]);
    expect(made.mayLeave.value).toBe(1);
  });

});

describe('in the output', () => {
  const callee = (): Uint8Array => {
    const module = new CoreModuleWriter();
    module.export('f', module.func({ params: ['i32'], results: [] }, () => undefined));
    return module.finish();
  };
  const twoComponents = (): Plan => plan({
    coreModules: [
      { kind: 'embedded', bytes: callee() },
      { kind: 'thunks', thunks: [call([enumOf(2)], undefined, { mayLeave: 1, catches: true })] },
    ],
    instances: [
      { path: 'root', handles: false, concurrent: false, mayLeave: 'none' },
      { path: 'root › b', handles: false, concurrent: false, mayLeave: 'core' },
    ],
    steps: [
      { kind: 'instantiate-core', instance: 0, module: 0, args: [], thread: undefined },
      { kind: 'instantiate-core', instance: 1, module: 1, args: [], thread: undefined },
    ],
    facts: { entered: true, storesErrors: true, concurrent: false },
  });

  test('a module of thunks is given its callees, flags and traps', () => {
    const { code, coreModules } = emit(twoComponents(), settings());
    expect(coreModules).toHaveLength(2);
    expect(code).toContain(`const mayLeave1 = new WebAssembly.Global({ value: 'i32', mutable: true }, 1);`);
    const oneLine = code.replace(/\s+/g, ' ');
    expect(oneLine).toContain('{ callee0: core0_f, mayLeave1, leave: () => { storedError ??= new '
      + `WebAssembly.RuntimeError('cannot leave component instance'); }, discriminant: `);
    expect(code).toMatch(/let storedError;/);
  });
});

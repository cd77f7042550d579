// Plans made by hand, small enough to be read, and a way to run what is emitted for them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CoreModuleWriter } from '../../../src/emitter/core/module.ts';
import type { EmittedFiles } from '../../../src/emitter/emit.ts';
import type { EmitSettings } from '../../../src/emitter/settings.ts';
import { defaultEmitSettings } from '../../../src/emitter/settings.ts';
import type { ScalarKind, Shape } from '../../../src/planner/abi/shape.ts';
import type {
  Adapter, CoreRef, ExportPlan, HostImport, HostValue, LiftAdapter, LowerAdapter, Plan, Signature,
} from '../../../src/planner/plan.ts';

/** Files for every module, so that a test says when it wants another mode. */
export const settings = (changes: Partial<EmitSettings> = {}): EmitSettings =>
  ({ ...defaultEmitSettings, base64Cutoff: 0, ...changes });

export const plan = (parts: Partial<Plan>): Plan => ({
  name: 'test',
  imports: [], coreModules: [], memories: [], reallocs: [], resources: [], adapters: [],
  lifts: [], codecs: [], steps: [], exports: [],
  instances: [{ path: 'root', handles: false, concurrent: false, mayLeave: 'none' }],
  world: { name: 'test', docs: undefined, interfaces: [], imports: [], exports: [], optional: [] },
  facts: { entered: false, storesErrors: false, concurrent: false },
  warnings: [],
  ...parts,
});

// ---------------------------------------------------------------------------------------------- values

/** A shape of one flat value; its size in memory is not used here. */
export const scalar = (kind: ScalarKind): Shape => {
  const flat = /64/.test(kind) ? (kind === 'f64' ? 'f64' : 'i64') : kind === 'f32' ? 'f32' : 'i32';
  return { kind, size: 4, align: 4, flat: [flat], bitwise: true, allocates: false, handles: false };
};

export const u32: Shape = scalar('u32');

/** `name: func(a: u32, …) -> u32` with this many parameters. */
export function signature(name: string, count: number): Signature {
  const labels = ['a', 'b', 'c'].slice(0, count);
  return {
    name, wit: `${name}: func(${labels.map((label) => `${label}: u32`).join(', ')}) -> u32`, async: false,
    params: labels.map((label) => ({ name: label, local: label, shape: u32 })),
    result: u32, paramsInMemory: undefined, resultInMemory: false,
    core: { params: labels.map(() => 'i32'), results: ['i32'] },
  };
}

const OPTIONS = {
  instance: 0, encoding: 'utf8', memory: undefined, realloc: undefined, pointer: 'i32',
} as const;

export const coreExport = (instance: number, name: string): CoreRef =>
  ({ kind: 'core-export', instance, name });

export const lift = (name: string, count: number, callee: CoreRef): LiftAdapter => ({
  kind: 'lift', signature: signature(name, count), options: OPTIONS, callee, postReturn: undefined,
  checks: {
    enter: false, catches: false, lends: false, borrowScope: false, postReturnClearsMayLeave: false, thread: false,
  },
});

export const lower = (name: string, count: number, target: HostValue): LowerAdapter => ({
  kind: 'lower', signature: signature(name, count), options: OPTIONS, target, form: 'function',
  checks: { mayLeave: false, catches: false, uncatchable: false, lends: false },
});

export const func = (adapter: number, wit: string, ...js: readonly string[]): ExportPlan =>
  ({ kind: 'func', names: { wit, js: js.length > 0 ? js : [wit] }, adapter });

export const hostImport = (name: string, specifier: string, member: readonly string[] = []): HostImport =>
  ({ name, kind: 'instance', specifier, member });

export const hostFunc = (name: string, specifier: string): HostImport =>
  ({ name, kind: 'func', specifier, member: ['default'] });

// ---------------------------------------------------------------------------------------------- core modules

/** Exports `add(i32, i32) -> i32` under these names. */
export function adderModule(...names: readonly string[]): Uint8Array {
  const module = new CoreModuleWriter();
  const add = module.func({ params: ['i32', 'i32'], results: ['i32'] }, (code, [a, b]) => {
    code.localGet(a!).localGet(b!).op('i32.add');
  });
  for (const name of names) module.export(name, add);
  return module.finish();
}

/** Imports `f(i32) -> i32` from each place and exports it, one more than its result, under the same name. */
export function callerModule(...places: readonly (readonly [module: string, name: string])[]): Uint8Array {
  const module = new CoreModuleWriter();
  const type = { params: ['i32'], results: ['i32'] } as const;
  const imported = places.map(([from, name]) => module.importFunc(from, name, type));
  places.forEach(([, name], index) => {
    module.export(name, module.func(type, (code, [value]) => {
      code.localGet(value!).call(imported[index]!).i32Const(1).op('i32.add');
    }));
  });
  return module.finish();
}

/** `docs:adder/add`, with a core module in a few bytes. */
export const adder = (): Plan => plan({
  name: 'adder',
  coreModules: [{ kind: 'embedded', bytes: adderModule('docs:adder/add@0.1.0#add') }],
  adapters: [lift('add', 2, coreExport(0, 'docs:adder/add@0.1.0#add'))],
  steps: [
    { kind: 'instantiate-core', instance: 0, module: 0, args: [], thread: undefined },
    { kind: 'adapter', adapter: 0 },
  ],
  exports: [{
    kind: 'instance', names: { wit: 'docs:adder/add@0.1.0', js: ['docs:adder/add@0.1.0', 'add'] },
    exports: [func(0, 'add')],
  }],
});

/**
 * Each host function `target` is called by an exported function `run0`, `run1` …, which adds one to what it
 * gives.
 */
export function callers(imports: readonly HostImport[], targets: readonly HostValue[]): Plan {
  const names = targets.map((_, index) => `f${index}`);
  const lowers: readonly Adapter[] = targets.map((target, index) => lower(names[index]!, 1, target));
  const lifts: readonly Adapter[] = names.map((name, index) => lift(`run${index}`, 1, coreExport(0, name)));
  const adapters = [...lowers, ...lifts];
  return plan({
    imports,
    coreModules: [{ kind: 'embedded', bytes: callerModule(...names.map((name) => ['host', name] as const)) }],
    adapters,
    steps: [
      ...lowers.map((_, adapter) => ({ kind: 'adapter' as const, adapter })),
      {
        kind: 'instantiate-core', instance: 0, module: 0, thread: undefined,
        args: names.map((name, adapter) =>
          ({ module: 'host', name, value: { kind: 'adapter' as const, adapter } })),
      },
      ...lifts.map((_, index) => ({ kind: 'adapter' as const, adapter: lowers.length + index })),
    ],
    exports: lifts.map((_, index) => func(lowers.length + index, `run${index}`)),
  });
}

// ---------------------------------------------------------------------------------------------- running

type Module = Readonly<Record<string, unknown>>;

/** Not vitest's import: the module must run as it is. */
const nativeImport = createRequire(import.meta.url)('./native-import.cjs') as (
  url: string,
) => Promise<Module>;

/** Writes what was emitted, and other files beside it, and imports the module. */
export async function load(
  { code, coreModules }: EmittedFiles, name = 'test', others: Readonly<Record<string, string>> = {},
): Promise<Module> {
  const folder = mkdtempSync(join(tmpdir(), 'wcm2js-emit-'));
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [file, text] of Object.entries(others)) writeFileSync(join(folder, file), text);
    for (const { fileName, bytes } of coreModules) writeFileSync(join(folder, fileName), bytes);
    const main = join(folder, `${name}.js`);
    writeFileSync(main, code);
    return await nativeImport(pathToFileURL(main).href);
  } finally {
    // A test that instantiates later is given its core modules, or has loaded them before.
    cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  }
}

const cleanups: (() => void)[] = [];

/** For `afterAll`. */
export function removeFiles(): void {
  for (const cleanup of cleanups.splice(0)) cleanup();
}

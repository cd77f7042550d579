// What is emitted for plans made by hand: that it runs, what it gives its user, and what it says when the
// host is wrong.

import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { afterAll, describe, expect, test } from 'vitest';
import { emit } from '../../src/emitter/emit.ts';
import type { HostValue, Plan } from '../../src/planner/plan.ts';
import {
  adder, adderModule, callers, coreExport, func, hostFunc, hostImport, lift, load, plan, removeFiles,
  settings,
} from './support/plans.ts';

afterAll(removeFiles);

type Instantiate = (
  getCoreModule?: unknown, imports?: object, instantiateCore?: unknown,
) => Promise<Readonly<Record<string, unknown>>>;

type Fn = (...args: readonly unknown[]) => unknown;

const MODES = [
  { mode: 'an ES module', changes: {} },
  { mode: 'a module with $init', changes: { tlaCompat: true } },
  { mode: 'instantiate, asynchronous', changes: { instantiation: 'async' } },
  { mode: 'instantiate, synchronous', changes: { instantiation: 'sync' } },
] as const;

/** What the user of any of the modes gets in the end. */
async function use(emitted: Plan, changes: (typeof MODES)[number]['changes'], base64Cutoff = 0) {
  const module = await load(emit(emitted, settings({ ...changes, base64Cutoff })), emitted.name);
  if ('instantiation' in changes) return await (module.instantiate as Instantiate)();
  await module.$init;
  return module;
}

const value = (index: number, ...path: readonly string[]): HostValue =>
  ({ import: index, path, wit: `x#${path.join('.')}` });

describe('adder', () => {
  test.each(MODES)('runs as $mode', async ({ changes }) => {
    const exports = await use(adder(), changes);
    const { add } = exports.add as { add: Fn };
    expect(add(2, 3)).toBe(5);
    expect(add(0xffffffff, 2)).toBe(1);
    expect(exports['docs:adder/add@0.1.0']).toBe(exports.add);
    const names = Object.keys(exports).filter((name) => name !== '$init');
    expect(names.sort()).toEqual(['add', 'docs:adder/add@0.1.0']);
  });

  test.each(MODES)('runs as $mode, its core module inside', async ({ changes }) => {
    const emitted = emit(adder(), settings({ ...changes, base64Cutoff: 5000 }));
    expect(emitted.coreModules).toEqual([]);
    const { add } = (await use(adder(), changes, 5000)).add as { add: Fn };
    expect(add(2, 3)).toBe(5);
  });

  test('takes 1,500 bytes at most, of which 900 are not the trampoline', () => {
    const { code } = emit(adder(), settings());
    expect(code.length).toBeLessThanOrEqual(1500);
    const trampoline = /\n\/\/ add: func.*\n(function add[\s\S]*?\n}\n)/.exec(code)?.[1] ?? '';
    expect(trampoline).not.toBe('');
    expect(code.length - trampoline.length).toBeLessThanOrEqual(900);
  });

  test.each(MODES)('is strict ES2022 as $mode, and the same on a second run', ({ changes }) => {
    const { code } = emit(adder(), settings(changes));
    parse(code, { ecmaVersion: 2022, sourceType: 'module' });
    expect(emit(adder(), settings(changes)).code).toBe(code);
    expect(code).not.toMatch(/\r|[ \t]$/m);
  });

  test('a comment with the WIT signature stands above the trampoline', () => {
    const { code } = emit(adder(), settings());
    expect(code).toContain('\n\n// add: func(a: u32, b: u32) -> u32\nfunction add(');
  });
});

describe('$init', () => {
  test('is instead of a top-level await', () => {
    // ES2021 has neither a top-level await nor names in quotes.
    const plain = plan({ ...adder(), exports: [func(0, 'add')] });
    const read = (tlaCompat: boolean) =>
      parse(emit(plain, settings({ tlaCompat })).code, { ecmaVersion: 2021, sourceType: 'module' });
    expect(() => read(false)).toThrow(SyntaxError);
    expect(() => read(true)).not.toThrow();
  });

  test('an export called too early says so, and works after', async () => {
    const early = plan({ ...adder(), exports: [func(0, 'add')] });
    const module = await load(emit(early, settings({ tlaCompat: true })), 'adder');
    expect(() => (module.add as Fn)(1, 2)).toThrow(/\$init/);
    await module.$init;
    expect((module.add as Fn)(1, 2)).toBe(3);
  });

  test('is rejected when the host is wrong', async () => {
    const wrong = callers([hostImport('a:b/c', './host.js', ['c'])], [value(0, 'f')]);
    const emitted = emit(wrong, settings({ tlaCompat: true }));
    const { $init } = await load(emitted, 'test', { 'host.js': 'export const c = {};' });
    await expect($init).rejects.toThrow(/missing import a:b\/c: f/);
  });
});

describe('instantiate', () => {
  test('asks getCoreModule by file name, and instantiateCore for the instance', async () => {
    const emitted = emit(adder(), settings({ instantiation: 'async' }));
    const { instantiate } = await load(emitted, 'adder') as { instantiate: Instantiate };
    const asked: unknown[] = [];
    const exports = await instantiate(async (name: string) => {
      asked.push(name);
      return WebAssembly.compile(emitted.coreModules[0]!.bytes as Uint8Array<ArrayBuffer>);
    }, {}, (module: WebAssembly.Module, imports: WebAssembly.Imports) => {
      asked.push(module, imports);
      return new WebAssembly.Instance(module, imports);
    });
    expect(asked).toEqual(['adder.core.wasm', expect.any(WebAssembly.Module), undefined]);
    expect((exports.add as { add: Fn }).add(1, 1)).toBe(2);
  });

  test('compiles each module once, and instances share nothing', async () => {
    const { instantiate } = await load(emit(adder(), settings({ instantiation: 'async' })), 'adder');
    const modules: unknown[] = [];
    const core = (module: WebAssembly.Module): WebAssembly.Instance => {
      modules.push(module);
      return new WebAssembly.Instance(module);
    };
    const first = await (instantiate as Instantiate)(undefined, {}, core);
    const second = await (instantiate as Instantiate)(undefined, {}, core);
    expect(modules[0]).toBe(modules[1]);
    expect(first.add).not.toBe(second.add);
  });

  test('synchronous: everything is there when it returns', async () => {
    const { instantiate } = await load(emit(adder(), settings({ instantiation: 'sync' })), 'adder');
    const { add } = (instantiate as unknown as () => { add: { add: Fn } })();
    expect(add.add(1, 2)).toBe(3);
  });
});

describe('imports of an ES module', () => {
  const INTERFACE = hostImport('a:b/c@1.0.0', './host.js', ['c']);

  test('of a member, a whole module and a default are bound once', async () => {
    const emitted = emit(callers(
      [INTERFACE, hostImport('a:b/d@1.0.0', './whole.js'), hostFunc('log', './log.js')],
      [value(0, 'one'), value(0, 'two'), value(1, 'three'), value(2), value(0, 'one')],
    ), settings());
    const module = await load(emitted, 'test', {
      'host.js': 'export const c = { one: (x) => x + 10, two: (x) => x + 20 };',
      'whole.js': 'export const three = (x) => x + 30;',
      'log.js': 'export default (x) => x + 40;',
    });
    expect([0, 1, 2, 3, 4].map((index) => (module[`run${index}`] as Fn)(1))).toEqual([12, 22, 32, 42, 12]);
    expect(emitted.code).toMatch(/^import \{ c \} from '.\/host.js';$/m);
    expect(emitted.code).toMatch(/^import \{ three \} from '.\/whole.js';$/m);
    expect(emitted.code).toMatch(/^import log from '.\/log.js';$/m);
  });

  test('a missing function is reported by interface and name, before any code runs', async () => {
    const emitted = emit(callers([INTERFACE], [value(0, 'one')]), settings());
    await expect(load(emitted, 'test', { 'host.js': 'export const c = {};' }))
      .rejects.toThrow(/missing import a:b\/c@1\.0\.0: one$/);
  });

  test('two versions that map to one module share its binding', async () => {
    const two = [INTERFACE, hostImport('a:b/c@2.0.0', './host.js', ['c'])];
    const module = await load(emit(callers(two, [value(0, 'one'), value(1, 'one')]), settings()), 'test', {
      'host.js': 'export const c = { one: (x) => x + 10 };',
    });
    expect([(module.run0 as Fn)(1), (module.run1 as Fn)(1)]).toEqual([12, 12]);
  });

  test('instances inside instances are reached by their names', async () => {
    const nested = hostImport('a:b/c@1.0.0', './host.js');
    const module = await load(emit(callers([nested], [value(0, 'inner', 'deep', 'f')]), settings()), 'test', {
      'host.js': 'export const inner = { deep: { f: (x) => x * 2 } };',
    });
    expect((module.run0 as Fn)(4)).toBe(9);
  });

  test('nothing that is not used is imported', () => {
    const imports = [INTERFACE, hostFunc('unused', './unused.js')];
    const { code } = emit(callers(imports, [value(0, 'one')]), settings());
    expect(code).not.toContain('unused');
  });
});

describe('imports of instantiate', () => {
  const emitted = emit(callers(
    [hostImport('a:b/c@1.0.0', 'a:b/c'), hostFunc('log-it', 'log-it')], [value(0, 'one'), value(1)],
  ), settings({ instantiation: 'async' }));
  const instantiate = async (imports: object) =>
    ((await load(emitted)).instantiate as Instantiate)(undefined, imports);
  const one = (x: number): number => x + 10;

  test.each<[string, object]>([
    ['with the version', { 'a:b/c@1.0.0': { one }, 'log-it': one }],
    ['without the version', { 'a:b/c': { one }, 'log-it': one }],
    ['with the version first', { 'a:b/c': {}, 'a:b/c@1.0.0': { one }, 'log-it': one }],
    ['with a function as the default of a module', { 'a:b/c': { one }, 'log-it': { default: one } }],
  ])('are found %s', async (_, imports) => {
    const { run0, run1 } = await instantiate(imports);
    expect([(run0 as Fn)(1), (run1 as Fn)(1)]).toEqual([12, 12]);
  });

  test.each<[string, object, RegExp]>([
    ['a function', { 'a:b/c': {}, 'log-it': one }, /missing import a:b\/c@1\.0\.0: one; offered: a:b\/c$/],
    ['an interface', { 'a:b/c@1.1.0': { one }, 'a:b/c@2.0.0': {}, 'log-it': one },
      /missing import a:b\/c@1\.0\.0: one; offered: a:b\/c@1\.1\.0, a:b\/c@2\.0\.0$/],
    ['a root function', { 'a:b/c': { one } }, /missing import log-it$/],
    ['all', {}, /missing import a:b\/c@1\.0\.0: one$/],
  ])('%s that is missing is reported, with the versions that were offered', async (_, imports, message) => {
    await expect(instantiate(imports)).rejects.toThrow(WebAssembly.LinkError);
    await expect(instantiate(imports)).rejects.toThrow(message);
  });

  test('what every object inherits is no import', async () => {
    const inherited = emit(callers(
      [hostImport('a:b/c@1.0.0', 'a:b/c'), hostFunc('constructor', 'constructor')],
      [value(0, 'toString'), value(1)],
    ), settings({ instantiation: 'async' }));
    const { instantiate: make } = await load(inherited) as { instantiate: Instantiate };
    await expect(make(undefined, { 'a:b/c': {}, 'constructor': one }))
      .rejects.toThrow(/a:b\/c@1\.0\.0: toString/);
    await expect(make(undefined, { 'a:b/c': { toString: one } }))
      .rejects.toThrow(/missing import constructor/);
    const { run0, run1 } = await make(undefined, { 'a:b/c': { toString: one }, 'constructor': one });
    expect([(run0 as Fn)(1), (run1 as Fn)(2)]).toEqual([12, 13]);
  });
});

describe('names', () => {
  test("of the shim's concurrent half are free in outputs without it", () => {
    const named = (concurrent: boolean): string => emit(plan({
      coreModules: [{ kind: 'embedded', bytes: adderModule('f') }],
      adapters: [lift('park', 2, coreExport(0, 'f'))],
      steps: [
        { kind: 'instantiate-core', instance: 0, module: 0, args: [], thread: undefined },
        { kind: 'adapter', adapter: 0 },
      ],
      exports: [func(0, 'park')],
      facts: { entered: false, storesErrors: false, concurrent },
    }), settings()).code;
    expect(named(false)).toContain('export { park };');
    expect(named(true)).toContain('export { park2 as park };');
  });

  const NAMES = [
    'arguments', 'eval', 'class', 'await', 'constructor', '__proto__', 'undefined', 'then_', 'let', 'a-b',
    '😀', 'line\u2028', `'quote'`, 'compileFile', 'module0', 'core0', 'instantiate', 'imports', 'WebAssembly',
  ];

  const named = (): Plan => plan({
    coreModules: [{ kind: 'embedded', bytes: adderModule(...NAMES) }],
    adapters: NAMES.map((name) => lift(name, 2, coreExport(0, name))),
    steps: [
      { kind: 'instantiate-core', instance: 0, module: 0, args: [], thread: undefined },
      ...NAMES.map((_, adapter) => ({ kind: 'adapter' as const, adapter })),
    ],
    exports: [
      ...NAMES.map((name, adapter) => func(adapter, name)),
      {
        kind: 'instance', names: { wit: 'all', js: ['all'] },
        exports: NAMES.map((name, adapter) => func(adapter, name)),
      },
    ],
  });

  test.each(MODES)('of any kind are exported as they are from $mode', async ({ changes }) => {
    const exports = await use(named(), changes);
    for (const name of NAMES) {
      expect([name, Object.hasOwn(exports, name) && (exports[name] as Fn)(1, 2)]).toEqual([name, 3]);
      expect(Object.getOwnPropertyDescriptor(exports.all, name)?.value).toBe(exports[name]);
    }
    expect(Object.keys(exports.all as object)).toEqual(NAMES);
  });
});

describe('components inside', () => {
  const inner = adder();
  const outer = plan({
    name: 'outer',
    coreModules: [{ kind: 'embedded', bytes: adderModule('plus') }, inner.coreModules[0]!],
    adapters: [lift('plus', 2, coreExport(0, 'plus'))],
    steps: [
      { kind: 'instantiate-core', instance: 0, module: 0, args: [], thread: undefined },
      { kind: 'adapter', adapter: 0 },
    ],
    exports: [
      func(0, 'plus'),
      { kind: 'component', names: { wit: 'adder', js: ['adder'] }, plan: inner },
      { kind: 'module', names: { wit: 'core', js: ['core'] }, module: 1 },
    ],
  });

  test.each(MODES)('an exported one is a function that instantiates it, in $mode', async ({ changes }) => {
    const exports = await use(outer, changes);
    expect((exports.plus as Fn)(1, 2)).toBe(3);
    const first = await (exports.adder as Instantiate)();
    const second = await (exports.adder as Instantiate)();
    expect((first.add as { add: Fn }).add(3, 4)).toBe(7);
    expect(first.add).not.toBe(second.add);
  });

  test('a core module is exported as such, and is there once', async () => {
    const exports = await use(outer, {});
    expect(WebAssembly.Module.exports(exports.core as WebAssembly.Module))
      .toEqual([{ name: 'docs:adder/add@0.1.0#add', kind: 'function' }]);
    const { coreModules } = emit(outer, settings());
    expect(coreModules.map(({ fileName }) => fileName)).toEqual(['outer.core.wasm', 'outer.core2.wasm']);
  });

  test('a component of the host is given its imports and gives its exports', async () => {
    const imports = [
      { name: 'guest', kind: 'component' as const, specifier: './guest.js', member: ['instantiate'] },
      { name: 'guest', kind: 'instance' as const, specifier: '', member: [] },
    ];
    const base = callers(imports, [value(1, 'twice')]);
    const emitted = emit({
      ...base,
      adapters: [...base.adapters, lift('plus', 2, coreExport(1, 'plus'))],
      coreModules: [...base.coreModules, { kind: 'embedded', bytes: adderModule('plus') }],
      steps: [
        { kind: 'instantiate-core', instance: 1, module: 1, args: [], thread: undefined },
        { kind: 'adapter', adapter: 2 },
        {
          kind: 'instantiate-host', import: 1, component: value(0),
          args: [{
            kind: 'instance', names: { wit: 'a:b/ops@1.0.0', js: ['ops'] }, exports: [func(2, 'plus')],
          }],
        },
        ...base.steps,
      ],
    }, settings());
    const module = await load(emitted, 'test', {
      'guest.js': `export async function instantiate(getCoreModule, imports) {
        const { plus } = imports['a:b/ops@1.0.0'];
        return { twice: (x) => plus(x, x) };
      }`,
    });
    expect((module.run0 as Fn)(4)).toBe(9);
  });
});

describe('runtime', () => {
  test('of its own package is imported by name, and nothing of it is in the code', () => {
    const { code } = emit(adder(), settings({ runtime: 'import' }));
    expect(code).toMatch(/^import \{ compileFile \} from 'wcm2js\/runtime';$/m);
    expect(code).not.toContain('getBuiltinModule');
  });
});

test('the adder of the reference components runs', async ({ skip }) => {
  const file = new URL('../../../shared/components/adder.wasm', import.meta.url);
  if (!existsSync(file)) skip('the reference components are not there');
  const bytes = firstCoreModule(readFileSync(file));
  const real: Plan = { ...adder(), coreModules: [{ kind: 'embedded', bytes }] };
  expect(emit(real, settings()).code.length).toBeLessThanOrEqual(1500);
  expect(((await use(real, {})).add as { add: Fn }).add(40, 2)).toBe(42);
});

/** Its first section is a core module: identifier 1, size, bytes. */
function firstCoreModule(component: Uint8Array): Uint8Array {
  for (let at = 8; ;) {
    const id = component[at++];
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = component[at++]!;
      size |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (id === 1) return component.slice(at, at + size);
    at += size;
  }
}

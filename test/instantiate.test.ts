// `instantiate`, as hosts call it: one compiled module for many instances, imports in objects of all kinds, and imports
// that are left out.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { transpile } from '../src/index.ts';
import type { TranspileOptions } from '../src/index.ts';
import { compile } from './support/tsc.ts';
import { projectRoot } from './support/source-file.ts';
import { importModule, writeModule } from './linked/support/link.ts';

afterEach(() => { vi.unstubAllGlobals(); });

const golden = (name: string): string => readFileSync(join(projectRoot, 'golden', name, 'input.wat'), 'utf8');

interface Module<T> {
  instantiate(getCoreModule?: unknown, imports?: unknown, instantiateCore?: unknown): T;
}

const load = async <T>(name: string, options: TranspileOptions): Promise<Module<T>> =>
  importModule<Module<T>>(await writeModule(golden(name), options));

/** Counts what is compiled from bytes meanwhile, and notes each module once it is instantiated. */
function countCompilations(): { count: number } {
  const counter = { count: 0 };
  const original = WebAssembly;
  class Counted extends original.Module {
    constructor(bytes: BufferSource) {
      super(bytes);
      counter.count++;
    }
  }
  const compileCounted = async (bytes: BufferSource): Promise<WebAssembly.Module> => {
    counter.count++;
    return original.compile(bytes);
  };
  const own = Object.getOwnPropertyNames(original).map((key) => [key, Reflect.get(original, key)] as const);
  vi.stubGlobal('WebAssembly', { ...Object.fromEntries(own), Module: Counted, compile: compileCounted });
  return counter;
}

type Counter = { add(n: number): number };
interface Resources {
  readonly Counter: new (start: number) => Counter;
  drops(): number;
}

describe('one compiled module serves many instances', () => {
  test.each([
    ['async', 'universal', 0], ['async', 'universal', 5000], ['async', 'node', 0],
    ['sync', 'universal', 0], ['sync', 'universal', 5000], ['sync', 'node', 0],
  ] as const)('%s, for %s, with a cutoff of %d bytes', async (instantiation, target, base64Cutoff) => {
    const wat = golden('resource-export');
    const { files } = transpile(await parse(wat), { name: 'm', instantiation, target, base64Cutoff: 0 });
    const modules = Object.keys(files).filter((file) => file.endsWith('.wasm')).length;
    const module = await importModule<Module<Resources>>(await writeModule(wat, { instantiation, target, base64Cutoff }));
    const counter = countCompilations();
    const instances = await Promise.all(Array.from({ length: 5 }, () => module.instantiate()));
    instances.push(await module.instantiate());
    expect(counter.count).toBe(modules);
    const sums = instances.map(({ Counter: Own }, i) => new Own(i).add(10));
    expect(sums, 'each is its own').toEqual([10, 11, 12, 13, 14, 15]);
    expect(new Set(instances.map((each) => each.Counter)).size).toBe(6);
  });

  test('what a host gives is asked for each time, by its name, and never compiled here', async () => {
    const wat = golden('resource-export');
    const { files } = transpile(await parse(wat), { name: 'm', instantiation: 'async', base64Cutoff: 0 });
    const cache = new Map(Object.entries(files).filter(([file]) => file.endsWith('.wasm'))
      .map(([file, bytes]) => [file, new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>)]));
    const module = await importModule<Module<Promise<Resources>>>(
      await writeModule(wat, { instantiation: 'async', base64Cutoff: 0 }));
    const counter = countCompilations();
    const asked: string[] = [];
    const get = (file: string): WebAssembly.Module | undefined => {
      asked.push(file);
      return cache.get(file);
    };
    const [a, b] = [await module.instantiate(get), await module.instantiate(get)];
    expect([new a.Counter(1).add(1), new b.Counter(2).add(2)]).toEqual([2, 4]);
    expect(counter.count).toBe(0);
    expect(asked.sort()).toEqual([...cache.keys(), ...cache.keys()].sort());
  });
});

const lines: string[] = [];
const log = { line: (text: string) => lines.push(text), countLines: () => lines.length };
const scale = (n: number): number => n * 10;

describe('the imports', () => {
  const withGetters = {
    get 'local:host/log@1.0.0'() { return log; },
    get scale() { return scale; },
  };
  const namespace = Object.freeze(Object.assign(Object.create(null), { 'local:host/log': log, scale: { default: scale } }));
  test.each<[string, object]>([
    ['with versions', { 'local:host/log@1.0.0': log, scale }],
    ['without', { 'local:host/log': log, scale }],
    ['without a prototype', Object.assign(Object.create(null), { 'local:host/log': Object.assign(Object.create(null), log), scale })],
    ['as getters', withGetters],
    ['as a namespace, and of namespaces', namespace],
    ['inherited', Object.create({ 'local:host/log': Object.create(log), scale })],
    ['with more than is needed', { 'local:host/log@1.0.0': { ...log, more: 1 }, 'local:host/log': {}, scale, 'other:thing/x': {} }],
  ])('%s, as the second argument or the first', async (_, imports) => {
    for (const instantiation of ['async', 'sync'] as const) {
      const { instantiate } = await load<{ run(): number }>('instantiation-async', { instantiation });
      for (const args of [[imports], [undefined, imports], [null, imports]]) {
        lines.length = 0;
        expect((await instantiate(...args)).run()).toBe(10);
        expect(lines).toEqual(['hello']);
      }
    }
  });

  test('what is missing is named, whichever argument they are', async () => {
    const { instantiate } = await load<Promise<unknown>>('instantiation-async', { instantiation: 'async' });
    await expect(instantiate({ scale })).rejects.toThrow('missing import local:host/log@1.0.0: line');
    await expect(instantiate({ 'local:host/log@2.0.0': log, scale })).rejects.toThrow('offered: local:host/log@2.0.0');
    await expect(instantiate()).rejects.toThrow('missing import local:host/log@1.0.0: line');
  });

  test('instantiateCore is the third argument still', async () => {
    const { instantiate } = await load<Promise<{ run(): number }>>('instantiation-async', { instantiation: 'async' });
    const instantiateCore = vi.fn((module: WebAssembly.Module, imports: WebAssembly.Imports) =>
      new WebAssembly.Instance(module, imports));
    const imports = { 'local:host/log': log, scale };
    await instantiate(imports, undefined, instantiateCore);
    await instantiate(undefined, imports, instantiateCore);
    expect(instantiateCore).toHaveBeenCalledTimes(4);
  });
});

describe('imports that may be left out', () => {
  const optional = async (optionalImports: string[], options: TranspileOptions = { instantiation: 'async' }) =>
    transpile(await parse(golden('optional-imports')), { name: 'm', ...options, optionalImports });
  const codeWith = async (...patterns: string[]): Promise<string[]> => {
    const { files } = await optional(patterns);
    const code = new TextDecoder().decode(files['m.js']);
    return [...code.matchAll(/absent\w+\('(.*?)'/g)].map(([, name = '']) => name).sort();
  };
  const [line, count, conn, ping, root] = [
    'local:host/log@1.0.0#line', 'local:host/log@1.0.0#count-lines', 'local:host/db@1.0.0#conn', 'local:host/db@1.0.0#ping', 'scale',
  ];

  test.each([
    [['local:host/log@1.0.0#line'], [line]],
    [['local:host/log#line'], [line]],
    [['local:host/log'], [count, line]],
    [['local:host/log@1.0.0'], [count, line]],
    [['local:host/log#*lines', 'local:host/db#conn'], [count, conn]],
    [['local:host/*'], [conn, ping, count, line]],
    [['scale'], [root]],
    [['*'], [conn, ping, count, line, root]],
  ])('%j', async (patterns, names) => {
    expect(await codeWith(...patterns)).toEqual([...names].sort());
  });

  test('a pattern that fits nothing is told, with what was perhaps meant', async () => {
    expect((await optional(['local:host/log#lime', 'local:hots/db', 'line', 'local:host/db#[method]conn.query'])).warnings).toEqual([
      'no import that can be left out is called "local:host/log#lime"; did you mean "local:host/log#line"?',
      'no import that can be left out is called "local:hots/db"; did you mean "local:host/db"?',
      'no import that can be left out is called "line"; did you mean "local:host/log#line"?',
      expect.stringContaining('no import that can be left out is called "local:host/db#[method]conn.query"'),
    ]);
  });

  test('no handler of the component catches the trap', async () => {
    const { instantiate } = await load<Promise<{ run(): number }>>('handlers', { instantiation: 'async', optionalImports: ['fail'] });
    const { run } = await instantiate();
    expect(() => run()).toThrow(new WebAssembly.RuntimeError('import fail was not given'));
    expect(() => run()).toThrow('cannot enter component instance');
  });

  test('in an asynchronous call it rejects what is pending', async () => {
    interface Caller { run(how: number, turns: number, text: string): Promise<string> }
    const options: TranspileOptions = { instantiation: 'async', optionalImports: ['pause'] };
    const { instantiate } = await load<Promise<Caller>>('async-call', options);
    for (const how of [0, 1, 2, 4, 5, 6]) {
      const { run } = await instantiate();
      await expect(run(how, 1, 'x'), `${how}`).rejects.toThrow(new WebAssembly.RuntimeError('import pause was not given'));
      await expect(run(how, 0, 'x'), 'like any trap').rejects.toThrow('cannot enter component instance');
    }
  });

  test('without instantiation there are none', async () => {
    const { warnings, files } = await optional(['scale'], {});
    expect(warnings).toEqual(['optionalImports has no effect without instantiation: a module can map an import to one of your own']);
    expect(new TextDecoder().decode(files['m.js'])).not.toContain('absent');
  });

  test('without instantiation they are those of components that are exported', async () => {
    const wat = `(component (component $inner
      (import "scale" (func $scale (result u32)))
      (export "scale-2" (func $scale)))
      (export "inner" (component $inner)))`;
    const { warnings } = transpile(await parse(wat), { optionalImports: ['scale'] });
    expect(warnings).toEqual([]);
    const { inner } = await importModule<{ inner(imports?: object): Promise<{ scale2(): number }> }>(
      await writeModule(wat, { optionalImports: ['scale'] }),
    );
    expect((await inner({ scale: () => 2 })).scale2()).toBe(2);
    const { scale2 } = await inner();
    expect(scale2).toThrow(new WebAssembly.RuntimeError('import scale was not given'));
  });

  test('TypeScript knows what may be left out', async () => {
    const { files } = await optional(['local:host/log#line', 'local:host/db', 'scale']);
    const all = await optional(['*']);
    const texts = (prefix: string, result: typeof all): [string, string][] => Object.entries(result.files)
      .filter(([file]) => file.endsWith('.d.ts')).map(([file, text]) => [`${prefix}/${file}`, new TextDecoder().decode(text)]);
    const user = (body: string): Map<string, string> => new Map([
      ...texts('some', { ...all, files }), ...texts('all', all),
      ['user.ts', `import { instantiate } from './some/m.js';\nimport { instantiate as instantiateAny } from './all/m.js';
        class Conn { query() { return 1; } static count() { return 2; } }
        ${body}`],
    ]);
    expect(compile(user(`
      const log = { countLines: () => 1 };
      const { run } = await instantiate({ 'local:host/log': log });
      const n: number = run(1);
      await instantiate({ 'local:host/log@1.0.0': { ...log, line: (n: number) => { n.toFixed(); } }, 'local:host/db@1.0.0': { Conn }, scale: (n) => n });
      await instantiate(undefined, { 'local:host/log': log, 'local:host/db': { ping: () => n } });
      await instantiateAny();
      await instantiateAny({});
      await instantiateAny({ scale: (n) => n });
    `))).toBe('');
    expect(compile(user('await instantiate({ \'local:host/log\': {} });'))).toContain('countLines');
    expect(compile(user('await instantiate({ scale: () => \'\' });'))).toContain('user.ts(4');
  }, 60_000);
});

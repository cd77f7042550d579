// What the plugin does in Rollup, and with it in Rolldown and Vite: which files it takes, what it says of broken ones, and that it fits the
// three tools' types.

import {
  existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import type { OutputBundle, Plugin as RollupPlugin, RollupError, RollupLog } from 'rollup';
import { rollup } from 'rollup';
import type { InlineConfig, Plugin as VitePlugin, Rolldown } from 'vite';
import { build as viteBuild, createServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TranspileError } from '../../src/index.ts';
import wcm2js from '../../src/plugin/index.ts';
import type { PluginOptions } from '../../src/plugin/index.ts';
import { projectRoot } from '../support/source-file.ts';

const scratch = mkdtempSync(join(tmpdir(), 'wcm2js-plugin-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** A component with a function `name` that gives a number. */
const numbered = (name: string, value: number): string => `(component
  (core module $m (func (export "f") (result i32) (i32.const ${value})))
  (core instance $i (instantiate $m))
  (func (export "${name}") (result u32) (canon lift (core func $i "f"))))`;

const RANDOM = `(component
  (import "wasi:random/random@0.2.0" (instance $random (export "get-random-u64" (func (result u64)))))
  (core func $get (canon lower (func $random "get-random-u64")))
  (core module $m
    (import "" "get" (func $get (result i64)))
    (func (export "draw") (result i64) (call $get)))
  (core instance $i (instantiate $m (with "" (instance (export "get" (func $get))))))
  (func (export "draw") (result u64) (canon lift (core func $i "draw"))))`;

function write(file: string, content: string | Uint8Array): string {
  const path = join(scratch, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const writeComponent = async (file: string, text: string): Promise<string> => write(file, await parse(text));

beforeAll(async () => {
  await writeComponent('one.wasm', numbered('one', 1));
  await writeComponent('deep/two.wasm', numbered('two', 2));
  await writeComponent('random.wasm', RANDOM);
  await writeComponent('core.wasm', '(module (func (export "f")))');
});

interface Built {
  readonly bundle: OutputBundle;
  readonly logs: readonly RollupLog[];
  readonly code: string;
}

async function bundle(code: string, options?: PluginOptions, others: RollupPlugin[] = []): Promise<Built> {
  const logs: RollupLog[] = [];
  const input = write('main.js', code);
  const build = await rollup({ input, plugins: [wcm2js(options), ...others], onLog: (_, log) => logs.push(log) });
  const { output } = await build.generate({ format: 'es' });
  await build.close();
  return { bundle: Object.fromEntries(output.map((each) => [each.fileName, each])), logs, code: output[0].code };
}

test('fits the types of Rollup, Rolldown and Vite', () => {
  const fits: [RollupPlugin, Rolldown.Plugin, VitePlugin] = [wcm2js(), wcm2js(), wcm2js()];
  expect(fits.map(({ name }) => name)).toEqual(['wcm2js', 'wcm2js', 'wcm2js']);
});

describe('targets', () => {
  test.each([
    ['node', /import \{ readFileSync \} from 'node:fs';[^]*new WebAssembly\.Module\(readFileSync\(/],
    ['bun', /import \{ readFileSync \} from 'node:fs';[^]*new WebAssembly\.Module\(readFileSync\(/],
    ['browser', /WebAssembly\.compileStreaming\(fetch\(/],
    ['deno', /compileFileSync\(/],
  ] as const)('%s: what a bundler has put somewhere is found there', async (target, found) => {
    const { bundle: files, code } = await bundle('export * from "./one.wasm";', { target, base64Cutoff: 0 });
    const asset = Object.keys(files).find((file) => file.endsWith('.wasm'));
    expect(code).toMatch(found);
    expect(code).toContain(`new URL('${asset}', import.meta.url)`);
    expect(code).not.toMatch(/import source|with \{ type/);
    if (target === 'browser') return;
    const folder = join(scratch, `out-${target}`);
    mkdirSync(join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [file, each] of Object.entries(files)) writeFileSync(join(folder, file), each.type === 'asset' ? each.source : each.code);
    const { one } = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'main.js')).href) as { one(): number };
    expect(one()).toBe(1);
    expect(code, 'no top-level await').not.toMatch(/^const .*await/m);
  });
});

describe('which files are meant', () => {
  const EXPORTS = 'export * from "./one.wasm"; export * from "./deep/two.wasm";';

  test('all components, and no core modules', async () => {
    expect((await bundle(EXPORTS)).code).toMatch(/export \{ one, two \}/);
    await expect(bundle('import "./core.wasm";')).rejects.toThrow(/Unexpected character|Note that you need plugins/);
  });

  test.each<[PluginOptions, string]>([
    [{ include: /one/ }, 'deep/two.wasm'],
    [{ include: '**/one.wasm' }, 'deep/two.wasm'],
    [{ include: join(scratch, 'deep', '{two,three}.wasm') }, 'one.wasm'],
    [{ include: [`${scratch}/*.wasm`] }, 'deep/two.wasm'],
    [{ include: '**/t?o.wasm' }, 'one.wasm'],
    [{ exclude: [/two/, '**/three.wasm'] }, 'deep/two.wasm'],
    [{ include: /\.wasm$/, exclude: '**/deep/**' }, 'deep/two.wasm'],
  ])('%o leaves %s alone', async (options, left) => {
    await expect(bundle(EXPORTS, options)).rejects.toMatchObject({ id: join(scratch, left), code: 'PARSE_ERROR' });
  });

  test('those that are no files are left alone', async () => {
    const other: RollupPlugin = {
      name: 'other',
      resolveId: (source) => (source.startsWith('virtual:') ? source : null),
      load: (id) => (id.startsWith('virtual:') ? 'export const virtual = 1;' : null),
    };
    expect((await bundle('export * from "virtual:some.wasm";', {}, [other])).code).toMatch(/export \{ virtual \}/);
  });

  test('those with a query for other plugins are left alone', async () => {
    const seen: string[] = [];
    const other: RollupPlugin = {
      name: 'other',
      resolveId: (source) => (source.includes('?') ? source : null),
      load(id) {
        if (!id.includes('?')) return null;
        seen.push(id);
        return 'export default 0;';
      },
    };
    const queries = ['?url', '?init', '?raw', '?inline', '?instantiate=never', '?instantiate&url'];
    await bundle(queries.map((query) => `import './one.wasm${query}';`).join('\n'), {}, [other]);
    expect(seen.sort()).toEqual(queries.map((query) => `./one.wasm${query}`).sort());
  });
});

describe('?instantiate', () => {
  test('gives the function, asynchronous or not', async () => {
    const { code } = await bundle(`
      export { instantiate as a } from './one.wasm?instantiate';
      export { instantiate as b } from './one.wasm?instantiate=sync';`);
    expect(code).toMatch(/^async function instantiate/m);
    expect(code).toMatch(/^function instantiate/m);
    expect(code).toMatch(/^export \{ instantiate\S* as a, instantiate\S* as b \};$/m);
  });

  test('takes no `map`, and says nothing of it', async () => {
    const { logs } = await bundle('export * from "./one.wasm?instantiate";', { map: { 'a:b/c': './c.js' } });
    expect(logs.filter(({ plugin }) => plugin === 'wcm2js')).toEqual([]);
  });
});

test('core modules are assets of the bundle; those below the cutoff are in the code', async () => {
  const inline = await bundle('export * from "./one.wasm";');
  expect(Object.keys(inline.bundle)).toEqual(['main.js']);
  const apart = await bundle('export * from "./one.wasm";', { base64Cutoff: 0 });
  const [, asset = ''] = Object.keys(apart.bundle);
  expect(asset).toMatch(/^assets\/one\.core-[\w-]+\.wasm$/);
  expect(apart.code).toContain(`new URL('${asset}', import.meta.url).href`);
});

test('files and folders may be called as they like', async () => {
  const path = 'a b/sp ace ü\'x#1.wasm';
  await writeComponent(path, numbered('one', 1));
  const { bundle: files } = await bundle(`export * from ${JSON.stringify(`./${path}`)};`, { base64Cutoff: 0 });
  for (const [name, file] of Object.entries(files)) write(`odd/${name}`, file.type === 'asset' ? file.source : file.code);
  write('odd/package.json', '{ "type": "module" }');
  const { one } = await import(pathToFileURL(join(scratch, 'odd/main.js')).href) as { one(): number };
  expect(one()).toBe(1);
});

describe('types', () => {
  const beside = join(scratch, 'typed/app.d.wasm.ts');

  test('are written beside the component if that is asked for, and not again if they are there', async () => {
    await writeComponent('typed/app.wasm', numbered('many', 3));
    await bundle('export * from "./typed/app.wasm";');
    expect(existsSync(beside)).toBe(false);
    await bundle('export * from "./typed/app.wasm"; export { instantiate } from "./typed/app.wasm?instantiate";', { types: true });
    expect(readFileSync(beside, 'utf8')).toContain('export function many(): number;');
    utimesSync(beside, 1, 1);
    await bundle('export * from "./typed/app.wasm";', { types: true });
    expect(statSync(beside).mtimeMs).toBe(1000);
    await writeComponent('typed/app.wasm', numbered('others', 3));
    await bundle('export * from "./typed/app.wasm";', { types: true });
    expect(readFileSync(beside, 'utf8')).toContain('export function others(): number;');
  });

  test('that can not be written are a warning', async () => {
    await writeComponent('typed/taken.wasm', numbered('one', 1));
    mkdirSync(join(scratch, 'typed/taken.d.wasm.ts/full'), { recursive: true });
    const { logs } = await bundle('export * from "./typed/taken.wasm";', { types: true });
    expect(logs.map(({ message }) => message)).toEqual([expect.stringContaining("the declarations can't be written: ")]);
    expect(readdirSync(join(scratch, 'typed')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('are asked for by true or false', () => {
    expect(() => wcm2js({ types: 'yes' } as object)).toThrow('option "types": expected true or false, got "yes"');
  });
});

test('source maps lead to WIT if that is asked for, and to the code otherwise', async () => {
  const sourcesOf = async (options: PluginOptions): Promise<string[]> => {
    const build = await rollup({ input: write('main.js', 'export * from "./one.wasm";'), plugins: [wcm2js(options)] });
    const { output: [{ map }] } = await build.generate({ format: 'es', sourcemap: true, file: join(scratch, 'out.js') });
    await build.close();
    return map!.sources;
  };
  expect(await sourcesOf({})).toEqual(['one.wasm']);
  expect(await sourcesOf({ sourcemap: true })).toContain('one.wit');
});

describe('what is wrong', () => {
  test('with a component is said with its place, and without a stack', async () => {
    const bytes = await parse(numbered('one', 1));
    const file = write('broken.wasm', bytes.subarray(0, bytes.length - 5));
    const error = await bundle('import "./broken.wasm";').catch((reason: unknown) => reason as RollupError);
    expect(error).toMatchObject({ plugin: 'wcm2js', id: file, pluginCode: 'MALFORMED_UNEXPECTED_END', hook: 'load' });
    const { message, frame, stack } = error as RollupError;
    expect(message).toMatch(/MALFORMED_UNEXPECTED_END at 0x[0-9a-f]+: unexpected end/);
    expect(frame).toMatch(/^--> broken\.wasm:0x[0-9a-f]+ \(.*section\)\n(?:.*\n)?0x[0-9a-f]+ \| .*\n +\| +\^\^\n/);
    expect(stack ?? '').not.toMatch(/\n\s+at /);
  });

  test('with a component shows the types that do not match, and where', async () => {
    await writeComponent('mismatch.wasm', `(component (component $c (import "f" (func (param "x" u32)))) (import "f" (func $f))
      (instance (instantiate $c (with "f" (func $f)))))`);
    await expect(bundle('import "./mismatch.wasm";')).rejects.toMatchObject({
      pluginCode: 'INVALID_INSTANTIATION',
      frame: expect.stringMatching(/ {2}= in instance 0.*\n {2}= expected: func\(x: u32\)\n {2}= found: {4}func\(\)\n$/) as string,
    });
  });

  test('but does not keep it from working is a warning', async () => {
    const { logs } = await bundle('export * from "./one.wasm";', { asyncImports: ['nowhere'] });
    expect(logs).toMatchObject([{ plugin: 'wcm2js', id: join(scratch, 'one.wasm'), message: expect.stringContaining('nowhere') as string }]);
  });

  test('with the options is said at once', () => {
    const options: [object, string][] = [
      [{ name: 'x' }, 'option "name": expected nothing in a plugin: files are called as the component is'],
      [{ minify: true }, 'option "minify": expected nothing in a plugin: the bundler minifies'],
      [{ target: 'workerd' }, 'option "target": expected no \'workerd\' in a plugin'],
      [{ mpa: {} }, 'unknown option "mpa"; did you mean "map"?'],
      [{ include: 3 }, 'option "include": expected globs or regular expressions, got 3'],
      [{ exclude: '' }, "option \"exclude\": expected globs or regular expressions, got ''"],
      [{ include: '{a' }, 'option "include": expected globs whose braces are closed, got "{a"'],
    ];
    for (const [wrong, message] of options) expect(() => wcm2js(wrong), message).toThrow(new RegExp(escaped(message)));
    expect(() => wcm2js({ name: 'x' } as object)).toThrow(TranspileError);
  });
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('imports of a component', () => {
  test('are from beside it, or as the bundler resolves them', async () => {
    write('deep/host.js', 'export const getRandomU64 = () => 7n;');
    await writeComponent('deep/random.wasm', RANDOM);
    const { code } = await bundle('export * from "./deep/random.wasm";', { map: { 'wasi:random/random': './host.js' } });
    expect(code).toContain('const getRandomU64 = () => 7n;');
  });

  test('of WASI are from the project\'s own shim, in Vite\'s builds and its server', async () => {
    mkdirSync(join(scratch, 'node_modules'), { recursive: true });
    symlinkSync(join(projectRoot, 'node_modules/@bytecodealliance'), join(scratch, 'node_modules/@bytecodealliance'));
    const entry = write('draw.js', 'export { draw } from "./random.wasm";');
    const common: InlineConfig = { root: scratch, configFile: false, logLevel: 'silent', plugins: [wcm2js()] };
    const built = await viteBuild({ ...common, build: { write: false, lib: { entry, formats: ['es'] } } });
    const [{ output }] = built as Rolldown.RolldownOutput[] as [Rolldown.RolldownOutput];
    expect(output[0].code).toMatch(/crypto\.getRandomValues/);
    const server = await createServer({ ...common, server: { middlewareMode: true, ws: false } });
    try {
      const { draw } = await server.ssrLoadModule('/draw.js') as { draw(): bigint };
      expect(typeof draw()).toBe('bigint');
    } finally {
      await server.close();
    }
  });
});

// What is particular to webpack, rspack and esbuild: which rules stay with the bundler, what it prints of a broken component, and formats
// in which files can't be found.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import unplugin from '../../src/plugin/unplugin.ts';
import type { SetUpPlugin, WebpackPlugin } from '../../src/plugin/unplugin.ts';
import { haveToolchains, requireToolchain } from '../support/toolchains.ts';

const scratch = mkdtempSync(join(tmpdir(), 'wcm2js-unplugin-'));
afterAll(() => rmSync(scratch, { recursive: true }));
const entry = join(scratch, 'main.js');
let builds = 0;

beforeAll(async () => {
  const bytes = await parse(`(component
    (core module $m (func (export "f") (result i32) (i32.const 42)))
    (core instance $i (instantiate $m))
    (func (export "answer") (result u32) (canon lift (core func $i "f"))))`);
  writeFileSync(join(scratch, 'answer.wasm'), bytes);
  writeFileSync(join(scratch, 'broken.wasm'), bytes.subarray(0, bytes.length - 5));
  writeFileSync(join(scratch, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(scratch, 'core.wasm'), await parse('(module (func (export "f") (result i32) (i32.const 7)))'));
});

interface Stats {
  toJson(options: object): {
    readonly errors: readonly { readonly message: string; readonly moduleName?: string }[];
    readonly assets: readonly { readonly name: string }[];
  };
}

type Webpack = (options: { readonly plugins: readonly WebpackPlugin[]; readonly [option: string]: unknown }) => {
  run(done: (error: Error | null, stats: Stats) => void): void;
  close(done: () => void): void;
};

const webpacks: Readonly<Record<string, () => readonly [Webpack, WebpackPlugin]>> = {
  'webpack': () => [requireToolchain('webpack') as Webpack, unplugin.webpack()],
  'rspack': () => [(requireToolchain('@rspack/core') as { rspack: Webpack }).rspack, unplugin.rspack()],
};

describe.runIf(haveToolchains()).each(Object.keys(webpacks))('in %s', (name) => {
  async function build(code: string): Promise<ReturnType<Stats['toJson']>> {
    const ours = join(scratch, `entry${++builds}.js`);
    writeFileSync(ours, code);
    const [webpack, plugin] = webpacks[name]!();
    const compiler = webpack({
      context: scratch, mode: 'development', devtool: false, target: 'web', entry: ours, plugins: [plugin],
      output: { path: join(scratch, `out-${name}`) }, experiments: { asyncWebAssembly: true },
    });
    try {
      return await new Promise((resolve, reject) => compiler.run((error, stats) => {
        if (error) reject(error);
        else resolve(stats.toJson({ all: false, errors: true, assets: true }));
      }));
    } finally {
      await new Promise<void>((resolve) => { compiler.close(resolve); });
    }
  }

  test('core modules and URLs of components stay what they are', async () => {
    const { errors, assets } = await build(`
      import { f } from './core.wasm';
      import { answer } from './answer.wasm';
      export default [f(), answer(), new URL('./answer.wasm', import.meta.url)];`);
    expect(errors).toEqual([]);
    // The core module by the bundler's own loader, and the component as an asset.
    expect(assets.filter((asset) => asset.name.endsWith('.wasm'))).toHaveLength(2);
  });

  test('a broken component is an error with its place, and without a stack', async () => {
    const { errors } = await build("import './broken.wasm';");
    expect(errors).toHaveLength(1);
    const [{ message = '', moduleName = '' } = {}] = errors;
    expect(moduleName).toMatch(/broken\.wasm$/);
    expect(message).toMatch(/MALFORMED_UNEXPECTED_END at 0x[0-9a-f]+: [^]*--> broken\.wasm:0x[0-9a-f]+ \([^]*\^\^/);
    expect(message).not.toMatch(/\n\s+at /);
  });

  test('wrong options are said at once', () => {
    expect(() => unplugin[name as 'webpack' | 'rspack']({ instantiation: 'never' } as object)).toThrow('option "instantiation"');
  });
});

interface Output {
  readonly outputFiles: readonly { readonly path: string; readonly text: string }[];
}

interface EsbuildFailure {
  readonly errors: readonly { readonly text: string; readonly location: { readonly file: string }; readonly notes: readonly { readonly text: string }[] }[];
}

describe.runIf(haveToolchains())('in esbuild', () => {
  async function build(code: string, options: object, plugin = unplugin.esbuild()): Promise<Output> {
    writeFileSync(entry, code);
    const esbuild = requireToolchain('esbuild') as {
      build(options: { readonly plugins: readonly SetUpPlugin[]; readonly [option: string]: unknown }): Promise<Output>;
    };
    return await esbuild.build({
      absWorkingDir: scratch, entryPoints: [entry], bundle: true, write: false, logLevel: 'silent', plugins: [plugin], ...options,
    });
  }

  test('a broken component is an error with its place', async () => {
    const error = await build("import './broken.wasm';", { format: 'esm' }).catch((reason: unknown) => reason as EsbuildFailure);
    const [{ text, location, notes }] = (error as EsbuildFailure).errors as [EsbuildFailure['errors'][number]];
    expect(text).toMatch(/^MALFORMED_UNEXPECTED_END at 0x[0-9a-f]+: /);
    expect(location.file).toBe('broken.wasm');
    expect(notes[0]?.text).toMatch(/^--> broken\.wasm:0x[0-9a-f]+ \(/);
  });

  test('core modules are files of modules, and part of scripts', async () => {
    const code = "import * as all from './answer.wasm'; globalThis.answer = all.$init.then(() => all.answer());";
    const options = { base64Cutoff: 0, tlaCompat: true };
    const files = async (more: object): Promise<string[]> => {
      const { outputFiles } = await build(code, more, unplugin.esbuild(options));
      return outputFiles.map(({ path }) => path.slice(scratch.length + 1)).sort();
    };
    expect(await files({ format: 'esm', outdir: scratch })).toEqual([
      expect.stringMatching(/^answer\.core-\w+\.wasm$/) as string, 'main.js',
    ]);
    expect(await files({ format: 'iife', outdir: scratch })).toEqual(['main.js']);
    const { outputFiles: [script] } = await build(code, { format: 'iife' }, unplugin.esbuild(options));
    const scope: { answer?: Promise<number> } = {};
    new Function('globalThis', script!.text)(scope);
    expect(await scope.answer).toBe(42);
  });

  test('an import with a type is left to others', async () => {
    const code = "import bytes from './answer.wasm' with { type: 'never' }; export default bytes;";
    await expect(build(code, { format: 'esm' })).rejects.toThrow(/"never"/);
  });
});

interface FarmHooks {
  readonly resolve: { executor(params: object, context: object): Promise<{ readonly resolvedPath: string } | null> };
  readonly load: { executor(params: object, context: object): Promise<{ readonly content: string; readonly moduleType: string } | null> };
}

// Farm isn't installed: its hooks are called as it would.
describe('for Farm', () => {
  const { resolve, load } = unplugin.farm({ base64Cutoff: 0 }) as unknown as FarmHooks;
  const watched: string[] = [];
  const errors: unknown[] = [];
  const context = { addWatchFile: (file: string) => watched.push(file), error: (error: unknown) => errors.push(error), warn() {} };
  const loadFile = async (file: string) => await load.executor({ resolvedPath: join(scratch, file), query: [] }, context);

  test('core modules are part of the code, and the shim is a module', async () => {
    const { content = '', moduleType } = await loadFile('answer.wasm') ?? {};
    expect(moduleType).toBe('js');
    expect(content).not.toContain('import.meta.url');
    const [, specifier = ''] = /from '(wcm2js\/runtime\/\w+)'/.exec(content) ?? [];
    const shim = await resolve.executor({ source: specifier, importer: join(scratch, 'answer.wasm'), kind: 'import' }, context);
    expect((await load.executor({ resolvedPath: shim?.resolvedPath, query: [] }, context))?.content).toMatch(/^function decodeBase64/m);
    expect(watched).toEqual([join(scratch, 'answer.wasm')]);
  });

  test('core modules are left alone, and broken components reported', async () => {
    expect(await loadFile('core.wasm')).toBeNull();
    expect(await loadFile('broken.wasm')).toBeNull();
    expect(errors).toMatchObject([{ id: join(scratch, 'broken.wasm'), pluginCode: 'MALFORMED_UNEXPECTED_END' }]);
  });
});

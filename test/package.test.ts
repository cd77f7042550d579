// The package as its users get it: packed, checked by publint and attw, installed into an empty project, and
// run there on the pinned Node and on Node 20. `npm test` has built dist before.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { rollup } from 'rollup';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { node20 } from './support/node20.ts';
import { projectRoot } from './support/source-file.ts';

const manifest: { version: string; dependencies: object } = JSON.parse(
  readFileSync(join(projectRoot, 'package.json'), 'utf8'),
);
const scratch = mkdtempSync(join(tmpdir(), 'wcm2js-package-'));
const consumer = join(scratch, 'consumer');
const tarball = join(scratch, `wcm2js-${manifest.version}.tgz`);
const binaries = [['the pinned Node', process.execPath], ['Node 20', node20() ?? '']] as const;

const ADDER = `(component
  (core module $m (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))
  (core instance $i (instantiate $m))
  (func (export "add") (param "x" u32) (param "y" u32) (result u32) (canon lift (core func $i "add"))))`;

/**
 * Runs a program without the environment that npm leaves behind for scripts; returns what it wrote to stdout.
 * Throws, with all that it wrote, when it fails.
 */
function run(cwd: string, program: string, ...args: readonly string[]): string {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE_OPTIONS$|VITEST)/.test(name));
  const env = Object.fromEntries(own);
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: exit code ${status}\n${stdout}${stderr}`);
  return stdout;
}

beforeAll(async () => {
  run(projectRoot, 'npm', 'pack', '--ignore-scripts', '--pack-destination', scratch);
  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
  run(consumer, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball);
  writeFileSync(join(consumer, 'adder.wasm'), await parse(ADDER));
});

afterAll(() => rmSync(scratch, { recursive: true }));

describe('the tarball', () => {
  test('pleases publint', async () => {
    const { messages, pkg } = await publint({ pack: { tarball: arrayBufferOf(tarball) }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test('pleases attw', () => {
    const attw = join(projectRoot, 'node_modules/@arethetypeswrong/cli/dist/index.js');
    const flags = ['--profile', 'esm-only', '--format', 'ascii'];
    const report = run(scratch, process.execPath, attw, tarball, ...flags);
    for (const entry of ['plugin', 'runtime', 'unplugin']) {
      expect(report).toContain(`"wcm2js/${entry}"\n\nnode16 (from ESM): 🟢 (ESM)\nbundler: 🟢`);
    }
  });

  test('holds the program, its sources for the source maps, and the papers', () => {
    const top = readdirSync(join(consumer, 'node_modules/wcm2js')).sort();
    expect(top).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'client.d.ts', 'dist', 'package.json']);
  });

  test('brings two small dependencies and nothing else', () => {
    const entries = readdirSync(join(consumer, 'node_modules'));
    const installed = entries.filter((name) => !name.startsWith('.')).sort();
    expect(installed).toEqual([...Object.keys(manifest.dependencies), 'wcm2js'].sort());
    expect(installed).toEqual(['acorn', 'astring', 'wcm2js']);
  });
});

describe.each(binaries)('installed, on %s', (name, node) => {
  test.skipIf(node === '')('the command transpiles, and the output runs', () => {
    const cli = join(consumer, 'node_modules/wcm2js/dist/cli/main.js');
    const out = join(consumer, `out-${name.replaceAll(' ', '-')}`);
    expect(run(consumer, node, cli, '--version').trim()).toBe(manifest.version);
    run(consumer, node, cli, 'adder.wasm', '-o', out);
    const use = `import { add } from ${JSON.stringify(join(out, 'adder.js'))}; console.log(add(40, 2));`;
    expect(run(consumer, node, '--input-type=module', '-e', use).trim()).toBe('42');
  });

  test.skipIf(node === '')('the API transpiles, and the runtime can be imported', () => {
    const use = `
      import { readFileSync } from 'node:fs';
      import { transpile, TranspileError } from 'wcm2js';
      import * as runtime from 'wcm2js/runtime';
      const { exports } = transpile(readFileSync('adder.wasm'), { name: 'adder' });
      let refused = false;
      try { transpile(new Uint8Array(3)); } catch (error) { refused = error instanceof TranspileError; }
      console.log(JSON.stringify({ exports, refused, runtime: Object.keys(runtime).length > 0 }));`;
    const said: unknown = JSON.parse(run(consumer, node, '--input-type=module', '-e', use));
    expect(said).toEqual({ exports: [['add', 'function']], refused: true, runtime: true });
  });
});

test('the plugin for Rollup and Vite needs no other package; the one for others says which it needs', () => {
  const use = `
    import wcm2js from 'wcm2js/plugin';
    const error = await import('wcm2js/unplugin').catch((reason) => reason);
    console.log(wcm2js().name, error.code, /Cannot find package 'unplugin'/.test(error.message));`;
  expect(run(consumer, process.execPath, '--input-type=module', '-e', use).trim()).toBe('wcm2js ERR_MODULE_NOT_FOUND true');
});

test('the command loads nothing of the plugins', () => {
  const dist = join(consumer, 'node_modules/wcm2js/dist');
  const textOf = (file: string): string => readFileSync(join(dist, file), 'utf8');
  const loaded = new Set(['cli/main.js']);
  for (const file of loaded) {
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    for (const [, specifier = ''] of textOf(file).matchAll(/(?:from|import\() ?'(\.[^']+)'/g)) {
      // Messages and comments have specifiers, too.
      if (existsSync(join(dist, folder, specifier))) loaded.add(posix.join(folder, specifier));
    }
  }
  expect(loaded.size).toBeGreaterThan(3);
  for (const file of loaded) expect(textOf(file), file).not.toMatch(/unplugin|ROLLUP_FILE_URL|writeCached/);
});

test('the command is on the path of the project that installed it', () => {
  expect(run(consumer, 'npm', 'exec', '--no', '--', 'wcm2js', '--version').trim()).toBe(manifest.version);
});

test("the declarations type-check in a user's strict project without Node's types", () => {
  writeFileSync(join(consumer, 'use.ts'), `
    import { transpile, TranspileError } from 'wcm2js';
    import wcm2js from 'wcm2js/plugin';
    import type { ComponentPlugin, PluginOptions } from 'wcm2js/plugin';
    import * as runtime from 'wcm2js/runtime';
    import unplugin from 'wcm2js/unplugin';
    const options: PluginOptions = { include: '**/*.wasm', map: { 'a:b/c': './c.js' } };
    export const plugins: [ComponentPlugin, { apply(compiler: unknown): void }] = [wcm2js(options), unplugin.webpack(options)];
    const { files, warnings } = transpile(new Uint8Array(), { name: 'x', instantiation: 'async' });
    export const out: Record<string, Uint8Array> = files;
    export const codes = [warnings.length, TranspileError.name, typeof runtime];
  `);
  const tsc = join(projectRoot, 'node_modules/typescript/bin/tsc');
  const flags = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022', '--types', ''];
  for (const module of ['nodenext', 'preserve']) {
    expect(run(consumer, process.execPath, tsc, ...flags, '--module', module, 'use.ts')).toBe('');
  }
});

test('a bundler drops all of the runtime that nothing uses', async () => {
  const entry = join(consumer, 'bare.js');
  writeFileSync(entry, "import './node_modules/wcm2js/dist/runtime-shim/index.js';");
  const bundle = await rollup({ input: entry, onLog: () => {} });
  const { output } = await bundle.generate({ format: 'es' });
  expect(output[0].code.trim()).toBe('');
});

function arrayBufferOf(file: string): ArrayBuffer {
  return new Uint8Array(readFileSync(file)).buffer;
}

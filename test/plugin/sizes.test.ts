// How large bundles are: the application of one adder, a component alone beside one with a shim of its own, and several that share it.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { build as viteBuild } from 'vite';
import type { Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import wcm2js from '../../src/plugin/index.ts';
import type { PluginOptions } from '../../src/plugin/index.ts';
import unplugin from '../../src/plugin/unplugin.ts';
import type { SetUpPlugin } from '../../src/plugin/unplugin.ts';
import { projectRoot } from '../support/source-file.ts';
import { haveToolchains, requireToolchain } from '../support/toolchains.ts';

interface Esbuild {
  build(options: { readonly plugins: readonly SetUpPlugin[]; readonly [option: string]: unknown }): Promise<{
    readonly outputFiles: readonly { readonly path: string; readonly text: string }[];
  }>;
}

const scratch = mkdtempSync(join(tmpdir(), 'wcm2js-sizes-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const COMPONENTS = {
  adder: 'test/matrix/app/adder.wat',
  strings: 'golden/string-utf8/input.wat',
  records: 'golden/list-records/input.wat',
  counter: 'golden/resource-export/input.wat',
  later: 'golden/async-export/input.wat',
};
type Name = keyof typeof COMPONENTS;

beforeAll(async () => {
  for (const [name, text] of Object.entries(COMPONENTS)) {
    writeFileSync(join(scratch, `${name}.wasm`), await parse(readFileSync(join(projectRoot, text), 'utf8')));
  }
});

/** The code of an application that does nothing but import. */
function entryFor(names: readonly Name[]): string {
  const entry = join(scratch, `${names.join('-')}.js`);
  writeFileSync(entry, names.map((name) => `export * as ${name} from './${name}.wasm';`).join('\n'));
  return entry;
}

const BUNDLERS: Readonly<Record<string, (entry: string, options?: PluginOptions) => Promise<string>>> = {
  async 'Vite'(entry, options) {
    const built = await viteBuild({
      root: scratch, configFile: false, logLevel: 'error', plugins: [wcm2js(options)],
      build: { write: false, minify: 'oxc', rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' } },
    });
    return (built as Rolldown.RolldownOutput).output[0].code;
  },
  async 'esbuild'(entry, options) {
    const { outputFiles } = await (requireToolchain('esbuild') as Esbuild).build({
      entryPoints: [entry], bundle: true, minify: true, format: 'esm', write: false, outdir: scratch, plugins: [unplugin.esbuild(options)],
    });
    return outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? '';
  },
};
const bundlers = Object.entries(BUNDLERS).filter(([name]) => name === 'Vite' || haveToolchains());

describe.each(bundlers)('in %s', (_, bundle) => {
  test('the application of an adder is smaller than 700 bytes', async () => {
    const code = await bundle(entryFor(['adder']));
    expect(code.length).toBeGreaterThan(300);
    expect(code.length).toBeLessThan(700);
  });

  test.each(Object.keys(COMPONENTS) as Name[])('%s alone is not larger than with a shim of its own, but for a few bytes', async (name) => {
    const shared = await bundle(entryFor([name]));
    const own = await bundle(entryFor([name]), { runtime: 'inline' });
    expect(shared.length).toBeLessThanOrEqual(own.length + 32);
  });

  test('several have what they share once', async () => {
    const names: Name[] = ['strings', 'records', 'counter'];
    const shared = await bundle(entryFor(names));
    const own = await bundle(entryFor(names), { runtime: 'inline' });
    const count = (code: string): number => code.split('cannot enter component instance').length - 1;
    expect(count(shared)).toBe(1);
    expect(count(own)).toBeGreaterThan(1);
    expect(shared.length).toBeLessThan(own.length - 2000);
  });
});

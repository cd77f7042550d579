// Bundlers that watch: a component that is broken is built again when it is mended, and the other way round.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { watch as rollupWatch } from 'rollup';
import { afterAll, describe, expect, test } from 'vitest';
import wcm2js from '../../src/plugin/index.ts';
import unplugin from '../../src/plugin/unplugin.ts';
import type { SetUpPlugin, WebpackPlugin } from '../../src/plugin/unplugin.ts';
import { haveToolchains, requireToolchain } from '../support/toolchains.ts';

const scratch = mkdtempSync(join(tmpdir(), 'wcm2js-watch-'));
afterAll(() => rmSync(scratch, { recursive: true }));
const component = join(scratch, 'app.wasm');
const entry = join(scratch, 'main.js');
const out = join(scratch, 'out');
writeFileSync(join(scratch, 'package.json'), '{ "type": "module" }');
writeFileSync(entry, "export * from './app.wasm';");
const good = await parse(`(component
  (core module $m (func (export "f") (result i32) (i32.const 42)))
  (core instance $i (instantiate $m))
  (func (export "answer") (result u32) (canon lift (core func $i "f"))))`);
const broken = good.subarray(0, good.length - 5);

/** Starts to watch, and tells the error of each build, or undefined; gives what stops it. */
type Watch = (tell: (error: string | undefined) => void) => Promise<() => Promise<void>>;

interface Esbuild {
  context(options: { readonly plugins: readonly object[]; readonly [option: string]: unknown }): Promise<{
    watch(): Promise<void>;
    dispose(): Promise<void>;
  }>;
}

interface Stats {
  toJson(options: object): { readonly errors: readonly { readonly message: string }[] };
}

type Webpack = (options: { readonly plugins: readonly WebpackPlugin[]; readonly [option: string]: unknown }) => {
  watch(options: object, done: (error: Error | null, stats: Stats) => void): { close(done: () => void): void };
};

const watchWebpack = (webpack: Webpack, plugin: WebpackPlugin): Watch => async (tell) => {
  const compiler = webpack({ context: scratch, mode: 'development', devtool: false, entry, output: { path: out }, plugins: [plugin] });
  const watching = compiler.watch({ aggregateTimeout: 20 }, (_, stats) =>
    tell(stats.toJson({ all: false, errors: true }).errors[0]?.message));
  return async () => await new Promise((resolve) => { watching.close(resolve); });
};

const WATCHES: Readonly<Record<string, Watch>> = {
  'Rollup': async (tell) => {
    const watcher = rollupWatch({ input: entry, plugins: [wcm2js()], output: { dir: out }, watch: { buildDelay: 20 } });
    watcher.on('event', (event) => {
      if (event.code === 'ERROR') tell(event.error.message);
      if (event.code === 'BUNDLE_END') tell(undefined);
      if ('result' in event) void event.result?.close();
    });
    return async () => await watcher.close();
  },
  'esbuild': async (tell) => {
    const teller: SetUpPlugin = {
      name: 'teller',
      setup: (build) => (build as { onEnd(done: (result: { errors: { text: string }[] }) => void): void })
        .onEnd(({ errors }) => tell(errors[0]?.text)),
    };
    const context = await (requireToolchain('esbuild') as Esbuild).context({
      entryPoints: [entry], bundle: true, format: 'esm', outdir: out, logLevel: 'silent', plugins: [unplugin.esbuild(), teller],
    });
    await context.watch();
    return async () => await context.dispose();
  },
  'webpack': (tell) => watchWebpack(requireToolchain('webpack') as Webpack, unplugin.webpack())(tell),
  'rspack': (tell) =>
    watchWebpack((requireToolchain('@rspack/core') as { rspack: Webpack }).rspack, unplugin.rspack())(tell),
};
const names = Object.keys(WATCHES).filter((name) => name === 'Rollup' || haveToolchains());

describe.each(names)('%s', (name) => {
  test('builds again what was broken, and says when it is broken again', async () => {
    const told: (string | undefined)[] = [];
    // Written more than once, as watchers need a moment until they see the first change.
    const write = (content: Uint8Array, isIt: (error: string | undefined) => boolean): Promise<void> =>
      expect.poll(() => {
        const isThere = told.splice(0).some(isIt);
        if (!isThere) writeFileSync(component, content);
        return isThere;
      }, { timeout: 10_000, interval: 300 }).toBe(true);
    const isLocated = (error: string | undefined): boolean => error?.includes('MALFORMED_UNEXPECTED_END at 0x') === true;
    writeFileSync(component, broken);
    const stop = await WATCHES[name]!((error) => told.push(error));
    try {
      await write(broken, isLocated);
      await write(good, (error) => error === undefined);
      await write(broken, isLocated);
    } finally {
      await stop();
    }
  });
});

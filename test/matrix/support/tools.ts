// How each bundler builds the application: `main.js` in the folder `out`, and its files beside it.

import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import { build as viteBuild } from 'vite';
import { transpile } from '../../../src/index.ts';
import type { TranspileOptions } from '../../../src/index.ts';
import wcm2js from '../../../src/plugin/index.ts';
import type { ComponentPlugin } from '../../../src/plugin/index.ts';
import unplugin from '../../../src/plugin/unplugin.ts';
import type { SetUpPlugin, WebpackPlugin } from '../../../src/plugin/unplugin.ts';
import { projectRoot } from '../../support/source-file.ts';
import { engine, requireToolchain } from '../../support/toolchains.ts';
import { options } from './project.ts';

export type Platform = 'node' | 'web';

/** An entry of the project, built for a platform into a folder. */
export interface Job {
  readonly project: string;
  readonly entry: string;
  readonly platform: Platform;
  readonly out: string;
}

export type Tool = (job: Job) => Promise<void>;

interface Rolldown {
  rolldown(options: object): Promise<{ write(options: object): Promise<unknown>; close(): Promise<void> }>;
}

interface Esbuild {
  build(options: { readonly plugins: readonly SetUpPlugin[]; readonly [option: string]: unknown }): Promise<unknown>;
}

interface WebpackStats {
  hasErrors(): boolean;
  hasWarnings(): boolean;
  toString(options: object): string;
}

type Webpack = (
  configuration: { readonly plugins: readonly WebpackPlugin[]; readonly [option: string]: unknown },
) => { run(done: (error: Error | null, stats?: WebpackStats) => void): void; close(done: () => void): void };

/** Warnings are failures here: a user would see them. */
const onLog = (level: string, { message }: { readonly message: string }): void => {
  if (level === 'warn') throw new Error(message);
};

const plugins = (): ComponentPlugin[] => [wcm2js(options)];

export const TOOLS: Readonly<Record<string, Tool>> = {
  'no bundler': async ({ project, platform, out }) => {
    writeUnbundled(project, out);
    const main = readFileSync(join(project, `main.${platform}.js`));
    writeFileSync(join(out, 'main.js'), main);
  },
  'Rollup 4': async ({ entry, out }) => {
    const bundle = await rollup({ input: { main: entry }, plugins: plugins(), onLog });
    await bundle.write({ dir: out, format: 'es' });
    await bundle.close();
  },
  'Rolldown 1': async ({ entry, out, platform }) => {
    const { rolldown } = requireToolchain('rolldown') as Rolldown;
    const input = { main: entry };
    const bundle = await rolldown({ input, plugins: plugins(), platform: platform === 'node' ? 'node' : 'browser', onLog });
    await bundle.write({ dir: out, format: 'es', minify: true });
    await bundle.close();
  },
  'Vite 8': async ({ project, entry, out, platform }) => {
    const isServer = platform === 'node';
    await viteBuild({
      root: project,
      configFile: false,
      logLevel: 'error',
      plugins: plugins(),
      build: {
        outDir: out,
        emptyOutDir: true,
        ...(isServer && { ssr: entry }),
        rolldownOptions: { onLog, ...(isServer && { output: { entryFileNames: 'main.js' } }) },
      },
    });
  },
  'webpack 5': async (job) => await runWebpack(requireToolchain('webpack') as Webpack, unplugin.webpack(options), job),
  'rspack 2': async (job) => {
    const { rspack } = requireToolchain('@rspack/core') as { rspack: Webpack };
    await runWebpack(rspack, unplugin.rspack(options), job);
  },
  'esbuild 0.28': async ({ entry, out, platform }) => {
    const { build } = requireToolchain('esbuild') as Esbuild;
    await build({
      entryPoints: { main: entry }, outdir: out, bundle: true, format: 'esm', minify: true,
      platform: platform === 'node' ? 'node' : 'browser', plugins: [unplugin.esbuild(options)], logLevel: 'silent',
      logOverride: { 'ignored-bare-import': 'error' },
    });
  },
  'Bun 1': runBun,
};

/** The components as files, and the application as it is but for the names that it imports them by. */
function writeUnbundled(project: string, out: string): void {
  const write = (component: string, options: TranspileOptions): void => {
    const { files } = transpile(readFileSync(join(project, `${component}.wasm`)), { ...options, typescript: false });
    for (const [file, content] of Object.entries(files)) writeFileSync(join(out, file), content);
  };
  for (const name of ['adder', 'counter', 'greeter', 'later', 'users']) write(name, { ...options, name });
  write('counter', { name: 'counter-factory', instantiation: 'async' });
  for (const file of ['host.js', 'story.mjs']) copyFileSync(join(project, file), join(out, file));
  const app = readFileSync(join(project, 'app.js'), 'utf8');
  writeFileSync(join(out, 'app.js'), app.replace('counter.wasm?instantiate', 'counter-factory.js').replaceAll('.wasm\'', '.js\''));
  writeFileSync(join(out, 'package.json'), '{ "type": "module" }');
}

/** Bun's bundler runs in Bun only, with the plugin as it is published. */
async function runBun({ entry, out, platform }: Job): Promise<void> {
  const script = fileURLToPath(new URL('bun-build.mjs', import.meta.url));
  const plugin = join(projectRoot, 'dist/plugin/unplugin.js');
  const args = [script, plugin, JSON.stringify(options), entry, out, platform === 'node' ? 'node' : 'browser'];
  const { status, stderr } = spawnSync(`${engine('bun')}`, args, { encoding: 'utf8' });
  if (status !== 0 || stderr !== '') throw new Error(stderr);
}

/** For Node, webpack makes a script of CommonJS unless it is asked for a module. */
async function runWebpack(webpack: Webpack, plugin: WebpackPlugin, { project, entry, out, platform }: Job): Promise<void> {
  const isNode = platform === 'node';
  const compiler = webpack({
    context: project,
    mode: 'production',
    target: isNode ? 'node20' : 'web',
    entry: { main: entry },
    output: { path: out, filename: '[name].js', ...(isNode && { module: true, chunkFormat: 'module' }) },
    ...(isNode && { experiments: { outputModule: true } }),
    performance: { hints: false },
    plugins: [plugin],
  });
  try {
    await new Promise<void>((resolve, reject) => compiler.run((error, stats) => {
      if (error) reject(error);
      else if (stats?.hasErrors() || stats?.hasWarnings()) reject(new Error(stats.toString({ colors: false })));
      else resolve();
    }));
  } finally {
    await new Promise<void>((resolve) => { compiler.close(() => resolve()); });
  }
}

/** The entry of a project for a platform. */
export const entryOf = (project: string, platform: Platform): string => join(project, `main.${platform}.js`);

// npm run build: the shim table into src, then src into dist: declarations as they are, the code bundled, since loading
// two hundred small files takes longer than transpiling most components.

import { spawnSync } from 'node:child_process';
import {
  chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import { renderShimSources } from './lib/shim-positions.ts';
import { buildShim, renderShimTable } from './lib/shim-table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const shimIndex = join(root, 'src/runtime-shim/index.ts');
const tableFile = join(root, 'src/emitter/shim-table.generated.ts');
const sourcesFile = join(root, 'src/emitter/shim-sources.generated.ts');
const dist = join(root, 'dist');
const cli = join(dist, 'cli/main.js');

/** Throws, with file and line, when the shim holds what it may not. */
async function writeShimTable(): Promise<void> {
  const { table, sources } = await buildShim(shimIndex);
  for (const [file, text] of [[tableFile, renderShimTable(table)], [sourcesFile, renderShimSources(sources)]] as const) {
    // An unchanged file is left alone: its date would make others build again.
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  }
}

/** Declarations into dist, code into `folder`. Returns tsc's exit code; on type errors both are written all the same. */
function compile(folder: string): number {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = { cwd: root, stdio: 'inherit' } as const;
  const args = [tsc, '-p', 'tsconfig.build.json', '--outDir', folder];
  return spawnSync(process.execPath, args, options).status ?? 1;
}

/** The entries that package.json names, and what one of them looks for; what only some commands need stays in chunks of its own. */
const ENTRIES = [
  'index', 'cli/main', 'plugin/index', 'plugin/register', 'plugin/register/compile', 'plugin/register/worker', 'plugin/unplugin',
  'runtime-shim/index',
];

/** Bundles the code in `folder` into dist. Returns the files, relative to dist. */
async function bundle(folder: string): Promise<string[]> {
  const build = await rollup({
    input: Object.fromEntries(ENTRIES.map((entry) => [entry, join(folder, `${entry}.js`)])),
    external: (id) => !id.startsWith('.') && !id.startsWith(folder),
    onwarn(warning, warn) {
      // The types of a component refer to each other; and helpers of tsc's look at `this`.
      if (warning.code !== 'CIRCULAR_DEPENDENCY' && warning.code !== 'THIS_IS_UNDEFINED') warn(warning);
    },
  });
  const { output } = await build.write({ dir: dist, format: 'es', chunkFileNames: 'chunks/[name].js' });
  await build.close();
  return output.map(({ fileName }) => fileName);
}

/** What an earlier build left must not be published. Dist is never emptied: others may run from it. */
function removeStaleOutput(bundled: readonly string[]): void {
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    const source = /\.d\.ts$/.test(file) ? join(root, 'src', file.replace(/\.d\.ts$/, '.ts')) : undefined;
    const isStale = source === undefined
      ? /\.(?:js|map)$/.test(file) && !bundled.includes(file.replaceAll('\\', '/'))
      : !existsSync(source);
    if (isStale) rmSync(join(dist, file));
  }
}

const folder = mkdtempSync(join(tmpdir(), 'wcm2js-build-'));
try {
  await writeShimTable();
  process.exitCode = compile(folder);
  removeStaleOutput(await bundle(folder));
  chmodSync(cli, 0o755);
} catch (error) {
  process.stderr.write(`build: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

// npm run build: the shim table into src, then src into dist.

import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildShimTable, renderShimTable } from './lib/shim-table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const shimIndex = join(root, 'src/runtime-shim/index.ts');
const tableFile = join(root, 'src/emitter/shim-table.generated.ts');
const dist = join(root, 'dist');
const cli = join(dist, 'cli/main.js');

/** Throws, with file and line, when the shim holds what it may not. */
async function writeShimTable(): Promise<void> {
  const text = renderShimTable(existsSync(shimIndex) ? await buildShimTable(shimIndex) : {});
  // An unchanged file is left alone: its date would make others build again.
  if (existsSync(tableFile) && readFileSync(tableFile, 'utf8') === text) return;
  mkdirSync(join(root, 'src/emitter'), { recursive: true });
  writeFileSync(tableFile, text);
}

/** Returns tsc's exit code; on type errors dist is written all the same. */
function compile(): number {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = { cwd: root, stdio: 'inherit' } as const;
  return spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], options).status ?? 1;
}

/** Output of sources that are gone must not be published. Dist is never emptied: others may run from it. */
function removeStaleOutput(): void {
  if (!existsSync(dist)) return;
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    const source = file.replace(/(?:\.d\.ts|\.js|\.js\.map)$/, '.ts');
    if (source !== file && !existsSync(join(root, 'src', source))) rmSync(join(dist, file));
  }
}

try {
  await writeShimTable();
  process.exitCode = compile();
  removeStaleOutput();
  if (existsSync(cli)) chmodSync(cli, 0o755);
} catch (error) {
  process.stderr.write(`build: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

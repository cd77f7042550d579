/** Runs TypeScript over generated declarations, as a strict user would. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

const OPTIONS = {
  strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false,
  noEmit: true, module: 'nodenext', target: 'es2022', lib: ['ES2022', 'DOM'], types: [],
};

/** What the compiler says of these files, by relative path; empty if it has nothing to say. */
export function compile(files: ReadonlyMap<string, string>, options: object = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'wcm2js-tsc-'));
  try {
    const all = new Map([
      ...files,
      ['package.json', '{ "type": "module" }'],
      ['tsconfig.json', JSON.stringify({ compilerOptions: { ...OPTIONS, ...options }, include: ['**/*.ts'] })],
    ]);
    for (const [path, text] of all) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { stdout, stderr, status } = spawnSync(process.execPath, [TSC, '-p', folder], { encoding: 'utf8' });
    return status === 0 ? '' : `${stdout}${stderr}` || `exit code ${status}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs TypeScript over generated declarations, as a strict user would. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The compilers that declarations are for, as far as they are installed: what starts them, by version. */
export const COMPILERS: ReadonlyMap<string, string> = new Map(Object.entries({
  '7.0': '../../node_modules/typescript/bin/tsc',
  '6.0': '../toolchains/node_modules/typescript-6/bin/tsc',
  '5.9': '../toolchains/node_modules/typescript-5.9/bin/tsc',
}).map(([version, path]) => [version, fileURLToPath(new URL(path, import.meta.url))] as const)
  .filter(([, path]) => existsSync(path)));

const OPTIONS = {
  strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false,
  noEmit: true, module: 'nodenext', target: 'es2022', lib: ['ES2022', 'DOM'], types: [],
};

/** What the compiler of this version says of these files, by relative path; empty if it has nothing to say. */
export function compile(files: ReadonlyMap<string, string>, options: object = {}, version = '7.0'): string {
  const folder = mkdtempSync(join(tmpdir(), 'wcm2js-tsc-'));
  try {
    const all = new Map([
      ...files,
      ['package.json', '{ "type": "module" }'],
      ['tsconfig.json', JSON.stringify({ compilerOptions: { ...OPTIONS, ...options }, include: ['**/*.ts', '**/*.mts'] })],
    ]);
    for (const [path, text] of all) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { stdout, stderr, status } = spawnSync(process.execPath, [COMPILERS.get(version) ?? '', '-p', folder], { encoding: 'utf8' });
    return status === 0 ? '' : `${stdout}${stderr}` || `exit code ${status}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * One test per folder: `input.wat` (component text) is transpiled with `options.json`, and what comes out is compared
 * with the files beside it. `UPDATE_GOLDEN=1 npm run golden -- -t <case>` writes them anew: read the diff.
 *
 *   expected.js           the module
 *   expected.d.ts         all declarations, one after the other
 *   expected.wit, expected.map.txt    with source maps: the WIT, and which piece of code is of which place in it
 *   expected.plan.txt     the files with their sizes, then the plan: steps, adapters and their checks
 *   expected.error.txt    instead of these three: how it is refused
 *   run.ts                `run({ load })` drives the module and asserts on what it does
 *
 * `sizes.md` has the sizes of all; without `-t` it is written anew, too.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseText } from '@bytecodealliance/jco-transpile/wasm-tools';
import { parse as parseModule } from 'acorn';
import { describe, expect, test } from 'vitest';
import { transpile, TranspileError } from '../src/index.ts';
import type { TranspileOptions } from '../src/index.ts';
import { expectedFiles } from './support/expected.ts';
import { makeLoader } from './support/load.ts';
import type { Load } from './support/load.ts';
import { sizesText } from './support/sizes.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const update = process.env['UPDATE_GOLDEN'] === '1';
const cases = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'input.wat')))
  .map(({ name }) => name);

/** What `run.ts` exports. */
interface Run {
  run(context: { readonly load: Load }): Promise<void> | void;
}

describe('golden', () => {
  test.each(cases)('%s', async (name) => {
    const folder = join(root, name);
    const options = { name, ...readOptions(folder) };
    const bytes = await parseText(readFileSync(join(folder, 'input.wat'), 'utf8'));
    const actual = outcome(bytes, options);
    compareFiles(folder, actual.texts);
    const run = join(folder, 'run.ts');
    if (actual.files === undefined) {
      expect(existsSync(run), 'a case that is refused has nothing to run').toBe(false);
      return;
    }
    expect(outcome(bytes, options).texts, 'a second run gives the same').toEqual(actual.texts);
    const code = actual.texts['expected.js'] ?? '';
    expect(() => parseModule(asEs2022(code), { ecmaVersion: 2022, sourceType: 'module' })).not.toThrow();
    if (existsSync(run)) {
      const { run: drive } = await import(/* @vite-ignore */ run) as Run;
      await drive({ load: makeLoader(actual.files, options) });
    }
  });
});

test('sizes.md has the sizes of outputs', () => {
  const table = join(root, 'sizes.md');
  const written = existsSync(table) ? readFileSync(table, 'utf8') : '';
  const text = sizesText(written);
  if (update) writeFileSync(table, text);
  else expect(text, 'UPDATE_GOLDEN=1 npm run golden writes it').toBe(written);
});

function readOptions(folder: string): TranspileOptions {
  const file = join(folder, 'options.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as TranspileOptions : {};
}

/** What the targets deno and bun import in their own way, as plain imports. */
const asEs2022 = (code: string): string =>
  code.replace(/^import source (?=\w+ from )/gm, 'import ').replace(/^(import .*) with \{ type: 'file' \};$/gm, '$1;');

interface Outcome {
  readonly texts: Readonly<Record<string, string>>;
  /** Undefined if the component is refused. */
  readonly files: Readonly<Record<string, Uint8Array>> | undefined;
}

function outcome(bytes: Uint8Array, options: TranspileOptions): Outcome {
  try {
    const { files, warnings } = transpile(bytes, options);
    return { texts: expectedFiles(bytes, files, warnings, options), files };
  } catch (error) {
    if (!(error instanceof TranspileError)) throw error;
    return { texts: { 'expected.error.txt': `${error.format()}\n` }, files: undefined };
  }
}

/** The list of files is compared too: one that is no longer made is a difference. */
function compareFiles(folder: string, texts: Readonly<Record<string, string>>): void {
  const present = readdirSync(folder).filter((file) => file.startsWith('expected.'));
  if (update) {
    for (const file of present) if (!(file in texts)) rmSync(join(folder, file));
    for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, file), text);
    return;
  }
  const expected = Object.fromEntries(present.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  for (const [file, text] of Object.entries(texts)) expect(text, file).toBe(expected[file] ?? `(no ${file})`);
  expect(Object.keys(texts).sort()).toEqual(present.sort());
}

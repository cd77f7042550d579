// What may be given for every type of WIT, and what comes back: `cases/x.mts` uses a component with the world of `cases/x.wit`,
// and says which lines must not compile.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { componentTypes } from '../../src/index.ts';
import type { TranspileOptions } from '../../src/index.ts';
import { componentOf } from '../support/world-of.ts';
import { COMPILERS, compile } from '../support/tsc.ts';

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`cases/${name}`, import.meta.url)), 'utf8');

const cases = readdirSync(new URL('cases', import.meta.url))
  .flatMap((file) => (file.endsWith('.wit') ? [file.slice(0, -'.wit'.length)] : []));

/** Each case twice: with one file beside the component, and with those that `transpile` writes. */
const files = new Map<string, string>();

beforeAll(async () => {
  for (const name of cases) {
    const component = await componentOf(read(`${name}.wit`));
    const options = optionsOf(name);
    const add = (form: string, texts: Readonly<Record<string, string>>): void => {
      const use = read(`${name}.mts`);
      files.set(`${name}/${form}/use.mts`, form === 'beside' ? use : useOfModule(use));
      files.set(`${name}/${form}/equal.mts`, read('equal.mts'));
      for (const [file, text] of Object.entries(texts)) files.set(`${name}/${form}/${file}`, text);
    };
    add('beside', componentTypes(component, { ...options, name: 'app', beside: true }));
    add('module', componentTypes(component, { ...options, name: 'app' }));
  }
});

function optionsOf(name: string): TranspileOptions {
  const file = new URL(`cases/${name}.json`, import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as TranspileOptions : {};
}

/** In files of their own, interfaces of the host are imported from these. */
function useOfModule(use: string): string {
  return use
    .replace(/import type \{ 'my:test\/(\w+)@1\.0\.0' as (\w+) \} from '.*';/, "import type * as $2 from './interfaces/my-test-$1.js';")
    .replace(/import type \{ host \} from '.*';/, "import type * as host from './interfaces/host.js';")
    .replaceAll("'./app.wasm'", "'./app.js'");
}

describe.each([...COMPILERS.keys()])('TypeScript %s', (version) => {
  test('accepts what fits, and nothing else', () => {
    expect(cases.length).toBeGreaterThan(4);
    const options = { allowArbitraryExtensions: true, lib: ['ES2022', 'ESNext.Disposable', 'DOM', 'DOM.AsyncIterable'] };
    expect(compile(files, options, version)).toBe('');
  }, 120_000);
});

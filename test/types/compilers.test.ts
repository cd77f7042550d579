// Every declaration compiles under `strict` with `skipLibCheck: false`, in the versions of TypeScript that are in use: of all
// golden cases, the examples and real components, in every form.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeAll, describe, expect, test } from 'vitest';
import { componentTypes, TranspileError } from '../../src/index.ts';
import type { ComponentTypesOptions } from '../../src/index.ts';
import { sharedPathOrWarn } from '../support/shared.ts';
import { projectRoot } from '../support/source-file.ts';
import { COMPILERS, compile } from '../support/tsc.ts';

const FORMS: Readonly<Record<string, ComponentTypesOptions>> = {
  module: {},
  beside: { beside: true },
  'beside-async': { beside: true, instantiation: 'async' },
  async: { instantiation: 'async' },
  sync: { instantiation: 'sync' },
  init: { tlaCompat: true, namespacedExports: false },
};

const files = new Map<string, string>();

/** Adds the declarations of a component in all forms; none if it is one that is refused. */
function add(name: string, component: Uint8Array, options: object = {}): void {
  for (const [form, own] of Object.entries(FORMS)) {
    const texts = componentTypes(component, { ...options, name: 'app', ...own });
    for (const [file, text] of Object.entries(texts)) files.set(`${name}/${form}/${file}`, text);
  }
}

async function addGolden(name: string): Promise<void> {
  const folder = join(projectRoot, 'golden', name);
  const options = join(folder, 'options.json');
  const component = await parse(readFileSync(join(folder, 'input.wat'), 'utf8'));
  try {
    add(name, component, existsSync(options) ? JSON.parse(readFileSync(options, 'utf8')) as object : {});
  } catch (error) {
    if (!name.startsWith('error-') || !(error instanceof TranspileError)) throw error;
  }
}

const real = sharedPathOrWarn('components');

beforeAll(async () => {
  const golden = readdirSync(join(projectRoot, 'golden'))
    .filter((name) => existsSync(join(projectRoot, 'golden', name, 'input.wat')));
  await Promise.all(golden.map(addGolden));
  add('user-service', readFileSync(join(projectRoot, 'examples/user-service/composed.wasm')));
  add('shout', await parse(readFileSync(join(projectRoot, 'examples/shout/shout.wat'), 'utf8')));
  for (const folder of real === undefined ? [] : ['', 'p3']) {
    for (const file of readdirSync(join(real!, folder)).filter((name) => name.endsWith('.wasm'))) {
      add(`real-${folder}-${file.replace(/\W/g, '-')}`, readFileSync(join(real!, folder, file)));
    }
  }
});

describe.each([...COMPILERS.keys()])('TypeScript %s', (version) => {
  test('has nothing to say of any of them', () => {
    expect(files.size).toBeGreaterThan(500);
    expect(compile(files, { allowArbitraryExtensions: true }, version)).toBe('');
  }, 240_000);

  test('finds what is beside a component, as bundlers resolve modules, too', () => {
    const use = `import { users } from './app.wasm';
      export const result: { success: boolean } = users.createUser({ name: '', email: '', tags: [] });`;
    const own = new Map([
      ['app.d.wasm.ts', files.get('user-service/beside/app.d.wasm.ts') ?? ''], ['use.ts', use],
    ]);
    const options = { module: 'esnext', moduleResolution: 'bundler', allowArbitraryExtensions: true };
    expect(compile(own, options, version)).toBe('');
    expect(compile(own, { ...options, allowArbitraryExtensions: false }, version)).toContain('TS6263');
  });
});

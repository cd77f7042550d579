// `wcm2js/client`: what imports with a query are, which TypeScript doesn't look for on disk.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../support/source-file.ts';
import { COMPILERS, compile } from '../support/tsc.ts';

const BESIDE = `export {};
export function add(x: number, y: number): number;
export class Counter { constructor(n: number); }`;

describe.each([...COMPILERS.keys()])('TypeScript %s', (version) => {
  test('knows factories', () => {
    const files = new Map([
      ['client.d.ts', readFileSync(join(projectRoot, 'client.d.ts'), 'utf8')],
      ['app.d.wasm.ts', BESIDE],
      ['use.ts', readFileSync(new URL('client.mts', import.meta.url), 'utf8')],
    ]);
    expect(compile(files, { allowArbitraryExtensions: true }, version)).toBe('');
  });
});

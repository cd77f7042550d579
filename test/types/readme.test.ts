// The program of the README's section “Types” compiles.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { componentTypes } from '../../src/index.ts';
import { projectRoot } from '../support/source-file.ts';
import { COMPILERS, compile } from '../support/tsc.ts';
import { componentOf } from '../support/world-of.ts';

const WIT = `package docs:app;
  interface host { log: func(line: string); }
  interface math { record point { x: s32, y: s32 } length: func(p: point) -> f64; }
  world app { import host; export math; }`;

const [, program = ''] = /```ts\n(import \{ math \}.*?)```/s.exec(readFileSync(join(projectRoot, 'README.md'), 'utf8')) ?? [];

describe.each([...COMPILERS.keys()])('TypeScript %s', (version) => {
  test('has nothing to say of it', async () => {
    const types = componentTypes(await componentOf(WIT), { name: 'app', beside: true });
    expect(Object.keys(types)).toEqual(['app.d.wasm.ts']);
    const files = new Map([...Object.entries(types), ['use.ts', `${program}math.length(point); host.log('');`]]);
    expect(program).toContain('typeof Host');
    expect(compile(files, { allowArbitraryExtensions: true }, version)).toBe('');
  });
});

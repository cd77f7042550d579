// The targets node, deno and bun: golden cases run in the engine that each is for, with all core modules in files.

import { describe, expect, test } from 'vitest';
import { engine } from '../support/toolchains.ts';
import { goldenCases } from './support/cases.ts';
import { runInEngine } from './support/engines.ts';

const all = await goldenCases();

const [deno, bun] = [engine('deno'), engine('bun')];

/** What the engine doesn't have. */
const LACKS: Readonly<Record<string, readonly string[]>> = {
  // Memories with 64-bit addresses.
  bun: ['memory64', 'multi-memory-not'],
};

describe.each([
  ['node', [process.execPath]],
  ['deno', deno === undefined ? undefined : [deno, 'run', '-A', '--quiet']],
  ['bun', bun === undefined ? undefined : [bun, 'run']],
] as const)('%s', (target, command) => {
  test.skipIf(command === undefined)('golden cases run', () => {
    const cases = all.filter(({ name, options }) =>
      !LACKS[target]?.includes(name) && (options.target ?? target) === target);
    const results = runInEngine(command!, cases, target);
    expect(results).toEqual(Object.fromEntries(cases.map(({ name }) => [name, 'ok'])));
  }, 120_000);
});

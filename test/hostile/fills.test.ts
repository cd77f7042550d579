// Components that are one smallest thing over and over: time grows no faster than they do, and memory stays
// within bounds. Each thing here was, or may become, one that takes a hundred times its bytes.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

import { FILLS } from './support/fills.ts';
import type { Measured } from './support/measure-fills.ts';

const SCRIPT = fileURLToPath(new URL('support/measure-fills.ts', import.meta.url));
const MAX_MEGABYTES = 512;
/** A second for 256 kB. */
const BYTES_PER_MILLISECOND = 256;

/** Garbage may wait as long as there is room. What is not garbage has to fit in here, or the process ends. */
const HEAP = ['--max-old-space-size=325', '--max-semi-space-size=16'];

/** Runs a process of its own, whose memory has had nothing else in it. */
function measure(size: number, names: readonly string[]): Measured[] {
  const { status, stdout, stderr } = spawnSync(
    process.execPath, ['--disable-warning=ExperimentalWarning', ...HEAP, SCRIPT, String(size), ...names],
    { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const lines = stdout.trim().split('\n');
  expect(status, `${lines.at(-1)}\n${stderr.slice(0, 2000)}`).toBe(0);
  return lines.map((line) => JSON.parse(line) as Measured);
}

/** Those that take most, of time or memory. */
const HEAVY: readonly string[] = [
  'core function types', 'distinct core function types', 'core array types of one another',
  'core module types', 'list types', 'tuple types', 'primitive types', 'component types', 'instance types',
  'resource types',
  'imports of resources', 'imports of many resources', 'an import of many resources', 'exports of types',
  'exports of imported functions', 'instantiations of a large component', 'core instances of many exports',
];

const INVALID: readonly string[] = [
  'imports of one name', 'attributes of names', 'functions of a core module',
];

describe('a component full of one thing is done with in time and in little memory:', () => {
  test.each<[string, number, readonly string[]]>([
    ['256 kB of anything', 256_000, Object.keys(FILLS)],
    ['2 MB of what takes most', 2_000_000, HEAVY],
  ])('%s', { timeout: 300_000 }, (_, size, names) => {
    const measured = measure(size, names);
    expect(measured.map(({ name }) => name)).toEqual(names);
    const slow = measured.filter(({ bytes, milliseconds }) => milliseconds > bytes / BYTES_PER_MILLISECOND);
    expect(slow).toEqual([]);
    expect(measured.filter(({ memory }) => memory > MAX_MEGABYTES)).toEqual([]);
    // All but these are valid, if they aren't too many, so that more is measured than a refusal.
    const refused = measured.filter(({ result }) => result !== 'accepted' && result !== 'LIMIT_EXCEEDED');
    expect(refused.filter(({ name }) => !INVALID.includes(name))).toEqual([]);
  });
});

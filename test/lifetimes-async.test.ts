/**
 * Life times of what is asynchronous: calls, streams and their elements leave heap and handle tables where they
 * were, whether they came to their end, were dropped half-way or forgotten.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transpile } from '../src/index.ts';
import { COMPONENT } from './lifetimes/async-component.ts';

const folder = mkdtempSync(join(tmpdir(), 'wcm2js-lifetimes-'));
const path = join(folder, 'thing.js');

beforeAll(async () => {
  const options = { name: 'thing', instantiation: 'sync', base64Cutoff: Infinity, typescript: false } as const;
  const { files } = transpile(await parse(COMPONENT), options);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Left {
  /** Bytes that are in use after the job and were not before, of objects and outside of the heap. */
  readonly heap: number;
  readonly outside: number;
  /** The next free index of the guest's handle table. */
  readonly nextHandle: number;
}

const TIMEOUT_MS = 170_000;

/** The answer of `lifetimes/async-measure.ts`, in a process that ends well and says nothing else. */
function measure(...job: readonly string[]): Left {
  const program = fileURLToPath(new URL('lifetimes/async-measure.ts', import.meta.url));
  const args = ['--expose-gc', '--disable-warning=ExperimentalWarning', program, path, ...job];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: TIMEOUT_MS });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as Left;
}

/** Whatever is kept of 10,000 things takes more. */
const NOISE = 200_000;

describe('heap and handle tables are where they were after', () => {
  test.each([
    // Handles of what is under way at once: of each call a set and a subtask, of a stream a set and an end.
    ['1,000,000 calls that wait for a promise', 'calls', 10],
    ['10,000 calls at once', 'concurrent', 20_010],
    ['1,000,000 elements of streams, one by one', 'elements', 10],
    ['10,000 streams, dropped half-way', 'streams', 20],
    ['10,000 streams, forgotten half-way', 'forgotten', 20_010],
  ])('%s', (_, job, handles) => {
    const { heap, outside, nextHandle } = measure(job);
    expect(heap).toBeLessThan(NOISE);
    expect(outside).toBeLessThan(NOISE);
    expect(nextHandle).toBeLessThanOrEqual(handles);
  }, TIMEOUT_MS);

  test('what is kept would be seen', () => {
    expect(measure('concurrent', 'kept').heap).toBeGreaterThan(NOISE);
  }, TIMEOUT_MS);
});

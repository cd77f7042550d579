/**
 * Components that others built from Rust, driven as a host would drive them: each export with values and
 * back, over imports that the driver implements. In this process on the pinned Node, and in a process on Node
 * 20; as ES module with `map`, and in both instantiation modes.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { node20 } from '../support/node20.ts';
import { sharedPathOrWarn } from '../support/shared.ts';
import type { Mode } from './support/perform.ts';
import { MODES, setStage, urlOf } from './support/stage.ts';

const NAMES = [
  'adder', 'smoke', 'numbers', 'strings', 'lists', 'records', 'variants', 'flavorful', 'many-arguments',
  'resources', 'resource-import-and-export', 'resource-with-lists',
];

/** Not vitest's import: the modules must run as they are. */
const nativeImport = createRequire(import.meta.url)('../emitter/support/native-import.cjs') as (
  url: string,
) => Promise<{ perform(name: string, mode: Mode): Promise<void> }>;

const folder = sharedPathOrWarn('components');
const oldNode = node20();

describe.skipIf(folder === undefined).each(NAMES)('%s', (name) => {
  let program: string;
  beforeAll(async () => {
    program = await setStage(name, readFileSync(`${folder}/${name}.wasm`));
  });
  afterAll(() => rmSync(dirname(program), { recursive: true, force: true }));

  test.each(MODES)('runs on this Node, mode %s', async (mode) => {
    const { perform } = await nativeImport(urlOf(program));
    await perform(name, mode);
  });

  test.skipIf(oldNode === undefined)('runs on Node 20 in all modes', () => {
    const options = { encoding: 'utf8', timeout: 25_000 } as const;
    const { status, stderr } = spawnSync(`${oldNode}`, [program, name, ...MODES], options);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

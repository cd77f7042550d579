// Where plugins write files for bundlers that take only files.

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeCached } from '../../src/plugin/cache-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'wcm2js-cache-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('makes its folders, and leaves a file that is there alone', () => {
  const write = (): string => writeCached(join(folder, 'a/b'), 'app.core.wasm', Uint8Array.of(1, 2)).path;
  const path = write();
  expect([...readFileSync(path)]).toEqual([1, 2]);
  const { ino } = statSync(path);
  expect(statSync(write()).ino).toBe(ino);
});

test.runIf(existsSync('/proc/self'))('a folder that can\'t be made is an error, not endless', () => {
  expect(() => writeCached('/proc/wcm2js/cache', 'app.core.wasm', Uint8Array.of(1))).toThrow(/ENOENT/);
});

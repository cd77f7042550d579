/**
 * The sizes that the output of known components may have: JavaScript as it is written, core modules in files
 * of their own. They don't depend on the machine.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { transpile } from '../../src/index.ts';
import { sharedPathOrWarn } from '../support/shared.ts';
import { SIZE_LIMITS } from './support/limits.ts';

const folder = sharedPathOrWarn('components');

describe.skipIf(folder === undefined)('size of the module', () => {
  test.each(SIZE_LIMITS)('$name: at most $limit bytes', ({ name, file = `${name}.wasm`, limit }) => {
    const { files } = transpile(readFileSync(`${folder}/${file}`), { name, base64Cutoff: 0 });
    expect(files[`${name}.js`]?.length).toBeLessThanOrEqual(limit);
  });
});

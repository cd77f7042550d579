// Core modules for debuggers: those of the component as they are, and names for those that the emitter writes.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { transpile } from '../../src/index.ts';
import type { TranspileOptions } from '../../src/index.ts';
import { projectRoot } from '../support/source-file.ts';
import { APPLICATION, textOf } from './support/application.ts';

const golden = async (name: string): Promise<Uint8Array> =>
  parse(readFileSync(join(projectRoot, 'golden', name, 'input.wat'), 'utf8'));

const coreFilesOf = (bytes: Uint8Array, options: TranspileOptions): Uint8Array<ArrayBuffer>[] =>
  Object.entries(transpile(bytes, { base64Cutoff: 0, ...options }).files)
    .filter(([name]) => name.endsWith('.wasm')).map(([, file]) => file as Uint8Array<ArrayBuffer>);

const sectionsOf = (file: Uint8Array<ArrayBuffer>, name: string): Buffer[] =>
  WebAssembly.Module.customSections(new WebAssembly.Module(file), name).map((section) => Buffer.from(section));

describe.each([false, true])('with sourcemap %j', (sourcemap) => {
  test('names and DWARF of embedded core modules are kept, byte for byte', async () => {
    const bytes = await parse(APPLICATION);
    const [file, ...others] = coreFilesOf(bytes, { sourcemap });
    expect(others).toEqual([]);
    expect(Buffer.from(bytes).indexOf(file!)).toBeGreaterThan(0);
    expect(sectionsOf(file!, '.debug_info')).toEqual([Buffer.from('\x01\x02\x03 not read by anybody')]);
    expect(sectionsOf(file!, 'name').map(String)).toEqual([expect.stringContaining('inner_work')]);
    // In the code, too.
    const { files } = transpile(bytes, { sourcemap });
    expect(textOf(files['component.js'])).toContain(Buffer.from(file!).toString('base64'));
  });

  test.each(['trampolines', 'trampolines-late', 'exceptions-callbacks', 'link-direct', 'async-export'])(
    'so they are where adapters go around them: %s', async (name) => {
      const bytes = await golden(name);
      const files = coreFilesOf(bytes, { sourcemap, multiMemory: 'off' });
      const embedded = files.filter((file) => Buffer.from(bytes).includes(file));
      expect(embedded.length).toBeGreaterThan(0);
    });
});

test.each<[string, TranspileOptions, string[]]>([
  ['link-normalised', {}, ['f']],
  ['multi-memory-on', { multiMemory: 'on' }, ['put']],
  // The import's, which parks the stack, and the export's, which has one.
  ['async-import-sync', {}, ['fetch', 'sum']],
])('core functions of the emitter are called as what they call: %s', async (name, options, expected) => {
  const bytes = await golden(name);
  const own = (sourcemap: boolean): string[] => coreFilesOf(bytes, { ...options, sourcemap })
    .filter((file) => !Buffer.from(bytes).includes(file))
    .flatMap((file) => sectionsOf(file, 'name').flatMap(namesIn));
  expect(own(false)).toEqual([]);
  expect(own(true)).toEqual(expected);
});

/** The names in the section's part for functions, which is its first. */
function namesIn(section: Buffer): string[] {
  expect(section[0]).toBe(1);
  const names: string[] = [];
  for (let at = 3; at < section.length;) {
    const length = section[at + 1]!;
    names.push(section.toString('utf8', at + 2, at + 2 + length));
    at += 2 + length;
  }
  return names;
}

// Files are written all or none.

import { linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/cli/failure.ts';
import { writeFiles } from '../../src/cli/write-files.ts';
import { makeScratch, treeOf } from '../support/cli.ts';

const scratch = makeScratch();
const out = join(scratch, 'a/b/out');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (name: string): string => readFileSync(join(out, name), 'utf8');
const FILES = { 'x.js': bytes('one'), 'interfaces/y.d.ts': bytes('two'), 'x.d.ts': bytes('three') };

beforeEach(() => rmSync(join(scratch, 'a'), { recursive: true, force: true }));

describe('writing', () => {
  test('makes folders, writes the contents, returns the paths in order', () => {
    const paths = writeFiles(out, FILES, undefined);
    expect(paths).toEqual(Object.keys(FILES).map((name) => join(out, name)));
    expect(treeOf(out)).toEqual(['interfaces', 'interfaces/y.d.ts', 'x.d.ts', 'x.js']);
    expect(Object.keys(FILES).map(read)).toEqual(['one', 'two', 'three']);
  });

  test('replaces what was written before, and leaves the files of others', () => {
    writeFiles(out, FILES, undefined);
    writeFileSync(join(out, 'mine.txt'), 'mine');
    writeFiles(out, { ...FILES, 'x.js': bytes('new') }, undefined);
    expect(treeOf(out)).toEqual(['interfaces', 'interfaces/y.d.ts', 'mine.txt', 'x.d.ts', 'x.js']);
    expect([read('x.js'), read('mine.txt')]).toEqual(['new', 'mine']);
  });

  test('a file that has a second name elsewhere is replaced, not written into', () => {
    writeFiles(out, FILES, undefined);
    linkSync(join(out, 'x.js'), join(scratch, 'a/elsewhere.js'));
    writeFiles(out, { 'x.js': bytes('new') }, undefined);
    expect(read('x.js')).toBe('new');
    expect(readFileSync(join(scratch, 'a/elsewhere.js'), 'utf8')).toBe('one');
  });

  test('a symbolic link is replaced, not followed', () => {
    mkdirSync(out, { recursive: true });
    writeFileSync(join(scratch, 'a/target.js'), 'target');
    symlinkSync(join(scratch, 'a/target.js'), join(out, 'x.js'));
    writeFiles(out, { 'x.js': bytes('new') }, undefined);
    expect([read('x.js'), readFileSync(join(scratch, 'a/target.js'), 'utf8')]).toEqual(['new', 'target']);
  });
});

describe('failing', () => {
  test('removes the folders that it has made', () => {
    mkdirSync(join(scratch, 'a'));
    writeFileSync(join(scratch, 'a/b'), '');
    expect(() => writeFiles(out, FILES, undefined)).toThrow(Failure);
    expect(treeOf(join(scratch, 'a'))).toEqual(['b']);
  });

  test('at the first file leaves nothing', () => {
    mkdirSync(join(scratch, 'a'));
    expect(() => writeFiles(out, { [`${'n'.repeat(300)}.js`]: bytes('x'), ...FILES }, undefined)).toThrow(
      /too long; nothing was written/,
    );
    expect(treeOf(join(scratch, 'a'))).toEqual([]);
  });

  test('at the last file puts back what was there', () => {
    mkdirSync(join(out, 'x.d.ts/sub'), { recursive: true });
    writeFileSync(join(out, 'x.js'), 'old');
    expect(() => writeFiles(out, FILES, undefined)).toThrow(
      `can't write '${join(out, 'x.d.ts')}': it is a folder; nothing was written`,
    );
    expect(treeOf(out)).toEqual(['x.d.ts', 'x.d.ts/sub', 'x.js']);
    expect(read('x.js')).toBe('old');
  });

  test('the component itself is not overwritten, whatever it is called', () => {
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, 'x.js'), 'component');
    symlinkSync(join(out, 'x.js'), join(scratch, 'a/link.wasm'));
    for (const input of [join(out, 'x.js'), join(scratch, 'a/link.wasm')]) {
      expect(() => writeFiles(out, FILES, input)).toThrow('would overwrite the component itself');
    }
    expect(treeOf(out)).toEqual(['x.js']);
    expect(read('x.js')).toBe('component');
  });
});

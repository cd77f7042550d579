// Options and input of transpile(), as a caller in plain JavaScript may give them.

import { describe, expect, test } from 'vitest';
import { TranspileError, transpile } from '../src/index.ts';
import type { TranspileOptions } from '../src/index.ts';
import { nameFrom, readInput, readOptions } from '../src/options.ts';

const EMPTY = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00);

/** What `transpile` says to options of any kind. */
function refusal(options: unknown, ...given: readonly unknown[]): string {
  try {
    transpile((given.length > 0 ? given[0] : EMPTY) as Uint8Array, options as TranspileOptions);
  } catch (error) {
    if (error instanceof TranspileError) return error.format();
    throw error;
  }
  return 'accepted';
}

describe('settings', () => {
  const DEFAULTS = {
    name: 'component', target: 'universal', instantiation: undefined, map: [], base64Cutoff: 5000, tlaCompat: false, wasiShim: true,
    strict: false, minify: false, typescript: true, namespacedExports: true, runtime: 'inline',
    asyncMode: 'sync', asyncImports: [], asyncExports: [], optionalImports: [], asyncWasiImports: false, asyncWasiExports: false,
    multiMemory: 'auto', seed: undefined, sourcemap: false,
  };

  test('have a default each', () => {
    expect(readOptions()).toEqual(DEFAULTS);
    expect(readOptions({})).toEqual(DEFAULTS);
  });

  test('an option that is undefined is one that is not given', () => {
    const unset = Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, undefined]));
    expect(readOptions(unset)).toEqual(DEFAULTS);
  });

  test('are what was asked for', () => {
    const minify = (code: string): string => code;
    const all = {
      name: 'my app', target: 'deno', instantiation: 'sync', map: { a: 'b' }, base64Cutoff: 0, tlaCompat: true, wasiShim: false,
      strict: true, minify, typescript: false, namespacedExports: false, runtime: 'import',
      asyncMode: 'jspi', asyncImports: ['a:b/c#d'], asyncExports: ['*'], optionalImports: ['a:b/*'], asyncWasiImports: true, asyncWasiExports: true,
      multiMemory: 'off', seed: -7, sourcemap: 'inline',
    };
    expect(readOptions(all)).toEqual({ ...all, map: [{ pattern: 'a', target: 'b' }] });
  });

  test('workerd has several memories, and core modules in files only', () => {
    expect(readOptions({ target: 'workerd' })).toMatchObject({ base64Cutoff: 0, multiMemory: 'known' });
    expect(readOptions({ target: 'workerd', multiMemory: 'off' }).multiMemory).toBe('off');
    expect(refusal({ multiMemory: 'known' })).toContain('"multiMemory": expected');
  });

  test('several memories are on or off, as truth values too', () => {
    expect([true, false, 'on'].map((multiMemory) => readOptions({ multiMemory }).multiMemory)).toEqual(['on', 'off', 'on']);
    expect(refusal({ multiMemory: 'yes' })).toContain(`"multiMemory": expected 'auto' or 'on' or 'off', got "yes"`);
  });

  test('a map is an object or an array of strings, of which only the first = splits', () => {
    expect(readOptions({ map: ['wasi:cli/*=./cli.js?x=1#*', 'a=b'] }).map).toEqual([
      { pattern: 'wasi:cli/*', target: './cli.js?x=1#*' }, { pattern: 'a', target: 'b' },
    ]);
    expect(readOptions({ map: JSON.parse('{ "__proto__": "./x.js" }') }).map).toEqual([
      { pattern: '__proto__', target: './x.js' },
    ]);
  });

  test.each([
    { asyncImports: ['f'] }, { asyncExports: ['f'] }, { asyncWasiImports: true }, { asyncWasiExports: true },
  ])('%j is refused without jspi', (named) => {
    expect(refusal({ asyncMode: 'sync', ...named })).toBe('OPTION_VALUE: option "asyncMode": '
      + `expected 'jspi', as functions are named that are to be asynchronous, got "sync"`);
  });

  test('functions that are to be asynchronous ask for jspi', () => {
    expect(readOptions({ asyncImports: [] }).asyncMode).toBe('sync');
    expect(readOptions({ asyncImports: ['f'] }).asyncMode).toBe('jspi');
    expect(readOptions({ asyncExports: ['f'] }).asyncMode).toBe('jspi');
    expect(readOptions({ asyncWasiImports: true }).asyncMode).toBe('jspi');
    expect(readOptions({ asyncWasiExports: true }).asyncMode).toBe('jspi');
  });

  test('a cutoff may be infinite', () => {
    expect(readOptions({ base64Cutoff: Infinity }).base64Cutoff).toBe(Infinity);
  });
});

describe('refused with OPTION_UNKNOWN', () => {
  test.each([
    [{ nmae: 'x' }, 'unknown option "nmae"; did you mean "name"?'],
    [{ TlaCompat: true }, 'unknown option "TlaCompat"; did you mean "tlaCompat"?'],
    [{ base64cutof: 1 }, 'unknown option "base64cutof"; did you mean "base64Cutoff"?'],
    [{ color: 'red' }, 'unknown option "color"'],
    [{ constructor: 1 }, 'unknown option "constructor"'],
    [{ 'x\n\u202ey': 1 }, String.raw`unknown option "x\n\u{202e}y"`],
  ])('%j', (options, text) => {
    expect(refusal(options)).toBe(`OPTION_UNKNOWN: ${text}`);
  });
});

describe('refused with OPTION_VALUE', () => {
  test.each([
    [null, '"options": expected an object, got null'],
    ['x', '"options": expected an object, got "x"'],
    [[], '"options": expected an object, got an Array'],
    [{ name: 1 }, '"name": expected a string, got 1'],
    [{ target: 'cloudflare' }, `"target": expected 'universal' or 'node' or 'browser' or 'deno' or 'bun' or 'workerd', got "cloudflare"`],
    [{ target: ['node'] }, `"target": expected 'universal' or 'node' or 'browser' or 'deno' or 'bun' or 'workerd', got an Array`],
    [{ instantiation: true }, `"instantiation": expected 'async' or 'sync', got true`],
    [{ instantiation: 'jspi' }, `"instantiation": expected 'async' or 'sync', got "jspi"`],
    [{ map: 'a=b' }, `"map": expected an object, or an array of 'pattern=target', got "a=b"`],
    [{ map: [1] }, `"map": expected strings 'pattern=target', got 1`],
    [{ map: ['a'] }, `"map": expected pattern=target, got "a"`],
    [{ map: ['=a'] }, `"map": expected a pattern before the '=', got "=a"`],
    [{ map: ['a='] }, `"map": expected a module specifier behind the '=', got "a="`],
    [{ map: ['a=b#'] }, `"map": expected the name of a member behind the '#', got "a=b#"`],
    [{ map: ['*:*=b'] }, `"map": expected at most one '*' in a pattern, got "*:*=b"`],
    [{ map: ['a=b/*'] }, `"map": expected a '*' in the pattern, for the one in the target, got "a=b/*"`],
    [{ map: { a: 1 } }, '"map": expected a string as target of "a", got 1'],
    [{ base64Cutoff: -1 }, '"base64Cutoff": expected a number of bytes, got -1'],
    [{ base64Cutoff: NaN }, '"base64Cutoff": expected a number of bytes, got NaN'],
    [{ base64Cutoff: '5' }, '"base64Cutoff": expected a number of bytes, got "5"'],
    [{ tlaCompat: 1 }, '"tlaCompat": expected true or false, got 1'],
    [{ wasiShim: 'no' }, '"wasiShim": expected true or false, got "no"'],
    [{ strict: {} }, '"strict": expected true or false, got an Object'],
    [{ minify: 'oxc' }, '"minify": expected true or false, or a function, got "oxc"'],
    [{ typescript: null }, '"typescript": expected true or false, got null'],
    [{ namespacedExports: Symbol.iterator }, '"namespacedExports": expected true or false, got a symbol'],
    [{ runtime: 'none' }, `"runtime": expected 'inline' or 'import', got "none"`],
    [{ asyncMode: 'stack' }, `"asyncMode": expected 'sync' or 'jspi', got "stack"`],
    [{ asyncImports: 'a' }, '"asyncImports": expected a list of function names, got "a"'],
    [{ asyncExports: ['a', ''] }, '"asyncExports": expected a list of function names, got an Array'],
    [{ optionalImports: 'a' }, '"optionalImports": expected a list of function names, got "a"'],
    [{ asyncWasiImports: 'poll' }, '"asyncWasiImports": expected true or false, got "poll"'],
    [{ seed: 0.5 }, '"seed": expected an integer, got 0.5'],
    [{ sourcemap: 'file' }, `"sourcemap": expected true or false, or 'inline', got "file"`],
  ])('%j', (options, text) => {
    expect(refusal(options)).toBe(`OPTION_VALUE: option ${text}`);
  });

  test.each([
    '', '.', '..', '../x', 'a/b', 'a\\b', '.hidden', 'x.', 'x ', 'c:x', 'a?b', 'a#b', 'a%20b', 'a\0b', 'a\u202eb',
    'con', 'NUL', 'com1.x',
  ])('the name %j, which is no name for a file', (name) => {
    expect(refusal({ name })).toMatch(/^OPTION_VALUE: option "name": expected a name that files can have/);
  });
});

describe('names made of file names', () => {
  test.each([
    ['adder', 'adder'], ['my app (1)', 'my app (1)'], ['größe', 'größe'], ['a%20b#c', 'a-20b-c'], ['..', 'component'],
    ['.hidden', 'hidden'], ['', 'component'], ['???', '---'], ['x\u202e', 'x-'], ['y'.repeat(500), 'y'.repeat(200)],
  ])('%j gives %j', (text, name) => {
    expect(nameFrom(text)).toBe(name);
    expect(readOptions({ name }).name).toBe(name);
  });
});

describe('the input', () => {
  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['x.wasm', '"x.wasm": read the file first'],
    [Promise.resolve(EMPTY), 'a Promise: await it first'],
    [new Response(), 'a Response: give the result of its arrayBuffer()'],
    [new Uint16Array(4), 'a Uint16Array'],
    [new DataView(new ArrayBuffer(8)), 'a DataView'],
    [[0, 97], 'an Array'],
    [() => EMPTY, 'a function'],
  ])('is refused if it is not bytes: %s', (input, got) => {
    expect(refusal({}, input)).toBe(
      `INPUT: expected the bytes of a component, a Uint8Array or an ArrayBuffer, got ${got}`,
    );
  });

  test('is seen as a plain Uint8Array of what the view shows', () => {
    const buffer = Uint8Array.of(9, 1, 2, 9).buffer;
    for (const input of [new Uint8Array(buffer, 1, 2), Buffer.from(buffer, 1, 2)]) {
      const bytes = readInput(input);
      expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype);
      expect([...bytes]).toEqual([1, 2]);
      expect(bytes.buffer).toBe(buffer);
    }
    expect([...readInput(buffer)]).toEqual([9, 1, 2, 9]);
  });

  test('is copied if it is shared with threads that could change it', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(2)).fill(7);
    const bytes = readInput(shared);
    shared.fill(8);
    expect([...bytes]).toEqual([7, 7]);
  });
});

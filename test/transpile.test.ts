// transpile(), the whole of it: what comes back, what is thrown, and that nothing is left behind.

import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { TranspileError, transpile } from '../src/index.ts';
import type { TranspileOptions } from '../src/index.ts';

const EVERYTHING = `(component
  (import "test:host/sink@1.2.3" (instance $sink (export "write" (func (param "b" u8)))))
  (import "test:host/types@1.0.0" (instance (type $t (list u8)) (export "bytes" (type (eq $t)))))
  (import "log-it" (func $log))
  (import "unused" (core module $unused (export "f" (func))))
  (import "thing" (type $thing (sub resource)))
  (core func $write (canon lower (func $sink "write")))
  (core func $log (canon lower (func $log)))
  (core func $drop (canon resource.drop $thing))
  (core module $m
    (import "host" "write" (func $write (param i32)))
    (import "host" "log" (func $log))
    (import "host" "drop" (func $drop (param i32)))
    (func (export "go") (call $write (i32.const 1)) (call $log)))
  (core instance $i (instantiate $m (with "host" (instance
    (export "write" (func $write)) (export "log" (func $log)) (export "drop" (func $drop))))))
  (func $go (canon lift (core func $i "go")))
  (type $own' (resource (rep i32)))
  (component $inner)
  (instance $api (export "go" (func $go)))
  (export "test:all/api@0.1.0" (instance $api))
  (export "go-now" (func $go))
  (export "own-thing" (type $own'))
  (export "my-module" (core module $m))
  (export "my-component" (component $inner))
  (export "log-again" (func $log)))`;

let component: Uint8Array;
beforeAll(async () => {
  component = await parse(EVERYTHING);
});

/** The error that transpiling throws. */
function errorOf(bytes: Uint8Array, options?: TranspileOptions): TranspileError {
  try {
    transpile(bytes, options);
  } catch (error) {
    if (error instanceof TranspileError) return error;
    throw error;
  }
  throw new Error('transpiled');
}

describe('the result', () => {
  test('has the module first, then core modules, then declarations', () => {
    const names = Object.keys(transpile(component, { name: 'x', base64Cutoff: 0 }).files);
    expect(names).toEqual([
      'x.js', 'x.core.wasm', 'x.d.ts', ...names.filter((name) => name.startsWith('interfaces/')),
      ...names.filter((name) => name.startsWith('x.') && name !== 'x.d.ts' && name.endsWith('.d.ts')),
    ]);
  });

  test('lists what is imported and used: specifiers, or keys of the import object', () => {
    expect(transpile(component).imports).toEqual(['log-it', 'test:host/sink', 'thing']);
    expect(transpile(component, { map: { 'test:host/*': './host.js#*' } }).imports)
      .toEqual(['./host.js', 'log-it', 'thing']);
    expect(transpile(component, { instantiation: 'async' }).imports)
      .toEqual(['log-it', 'test:host/sink@1.2.3', 'thing']);
  });

  test('lists what is exported, by all its names, and of what kind it is', () => {
    expect(transpile(component).exports).toEqual([
      ['test:all/api@0.1.0', 'instance'], ['api', 'instance'],
      ['goNow', 'function'], ['go-now', 'function'],
      ['OwnThing', 'type'],
      ['myModule', 'module'], ['my-module', 'module'],
      ['myComponent', 'component'], ['my-component', 'component'],
      ['logAgain', 'function'], ['log-again', 'function'],
    ]);
  });

  test('is plain data of its own: the input can be changed afterwards', () => {
    const input = component.slice();
    const { files } = transpile(input, { base64Cutoff: 0 });
    const before = Object.values(files).map((bytes) => bytes.slice());
    input.fill(0);
    expect(Object.values(files)).toEqual(before);
    for (const bytes of Object.values(files)) expect(bytes.buffer).not.toBe(input.buffer);
  });

  test('is the same for a Buffer and an ArrayBuffer', () => {
    const expected = transpile(component);
    expect(transpile(Buffer.from(component))).toEqual(expected);
    expect(transpile(component.slice().buffer)).toEqual(expected);
  });

  test('is the same every time', () => {
    expect(transpile(component, { minify: true })).toEqual(transpile(component, { minify: true }));
  });
});

describe('what is thrown', () => {
  test('is a TranspileError with code and offset', () => {
    const error = errorOf(component.slice(0, -1));
    expect(error.code).toMatch(/^MALFORMED_/);
    expect(error.offset).toBeGreaterThan(0);
    expect(error).toBeInstanceOf(Error);
  });

  test('leaves nothing behind: the next call works, with the same result', () => {
    const expected = transpile(component);
    errorOf(component.slice(0, -1));
    errorOf(Uint8Array.of(1, 2, 3));
    expect(transpile(component)).toEqual(expected);
  });

  test('is INTERNAL, with the cause, for a mistake of the transpiler', () => {
    const cause = new RangeError('boom');
    const encode = vi.spyOn(TextEncoder.prototype, 'encode').mockImplementation(() => {
      throw cause;
    });
    const error = errorOf(component);
    encode.mockRestore();
    expect(error.code).toBe('INTERNAL');
    expect(error.cause).toBe(cause);
    expect(error.message).toContain('RangeError: boom; this is a mistake in wcm2js: please report it');
    expect(transpile(component).warnings).toEqual([]);
  });
});

describe('minify', () => {
  const textOf = (options: TranspileOptions): string =>
    new TextDecoder().decode(transpile(component, { name: 'x', ...options }).files['x.js']);

  test('true makes it smaller with oxc-minify', () => {
    const [plain, minified] = [textOf({}), textOf({ minify: true })];
    expect(minified.length).toBeLessThan(plain.length * 0.8);
    expect(minified).not.toContain('// ');
    expect(textOf({ minify: false })).toBe(plain);
  });

  test('a function gets the code and its name, and says what the code is', () => {
    const calls: [string, string][] = [];
    const minify = (code: string, fileName: string): string => {
      calls.push([code, fileName]);
      return 'export {};';
    };
    expect(textOf({ minify })).toBe('export {};');
    expect(calls).toEqual([[textOf({}), 'x.js']]);
  });

  test('a function that throws, or returns no string, is the caller\'s mistake', () => {
    const cause = new Error('no idea');
    const error = errorOf(component, { minify: () => { throw cause; } });
    expect(error.format()).toBe('OPTION_VALUE: option "minify": the minifier failed: Error: no idea');
    expect(error.cause).toBe(cause);
    expect(errorOf(component, { minify: (() => 1) as unknown as () => string }).format())
      .toBe('OPTION_VALUE: option "minify": the minifier has to return a string, or { code, map }');
  });

  test('true needs Node: elsewhere a function does', () => {
    vi.stubGlobal('process', undefined);
    const error = errorOf(component, { minify: true });
    vi.unstubAllGlobals();
    expect(error.format()).toBe('OPTION_VALUE: option "minify": true needs Node and the package oxc-minify; '
      + 'give a function (code, fileName) => string');
  });
});

/**
 * What is declared of functions that give promises: those of asynchronous types, and those that the user names.
 * What is declared is there.
 */
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { transpile } from '../../src/index.ts';
import type { TranspileOptions } from '../../src/index.ts';
import { makeLoader } from '../../golden/support/load.ts';
import { compile } from '../support/tsc.ts';

/** The declaration files, by name, and the module. */
async function output(wat: string, options: TranspileOptions = {}) {
  const { files, warnings } = transpile(await parse(wat), { name: 'test', instantiation: 'async', ...options });
  const texts = Object.entries(files).filter(([name]) => name.endsWith('.d.ts'))
    .map(([name, bytes]): [string, string] => [name, new TextDecoder().decode(bytes)]);
  return { warnings, texts: new Map(texts), load: makeLoader(files, { name: 'test', instantiation: 'async' }) };
}

/** A class `counter` with a constructor and two statics, and functions beside it; all but `make` are synchronous. */
const COUNTERS = `(component
  (import "test:host/store@1.2.3" (instance $store
    (export "read" (func (param "key" u32) (result u32)))
    (export "size" (func (result u32)))))
  (core func $read (canon lower (func $store "read")))
  (type $counter' (resource (rep i32)))
  (core func $new (canon resource.new $counter'))
  (core module $m
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "read" (func $read (param i32) (result i32)))
    (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
    (func (export "value") (param i32) (result i32) (call $read (local.get 0))))
  (core instance $i (instantiate $m (with "" (instance (export "new" (func $new)) (export "read" (func $read))))))
  (component $C
    (import "counter" (type $counter (sub resource)))
    (import "make" (func $make (param "start" u32) (result (own $counter))))
    (import "value" (func $value (param "self" (borrow $counter)) (result u32)))
    (export $c "counter" (type $counter))
    (export "[constructor]counter" (func $make) (func (param "start" u32) (result (own $c))))
    (export "[static]counter.create" (func $make) (func (param "start" u32) (result (own $c))))
    (export "[static]counter.create2" (func $make) (func (param "start" u32) (result (own $c))))
    (export "[method]counter.value" (func $value) (func (param "self" (borrow $c)) (result u32)))
    (export "read" (func $value) (func (param "self" (borrow $c)) (result u32))))
  (func $make (param "start" u32) (result (own $counter')) (canon lift (core func $i "make")))
  (func $value (param "self" (borrow $counter')) (result u32) (canon lift (core func $i "value")))
  (instance $c (instantiate $C
    (with "counter" (type $counter')) (with "make" (func $make)) (with "value" (func $value))))
  (export "test:counters/api@1.0.0" (instance $c)))`;

/** The class as `instantiate` gives it. */
interface Counters {
  readonly api: { readonly Counter: Readonly<Record<string, (start: number) => unknown>>; read(counter: unknown): unknown };
}

const API = 'interfaces/test-counters-api.d.ts';
const host = { 'test:host/store': { read: async (key: number) => key + 1, size: () => 0 } };

describe('functions that the user names', () => {
  test('nobody is named: nothing gives promises', async () => {
    const { texts } = await output(COUNTERS);
    expect([...texts.values()].filter((text) => text.includes('Promise<n'))).toEqual([]);
    expect(texts.get(API)).toContain('  constructor(start: number);\n');
  });

  test('imports may give promises, exports do', async () => {
    const { texts, load } = await output(COUNTERS, { asyncImports: ['test:host/store#read'], asyncExports: ['*value', 'read'] });
    expect(texts.get('interfaces/test-host-store.d.ts')).toContain(
      'export function read(key: number): number | PromiseLike<number>;\n\nexport function size(): number;\n');
    expect(texts.get(API)).toContain('  value(): Promise<number>;');
    expect(texts.get(API)).toContain('export function read(self: Counter): Promise<number>;');
    expect(texts.get(API)).toContain('  constructor(start: number);\n');
    expect(texts.get(API)).toContain('  static create(start: number): Counter;\n');
    const { api } = await load<Counters>(host);
    expect(await api.read(api.Counter['create']?.(6))).toBe(7);
  });

  test('the same function under two names is asynchronous where it is named', async () => {
    const { texts, load } = await output(COUNTERS, { asyncExports: ['[method]counter.value'] });
    expect(texts.get(API)).toContain('  value(): Promise<number>;');
    expect(texts.get(API)).toContain('export function read(self: Counter): number;');
    const { api } = await load<Counters>({ 'test:host/store': { read: (key: number) => key } });
    const counter = api.Counter['create']?.(3) as { value(): unknown };
    expect(api.read(counter)).toBe(3);
    expect(counter.value()).toBeInstanceOf(Promise);
  });
});

describe('an asynchronous constructor', () => {
  test('is a static, beside those that have its name', async () => {
    const { texts, load } = await output(COUNTERS, { asyncExports: ['[constructor]counter'] });
    const [, members] = /class Counter \{\n([^}]*)\n\}/.exec(texts.get(API) ?? '') ?? [];
    expect(new Set(members?.split('\n').map((line) => line.trim()))).toEqual(new Set([
      'private constructor();',
      'static create(start: number): Counter;',
      'static create2(start: number): Counter;',
      'static create3(start: number): Promise<Counter>;',
      'value(): number;',
      '/** Drops the resource. */',
      '[Symbol.dispose](): void;',
    ]));
    const { api: { Counter } } = await load<Counters>(host);
    expect(Counter['create']?.(1)).toBeInstanceOf(Counter);
    expect(Counter['create2']?.(1)).toBeInstanceOf(Counter);
    const made = Counter['create3']?.(1);
    expect(made).toBeInstanceOf(Promise);
    expect(await made).toBeInstanceOf(Counter);
    await expect(Counter['create3']?.(Symbol() as unknown as number)).rejects.toThrow(TypeError);
  });
});

test('declarations with promises compile, in all modes', async () => {
  const files = new Map<string, string>();
  const options = { asyncImports: ['*'], asyncExports: ['*'] };
  for (const instantiation of [undefined, 'async', 'sync'] as const) {
    const { texts, warnings } = await output(COUNTERS, { ...options, instantiation });
    expect(warnings).toEqual([]);
    for (const [name, text] of texts) files.set(`${instantiation ?? 'module'}/${name}`, text);
  }
  files.set('use.ts', `import { api } from './module/test.js';
    export const counter: api.Counter = await api.Counter.create(1);
    export const value: number = await api.read(counter);`);
  expect(compile(files, { lib: ['ES2022', 'DOM', 'esnext.disposable'] })).toBe('');
});

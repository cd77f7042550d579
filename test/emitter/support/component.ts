// A component given as text, transpiled and loaded, for tests that look at what its user sees.

import { createRequire } from 'node:module';
import { transpile } from '../../../src/index.ts';
import type { TranspileOptions } from '../../../src/index.ts';
import { makeToBytes } from '../../conformance/runner/component-bytes.ts';

export type Function = (...args: unknown[]) => unknown;

/** An instance of a generated class, as far as all have it in common. */
export type Instance = Readonly<Record<string, Function>> & { [Symbol.dispose](): void };

/** Functions and classes by their names. */
export type Exports = Readonly<Record<string, Function & (new (...args: unknown[]) => Instance)>>;

export type Instantiate = (imports?: Readonly<Record<string, unknown>>) => Exports;

interface Transpiled {
  instantiate(getCoreModule: undefined, imports: Readonly<Record<string, unknown>>): Exports;
}

const nativeImport = createRequire(import.meta.url)('./native-import.cjs') as (url: string) => Promise<Transpiled>;

const toBytes = makeToBytes();

/** Each call of the result gives a fresh instance. Throws if the text is no component. */
export async function component(text: string, options: TranspileOptions = {}): Promise<Instantiate> {
  const code = Buffer.from(await codeOf(text, options)).toString('base64');
  const { instantiate } = await nativeImport(`data:text/javascript;base64,${code}`);
  return (imports = {}) => instantiate(undefined, imports);
}

/** The module's text, with its core modules in it. */
export async function codeOf(text: string, options: TranspileOptions = {}): Promise<string> {
  const parsed = await toBytes({ kind: 'quote', text });
  if (parsed.kind === 'refused') throw new Error(parsed.message);
  const all = { name: 'test', instantiation: 'sync', base64Cutoff: Infinity, typescript: false, ...options } as const;
  return new TextDecoder().decode(transpile(parsed.bytes, all).files['test.js']);
}

/** A core module's memory with a bump allocator, `realloc`, and `$at`, where it allocates next. */
export const MEMORY = `
  (memory (export "memory") 1)
  (global $at (mut i32) (i32.const 1024))
  (func $realloc (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
    (local $ptr i32)
    (local.set $ptr (i32.and
      (i32.add (global.get $at) (i32.sub (local.get $align) (i32.const 1)))
      (i32.sub (i32.const 0) (local.get $align))))
    (global.set $at (i32.add (local.get $ptr) (local.get $size)))
    (memory.copy (local.get $ptr) (local.get $old) (select (local.get $size) (local.get $old-size)
      (i32.lt_u (local.get $size) (local.get $old-size))))
    (local.get $ptr))`;

/** The canonical options that go with it. */
export const OPTIONS = '(memory (core memory $m "memory")) (realloc (core func $m "realloc"))';

// The codec that is emitted for an element type, alone: its module runs with a shim that hands it out.

import type { TranspileOptions } from '../../../src/index.ts';
import { codeOf } from './component.ts';
import { load } from './plans.ts';

/** As in runtime-shim/copy.ts. */
export interface Codec {
  readonly type: number;
  readonly size: number;
  readonly align: number;
  readonly views: { readonly u8: Uint8Array; readonly u32: Uint32Array } | undefined;
  readonly bytes: boolean;
  readonly numbers: string | undefined;
  lift(ptr: number, n: number): ArrayLike<unknown>;
  lower(values: ArrayLike<unknown>, ptr: number): void;
}

/** What the emitted functions hand to the shim. */
export interface Calls {
  readonly name: string;
  readonly args: readonly unknown[];
}

const SHIM = new URL('../../../src/runtime-shim/index.ts', import.meta.url).href;

/** Functions of the shim that note how they are called, and give a number. */
const RECORDED = ['copyBuffer', 'copyBufferSync'];

const STUB = `export * from ${JSON.stringify(SHIM)};
export const calls = globalThis.wcm2jsCalls = [];
${RECORDED.map((name) => `export const ${name} = (...args) => { calls.push({ name: '${name}', args }); return -1; };`).join('\n')}
`;

/** Runs the export `run` of a component given as text; gives the calls of the shim that it makes. */
export async function callsOf(text: string, options: TranspileOptions = {}): Promise<readonly Calls[]> {
  const code = await codeOf(text, { ...options, runtime: 'import' });
  const files = { code: code.replace("'wcm2js/runtime'", "'./stub.js'"), coreModules: [], sourceMap: undefined };
  const module = await load(files, 'test', { 'stub.js': STUB });
  const { instantiate } = module as { instantiate: (get: undefined, imports: object) => { run(): void } };
  instantiate(undefined, {}).run();
  return (globalThis as unknown as { wcm2jsCalls: readonly Calls[] }).wcm2jsCalls;
}

/** A memory with an allocator, of 64-bit addresses if wanted. */
const memory = (pointer: 'i32' | 'i64'): string => `
  (core module $Memory
    (memory (export "memory") ${pointer === 'i64' ? 'i64 ' : ''}2)
    (global $at (mut ${pointer}) (${pointer}.const 4096))
    (func (export "realloc") (param ${`${pointer} `.repeat(4)}) (result ${pointer})
      (local $ptr ${pointer})
      (local.set $ptr (${pointer}.and
        (${pointer}.add (global.get $at) (${pointer}.sub (local.get 2) (${pointer}.const 1)))
        (${pointer}.sub (${pointer}.const 0) (local.get 2))))
      (global.set $at (${pointer}.add (local.get $ptr) (local.get 3)))
      (memory.copy (local.get $ptr) (local.get 0)
        (select (local.get 3) (local.get 1) (${pointer}.lt_u (local.get 3) (local.get 1))))
      (local.get $ptr)))
  (core instance $m (instantiate $Memory))`;

/** A component whose `run` reads and writes a stream of `type`, which may use types that `before` defines. */
export function copier(type: string, before = '', pointer: 'i32' | 'i64' = 'i32', encoding = 'utf8'): string {
  const options = `(memory (core memory $m "memory")) (realloc (core func $m "realloc")) string-encoding=${encoding}`;
  const zero = `(${pointer}.const 0)`;
  return `(component
    ${memory(pointer)}
    ${before}
    (type $s (stream ${type}))
    (core func $read (canon stream.read $s async ${options}))
    (core func $write (canon stream.write $s async ${options}))
    (core module $M
      (import "" "read" (func $read (param i32 ${pointer} ${pointer}) (result ${pointer})))
      (import "" "write" (func $write (param i32 ${pointer} ${pointer}) (result ${pointer})))
      (func (export "run")
        (drop (call $read (i32.const 7) (${pointer}.const -8) (${pointer}.const 9)))
        (drop (call $write (i32.const 7) ${zero} ${zero}))))
    (core instance $i (instantiate $M (with "" (instance
      (export "read" (func $read)) (export "write" (func $write))))))
    (func (export "run") (canon lift (core func $i "run"))))`;
}

/** The codec of a stream of `type`; if reads and writes have one each, of the two. */
export async function codecOf(...args: Parameters<typeof copier>): Promise<Codec> {
  const [read, write] = (await callsOf(copier(...args))).map((call) => call.args[2] as Codec);
  return { ...write!, ...read! };
}

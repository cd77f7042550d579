// A component with docs, an import, a resource and a core module whose functions have names; and what its map says.

import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { SourceMapConsumer } from 'source-map';
import { transpile } from '../../../src/index.ts';
import type { TranspileOptions, TranspileResult } from '../../../src/index.ts';

const DOCS = JSON.stringify({
  worlds: {}, interfaces: { iface: { docs: 'Does things.', funcs: { 'do-it': { docs: 'Twice as much,\nand tells so.' } } } },
});

const bytes = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');

/** Exports `my:pkg/iface@1.2.3`: the host's `log-it` is called in `inner_work`, that in `do-it` and in the resource's `add`. */
export const APPLICATION = `(component $app
  (import "my:host/console@1.0.0" (instance $console (export "log-it" (func (param "n" u32)))))
  (core func $log (canon lower (func $console "log-it")))
  (type $sum' (resource (rep i32)))
  (core func $new (canon resource.new $sum'))
  (core module $guest
    (import "" "log" (func $log (param i32)))
    (import "" "new" (func $new (param i32) (result i32)))
    (func $inner_work (param i32) (result i32)
      (call $log (local.get 0))
      (i32.mul (local.get 0) (i32.const 2)))
    (func $twice (export "do-it") (param i32) (result i32) (call $inner_work (local.get 0)))
    (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
    (func $sum_add (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (call $inner_work (local.get 1))))
    (@custom ".debug_info" "\\01\\02\\03 not read by anybody"))
  (core instance $i (instantiate $guest
    (with "" (instance (export "log" (func $log)) (export "new" (func $new))))))
  (component $Iface
    (import "sum" (type $sum (sub resource)))
    (import "do-it" (func $do-it (param "n" u32) (result u32)))
    (import "make" (func $make (param "n" u32) (result (own $sum))))
    (import "add" (func $add (param "self" (borrow $sum)) (param "n" u32) (result u32)))
    (export $s "sum" (type $sum))
    (export "do-it" (func $do-it))
    (export "[constructor]sum" (func $make) (func (param "n" u32) (result (own $s))))
    (export "[method]sum.add" (func $add) (func (param "self" (borrow $s)) (param "n" u32) (result u32))))
  (func $do-it (param "n" u32) (result u32) (canon lift (core func $i "do-it")))
  (func $make (param "n" u32) (result (own $sum')) (canon lift (core func $i "make")))
  (func $add (param "self" (borrow $sum')) (param "n" u32) (result u32) (canon lift (core func $i "add")))
  (instance $iface (instantiate $Iface (with "sum" (type $sum')) (with "do-it" (func $do-it))
    (with "make" (func $make)) (with "add" (func $add))))
  (export "my:pkg/iface@1.2.3" (instance $iface))
  (@custom "package-docs" "\\01${bytes(DOCS)}"))`;

export const NAMES = {
  doIt: 'my:pkg/iface@1.2.3#do-it',
  add: 'my:pkg/iface@1.2.3#[method]sum.add',
  logIt: 'my:host/console@1.0.0#log-it',
};

/** Transpiled with a source map; its import comes from `./console.js`. */
export async function application(options: TranspileOptions = {}): Promise<TranspileResult> {
  return transpile(await parse(APPLICATION), {
    name: 'app', sourcemap: true, base64Cutoff: 0,
    ...(options.instantiation === undefined && { map: { 'my:host/console': './console.js' } }),
    ...options,
  });
}

export const textOf = (file: Uint8Array | undefined): string => new TextDecoder().decode(file);

/** The map of `app.js`, be it a file or in the code. */
export function mapTextOf({ files }: Pick<TranspileResult, 'files'>): string {
  const code = textOf(files['app.js']);
  const [, encoded] = /\n\/\/# sourceMappingURL=data:application\/json;charset=utf-8;base64,(\S+)\n$/.exec(code) ?? [];
  return encoded === undefined ? textOf(files['app.js.map']) : Buffer.from(encoded, 'base64').toString();
}

/** A place in a text: lines count from 1, columns from 0. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What a debugger knows by the map. */
export interface Reader {
  /** `app.wit`, as the map has it. */
  readonly wit: string;
  /** The first code that is of this line of the WIT. */
  generated(line: number): Place;
  original(place: Place): { readonly source: string | null; readonly line: number | null; readonly name: string | null };
}

export async function readMap(result: Pick<TranspileResult, 'files'>): Promise<Reader> {
  return SourceMapConsumer.with(mapTextOf(result), null, (consumer) => {
    // The reader is gone after this, what it says stays.
    const all: { generatedLine: number; generatedColumn: number; source: string | null; originalLine: number | null; name: string | null }[] = [];
    consumer.eachMapping((each) => all.push({ ...each }));
    return {
      wit: consumer.sourceContentFor('app.wit') ?? '',
      generated(line) {
        const found = all.find((each) => each.source === 'app.wit' && each.originalLine === line);
        if (found === undefined) throw new Error(`no code is of line ${line}`);
        return { line: found.generatedLine, column: found.generatedColumn };
      },
      original({ line, column }) {
        const found = all.findLast((each) => each.generatedLine === line && each.generatedColumn <= column);
        return { source: found?.source ?? null, line: found?.originalLine ?? null, name: found?.name ?? null };
      },
    };
  });
}

/** The number of the line that has this text, from 1. */
export function lineOf(text: string, part: string): number {
  const index = text.split('\n').findIndex((line) => line.includes(part));
  if (index < 0) throw new Error(`no line has ${part}`);
  return index + 1;
}

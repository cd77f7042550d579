// The golden case `source-map`: a component with docs, an import, a resource and named core functions; and what its map says.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { SourceMapConsumer } from 'source-map';
import { transpile } from '../../../src/index.ts';
import type { TranspileOptions, TranspileResult } from '../../../src/index.ts';
import { projectRoot } from '../../support/source-file.ts';

/** Exports `my:pkg/iface@1.2.3`. */
export const APPLICATION = readFileSync(join(projectRoot, 'golden/source-map/input.wat'), 'utf8');

export const NAMES = {
  doIt: 'my:pkg/iface@1.2.3#do-it',
  add: 'my:pkg/iface@1.2.3#[method]sum.add',
  logIt: 'my:host/console@1.0.0#log-it',
};

/** Transpiled with a source map, as `app`; its import comes from `./console.js`. */
export async function application(options: TranspileOptions = {}, text = APPLICATION): Promise<TranspileResult> {
  return transpile(await parse(text), {
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

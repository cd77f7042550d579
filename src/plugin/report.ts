/** An error of the transpiler as bundlers print it. */
import { basename } from 'node:path';
import { shortPath, TranspileError } from '../errors.ts';
import type { Component } from './component.ts';

export interface Report {
  /** In one line, with code, byte offset and section. */
  readonly message: string;
  readonly id: string;
  /** The bytes around the place, where in the component it is, and which types don't match. */
  readonly frame: string;
  /** The `TranspileError`'s code. */
  readonly pluginCode: string;
  /** Where in this plugin the error was found helps nobody. */
  readonly stack: '';
}

/** What to report of an error; errors that aren't the transpiler's are thrown on. */
export function reportOf(error: unknown, { request: { file }, bytes }: Component): Report {
  if (!(error instanceof TranspileError)) throw error;
  const { offset, section, path, expected, found, didYouMean } = error;
  const at = offset === undefined ? '' : `:${hex(offset)}`;
  const notes = [
    path.length === 0 ? undefined : `in ${shortPath(path)}`,
    expected === undefined ? undefined : `expected: ${expected}`,
    found === undefined ? undefined : `found:    ${found}`,
    didYouMean === undefined ? undefined : `did you mean \`${didYouMean}\`?`,
  ].flatMap((note) => (note === undefined ? [] : [`  = ${note}`]));
  const frame = [
    `--> ${basename(file)}${at}${section === undefined ? '' : ` (${section})`}`,
    ...(offset === undefined ? [] : dump(bytes, offset)),
    ...notes,
  ].join('\n').concat('\n');
  return { message: error.format(), id: file, frame, pluginCode: error.code, stack: '' };
}

const BYTES_PER_ROW = 16;

/**
 * The row with the byte at `offset`, and the one before. Vite's overlay shows only frames with a line like the last.
 *
 *     0x40 | 01 00 61 73 6d 0d 00 01 00 07 05 01 40 00 00 6a
 *          |                               ^^
 */
function dump(bytes: Uint8Array, offset: number): string[] {
  const row = offset - offset % BYTES_PER_ROW;
  const starts = [row - BYTES_PER_ROW, row].filter((start) => start >= 0);
  const width = hex(row).length;
  const rows = starts.map((start) => {
    const cells = [...bytes.subarray(start, start + BYTES_PER_ROW)].map((byte) => byte.toString(16).padStart(2, '0'));
    return `${hex(start).padStart(width)} | ${cells.join(' ')}`;
  });
  return [...rows, `${' '.repeat(width)} | ${' '.repeat(3 * (offset - row))}^^`];
}

const hex = (offset: number): string => `0x${offset.toString(16)}`;

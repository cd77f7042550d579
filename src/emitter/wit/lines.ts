/** Lines of WIT, some of which are known to be a function's. */
import type { WitFunc } from '../../planner/world.ts';

export type Line = string | FuncLine;

interface FuncLine {
  readonly text: string;
  /** `ns:pkg/iface@1.2.3#[method]conn.query`, or the name alone for one of the world. */
  readonly func: string;
}

/** A place in a text: both count from 0. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** @param owner the interface's name and `#`; empty for the world */
export const funcLine = (owner: string, { name }: WitFunc, text: string): Line => ({ text, func: owner + name });

const lineText = (line: Line): string => (typeof line === 'string' ? line : line.text);

/** Lines, further in. */
export function further(lines: readonly Line[]): Line[] {
  return lines.map((line) => {
    if (typeof line === 'string') return line === '' ? '' : `  ${line}`;
    return { ...line, text: `  ${line.text}` };
  });
}

export const textOf = (lines: readonly Line[]): string => lines.map((line) => `${lineText(line)}\n`).join('');

/** Where functions are, by their names. */
export function placesOf(lines: readonly Line[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  lines.forEach((each, line) => {
    if (typeof each === 'string' || places.has(each.func)) return;
    places.set(each.func, { line, column: /^ */.exec(each.text)![0].length });
  });
  return places;
}

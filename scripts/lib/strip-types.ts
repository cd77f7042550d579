// TypeScript to JavaScript in the author's formatting: what only types needed is cut, nothing printed anew.

import { stripTypeScriptTypes } from 'node:module';
import MagicString from 'magic-string';

/**
 * The text with its types blanked out: everything that is left stands where it stood. Throws, with the file's
 * name, on wrong syntax and on syntax that is more than types (enums, parameter properties).
 */
export function blankTypes(source: string, file: string): string {
  let blanked: string;
  try {
    blanked = stripTypeScriptTypes(source, { mode: 'strip' });
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
  }
  if (blanked.length !== source.length) throw new Error(`${file}: stripping the types moved the code`);
  return blanked;
}

/**
 * The JavaScript in a TypeScript text, without the blanks that types leave: `f(a: number): void {` gives
 * `f(a) {`, and lines that held nothing but types disappear. Throws as `blankTypes` does.
 */
export const stripTypes = (source: string, file: string): string => withoutTypes(source, file).toString();

/** The same as edits of the text with blanks, which stands where the source does. */
export function withoutTypes(source: string, file: string): MagicString {
  const blanked = blankTypes(source, file);
  const code = new MagicString(blanked);
  for (const [start, end] of blankedRanges(source, blanked)) removeRange(code, start, end);
  return code;
}

/**
 * Takes `start` to `end` out of the text with the white space that only it needed: whole lines where nothing
 * else is on them, the blanks before it where a blank or a closing mark follows, those after it at the
 * start of a line.
 */
export function removeRange(code: MagicString, start: number, end: number): void {
  const text = code.original;
  const blanksBefore = countBack(text, start);
  const blanksAfter = countForward(text, end);
  const opensLine = start === blanksBefore.length || text[start - blanksBefore.length - 1] === '\n';
  const next = text[end + blanksAfter.length];
  if (opensLine && (next === '\n' || next === undefined)) {
    code.remove(start - blanksBefore.length, Math.min(text.length, end + blanksAfter.length + 1));
  } else if (opensLine) {
    code.remove(start, end + blanksAfter.length);
  } else if (blanksAfter !== '' || ';,)]}'.includes(next ?? '\n') || next === '\n') {
    code.remove(start - blanksBefore.length, end);
  } else {
    code.remove(start, end);
  }
}

function countBack(text: string, end: number): string {
  return /[ \t]*$/.exec(text.slice(0, end))?.[0] ?? '';
}

function countForward(text: string, start: number): string {
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

/** Where a type was blanked out; neighbours with nothing but white space between them are one. */
function blankedRanges(source: string, blanked: string): [start: number, end: number][] {
  const ranges: [start: number, end: number][] = [];
  for (let at = 0; at < source.length; at++) {
    if (source[at] === blanked[at] || blanked[at] !== ' ') continue;
    const last = ranges.at(-1);
    if (last && source.slice(last[1], at).trim() === '') last[1] = at + 1;
    else ranges.push([at, at + 1]);
  }
  return ranges;
}

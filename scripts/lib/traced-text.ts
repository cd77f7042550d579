// A text that was made of another by edits, and where each of its characters stood.

import MagicString from 'magic-string';

export type TracedText = {
  readonly code: string;
  /** The offset in the source of each character; of one that was put in, that of the one before it, or -1. */
  readonly origins: readonly number[];
};

/** A source, as it is. */
export const source = (code: string): TracedText => ({ code, origins: Array.from(code, (_, offset) => offset) });

/** The text after edits; `edits` is of its code. */
export function edited({ code, origins }: TracedText, edits: MagicString): TracedText {
  if (edits.original !== code) throw new Error('these are edits of another text');
  const starts = lineStarts(code);
  const map = edits.generateDecodedMap({ hires: true });
  const result = edits.toString();
  const traced: number[] = [];
  let last = -1;
  result.split('\n').forEach((line, number) => {
    const segments = map.mappings[number] ?? [];
    let next = 0;
    // The line feed is a character, too.
    for (let column = 0; column <= line.length; column++) {
      for (; segments[next]?.[0] === column; next++) {
        const [, , sourceLine = 0, sourceColumn = 0] = segments[next]!;
        last = origins[starts[sourceLine]! + sourceColumn] ?? last;
      }
      traced.push(last);
    }
  });
  return { code: result, origins: traced.slice(0, result.length) };
}

/** From `start` to `end`. */
export const slice = ({ code, origins }: TracedText, start: number, end: number): TracedText =>
  ({ code: code.slice(start, end), origins: origins.slice(start, end) });

/** Another text with the same lines, in which only names differ: it is traced by lines. */
export function withLinesOf({ code, origins }: TracedText, other: string): TracedText {
  const [starts, others] = [lineStarts(code), lineStarts(other)];
  if (starts.length !== others.length) throw new Error('these are other lines');
  const indentation = (at: number): number => /^ */.exec(code.slice(at))![0].length;
  const traced = other.split('\n').flatMap((line, i) => {
    const start = starts[i]!;
    return Array<number>(line.length + 1).fill(origins[start + indentation(start)] ?? -1);
  });
  return { code: other, origins: traced.slice(0, other.length) };
}

/** Where lines of a text begin. */
export function lineStarts(code: string): number[] {
  const starts = [0];
  for (const { index } of code.matchAll(/\n/g)) starts.push(index + 1);
  return starts;
}

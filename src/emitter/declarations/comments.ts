/**
 * WIT documentation as JSDoc. Whatever the texts hold, they stay in their comment.
 */
import { commentText } from '../quote.ts';

const LINE_END = /\r\n?|[\n\u2028\u2029]/;

/** The lines of a JSDoc comment, one array per line of text; none if there is nothing to say. */
export function jsdoc(docs: string | undefined, ...tags: readonly string[]): string[] {
  const lines = docs === undefined ? [] : trimmed(docs.split(LINE_END).map(commentLine));
  const all = [...lines, ...(lines.length > 0 && tags.length > 0 ? [''] : []), ...tags.map(commentLine)];
  if (all.length === 0) return [];
  if (all.length === 1 && (all[0] as string).length < 100) return [`/** ${all[0]} */`];
  return ['/**', ...all.map((line) => ` * ${line}`.trimEnd()), ' */'];
}

/** One line of a block comment. */
function commentLine(line: string): string {
  return commentText(line).replace(/\*(?=\/)/g, '*\\').trimEnd();
}

/** Without empty lines at either end. */
function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line !== '');
  const last = lines.findLastIndex((line) => line !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}

/** Lines, further in. */
export function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

/**
 * Text of the component as text of the output: string literals and comments. Nothing in a name can end the
 * literal, the comment or a surrounding `<script>`, or show a reader something else than what runs.
 */

/** Controls, line separators, direction and zero-width marks, lone surrogates, tag characters. */
const INVISIBLE = new RegExp('['
  + String.raw`\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb`
  + String.raw`\p{Cs}\u{e0000}-\u{e0fff}]`, 'gu');

/** What would end a script element, or open a comment in one. */
const MARKUP = /<(?=\/script|!--)/gi;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
}

/** A string literal in single quotes. */
export function quote(text: string): string {
  const inner = text
    .replace(/[\\']/g, '\\$&')
    .replace(INVISIBLE, (character) => SHORT[character] ?? escape(character))
    .replace(MARKUP, '\\x3c');
  return `'${inner}'`;
}

/** Text that can stand in a `//` comment: one line, with what can't be seen written out. */
export function commentText(text: string): string {
  return text
    .replace(INVISIBLE, (character) => (character === '\n' ? ' ' : escape(character)))
    .replace(MARKUP, '< ');
}

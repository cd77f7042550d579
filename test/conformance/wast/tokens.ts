/**
 * The lexical grammar of the WebAssembly text format (core specification, §6.3): parentheses, atoms,
 * strings, line and nested block comments. Strings are byte strings, since a `\hh` escape names a byte
 * and not a character.
 */
import { ScriptError } from './script-error.ts';

/** One token; `start` and `end` are offsets into the script. */
export type Token =
  | { readonly kind: 'open'; readonly start: number; readonly end: number }
  | { readonly kind: 'close'; readonly start: number; readonly end: number }
  | { readonly kind: 'atom'; readonly text: string; readonly start: number; readonly end: number }
  | StringToken;

/** A string token with its escapes resolved to bytes. */
export interface StringToken {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

const SPACE_OR_LINE_COMMENT = /(?:[ \t\r\n]|;;[^\n\r]*)+/y;
const ATOM = /[^\s()";]+/y;
const PLAIN_STRING_TEXT = /[^"\\\n]+/y;
const UNICODE_ESCAPE = /\\u\{([0-9a-fA-F_]+)\}/y;
const BYTE_ESCAPE = /\\([0-9a-fA-F]{2})/y;
const NAMED_ESCAPES: Readonly<Record<string, number>> = {
  't': 0x09, 'n': 0x0a, 'r': 0x0d, '"': 0x22, "'": 0x27, '\\': 0x5c,
};

/** All tokens of a script, comments left out. Throws `ScriptError` where the text is no token. */
export function tokenize(script: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < script.length) {
    const start = offset;
    const space = matchAt(SPACE_OR_LINE_COMMENT, script, offset);
    if (space) {
      offset += space[0].length;
    } else if (script.startsWith('(;', offset)) {
      offset = endOfBlockComment(script, offset);
    } else if (script[offset] === '(' || script[offset] === ')') {
      offset += 1;
      tokens.push({ kind: script[start] === '(' ? 'open' : 'close', start, end: offset });
    } else if (script[offset] === '"') {
      const string = readString(script, offset);
      tokens.push(string);
      offset = string.end;
    } else {
      const atom = matchAt(ATOM, script, offset);
      if (!atom) throw new ScriptError(`unexpected character ${JSON.stringify(script[offset])}`, offset);
      offset += atom[0].length;
      tokens.push({ kind: 'atom', text: atom[0], start, end: offset });
    }
  }
  return tokens;
}

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

function endOfBlockComment(script: string, start: number): number {
  let depth = 0;
  let offset = start;
  while (offset < script.length) {
    if (script.startsWith('(;', offset)) {
      depth += 1;
      offset += 2;
    } else if (script.startsWith(';)', offset)) {
      depth -= 1;
      offset += 2;
      if (depth === 0) return offset;
    } else {
      offset += 1;
    }
  }
  throw new ScriptError('block comment without an end', start);
}

function readString(script: string, start: number): StringToken {
  const encoder = new TextEncoder();
  const bytes: number[] = [];
  let offset = start + 1;
  while (script[offset] !== '"') {
    const plain = matchAt(PLAIN_STRING_TEXT, script, offset);
    if (plain) {
      bytes.push(...encoder.encode(plain[0]));
      offset += plain[0].length;
      continue;
    }
    if (script[offset] !== '\\') throw new ScriptError('string without an end', start);
    offset = readEscape(script, offset, bytes);
  }
  return { kind: 'string', bytes: Uint8Array.from(bytes), start, end: offset + 1 };
}

/** Appends the bytes of the escape at `offset` and returns the offset after it. */
function readEscape(script: string, offset: number, bytes: number[]): number {
  const byte = matchAt(BYTE_ESCAPE, script, offset);
  if (byte) {
    bytes.push(Number.parseInt(byte[1] ?? '', 16));
    return offset + 3;
  }
  const unicode = matchAt(UNICODE_ESCAPE, script, offset);
  if (unicode) {
    bytes.push(...new TextEncoder().encode(scalar(unicode[1] ?? '', offset)));
    return offset + unicode[0].length;
  }
  const named = NAMED_ESCAPES[script[offset + 1] ?? ''];
  if (named === undefined) throw new ScriptError('unknown escape in a string', offset);
  bytes.push(named);
  return offset + 2;
}

function scalar(hex: string, offset: number): string {
  const code = Number.parseInt(hex.replaceAll('_', ''), 16);
  const isScalar = code < 0xd800 || (code >= 0xe000 && code <= 0x10ffff);
  if (!isScalar) throw new ScriptError('a \\u{…} escape that is no Unicode scalar value', offset);
  return String.fromCodePoint(code);
}

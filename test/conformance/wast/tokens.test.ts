import { describe, expect, test } from 'vitest';
import { tokenize } from './tokens.ts';

const kinds = (script: string): string[] => tokenize(script).map(({ kind }) => kind);
const bytesOf = (script: string): number[] => {
  const [token] = tokenize(script);
  return token?.kind === 'string' ? [...token.bytes] : [];
};

describe('tokens of a script', () => {
  test('an atom ends at a parenthesis, a string or a comment', () => {
    const tokens = tokenize('a(b)c"d"e;;f\ng(;h;)i');
    expect(tokens.map((token) => (token.kind === 'atom' ? token.text : token.kind)))
      .toEqual(['a', 'open', 'b', 'close', 'c', 'string', 'e', 'g', 'i']);
  });

  test('tokens know where they start and end, comments included in the count', () => {
    expect(tokenize('(; one (; two ;) ;) ab')).toEqual([{ kind: 'atom', text: 'ab', start: 20, end: 22 }]);
  });

  test('a line comment ends with its line and hides parentheses', () => {
    expect(kinds('( ;; ( " (; (\n)')).toEqual(['open', 'close']);
  });

  test('a block comment hides quotes and nests', () => {
    expect(kinds('( (; " (; ;) " ;) )')).toEqual(['open', 'close']);
  });

  test('a string hides comments and parentheses', () => {
    expect(bytesOf('";;("')).toEqual([0x3b, 0x3b, 0x28]);
  });

  test('a hexadecimal escape is one byte, also one that is no UTF-8', () => {
    expect(bytesOf('"\\00asm\\ff\\Fe"')).toEqual([0, 0x61, 0x73, 0x6d, 0xff, 0xfe]);
  });

  test('named escapes give their characters', () => {
    expect(bytesOf('"\\t\\n\\r\\"\\\'\\\\"')).toEqual([9, 10, 13, 0x22, 0x27, 0x5c]);
  });

  test('a Unicode escape and plain text are encoded as UTF-8', () => {
    expect(bytesOf('"\\u{1F370}é"')).toEqual([0xf0, 0x9f, 0x8d, 0xb0, 0xc3, 0xa9]);
  });

  test.each([
    ['a string over the end', '"abc', 'string without an end', 0],
    ['a string over the end of its line', '"abc\n"', 'string without an end', 0],
    ['a block comment over the end', ' (; (; ;)', 'block comment without an end', 1],
    ['an escape that does not exist', '"\\zz"', 'unknown escape', 1],
    ['a surrogate as an escape', '"\\u{d800}"', 'no Unicode scalar value', 1],
    ['a semicolon alone', 'a ; b', 'unexpected character', 2],
  ])('%s is an error at its place', (_name, script, message, offset) => {
    expect(() => tokenize(script)).toThrow(expect.objectContaining({
      message: expect.stringContaining(message) as string, offset,
    }) as Error);
  });
});

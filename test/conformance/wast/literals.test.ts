import { describe, expect, test } from 'vitest';
import { readLiteral } from './literals.ts';
import type { Literal } from './literals.ts';
import { parseFloatLiteral, parseIntegerLiteral } from './numbers.ts';
import { parseSExprs } from './sexpr.ts';

const literal = (text: string): Literal => {
  const [list] = parseSExprs(text);
  if (!list) throw new Error('expected a list');
  return readLiteral(list);
};

const u8 = (value: bigint): Literal => ({ kind: 'integer', type: 'u8', value });

describe('value literals', () => {
  test.each<[string, Literal]>([
    ['(bool.const false)', { kind: 'bool', value: false }],
    ['(s64.const -0x8000_0000_0000_0000)', { kind: 'integer', type: 's64', value: -(2n ** 63n) }],
    ['(f32.const 0.1)', { kind: 'float', type: 'f32', value: Math.fround(0.1) }],
    ['(char.const "🍰")', { kind: 'char', value: '🍰' }],
    ['(str.const "\\u{feff}x")', { kind: 'string', value: '\ufeffx' }],
    ['(list.const)', { kind: 'list', items: [] }],
    ['(tuple.const (u8.const 1) (bool.const true))',
      { kind: 'tuple', items: [u8(1n), { kind: 'bool', value: true }] }],
    ['(variant.const "a")', { kind: 'variant', case: 'a' }],
    ['(variant.const "a" (u8.const 2))', { kind: 'variant', case: 'a', payload: u8(2n) }],
    ['(enum.const "dark-red")', { kind: 'enum', case: 'dark-red' }],
    ['(option.none)', { kind: 'option', case: 'none' }],
    ['(option.some (u8.const 3))', { kind: 'option', case: 'some', payload: u8(3n) }],
    ['(result.ok)', { kind: 'result', case: 'ok' }],
    ['(result.err (u8.const 4))', { kind: 'result', case: 'err', payload: u8(4n) }],
    ['(flags.const "a" "b")', { kind: 'flags', labels: ['a', 'b'] }],
  ])('%s', (text, expected) => {
    expect(literal(text)).toEqual(expected);
  });

  test('a field holds its value with or without parentheses, a list of values too', () => {
    const fields = '(field "a" u8.const 1) (field "b" (u8.const 2)) (field "c" list.const (u8.const 3))';
    expect(literal(`(record.const ${fields})`)).toEqual({
      kind: 'record',
      fields: [
        { name: 'a', value: u8(1n) },
        { name: 'b', value: u8(2n) },
        { name: 'c', value: { kind: 'list', items: [u8(3n)] } },
      ],
    });
  });

  test.each([
    ['(u128.const 1)', 'unknown kind of value: u128.const'],
    ['(u8.const 256)', '256 is no u8'],
    ['(u8.const 1 2)', 'unexpected item'],
    ['(char.const "ab")', 'expected one character'],
    ['(bool.const 1)', 'expected true or false'],
    ['(record.const (u8.const 1))', 'expected (field "name" value)'],
  ])('%s is refused', (text, message) => {
    expect(() => literal(text)).toThrow(message);
  });
});

describe('numbers', () => {
  test('an integer may write its bits unsigned, whatever its type', () => {
    expect(parseIntegerLiteral('0xffffffff', 's32')).toBe(-1n);
    expect(parseIntegerLiteral('4294967295', 'u32')).toBe(4294967295n);
    expect(parseIntegerLiteral('1_000', 'u16')).toBe(1000n);
  });

  test.each([
    ['-1', 'u8'], ['128_', 'u8'], ['-129', 's8'], ['1.0', 'u8'], ['0x', 'u32'], ['', 's8'],
  ] as const)('%s is no %s', (text, type) => {
    expect(parseIntegerLiteral(text, type)).toBeUndefined();
  });

  test.each([
    ['inf', Number.POSITIVE_INFINITY], ['-inf', Number.NEGATIVE_INFINITY], ['-0', -0], ['1e3', 1000],
    ['0x1.8p1', 3], ['-0x1p-2', -0.25], ['0x10', 16], ['nan', Number.NaN], ['nan:canonical', Number.NaN],
    ['-nan:0x7f_ffff', Number.NaN], ['nan:arithmetic', Number.NaN],
  ])('%s is a float', (text, value) => {
    expect(parseFloatLiteral(text, 'f64')).toBe(value);
  });

  test('an f32 is rounded to its type', () => {
    expect(parseFloatLiteral('16777217', 'f32')).toBe(16777216);
  });

  test.each(['nan:', 'one', '0x.8', '1e', ''])('%s is no float', (text) => {
    expect(parseFloatLiteral(text, 'f64')).toBeUndefined();
  });
});

/** Literals of scripts as JavaScript values, there and back, by the contract with users. */
import { describe, expect, test } from 'vitest';
import type { Literal } from '../wast/literals.ts';
import { readLiteral } from '../wast/literals.ts';
import { parseSExprs } from '../wast/sexpr.ts';
import { lowerCamelCase } from './js-names.ts';
import { mismatch } from './match.ts';
import { toJs } from './to-js.ts';

const literal = (text: string): Literal => {
  const [list] = parseSExprs(text);
  if (!list) throw new Error('expected a list');
  return readLiteral(list);
};

describe('names', () => {
  test.each([
    ['do-mixed', 'doMixed'], ['HTTP-server', 'httpServer'], ['x-Y-z', 'xYZ'], ['a1-2b', 'a12b'], ['f', 'f'],
  ])('%s → %s', (label, name) => expect(lowerCamelCase(label)).toBe(name));
});

describe('a literal as a JavaScript value', () => {
  test.each<[string, unknown]>([
    ['(u8.const 255)', 255],
    ['(s64.const -1)', -1n],
    ['(f64.const -0)', -0],
    ['(f32.const nan)', Number.NaN],
    ['(list.const (u16.const 1))', Uint16Array.of(1)],
    ['(list.const (s64.const 1))', BigInt64Array.of(1n)],
    ['(list.const (bool.const true))', [true]],
    ['(list.const)', []],
    ['(tuple.const (u8.const 1) (u8.const 2))', [1, 2]],
    ['(record.const (field "a-b" u8.const 1))', { aB: 1 }],
    ['(variant.const "c-d")', { tag: 'c-d' }],
    ['(variant.const "c" (str.const "x"))', { tag: 'c', val: 'x' }],
    ['(enum.const "dark-red")', 'dark-red'],
    ['(option.none)', undefined],
    ['(option.some (u8.const 1))', 1],
    ['(option.some (option.some (u8.const 1)))', { tag: 'some', val: 1 }],
    ['(option.some (option.none))', { tag: 'some', val: undefined }],
    ['(result.err (u8.const 1))', { tag: 'err', val: 1 }],
    ['(flags.const "a-b")', { aB: true }],
  ])('%s', (text, value) => {
    expect(toJs(literal(text))).toStrictEqual(value);
  });
});

describe('a JavaScript value that is the expected one', () => {
  test.each<[string, unknown]>([
    ['(u8.const 255)', 255],
    ['(u64.const 0xffffffffffffffff)', 2n ** 64n - 1n],
    ['(f32.const nan:canonical)', Number.NaN],
    ['(f32.const 0.1)', Math.fround(0.1)],
    ['(list.const (u8.const 1))', Uint8Array.of(1)],
    ['(list.const (u8.const 1))', [1]],
    ['(list.const)', new Float32Array()],
    ['(list.const)', []],
    ['(record.const (field "a-b" u8.const 1))', { aB: 1 }],
    ['(record.const)', {}],
    ['(option.none)', undefined],
    ['(option.none)', { tag: 'none' }],
    ['(option.some (option.some (u8.const 1)))', { tag: 'some', val: 1 }],
    ['(flags.const "a")', { a: true, bC: false }],
  ])('%s', (text, value) => {
    expect(mismatch(value, literal(text))).toBeUndefined();
  });
});

describe('a JavaScript value that is not the expected one', () => {
  test.each<[string, unknown, string]>([
    ['(u8.const 1)', 2, 'result: expected 1, got 2'],
    ['(u8.const 1)', 1n, 'result: expected a number, 1, got 1n'],
    ['(u64.const 1)', 1, 'result: expected a bigint, 1, got 1'],
    ['(bool.const true)', 1, 'result: expected true, got 1'],
    ['(f64.const -0)', 0, 'result: expected -0, got 0'],
    ['(f64.const nan)', 0, 'result: expected NaN, got 0'],
    ['(str.const "a")', 'b', 'result: expected "a", got "b"'],
    ['(list.const (u8.const 1))', Uint16Array.of(1), 'result: expected a Uint8Array, got Uint16Array[1]'],
    ['(list.const (str.const "a"))', ['a', 'b'], 'result: expected 1 elements, got 2: ["a", "b"]'],
    ['(list.const (str.const "a"))', { 0: 'a', length: 1 },
      'result: expected an array, got { 0: "a", length: 1 }'],
    ['(tuple.const (u8.const 1))', Uint8Array.of(1), 'result: expected an array, got Uint8Array[1]'],
    ['(record.const (field "a" u8.const 1))', {}, 'result: field a is missing in {}'],
    ['(record.const (field "a" u8.const 1))', { a: 1, b: 2 }, 'result: unexpected field b in { a: 1, b: 2 }'],
    ['(record.const (field "a" u8.const 1))', null, 'result: expected an object, got null'],
    ['(variant.const "a" (u8.const 1))', { tag: 'a', val: 2 }, 'result.val: expected 1, got 2'],
    ['(variant.const "a")', { tag: 'b' }, 'result: expected tag "a", got { tag: "b" }'],
    ['(variant.const "a")', { tag: 'a', val: 0 },
      'result: expected tag "a" without a value, got { tag: "a", val: 0 }'],
    ['(option.none)', null, 'result: expected undefined, for none, got null'],
    ['(option.some (option.none))', undefined, 'result: expected an object with tag "some", got undefined'],
    ['(flags.const "a")', { a: false }, 'result.a: expected true, got false'],
    ['(flags.const)', { a: true }, 'result.a: expected false, got true'],
    ['(flags.const "a")', { a: true, b: undefined }, 'result.b: expected false, got undefined'],
  ])('%s is not %o', (text, value, message) => {
    expect(mismatch(value, literal(text))).toBe(message);
  });
});

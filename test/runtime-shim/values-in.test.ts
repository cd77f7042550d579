// What JavaScript gives: checks with their messages, lists and numbers.

import { describe, expect, test } from 'vitest';
import {
  checkBigInt, checkBoolean, checkChar, checkEnum, checkFlags, checkInteger, checkNumber, checkObject, checkPresent,
  checkString, toArray, toArrayOf, toBigInt, toBigIntegers, toBigInts, toBytes, toEntries, toFloats, toIntegerBytes, toIntegers, toNumbers,
  wrongType,
} from '../../src/runtime-shim/index.ts';

const PATH = 'greet: argument "user".name';

describe('a message', () => {
  test('names function, argument and path, and both types', () => {
    expect(() => checkString(3, PATH)).toThrow(new TypeError(`${PATH}: expected a string, got number`));
    expect(() => checkString(null, PATH)).toThrow(`${PATH}: expected a string, got null`);
  });

  test('has the indices in their brackets', () => {
    expect(() => checkString({}, 'f: argument "rows"[][].text', 3, 0)).toThrow('f: argument "rows"[3][0].text: expected');
    expect(() => wrongType('a string', 1, 'f: argument "a"[][][]', 1, 2)).toThrow('f: argument "a"[1][2][]: expected');
  });

  test('shows a string that is too long cut off', () => {
    expect(() => checkEnum(['a', 'b'], 'x'.repeat(100), PATH))
      .toThrow(`${PATH}: expected one of "a", "b", got "${'x'.repeat(40)}"`);
  });
});

test('what is right passes and comes back', () => {
  const object = {};
  expect(checkString('', PATH)).toBe('');
  expect(checkObject(object, PATH)).toBe(object);
  expect(checkPresent(null, 'a number', PATH)).toBe(null);
  expect(checkEnum(['a', 'b'], 'b', PATH)).toBe(1);
  expect(checkFlags(undefined, PATH)).toEqual({});
  expect(checkFlags(null, PATH)).toEqual({});
  expect(checkFlags(object, PATH)).toBe(object);
});

test('a missing field is named', () => {
  expect(() => checkPresent(undefined, 'a number', PATH)).toThrow(`${PATH}: expected a number, got undefined`);
});

test.each([undefined, null, 1, 'text', true, Symbol('s')])('%s is no record', (value) => {
  expect(() => checkObject(value, PATH)).toThrow(`${PATH}: expected an object, got`);
});

test.each([['a', 0x61], ['é', 0xe9], ['😀', 0x1f600], ['\uffff', 0xffff], ['\0', 0], ['\u{10ffff}', 0x10ffff]])(
  '%j is a char', (text, scalar) => expect(checkChar(text, PATH)).toBe(scalar),
);

test.each(['', 'ab', '\ud800', '\udc00', '😀a', 'a😀', '\ud800a', 'e\u0301'])('%j is no char', (text) => {
  expect(() => checkChar(text, PATH)).toThrow(`${PATH}: expected one Unicode scalar value, got`);
});

describe('a 64-bit integer', () => {
  test.each([[5n, 5n], [7, 7n], ['8', 8n], [true, 1n], [{ valueOf: () => 9 }, 9n]])('is made of %s', (value, expected) => {
    expect(toBigInt(value, PATH)).toBe(expected);
  });

  test.each([undefined, null, 1.5, 'a', NaN, Symbol('s')])('is not made of %s', (value) => {
    expect(() => toBigInt(value, PATH)).toThrow(new TypeError(`${PATH}: expected a bigint, got ${value === null ? 'null' : typeof value}`));
    expect(() => toBigInts(BigInt64Array, [1n, value], PATH)).toThrow(`${PATH}[1]: expected a bigint`);
  });

  test('is not asked for twice when user code throws', () => {
    const error = new RangeError('mine');
    expect(() => toBigInt({ valueOf() { throw error; } }, PATH)).toThrow(error);
  });
});

describe('with --strict', () => {
  test.each([[0, 255], [255, 255], [-0, 255]])('%d is an integer up to %d', (value, max) => {
    expect(checkInteger(value, 0, max, PATH)).toBe(value);
  });

  test.each([256, -1, 1.5, NaN, Infinity])('%d is no u8', (value) => {
    expect(() => checkInteger(value, 0, 255, PATH)).toThrow(`${PATH}: expected an integer from 0 to 255, got ${value}`);
  });

  test.each(['1', true, null, undefined, 1n])('%s is not converted', (value) => {
    expect(() => checkInteger(value, 0, 255, PATH)).toThrow('expected a number');
    expect(() => checkNumber(value, PATH)).toThrow('expected a number');
  });

  test('bigints and booleans are looked at too', () => {
    expect(checkBigInt(5n, 0n, 9n, PATH)).toBe(5n);
    expect(() => checkBigInt(10n, 0n, 9n, PATH)).toThrow('expected an integer from 0 to 9, got 10');
    expect(() => checkBigInt(5, 0n, 9n, PATH)).toThrow('expected a bigint, got number');
    expect(checkBoolean(false, PATH)).toBe(false);
    expect(() => checkBoolean(0, PATH)).toThrow('expected a boolean, got number');
  });

  test('elements of a list are named by their index', () => {
    expect(toIntegers(Uint8Array, 0, 255, [1, 255], PATH)).toEqual(Uint8Array.of(1, 255));
    expect(() => toIntegers(Uint8Array, 0, 255, [1, 2, 256], PATH)).toThrow(`${PATH}[2]: expected an integer from 0 to 255`);
    expect(() => toIntegers(Uint8Array, 0, 255, new Set([0, -1]), 'f: argument "rows"[]', 4)).toThrow('"rows"[4][1]: ');
    expect(() => toIntegers(Uint8Array, 0, 255, [, 1], PATH)).toThrow(`${PATH}[0]: expected a number, got undefined`);
  });

  test('an array does not say itself what its elements are', () => {
    class Odd extends Array<number> {
      override map<T>(): T[] {
        return [];
      }
    }
    expect(toIntegers(Uint16Array, 0, 65_535, Odd.of(1, 2), PATH)).toEqual(Uint16Array.of(1, 2));
  });

  test('bytes may be in a buffer', () => {
    expect(toIntegerBytes(Uint8Array.of(1, 2).buffer, PATH)).toEqual(Uint8Array.of(1, 2));
    expect(() => toIntegerBytes([256], PATH)).toThrow(`${PATH}[0]: expected an integer from 0 to 255`);
  });

  test('64-bit elements are bigints in range', () => {
    const max = 2n ** 64n - 1n;
    expect(toBigIntegers(BigUint64Array, 0n, max, new Set([0n, max]), PATH)).toEqual(BigUint64Array.of(0n, max));
    expect(() => toBigIntegers(BigUint64Array, 0n, max, [0n, max + 1n], PATH)).toThrow(`${PATH}[1]: expected an integer from 0 to`);
    expect(() => toBigIntegers(BigUint64Array, 0n, max, [1], PATH)).toThrow(`${PATH}[0]: expected a bigint, got number`);
  });

  test('elements that are floats are numbers', () => {
    expect(toFloats(Float64Array, { length: 1, 0: NaN }, PATH)).toEqual(Float64Array.of(NaN));
    for (const wrong of ['3', undefined, 1n]) {
      expect(() => toFloats(Float32Array, [1, wrong], PATH)).toThrow(`${PATH}[1]: expected a number, got ${typeof wrong}`);
    }
  });
});

describe('lists', () => {
  function* generate(): Generator<number> {
    yield 1;
    yield 2;
  }

  test('an array is taken as it is', () => {
    const array = [1, 2];
    expect(toArray(array, PATH)).toBe(array);
  });

  test.each([
    ['a set', new Set([1, 2])], ['a generator', generate()], ['a typed array', Uint8Array.of(1, 2)],
    ['an array-like', { length: 2, 0: 1, 1: 2 }],
  ])('%s is collected', (_, list) => expect(toArray(list, PATH)).toEqual([1, 2]));

  test.each([undefined, null, 5, 'text', {}])('%s is no list', (value) => {
    for (const check of [toArray, toBytes, toEntries]) {
      expect(() => check(value, PATH)).toThrow(`${PATH}: expected a list, got`);
    }
    expect(() => toNumbers(Uint16Array, value, PATH)).toThrow('expected a list');
    expect(() => toBigInts(BigInt64Array, value, PATH)).toThrow('expected a list');
  });

  test('a tuple has its length', () => {
    expect(toArrayOf(2, new Set(['a', 'b']), PATH)).toEqual(['a', 'b']);
    expect(() => toArrayOf(2, [1], PATH)).toThrow(`${PATH}: expected 2 elements, got 1`);
  });

  test('a map is its pairs', () => {
    expect(toEntries(new Map([['a', 1]]), PATH)).toEqual([['a', 1]]);
    expect(toEntries([['a', 1]], PATH)).toEqual([['a', 1]]);
  });
});

describe('lists of numbers', () => {
  test('such a typed array is taken as it is', () => {
    const list = Float32Array.of(1.5);
    expect(toNumbers(Float32Array, list, PATH)).toBe(list);
    const big = BigUint64Array.of(1n);
    expect(toBigInts(BigUint64Array, big, PATH)).toBe(big);
  });

  test('others are converted element by element, as JavaScript does', () => {
    expect(toNumbers(Uint8Array, [256, -1, '3', undefined], PATH)).toEqual(Uint8Array.of(0, 255, 3, 0));
    expect(toNumbers(Uint32Array, Uint8Array.of(1, 2, 3, 4), PATH)).toEqual(Uint32Array.of(1, 2, 3, 4));
    expect(toNumbers(Int8Array, new Set([200]), PATH)).toEqual(Int8Array.of(-56));
    expect(toNumbers(Int8Array, { length: 1, 0: 7 }, PATH)).toEqual(Int8Array.of(7));
    expect(toBigInts(BigUint64Array, [-1n, 5, '7', true], PATH)).toEqual(BigUint64Array.of(2n ** 64n - 1n, 5n, 7n, 1n));
  });

  test('a buffer is bytes, and nothing else', () => {
    expect(toBytes(Uint8Array.of(1, 2).buffer, PATH)).toEqual(Uint8Array.of(1, 2));
    expect(() => toNumbers(Uint32Array, new ArrayBuffer(8), PATH)).toThrow('expected a list');
  });
});

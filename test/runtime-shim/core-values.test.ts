// Core values in other slots, traps and errors.

import { describe, expect, test } from 'vitest';
import {
  ComponentError, cannotEnter, cannotLeave, checkDiscriminant, checkScalar, codeUnitsFromI64, codeUnitsToI64,
  errorPayload, f32FromI32, f64FromI64, fromI64, i32FromF32, i32FromI64, i64FromF64, liftChar, trap, trapOnThrow,
  unreachableFunction,
} from '../../src/runtime-shim/index.ts';

describe('bits', () => {
  test.each([0, -0, 1.5, -Infinity, Math.fround(0.1), 2 ** -149])('f32 %d goes through an i32 and an i64', (value) => {
    const bits = new Int32Array(Float32Array.of(value).buffer)[0] ?? NaN;
    expect(i32FromF32(value)).toBe(bits);
    expect(f32FromI32(bits)).toBe(value);
    expect(f32FromI32(i32FromI64(BigInt(bits >>> 0)))).toBe(value);
  });

  test.each([0, -0, 0.1, -Infinity, Number.MAX_VALUE, 5e-324])('f64 %d goes through an i64', (value) => {
    const bits = new BigInt64Array(Float64Array.of(value).buffer)[0] ?? 0n;
    expect(i64FromF64(value)).toBe(bits);
    expect(f64FromI64(bits)).toBe(value);
  });

  test('NaN stays NaN', () => {
    expect([f32FromI32(i32FromF32(NaN)), f32FromI32(-1), f64FromI64(-1n)]).toEqual([NaN, NaN, NaN]);
  });

  test('the high half of an i64 is dropped', () => {
    expect(i32FromI64(-1n << 32n)).toBe(0);
    expect(i32FromI64(0xdeadbeef_ffffffffn)).toBe(-1);
  });
});

describe('64-bit pointers and lengths', () => {
  test.each([[0n, 0], [0xffffffffn, 0xffffffff], [-1n, 2 ** 64]])('%s is the Number %d', (value, number) => {
    expect(fromI64(value)).toBe(number);
  });

  test.each([[0n, 0], [5n, 5], [(1n << 63n) + 5n, 0x80000005], [-(1n << 63n) + 5n, 0x80000005]])(
    'the length %s is as %d in 32 bits', (wide, narrow) => {
      expect(codeUnitsFromI64(wide)).toBe(narrow);
      expect(BigInt.asUintN(64, wide)).toBe(codeUnitsToI64(narrow));
    },
  );

  test('a length that is too long stays so, tagged or not', () => {
    expect(codeUnitsFromI64(0x80000000n)).toBe(0x7fffffff);
    expect(codeUnitsFromI64((1n << 63n) + 0x1_0000_0000n)).toBe(0xffffffff);
  });
});

describe('char', () => {
  test.each([[0, '\0'], [0xd7ff, '퟿'], [0xe000, '\ue000'], [0x10ffff, '\u{10ffff}']])('%i is one', (bits, text) => {
    expect(liftChar(bits)).toBe(text);
    expect(checkScalar(bits)).toBe(bits);
  });

  test.each([0xd800, 0xdbff, 0xdc00, 0xdfff, 0x110000, -1, -0x80000000])('%i traps', (bits) => {
    expect(() => liftChar(bits)).toThrow('invalid `char` bit pattern');
  });
});

test('a case number beyond the cases traps', () => {
  expect(checkDiscriminant(1, 2)).toBe(1);
  for (const index of [2, 256, -1]) expect(() => checkDiscriminant(index, 2)).toThrow('invalid variant discriminant');
});

describe('traps', () => {
  test('are WebAssembly.RuntimeErrors', () => {
    expect(() => trap('text')).toThrow(new WebAssembly.RuntimeError('text'));
    expect(cannotEnter).toThrow('cannot enter component instance');
    expect(cannotLeave).toThrow('cannot leave component instance');
    for (const run of [cannotEnter, cannotLeave]) expect(run).toThrow(WebAssembly.RuntimeError);
  });

  test('are what core exceptions become; other errors stay what they are', () => {
    const tag = new WebAssembly.Tag({ parameters: [] });
    const trapped = trapOnThrow(new WebAssembly.Exception(tag, []));
    expect(trapped).toBeInstanceOf(WebAssembly.RuntimeError);
    expect((trapped as Error).message).toBe('uncaught exception propagated out of component');
    const error = new RangeError('mine');
    expect(trapOnThrow(error)).toBe(error);
  });

  test('can be raised in core code', () => {
    expect(unreachableFunction()).toThrow(new WebAssembly.RuntimeError('unreachable'));
  });
});

describe("a result's error", () => {
  test('is thrown with its payload as an own property', () => {
    const error = new ComponentError({ tag: 'not-found' });
    expect(error).toBeInstanceOf(Error);
    expect(Object.hasOwn(error, 'payload')).toBe(true);
    expect([error.name, error.payload]).toEqual(['ComponentError', { tag: 'not-found' }]);
    expect(new ComponentError('no such user').message).toBe('no such user');
    expect(new ComponentError(undefined).payload).toBeUndefined();
  });

  test('is found in what the host throws', () => {
    expect(errorPayload(new ComponentError(5))).toBe(5);
    expect(errorPayload(Object.assign(new Error('x'), { payload: undefined }))).toBeUndefined();
    expect(errorPayload('plain')).toBe('plain');
    expect(errorPayload(undefined)).toBeUndefined();
    expect(errorPayload({ tag: 'closed' })).toEqual({ tag: 'closed' });
  });

  test('is not any other Error, nor an inherited payload', () => {
    const error = new Error('a mistake');
    expect(() => errorPayload(error)).toThrow(error);
    const inherited: unknown = Object.create(new ComponentError(1));
    expect(() => errorPayload(inherited)).toThrow();
  });
});

/** Layout and flattening: CanonicalABI.md, “Alignment”, “Element Size”, “Flattening”. */
import { describe, expect, test } from 'vitest';
import { concatFlat, join, joinCases, repeatFlat } from '../../src/planner/abi/flat.ts';
import {
  alignTo, discriminantSize, flagsSize, layoutCases, layoutFixedList, layoutRecord,
} from '../../src/planner/abi/layout.ts';

const bytes = (size: number, align = size) => ({ size, align });

test.each([[0, 8, 0], [1, 8, 8], [8, 8, 8], [9, 4, 12], [5, 1, 5]])(
  '%i aligned to %i is %i',
  (offset, align, to) => { expect(alignTo(offset, align)).toBe(to); },
);

describe('records', () => {
  test('fields are aligned, the end is padded', () => {
    expect(layoutRecord([bytes(1), bytes(4), bytes(2), bytes(1)])).toEqual({
      size: 12, align: 4, offsets: [0, 4, 8, 10], dense: false,
    });
  });

  test('a record is dense if only its fields are in it', () => {
    expect(layoutRecord([bytes(4), bytes(2), bytes(2)])).toMatchObject({ size: 8, dense: true });
    expect(layoutRecord([bytes(8), bytes(1)])).toMatchObject({ size: 16, dense: false });
  });
});

describe('cases', () => {
  test('the payload starts where the widest aligned one can', () => {
    expect(layoutCases([bytes(1), bytes(8), undefined]))
      .toEqual({ size: 16, align: 8, discriminant: 1, payload: 8 });
    expect(layoutCases([bytes(6, 2), bytes(4)])).toEqual({ size: 12, align: 4, discriminant: 1, payload: 4 });
  });

  test('without payloads only the discriminant is left', () => {
    expect(layoutCases([undefined, undefined])).toEqual({ size: 1, align: 1, discriminant: 1, payload: 1 });
  });

  test('a discriminant can be wider than every payload', () => {
    expect(layoutCases(Array(257).fill(bytes(1))))
      .toEqual({ size: 4, align: 2, discriminant: 2, payload: 2 });
  });

  test.each([[1, 1], [256, 1], [257, 2], [65536, 2], [65537, 4]])('%i cases need %i bytes', (count, size) => {
    expect(discriminantSize(count)).toBe(size);
  });
});

test.each([[1, 1], [8, 1], [9, 2], [16, 2], [17, 4], [32, 4]])('%i flags need %i bytes', (count, size) => {
  expect(flagsSize(count)).toBe(size);
});

describe('size limit', () => {
  const limit = 2 ** 28;

  test('one byte less than 2^28 is allowed', () => {
    expect(layoutFixedList(bytes(1), limit - 1).size).toBe(limit - 1);
    expect(layoutRecord([{ size: limit - 2, align: 1 }, bytes(1)]).size).toBe(limit - 1);
  });

  test.each([
    ['a list of 2^28 bytes', () => layoutFixedList(bytes(1), limit)],
    ['a list whose size is 2^32, 0 if it wrapped', () => layoutFixedList(bytes(8), 2 ** 29)],
    ['a sum', () => layoutRecord([{ size: limit - 1, align: 1 }, bytes(1)])],
    ['padding', () => layoutRecord([{ size: limit - 2, align: 2 }, bytes(1)])],
    ['a payload', () => layoutCases([{ size: limit - 1, align: 1 }])],
  ])('%s is too much', (_, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'INVALID_TYPE_SIZE' }));
  });
});

describe('flattening', () => {
  test.each([
    ['i32', 'i32', 'i32'], ['f32', 'f32', 'f32'], ['i32', 'f32', 'i32'], ['f32', 'i32', 'i32'],
    ['f64', 'f64', 'f64'], ['i64', 'f64', 'i64'], ['i32', 'i64', 'i64'], ['f32', 'f64', 'i64'],
    ['f64', 'i32', 'i64'],
  ] as const)('%s and %s join to %s', (a, b, joined) => {
    expect(join(a, b)).toBe(joined);
  });

  test('payloads are laid over each other behind the discriminant', () => {
    const payloads = [['f32'], ['i32', 'f64'], [], ['f32', 'f64', 'i64']] as const;
    expect(joinCases(payloads)).toEqual(['i32', 'i32', 'f64', 'i64']);
  });

  test('more than 16 are cut off after the 17th', () => {
    expect(concatFlat([Array(16).fill('i32')])).toHaveLength(16);
    expect(concatFlat([Array(16).fill('i32'), ['i64', 'f64']])).toEqual([...Array(16).fill('i32'), 'i64']);
    expect(joinCases([Array(17).fill('i64')])).toHaveLength(17);
    expect(repeatFlat(['i32', 'f32'], 2)).toEqual(['i32', 'f32', 'i32', 'f32']);
    expect(repeatFlat(['i32'], 2 ** 28 - 1)).toHaveLength(17);
  });
});

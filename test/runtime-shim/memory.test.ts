// Views of linear memory, and the checks of what points into it.

import { describe, expect, test } from 'vitest';
import type { Views } from '../../src/runtime-shim/index.ts';
import {
  checkList, checkPointer, checkRealloc, copyBytes, lengthOf, liftNumbers, liftUtf8, memoryViews, refreshViews,
  storePair, storePair64, toNumbers,
} from '../../src/runtime-shim/index.ts';

const PAGE = 65536;

const newViews = () => memoryViews(new WebAssembly.Memory({ initial: 1, maximum: 3 }));

test('views see the same memory, before and after it grows', () => {
  const views = newViews();
  views.u32[1] = 0x80ff00fe;
  expect([views.u8[4], views.s8[4], views.u16[3], views.s16[3], views.s32[1]])
    .toEqual([0xfe, -2, 0x80ff, -0x7f01, -0x7f00ff02]);
  views.memory.grow(1);
  expect(views.u8).toHaveLength(0);
  refreshViews(views);
  expect(views.u8).toHaveLength(2 * PAGE);
  expect(views.u32[1]).toBe(0x80ff00fe);
  expect([views.u64, views.s64, views.f32, views.f64].map(({ byteLength }) => byteLength))
    .toEqual(Array(4).fill(2 * PAGE));
});

test('views stay the same objects while memory does not grow', () => {
  const views = newViews();
  const { u8 } = views;
  refreshViews(views);
  expect(views.u8).toBe(u8);
});

test('a memory without pages gets views as soon as it has some', () => {
  const views = memoryViews(new WebAssembly.Memory({ initial: 0 }));
  refreshViews(views);
  expect(views.u8).toHaveLength(0);
  views.memory.grow(1);
  refreshViews(views);
  expect(views.u8).toHaveLength(PAGE);
});

describe('a pointer', () => {
  const views = newViews();

  test.each([[0, 8, 16], [PAGE - 16, 8, 16], [PAGE, 4, 0], [PAGE - 1, 1, 1]])('%i is good', (ptr, align, size) => {
    expect(checkPointer(views, ptr, align, size)).toBe(ptr);
    checkRealloc(views, ptr, align, size);
    checkList(views, ptr, size, 1, align);
  });

  test.each([[1, 2], [2, 4], [12, 8], [0xfffffffe, 4]])('%i is not aligned to %i', (ptr, align) => {
    expect(() => checkPointer(views, ptr, align, 0)).toThrow('unaligned pointer');
    expect(() => checkRealloc(views, ptr, align, 0)).toThrow('realloc return: result not aligned');
    expect(() => checkList(views, ptr, 0, align, align)).toThrow('unaligned pointer');
  });

  test.each([[PAGE - 8, 4, 12], [0xfffffffc, 4, 4], [0xfffffffc, 4, 0], [2 ** 53, 8, 8]])('%i is out of bounds', (ptr, align, size) => {
    expect(() => checkPointer(views, ptr, align, size)).toThrow('out of bounds');
    expect(() => checkRealloc(views, ptr, align, size)).toThrow('realloc return: beyond end of memory');
    expect(() => checkList(views, ptr, size, 1, align)).toThrow('list content out-of-bounds');
  });
});

describe('a check of a pointer makes stale views anew', () => {
  test.each([
    ['to a value', (views: Views) => checkPointer(views, PAGE, 4, 8)],
    ['from realloc', (views: Views) => checkRealloc(views, PAGE, 4, 8)],
    ['to a list', (views: Views) => checkList(views, PAGE, 2, 4, 4)],
    ['to a string', (views: Views) => liftUtf8(views, PAGE, 8)],
  ])('%s', (_, check) => {
    const views = newViews();
    expect(() => check(views)).toThrow('bounds');
    views.memory.grow(1);
    check(views);
    expect(views.u32[PAGE / 4]).toBe(0);
    expect(() => checkPointer(views, 2 * PAGE, 1, 1)).toThrow('pointer out of bounds of memory');
  });
});

test('a list that is too long is that before anything else', () => {
  expect(() => checkList(newViews(), 1, 2 ** 28, 1, 4)).toThrow('list content out-of-bounds');
  expect(() => checkList(newViews(), 0, 0xffffffff, 0xffff, 4)).toThrow('list content out-of-bounds');
});

test('a list of numbers is a copy', () => {
  const views = newViews();
  views.u16.set([1, 2, 3, 4], 1);
  const list = liftNumbers(views, views.u16, 4, 2) as Uint16Array;
  expect(list).toEqual(Uint16Array.of(2, 3));
  views.u16[2] = 9;
  expect(list[0]).toBe(2);
  expect(() => liftNumbers(views, views.u16, 1, 0)).toThrow('unaligned pointer');
  expect(() => liftNumbers(views, views.f64, PAGE - 8, 2)).toThrow('list content out-of-bounds');
});

describe('numbers to store', () => {
  test('are as many as the typed array has, whatever it says', () => {
    class Liar extends Uint8Array {
      override get length(): number {
        return 1000;
      }
    }
    const numbers = new Liar([1, 2]);
    expect(lengthOf(numbers)).toBe(2);
  });

  test('are copied from arrays without a look at others that are not stored yet', () => {
    const copy = (list: readonly unknown[]): Uint32Array => toNumbers(Uint32Array, list, 'f: argument "list"');
    const inBetween = { valueOf: () => lengthOf(copy([7, 8, 9])) };
    const one = copy([1, inBetween, 2]);
    const two = copy([4, 5]);
    expect([...one]).toEqual([1, 3, 2]);
    expect(lengthOf(two)).toBe(2);
    const three = copy([6, 6, 6]);
    expect(() => copy([1n, 2])).toThrow(TypeError);
    expect([[...one], [...three], [...copy(new Array(2000).fill(1))].length]).toEqual([[1, 3, 2], [6, 6, 6], 2000]);
  });

  test('are none if the typed array has lost its buffer', () => {
    const numbers = Uint8Array.of(1, 2);
    structuredClone(numbers, { transfer: [numbers.buffer] });
    expect(lengthOf(numbers)).toBe(0);
  });
});

test.each([0, 1, 63, 64, 65, 1000])('%i bytes are copied from memory to memory', (length) => {
  const [from, to] = [newViews(), newViews()];
  from.u8.forEach((_, i) => { from.u8[i] = i * 7; });
  copyBytes(from, 100, to, 2000, length);
  expect(to.u8.slice(1990, 2000 + length + 10))
    .toEqual(Uint8Array.from([...Array<number>(10).fill(0), ...from.u8.slice(100, 100 + length), ...Array<number>(10).fill(0)]));
});

test('pairs are stored at the width of pointers', () => {
  const views = newViews();
  storePair(views, 8, 0xfffffff0, 3);
  expect([...views.u32.slice(2, 4)]).toEqual([0xfffffff0, 3]);
  storePair64(views, 16, 0xfffffff0, 2n ** 63n + 3n);
  expect([...views.u64.slice(2, 4)]).toEqual([0xfffffff0n, 2n ** 63n + 3n]);
});

// Elements of streams on their way out of a memory and into it (CanonicalABI.md, “Buffer State”).

import { afterAll, describe, expect, test } from 'vitest';
import { callsOf, codecOf, copier } from './support/codecs.ts';
import { removeFiles } from './support/plans.ts';

afterAll(removeFiles);

describe('numbers are a part of the memory', () => {
  test.each([
    ['u8', Uint8Array.of(1, 255)], ['s8', Int8Array.of(1, -1)], ['u16', Uint16Array.of(1, 65535)],
    ['s16', Int16Array.of(1, -1)], ['u32', Uint32Array.of(1, 2 ** 32 - 1)], ['s32', Int32Array.of(1, -1)],
    ['u64', BigUint64Array.of(1n, 2n ** 64n - 1n)], ['s64', BigInt64Array.of(1n, -1n)],
    ['f32', Float32Array.of(0.5, -1)], ['f64', Float64Array.of(0.1, -1)],
  ] as const)('%s', async (type, values) => {
    for (const pointer of ['i32', 'i64'] as const) {
      const codec = await codecOf(type, '', pointer);
      expect(codec).toMatchObject({ size: values.BYTES_PER_ELEMENT, align: values.BYTES_PER_ELEMENT, bytes: true, numbers: type });
      codec.lower(values, 64);
      expect(codec.lift(64, 2)).toStrictEqual(values);
      expect(codec.lift(64 + values.BYTES_PER_ELEMENT, 1)).toStrictEqual(values.slice(1));
      expect(codec.lift(64, 2)).not.toBe(codec.lift(64, 2));
    }
  });

  test('that JavaScript gives as an array are converted', async () => {
    const bytes = await codecOf('u8');
    bytes.lower([256 + 7, -1, '3'], 0);
    expect([...bytes.lift(0, 3) as Uint8Array]).toEqual([7, 255, 3]);
    const longs = await codecOf('u64');
    longs.lower([1n, 2, -1n], 0);
    expect([...longs.lift(0, 3) as BigUint64Array]).toEqual([1n, 2n, 2n ** 64n - 1n]);
  });

  test('are refused by --strict', async () => {
    const [read] = await callsOf(copier('u8'), { strict: true });
    const codec = read?.args[2] as Awaited<ReturnType<typeof codecOf>>;
    expect(() => codec.lower([1, 256], 0)).toThrow(/^stream element/);
    codec.lower([1, 255], 0);
    expect([...codec.lift(0, 2) as Uint8Array]).toEqual([1, 255]);
  });
});

describe('all else goes one by one', () => {
  const record = `(type $r' (record (field "name" string) (field "tags" (list u16)) (field "age" (option u8))))
    (export $r "r" (type $r'))`;
  const variant = `(type $v' (variant (case "none") (case "some-text" string) (case "pair" (tuple u8 f64))))
    (export $v "v" (type $v'))`;
  const labels = `(type $e' (enum "red" "dark-red")) (export $e "e" (type $e'))
    (type $f' (flags "a" "b-c")) (export $f "f" (type $f'))`;
  test.each<[string, string, unknown[]]>([
    ['bool', '', [true, false]],
    ['(tuple char)', '', [['a'], ['😀']]],
    ['string', '', ['', 'a', '😀é', '\ufeffx']],
    ['(list string)', '', [['a', 'b'], []]],
    ['(list u32)', '', [Uint32Array.of(1, 2), Uint32Array.of()]],
    ['(list u8 3)', '', [[1, 2, 3]]],
    ['(option (option u8))', '', [{ tag: 'none' }, { tag: 'some', val: undefined }, { tag: 'some', val: 3 }]],
    ['(result string (error u8))', '', [{ tag: 'ok', val: 'x' }, { tag: 'err', val: 3 }]],
    ['(tuple bool s64 char)', '', [[true, -3n, 'x'], [false, 4n, 'y']]],
    ['$r', record, [{ name: 'Ada', tags: Uint16Array.of(1, 2), age: 36 }, { name: '', tags: Uint16Array.of(), age: undefined }]],
    ['$v', variant, [{ tag: 'pair', val: [1, 0.5] }, { tag: 'none' }, { tag: 'some-text', val: 'x' }]],
    ['$e', labels, ['dark-red', 'red']],
    ['$f', labels, [{ a: false, bC: true }, { a: true, bC: false }]],
  ])('%s', async (type, before, values) => {
    for (const pointer of ['i32', 'i64'] as const) {
      const codec = await codecOf(type, before, pointer);
      expect(codec.numbers).toBe(undefined);
      codec.lower(values, 128);
      expect(codec.lift(128, values.length)).toEqual(values);
      expect(codec.lift(128 + codec.size, values.length - 1)).toEqual(values.slice(1));
    }
  });

  test.each(['utf16', 'latin1+utf16'])('strings in %s', async (encoding) => {
    const codec = await codecOf('string', '', 'i32', encoding);
    codec.lower(['abc', 'é', '😀', ''], 0);
    expect(codec.lift(0, 4)).toEqual(['abc', 'é', '😀', '']);
  });

  test('as many as there are values', async () => {
    const codec = await codecOf('bool');
    codec.lower([true, true, true], 8);
    codec.lower([false], 9);
    expect(codec.lift(8, 3)).toEqual([true, false, true]);
  });

  test('what is none is refused by its place', async () => {
    const codec = await codecOf('$r', record);
    const good = { name: 'x', tags: [1] };
    expect(() => codec.lower([good, { ...good, name: 3 }], 0))
      .toThrow(new TypeError('stream element.name: expected a string, got number'));
    expect(() => codec.lower([undefined], 0)).toThrow(new TypeError('stream element: expected an object, got undefined'));
  });

  test('a bad bit pattern is a trap', async () => {
    const codec = await codecOf('(tuple char)');
    codec.views!.u32[0] = 0xd800;
    expect(() => codec.lift(0, 1)).toThrow(WebAssembly.RuntimeError);
  });
});

test('only what needs no look at a value is copied as bytes', async () => {
  const bytes = async (type: string): Promise<boolean> => (await codecOf(type)).bytes;
  expect(await bytes('(tuple u8 u8)')).toBe(true);
  expect(await bytes('bool')).toBe(false);
  expect(await bytes('string')).toBe(false);
});

test('without an element type there is nothing to lift', async () => {
  expect(await codecOf('')).toEqual({ type: expect.any(Number), size: 0, align: 1, views: undefined, bytes: true, numbers: undefined });
});

describe('what built-ins are given', () => {
  test('32-bit addresses and numbers are unsigned', async () => {
    const [read, write] = await callsOf(copier('u8'));
    expect(read).toMatchObject({ name: 'copyBuffer', args: [{}, 2, {}, 7, 2 ** 32 - 8, 9] });
    expect(write).toMatchObject({ name: 'copyBuffer', args: [{}, 3, {}, 7, 0, 0] });
  });

  test('64-bit addresses are Numbers', async () => {
    const [read] = await callsOf(copier('u8', '', 'i64'));
    expect(read).toMatchObject({ name: 'copyBuffer', args: [{}, 2, {}, 7, 2 ** 64, 9] });
  });
});

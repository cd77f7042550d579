/** Types to shapes and signatures: CanonicalABI.md, “Alignment” to “Flattening”. */
import { describe, expect, test } from 'vitest';
import { makeShapes } from '../../src/planner/abi/make-shape.ts';
import { makeTypeNumbers } from '../../src/planner/abi/type-numbers.ts';
import { makeSignature } from '../../src/planner/abi/make-signature.ts';
import type { FuncType, Type } from '../../src/planner/types.ts';

const numberOf = makeTypeNumbers();
const shapeOf = makeShapes({ pointer: 'i32', numberOf });
const shapeOf64 = makeShapes({ pointer: 'i64', numberOf });

const u8: Type = { kind: 'u8' };
const u32: Type = { kind: 'u32' };
const u64: Type = { kind: 'u64' };
const f32: Type = { kind: 'f32' };
const string: Type = { kind: 'string' };
const resource = { kind: 'resource', identity: { index: 3 } } as const;
const own: Type = { kind: 'own', resource };
const list = (element: Type, length?: number): Type => ({ kind: 'list', element, ...(length && { length }) });
const option = (type: Type): Type => ({ kind: 'option', type });
const tuple = (...types: Type[]): Type => ({ kind: 'tuple', types });
const record = (fields: Record<string, Type>): Type => {
  return { kind: 'record', fields: Object.entries(fields).map(([name, type]) => ({ name, type })) };
};

test.each([
  ['bool', 1, 'i32'], ['u8', 1, 'i32'], ['s8', 1, 'i32'], ['u16', 2, 'i32'], ['s16', 2, 'i32'],
  ['u32', 4, 'i32'], ['s32', 4, 'i32'], ['u64', 8, 'i64'], ['s64', 8, 'i64'], ['f32', 4, 'f32'],
  ['f64', 8, 'f64'], ['char', 4, 'i32'],
] as const)('%s has %i bytes and is one %s', (kind, size, flat) => {
  expect(shapeOf({ kind }))
    .toMatchObject({ kind, size, align: size, flat: [flat], allocates: false, handles: false });
});

test('strings, lists and maps are pointer and length, as wide as the memory has them', () => {
  for (const type of [string, list(u8), { kind: 'map', key: string, value: u8 } as const]) {
    expect(shapeOf(type))
      .toMatchObject({ size: 8, align: 4, flat: ['i32', 'i32'], pointer: 'i32', allocates: true });
    expect(shapeOf64(type)).toMatchObject({ size: 16, align: 8, flat: ['i64', 'i64'], pointer: 'i64' });
  }
});

test('a map is a list of pairs', () => {
  expect(shapeOf({ kind: 'map', key: u8, value: u64 })).toMatchObject({
    entry: { kind: 'tuple', size: 16, align: 8, fields: [{ offset: 0 }, { offset: 8 }] },
  });
});

test('a fixed-length list has its elements in place', () => {
  expect(shapeOf(list(tuple(u32, f32), 3))).toMatchObject({
    kind: 'fixed-list', length: 3, size: 24, align: 4, bitwise: true,
    flat: ['i32', 'f32', 'i32', 'f32', 'i32', 'f32'],
  });
});

test('a record has offsets and the keys that JavaScript knows', () => {
  expect(shapeOf(record({ 'is-XML': u8, at: u64, 'a-1': u8, a1: u8 }))).toMatchObject({
    size: 24,
    align: 8,
    flat: ['i32', 'i64', 'i32', 'i32'],
    bitwise: false,
    fields: [
      { name: 'is-XML', key: 'isXml', offset: 0 },
      { name: 'at', key: 'at', offset: 8 },
      { name: 'a-1', key: 'a-1', offset: 16 },
      { name: 'a1', key: 'a1', offset: 17 },
    ],
  });
});

test('variants, options, results and enums', () => {
  const cases = [{ name: 'a' }, { name: 'b', type: u64 }, { name: 'c', type: f32 }];
  expect(shapeOf({ kind: 'variant', cases }))
    .toMatchObject({
      kind: 'variant', size: 16, align: 8, discriminant: 1, payload: 8, flat: ['i32', 'i64'],
      cases: [{ name: 'a' }, { name: 'b', shape: { kind: 'u64' } }, { name: 'c', shape: { kind: 'f32' } }],
    });
  expect(shapeOf(option(string))).toMatchObject({
    size: 12, align: 4, payload: 4, flat: ['i32', 'i32', 'i32'], tagged: false, allocates: true,
  });
  expect(shapeOf(option(option(u8))))
    .toMatchObject({ size: 3, tagged: true, cases: [{}, { shape: { tagged: false } }] });
  expect(shapeOf({ kind: 'result', error: f32 })).toMatchObject({
    size: 8, flat: ['i32', 'f32'], cases: [{ name: 'ok' }, { name: 'err', shape: { kind: 'f32' } }],
  });
  expect(shapeOf({ kind: 'result' })).toMatchObject({ size: 1, flat: ['i32'] });
  expect(shapeOf({ kind: 'enum', labels: ['dark-red', 'b'] })).toMatchObject({
    size: 1, flat: ['i32'], labels: ['dark-red', 'b'],
  });
});

test('flags are bits of one integer', () => {
  const flags = (length: number): Type =>
    ({ kind: 'flags', labels: Array.from({ length }, (_, i) => `f-x${i}`) });
  expect(shapeOf(flags(9))).toMatchObject({ size: 2, align: 2, flat: ['i32'] });
  expect(shapeOf(flags(1))).toMatchObject({ labels: [{ name: 'f-x0', key: 'fX0' }] });
  expect(() => shapeOf(flags(33))).toThrow(expect.objectContaining({ code: 'INVALID_FLAGS' }));
  expect(() => shapeOf(flags(0))).toThrow(expect.objectContaining({ code: 'INVALID_FLAGS' }));
});

test('handles are indices, whatever the width of pointers', () => {
  const types: Type[] = [
    own, { kind: 'borrow', resource }, { kind: 'stream', element: u8 }, { kind: 'future' },
    { kind: 'error-context' },
  ];
  for (const type of types) {
    expect(shapeOf64(type))
      .toMatchObject({ kind: type.kind, size: 4, align: 4, flat: ['i32'], handles: true });
  }
  expect(shapeOf(own)).toMatchObject({ resource: 3 });
  expect(shapeOf({ kind: 'stream', element: string }))
    .toMatchObject({ element: { kind: 'string' }, allocates: false });
});

test.each<[string, Type, boolean]>([
  ['numbers', u32, true],
  ['floats', f32, true],
  ['bools, which are normalised', { kind: 'bool' }, false],
  ['chars, which are checked', { kind: 'char' }, false],
  ['tuples without padding', tuple(u32, f32, u64), true],
  ['tuples with padding', tuple(u8, u32), false],
  ['records of dense tuples', record({ a: tuple(u8, u8) }), true],
  ['strings', string, false],
  ['handles', own, false],
  ['options', option(u8), false],
])('whether bytes can be copied as they are: %s', (_, type, bitwise) => {
  expect(shapeOf(type).bitwise).toBe(bitwise);
});

test('what is inside counts for allocation and handles', () => {
  expect(shapeOf(tuple(u8, option(list(u8))))).toMatchObject({ allocates: true, handles: false });
  expect(shapeOf(list(tuple(u8, own)))).toMatchObject({ allocates: true, handles: true });
  expect(shapeOf({ kind: 'result', error: own })).toMatchObject({ allocates: false, handles: true });
});

test('one type object has one shape object', () => {
  const type = list(tuple(u8, string));
  expect(shapeOf(type)).toBe(shapeOf(type));
  expect(shapeOf(type)).not.toBe(shapeOf64(type));
});

test('a type of 2^28 bytes or more is refused, however it comes to it', () => {
  expect(() => shapeOf(list(list(u8, 2 ** 28 - 1), 2))).toThrow(/exceeds maximum byte size/);
  expect(() => shapeOf(list(u64, 2 ** 29))).toThrow(/exceeds maximum byte size/);
  expect(shapeOf(list(list(u8, 2 ** 28 - 1))).size).toBe(8);
});

test('a type of exponential width costs no exponential time', () => {
  let type: Type = u8;
  for (let i = 0; i < 26; i++) type = tuple(type, type);
  expect(shapeOf(type).size).toBe(2 ** 26);
});

describe('signatures', () => {
  const func = (params: Type[], result?: Type): FuncType => {
    const named = params.map((type, i) => ({ name: `p${i}`, type }));
    return { async: false, params: named, ...(result && { result }) };
  };
  const lift = (type: FuncType) => makeSignature('f', 'f: func()', type, shapeOf, 'lift');
  const lower = (type: FuncType, of = shapeOf) => makeSignature('f', 'f: func()', type, of, 'lower');

  test('flat parameters and a flat result', () => {
    const type = func([u32, u64], f32);
    expect(lift(type)).toMatchObject({
      core: { params: ['i32', 'i64'], results: ['f32'] }, paramsInMemory: undefined, resultInMemory: false,
      params: [{ name: 'p0', local: 'p0', shape: { kind: 'u32' } }, { name: 'p1' }],
    });
    expect(lower(type).core).toEqual(lift(type).core);
  });

  test('no result', () => {
    expect(lift(func([])))
      .toMatchObject({ core: { params: [], results: [] }, result: undefined, resultInMemory: false });
  });

  test('a result in memory is behind a returned pointer, or an out-pointer after the parameters', () => {
    const type = func([u64], string);
    expect(lift(type)).toMatchObject({ core: { params: ['i64'], results: ['i32'] }, resultInMemory: true });
    expect(lower(type))
      .toMatchObject({ core: { params: ['i64', 'i32'], results: [] }, resultInMemory: true });
    expect(lower(type, shapeOf64).core).toEqual({ params: ['i64', 'i64'], results: [] });
  });

  test('16 flat parameters are passed flat, 17 by one pointer', () => {
    expect(lift(func(Array(16).fill(u8)))).toMatchObject({ core: { params: Array(16).fill('i32') } });
    const many = func([u8, ...Array(8).fill(string)], string);
    expect(lift(many)).toMatchObject({
      core: { params: ['i32'], results: ['i32'] },
      paramsInMemory: { kind: 'tuple', size: 68, align: 4, fields: { length: 9, 1: { offset: 4 } } },
    });
    expect(lower(many).core).toEqual({ params: ['i32', 'i32'], results: [] });
  });
});

/**
 * Core values and bytes in memory as JavaScript sees them, lowered again and lifted again (CanonicalABI.md, "Flat
 * Lifting", "Loading", "Storing"). Code is emitted for that, so each goes through a component.
 */
import { describe, expect, test } from 'vitest';
import { flatText, type Guest } from '../../property/support/pass-through.ts';
import { load } from '../../property/support/play.ts';
import type { Case, Label, Named, Pointer, Scalar, Type } from '../../property/support/types.ts';

interface Passing {
  readonly pass: (...flat: readonly unknown[]) => unknown;
}

type Row = readonly [type: Type, flat: readonly unknown[], seen: unknown];

const TRAP = Symbol('trap');

const scalar = (name: Scalar): Type => ({ kind: 'scalar', scalar: name });
const [U8, U16, U32, F32, STRING] = [scalar('u8'), scalar('u16'), scalar('u32'), scalar('f32'), scalar('string')];
const list = (element: Type): Type => ({ kind: 'list', element });
const listOf = (length: number, element: Type): Type => ({ kind: 'fixed-list', element, length });
const tuple = (...elements: readonly Type[]): Type => ({ kind: 'tuple', elements });
const label = (name: string): Label => ({ wit: name, js: name });
const named = (fields: Readonly<Record<string, Type>>): readonly Named[] =>
  Object.entries(fields).map(([name, type]) => ({ label: label(name), type }));
const record = (fields: Readonly<Record<string, Type>>): Type => ({ kind: 'record', fields: named(fields) });
const flags = (...names: readonly string[]): Type => ({ kind: 'flags', labels: names.map(label) });
const variant = (...cases: readonly Case[]): Type => ({ kind: 'variant', cases });
const numbered = (n: number): readonly string[] => Array.from({ length: n }, (_, i) => `f${i}`);
const all = (n: number, value: boolean): unknown => Object.fromEntries(numbered(n).map((name) => [name, value]));

/** Calls with flat values what hands them to JavaScript, which gives back what it sees. */
async function passed(type: Type, flat: readonly unknown[], data: readonly number[] = [], pointer: Pointer = 'i32') {
  const guest: Guest = { encoding: 'utf8', pointer, postReturn: false };
  const { instantiate } = await load<Passing>(flatText(type, guest, data));
  const seen: unknown[] = [];
  const pass = (value: unknown): unknown => {
    seen.push(value);
    return value;
  };
  const run = (): unknown => instantiate(undefined, { host: { pass } }).pass(...flat);
  return { run, seen };
}

async function check([type, flat, expected]: Row, data?: readonly number[], pointer?: Pointer): Promise<void> {
  const { run, seen } = await passed(type, flat, data, pointer);
  if (expected === TRAP) {
    expect(run).toThrow(WebAssembly.RuntimeError);
    expect(seen).toEqual([]);
  } else {
    expect(run()).toStrictEqual(expected);
    expect(seen).toStrictEqual([expected]);
  }
}

const show = (value: unknown): string => JSON.stringify(
  value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : typeof each === 'symbol' ? 'trap' : each),
);

describe('flat values of composite types', () => {
  const XYZ = variant(
    { label: label('x'), type: U8 }, { label: label('y'), type: F32 }, { label: label('z'), type: undefined },
  );
  const OPTION: Type = { kind: 'option', some: F32 };
  const RESULT = tuple({ kind: 'result', ok: U8, err: U32 });
  const WY = variant(...named({ w: U8, y: U8 }));
  const rows: readonly Row[] = [
    [record({ x: U8, y: U16, z: U32 }), [1, 2, 3], { x: 1, y: 2, z: 3 }],
    [tuple(tuple(U8, U8), U8), [1, 2, 3], [[1, 2], 3]],
    [listOf(3, U8), [1, 2, 3], [1, 2, 3]],
    [listOf(3, listOf(2, U8)), [1, 2, 3, 4, 5, 6], [[1, 2], [3, 4], [5, 6]]],
    [flags('a', 'b'), [0], { a: false, b: false }],
    [flags('a', 'b'), [2], { a: false, b: true }],
    [flags('a', 'b'), [3], { a: true, b: true }],
    [flags('a', 'b'), [4], { a: false, b: false }],
    [flags(...numbered(32)), [0xffffffff], all(32, true)],
    [XYZ, [0, 42], { tag: 'x', val: 42 }],
    [XYZ, [0, 256], { tag: 'x', val: 0 }],
    [XYZ, [1, 0x4048f5c3], { tag: 'y', val: Math.fround(3.14) }],
    [XYZ, [2, 0xffffffff], { tag: 'z' }],
    [OPTION, [0, 3.14], undefined],
    [OPTION, [1, 3.14], Math.fround(3.14)],
    [RESULT, [0, 42], [{ tag: 'ok', val: 42 }]],
    [RESULT, [1, 1000], [{ tag: 'err', val: 1000 }]],
    [WY, [0, 42], { tag: 'w', val: 42 }],
    [WY, [1, 42], { tag: 'y', val: 42 }],
    [variant(...named({ w: U8 })), [0, 42], { tag: 'w', val: 42 }],
  ];
  test.each(rows.map((row, i) => [`${i}: ${row[0].kind} ${show(row[1])} is ${show(row[2])}`, row] as const))(
    '%s', (_, row) => check(row),
  );
});

describe('flat values of scalar types', () => {
  const ALL = 2 ** 32 - 1;
  const pairs: Readonly<Partial<Record<Scalar, readonly (readonly [flat: unknown, seen: unknown])[]>>> = {
    bool: [[0, false], [1, true], [2, true], [ALL, true]],
    u8: [[127, 127], [128, 128], [255, 255], [256, 0], [ALL, 255], [ALL - 127, 128], [ALL - 128, 127]],
    s8: [[127, 127], [128, -128], [255, -1], [256, 0], [ALL, -1], [ALL - 127, -128], [ALL - 128, 127]],
    u16: [
      [32767, 32767], [32768, 32768], [65535, 65535], [65536, 0], [ALL, 65535], [ALL - 32767, 32768],
      [ALL - 32768, 32767],
    ],
    s16: [
      [32767, 32767], [32768, -32768], [65535, -1], [65536, 0], [ALL, -1], [ALL - 32767, -32768],
      [ALL - 32768, 32767],
    ],
    u32: [[2 ** 31 - 1, 2 ** 31 - 1], [2 ** 31, 2 ** 31], [ALL, ALL]],
    s32: [[2 ** 31 - 1, 2 ** 31 - 1], [2 ** 31, -(2 ** 31)], [ALL, -1]],
    u64: [[2n ** 63n - 1n, 2n ** 63n - 1n], [2n ** 63n, 2n ** 63n], [2n ** 64n - 1n, 2n ** 64n - 1n]],
    s64: [[2n ** 63n - 1n, 2n ** 63n - 1n], [2n ** 63n, -(2n ** 63n)], [2n ** 64n - 1n, -1n]],
    f32: [[3.14, Math.fround(3.14)]],
    f64: [[3.14, 3.14]],
    char: [
      [0, '\0'], [65, 'A'], [0xd7ff, '\ud7ff'], [0xd800, TRAP], [0xdfff, TRAP], [0xe000, '\ue000'],
      [0x10ffff, '\u{10ffff}'], [0x110000, TRAP], [ALL, TRAP],
    ],
  };
  test.each(Object.keys(pairs) as Scalar[])('%s', async (name) => {
    for (const [flat, seen] of pairs[name]!) await check([scalar(name), [flat], seen]);
  });

  test('enum', async () => {
    const type: Type = { kind: 'enum', labels: ['a', 'b'].map(label) };
    for (const [flat, seen] of [[0, 'a'], [1, 'b'], [2, TRAP]]) await check([type, [flat], seen]);
  });
});

describe('lists in memory', () => {
  const bytes = (text: string): number[] => [...new TextEncoder().encode(text)];
  /** Little-endian numbers of `size` bytes. */
  const le = (size: number, ...values: readonly number[]): number[] =>
    values.flatMap((value) => Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** i) & 255));
  const minus = (size: number, ...values: readonly number[]): number[] =>
    values.flatMap((value) => [256 - value, ...Array<number>(size - 1).fill(255)]);
  const X = 0xff;
  type HeapRow = readonly [
    type: Type, seen: unknown, at: readonly [ptr: number, length: number], data: readonly number[], pointer?: Pointer,
  ];
  const rows: readonly HeapRow[] = [
    [scalar('bool'), [true, false, true], [0, 3], [1, 0, 1]],
    [scalar('bool'), [true, false, true], [0, 3], [1, 0, 2]],
    [scalar('bool'), [true, false, true], [3, 3], [X, X, X, 1, 0, 1]],
    [U8, new Uint8Array([1, 2, 3]), [0, 3], [1, 2, 3]],
    [U16, new Uint16Array([1, 2, 3]), [0, 3], le(2, 1, 2, 3)],
    [U16, TRAP, [1, 3], [0, ...le(2, 1, 2, 3)]],
    [U32, new Uint32Array([1, 2, 3]), [0, 3], le(4, 1, 2, 3)],
    [scalar('u64'), new BigUint64Array([1n, 2n]), [0, 2], le(8, 1, 2)],
    [scalar('s8'), new Int8Array([-1, -2, -3]), [0, 3], minus(1, 1, 2, 3)],
    [scalar('s16'), new Int16Array([-1, -2, -3]), [0, 3], minus(2, 1, 2, 3)],
    [scalar('s32'), new Int32Array([-1, -2, -3]), [0, 3], minus(4, 1, 2, 3)],
    [scalar('s64'), new BigInt64Array([-1n, -2n]), [0, 2], minus(8, 1, 2)],
    [scalar('char'), ['A', 'B', 'c'], [0, 3], le(4, 65, 66, 99)],
    [STRING, ['hi', 'wat'], [0, 2], [...le(4, 16, 2, 21, 3), ...bytes('hi'), 15, 15, 15, ...bytes('wat')]],
    [STRING, ['hi', 'wat'], [0, 2], [...le(8, 32, 2, 37, 3), ...bytes('hi'), 15, 15, 15, ...bytes('wat')], 'i64'],
    [list(U8), [[3, 4, 5], [], [6, 7]].map((each) => new Uint8Array(each)), [0, 3],
      [...le(4, 24, 3, 0, 0, 27, 2), 3, 4, 5, 6, 7]],
    [list(U8), [[3, 4, 5], [], [6, 7]].map((each) => new Uint8Array(each)), [0, 3],
      [...le(8, 48, 3, 0, 0, 51, 2), 3, 4, 5, 6, 7], 'i64'],
    [list(U16), [new Uint16Array([5, 6])], [0, 1], [...le(4, 8, 2), ...le(2, 5, 6)]],
    [list(U16), [new Uint16Array([5, 6])], [0, 1], [...le(8, 16, 2), ...le(2, 5, 6)], 'i64'],
    [list(U16), TRAP, [0, 1], [...le(4, 9, 2), 0, ...le(2, 5, 6)]],
    [list(U16), TRAP, [0, 1], [...le(8, 17, 2), 0, ...le(2, 5, 6)], 'i64'],
    [listOf(2, U8), [[1, 2], [3, 4]], [0, 2], [1, 2, 3, 4]],
    [listOf(2, U32), [[1, 2], [3, 4]], [0, 2], le(4, 1, 2, 3, 4)],
    [listOf(2, U32), TRAP, [1, 2], [0, ...le(4, 1, 2, 3, 4)]],
    [tuple(U8, U8, U16, U32), [[6, 7, 8, 9], [4, 5, 6, 7]], [0, 2], [6, 7, 8, 0, 9, 0, 0, 0, 4, 5, 6, 0, 7, 0, 0, 0]],
    [tuple(U8, U16, U8, U32), [[6, 7, 8, 9], [4, 5, 6, 7]], [0, 2],
      [6, X, 7, 0, 8, X, X, X, 9, 0, 0, 0, 4, X, 5, 0, 6, X, X, X, 7, 0, 0, 0]],
    [tuple(U16, U8), [[6, 7], [8, 9]], [0, 2], [6, 0, 7, X, 8, 0, 9, X]],
    [tuple(tuple(U16, U8), U8), [[[4, 5], 6], [[7, 8], 9]], [0, 2], [4, 0, 5, X, 6, X, 7, 0, 8, X, 9, X]],
    [flags('a', 'b'), [{ a: false, b: false }, { a: false, b: true }, { a: true, b: true }], [0, 3], [0, 2, 3]],
    [flags('a', 'b'), [{ a: false, b: false }, { a: false, b: true }, { a: false, b: false }], [0, 3], [0, 2, 4]],
    [flags(...numbered(9)), [all(9, true), all(9, false)], [0, 2], [X, 1, 0, 0]],
    [flags(...numbered(9)), [all(9, true), all(9, false)], [0, 2], [X, 3, 0, 0]],
    [flags(...numbered(17)), [all(17, true), all(17, false)], [0, 2], [X, X, 1, 0, 0, 0, 0, 0]],
    [flags(...numbered(17)), [all(17, true), all(17, false)], [0, 2], [X, X, 3, 0, 0, 0, 0, 0]],
    [flags(...numbered(32)), [all(32, true), all(32, false)], [0, 2], [X, X, X, X, 0, 0, 0, 0]],
  ];
  const called = rows.map((row, i) => [`${i}: ${row[0].kind} ${show(row[2])} is ${show(row[1])}`, row] as const);

  test.each(called)('%s', async (_, [element, seen, at, data, pointer]) => {
    await check([list(element), pointer === 'i64' ? at.map(BigInt) : at, seen], data, pointer);
  });

  test('a map is a list of pairs', async () => {
    const type: Type = { kind: 'map', key: 'u8', value: U16 };
    await check([type, [0, 2], new Map([[42, 83], [43, 84]])], [42, X, 83, 0, 43, X, 84, 0]);
  });
});

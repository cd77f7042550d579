// lists: lists of numbers, strings, lists and tuples; and that nothing allocated for a call is left behind.

import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Play } from '../support/play.ts';

type Two<A, B> = (a: A, b: B) => readonly [A, B];

interface Test {
  emptyListParam(a: Uint8Array): void;
  emptyStringParam(a: string): void;
  emptyListResult(): Uint8Array;
  emptyStringResult(): string;
  listParam(a: Uint8Array | Iterable<number> | ArrayBuffer): void;
  listParam2(a: string): void;
  listParam3(a: Iterable<string>): void;
  listParam4(a: readonly (readonly string[])[]): void;
  listParam5(a: readonly (readonly [number, number, number])[]): void;
  listParamLarge(a: readonly string[]): void;
  listResult(): Uint8Array;
  listResult2(): string;
  listResult3(): readonly string[];
  /** The guest calls these five of the host's, and has its own not implemented. */
  readonly listMinmax8: Two<Uint8Array, Int8Array>;
  readonly listMinmax16: Two<Uint16Array, Int16Array>;
  readonly listMinmax32: Two<Uint32Array, Int32Array>;
  readonly listMinmax64: Two<BigUint64Array, BigInt64Array>;
  readonly listMinmaxFloat: Two<Float32Array, Float64Array>;
  listRoundtrip(a: Uint8Array): Uint8Array;
  stringRoundtrip(a: string): string;
}

interface Exports {
  readonly test: Test;
  readonly 'test:lists/test': Test;
  testImports(): void;
  allocatedBytes(): number;
}

// What the guest asserts on, in both directions.
const bytes = Uint8Array.of(1, 2, 3, 4);
const u8: Uint8Array = Uint8Array.of(0, 0xff);
const s8: Int8Array = Int8Array.of(-0x80, 0x7f);
const u16: Uint16Array = Uint16Array.of(0, 0xffff);
const s16: Int16Array = Int16Array.of(-0x8000, 0x7fff);
const u32: Uint32Array = Uint32Array.of(0, 0xffffffff);
const s32: Int32Array = Int32Array.of(-0x80000000, 0x7fffffff);
const u64: BigUint64Array = BigUint64Array.of(0n, 2n ** 64n - 1n);
const s64: BigInt64Array = BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n);
const f32: Float32Array = Float32Array.of(-3.4028234663852886e38, 3.4028234663852886e38, -Infinity, Infinity);
const f64: Float64Array = Float64Array.of(-Number.MAX_VALUE, Number.MAX_VALUE, -Infinity, Infinity);

/**
 * Every import compares what it is given (deep and strict, so the class of an array too) and counts the call.
 */
function makeTest(called: Set<string>): Test {
  const takes = <T>(name: string, expected: T) => (actual: unknown): void => {
    called.add(name);
    deepEqual(actual, expected);
  };
  const gives = <T>(name: string, value: T) => (): T => {
    called.add(name);
    return value;
  };
  const pair = <A, B>(name: string, a: A, b: B): Two<A, B> => (...given) => {
    called.add(name);
    deepEqual(given, [a, b]);
    return given;
  };
  return {
    emptyListParam: takes('emptyListParam', new Uint8Array()),
    emptyStringParam: takes('emptyStringParam', ''),
    emptyListResult: gives('emptyListResult', new Uint8Array()),
    emptyStringResult: gives('emptyStringResult', ''),
    listParam: takes('listParam', bytes),
    listParam2: takes('listParam2', 'foo'),
    listParam3: takes('listParam3', ['foo', 'bar', 'baz']),
    listParam4: takes('listParam4', [['foo', 'bar'], ['baz']]),
    listParam5: takes('listParam5', [[1, 2, 3], [4, 5, 6]]),
    listParamLarge: (a) => { called.add('listParamLarge'); equal(a.length, 1000); },
    listResult: gives('listResult', Uint8Array.of(1, 2, 3, 4, 5)),
    listResult2: gives('listResult2', 'hello!'),
    listResult3: gives('listResult3', ['hello,', 'world!']),
    listMinmax8: pair('listMinmax8', u8, s8),
    listMinmax16: pair('listMinmax16', u16, s16),
    listMinmax32: pair('listMinmax32', u32, s32),
    listMinmax64: pair('listMinmax64', u64, s64),
    listMinmaxFloat: pair('listMinmaxFloat', f32, f64),
    listRoundtrip: (a) => { called.add('listRoundtrip'); return a; },
    stringRoundtrip: (a) => { called.add('stringRoundtrip'); return a; },
  };
}

export function play(): Play<Exports> {
  const called = new Set<string>();
  const host = makeTest(called);
  return {
    imports: { 'test:lists/test': host },
    drive({ test, 'test:lists/test': quoted, testImports, allocatedBytes }) {
      const allocated = allocatedBytes();
      equal(test, quoted);
      testImports();
      const { listParamLarge: _, ...asserted } = host;
      deepEqual([...called].sort(), Object.keys(asserted).sort(), 'the guest called all others');
      checkParams(test);
      checkResults(test);
      checkRoundtrips(test);
      equal(allocatedBytes(), allocated, 'everything that was allocated for a call was freed again');
    },
  };
}

function checkParams(test: Test): void {
  test.emptyListParam(new Uint8Array());
  test.emptyStringParam('');
  test.listParam(bytes);
  test.listParam([1, 2, 3, 4]);
  test.listParam(new Set([1, 2, 3, 4]));
  test.listParam(bytes.buffer);
  test.listParam2('foo');
  test.listParam3(['foo', 'bar', 'baz']);
  test.listParam3(new Set(['foo', 'bar', 'baz']));
  test.listParam4([['foo', 'bar'], ['baz']]);
  test.listParam5([[1, 2, 3], [4, 5, 6]]);
  test.listParamLarge(Array.from({ length: 1000 }, () => 'string'));
}

function checkResults(test: Test): void {
  deepEqual(test.emptyListResult(), new Uint8Array());
  equal(test.emptyStringResult(), '');
  deepEqual(test.listResult(), Uint8Array.of(1, 2, 3, 4, 5));
  equal(test.listResult2(), 'hello!');
  deepEqual(test.listResult3(), ['hello,', 'world!']);
}

function checkRoundtrips(test: Test): void {
  const inTheMiddle = new Uint8Array(Uint8Array.of(9, 9, 1, 2, 3, 4, 9, 9).buffer, 2, 4);
  const back = test.listRoundtrip(inTheMiddle);
  deepEqual(back, bytes);
  ok(back.buffer.byteLength === 4, 'a copy, not a view of the guest\'s memory');
  const large = Uint8Array.from({ length: 1_000_000 }, (_, i) => i * 7);
  deepEqual(test.listRoundtrip(large), large);
  for (const text of ['x', '', 'hello ⚑ world']) equal(test.stringRoundtrip(text), text);
}

// records: records, tuples, and flags of 2 to 32.

import { deepEqual, equal, throws } from 'node:assert/strict';
import type { Play } from '../support/play.ts';

type Flags = Readonly<Record<string, boolean>>;
type Pair = readonly [number, number];

interface Test {
  multipleResults(): Pair;
  swapTuple(pair: Pair): Pair;
  roundtripFlags1(flags: Flags | undefined): Flags;
  roundtripFlags2(flags: Flags): Flags;
  roundtripFlags3(a: Flags, b: Flags, c: Flags): readonly [Flags, Flags, Flags];
  roundtripRecord1(record: { a: number; b: Flags }): { a: number; b: Flags };
  tuple1(tuple: readonly [number]): readonly [number];
}

interface Exports {
  readonly test: Test;
  readonly 'test:records/test': Test;
  testImports(): void;
}

const host: Test = {
  multipleResults: () => [4, 5],
  swapTuple: ([a, b]) => [b, a],
  roundtripFlags1: (flags) => flags ?? {},
  roundtripFlags2: (flags) => flags,
  roundtripFlags3: (a, b, c) => [a, b, c],
  roundtripRecord1: (record) => record,
  tuple1: ([a]) => [a],
};

/** Flags `b0` … with those of `set` set; all are present, as they come to JavaScript. */
const flags = (count: number, ...set: readonly number[]): Flags =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`b${i}`, set.includes(i)]));

export function play(): Play<Exports> {
  return {
    imports: { 'test:records/test': host },
    drive({ test, 'test:records/test': quoted, testImports }) {
      testImports();
      equal(test, quoted);
      deepEqual(test.multipleResults(), [100, 200]);
      deepEqual(test.swapTuple([1, 2]), [2, 1]);
      deepEqual(test.tuple1([1]), [1]);
      checkFlags(test);
      deepEqual(test.roundtripRecord1({ a: 8, b: {} }), { a: 8, b: { a: false, b: false } });
      const full = { a: 0, b: { a: true, b: true } };
      deepEqual(test.roundtripRecord1(full), full);
      throws(() => test.roundtripRecord1({ a: 8 } as typeof full), { name: 'TypeError', message: /"a"\.b/ });
      throws(() => test.swapTuple([1] as unknown as Pair), TypeError);
    },
  };
}

function checkFlags(test: Test): void {
  deepEqual(test.roundtripFlags1({ a: true }), { a: true, b: false });
  deepEqual(test.roundtripFlags1({}), { a: false, b: false });
  deepEqual(test.roundtripFlags1(undefined), { a: false, b: false });
  deepEqual(test.roundtripFlags1({ a: true, b: true }), { a: true, b: true });
  deepEqual(test.roundtripFlags2({ c: true }), { c: true, d: false, e: false });
  deepEqual(test.roundtripFlags2({}), { c: false, d: false, e: false });
  deepEqual(test.roundtripFlags2({ d: true }), { c: false, d: true, e: false });
  deepEqual(test.roundtripFlags2({ c: true, e: true }), { c: true, d: false, e: true });
  for (let i = 0; i < 32; i++) {
    const three = [flags(8, i % 8), flags(16, i % 16, 0), flags(32, i, 31 - i)] as const;
    deepEqual(test.roundtripFlags3(...three), three);
  }
  deepEqual(test.roundtripFlags3({}, {}, {}), [flags(8), flags(16), flags(32)]);
}

// numbers: every scalar there and back, at its limits and beyond.

import { equal, throws } from 'node:assert/strict';
import type { Play } from '../support/play.ts';

type Same<T> = (value: T) => T;

interface Test {
  readonly roundtripU8: Same<number>;
  readonly roundtripS8: Same<number>;
  readonly roundtripU16: Same<number>;
  readonly roundtripS16: Same<number>;
  readonly roundtripU32: Same<number>;
  readonly roundtripS32: Same<number>;
  readonly roundtripU64: Same<bigint>;
  readonly roundtripS64: Same<bigint>;
  readonly roundtripF32: Same<number>;
  readonly roundtripF64: Same<number>;
  readonly roundtripChar: Same<string>;
  setScalar(value: number): void;
  getScalar(): number;
}

interface Exports {
  readonly test: Test;
  readonly 'test:numbers/test': Test;
  testImports(): void;
}

function makeTest(): Test {
  let scalar = 0;
  const same = <T>(value: T): T => value;
  return {
    roundtripU8: same, roundtripS8: same, roundtripU16: same, roundtripS16: same, roundtripU32: same,
    roundtripS32: same, roundtripU64: same, roundtripS64: same, roundtripF32: same, roundtripF64: same,
    roundtripChar: same,
    setScalar(value) { scalar = value; },
    getScalar: () => scalar,
  };
}

/** `assert.equal` is `Object.is`: it tells -0 from 0 and takes NaN for NaN. */
function checkAll<T>(roundtrip: Same<T>, values: readonly T[]): void {
  for (const value of values) equal(roundtrip(value), value);
}

export function play(): Play<Exports> {
  return {
    imports: { 'test:numbers/test': makeTest() },
    drive({ test, 'test:numbers/test': quoted, testImports }) {
      testImports();
      equal(test, quoted);
      checkLimits(test);
      checkConversions(test);
      test.setScalar(2);
      equal(test.getScalar(), 2);
      test.setScalar(4);
      equal(test.getScalar(), 4);
    },
  };
}

function checkLimits(test: Test): void {
  checkAll(test.roundtripU8, [0, 1, 0xff]);
  checkAll(test.roundtripS8, [0, 1, 0x7f, -0x80]);
  checkAll(test.roundtripU16, [0, 1, 0xffff]);
  checkAll(test.roundtripS16, [0, 1, 0x7fff, -0x8000]);
  checkAll(test.roundtripU32, [0, 1, 0xffffffff]);
  checkAll(test.roundtripS32, [0, 1, 0x7fffffff, -0x80000000]);
  checkAll(test.roundtripU64, [0n, 1n, 2n ** 64n - 1n]);
  checkAll(test.roundtripS64, [0n, 1n, 2n ** 63n - 1n, -(2n ** 63n)]);
  checkAll(test.roundtripF32, [0, -0, 1, Math.fround(0.1), Infinity, -Infinity, NaN]);
  checkAll(test.roundtripF64, [0, -0, 1, 0.1, Number.MAX_VALUE, Infinity, -Infinity, NaN]);
  checkAll(test.roundtripChar, ['a', ' ', '\0', '\ud7ff', '\ue000', '🚩', '\u{10ffff}']);
}

function checkConversions(test: Test): void {
  equal(test.roundtripU8(256 + 3), 3);
  equal(test.roundtripU8(-1), 0xff);
  equal(test.roundtripS8(0x80), -0x80);
  equal(test.roundtripU16(-2), 0xfffe);
  equal(test.roundtripS16(0x18000), -0x8000);
  equal(test.roundtripU32(2 ** 32 + 5), 5);
  equal(test.roundtripS32(2 ** 31), -(2 ** 31));
  equal(test.roundtripU64(-1n), 2n ** 64n - 1n);
  equal(test.roundtripS64(2n ** 63n), -(2n ** 63n));
  equal(test.roundtripF32(0.1), Math.fround(0.1));
  throws(() => test.roundtripChar('ab'), TypeError);
  throws(() => test.roundtripChar(''), TypeError);
  throws(() => test.roundtripChar('\ud800'), TypeError);
}

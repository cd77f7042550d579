// variants: options, results, enums, and variants whose cases share flat values of different types.

import { deepEqual, equal, throws } from 'node:assert/strict';
import type { Play } from '../support/play.ts';

type Case = { readonly tag: string; readonly val?: unknown };

interface Test {
  roundtripOption(value?: number | null): number | undefined;
  roundtripResult(value: Case): number;
  roundtripEnum(value: string): string;
  invertBool(value: boolean): boolean;
  variantCasts(values: readonly Case[]): readonly Case[];
  variantZeros(values: readonly Case[]): readonly Case[];
  variantTypedefs(a: number | undefined, b: boolean, c: Case): void;
  /** The guest calls the host's, and has its own not implemented. */
  variantEnums(a: boolean, b: Case, c: string): readonly [boolean, Case, string];
}

interface Exports {
  readonly test: Test;
  readonly 'test:variants/test': Test;
  testImports(): void;
}

const noOk: Case = { tag: 'ok', val: undefined };
const noErr: Case = { tag: 'err', val: undefined };

const host: Test = {
  roundtripOption: (value) => value ?? undefined,
  roundtripResult({ tag, val }) {
    if (tag === 'ok') return val as number;
    throw Object.assign(new Error('no'), { payload: Math.round(val as number) });
  },
  roundtripEnum: (value) => value,
  invertBool: (value) => !value,
  variantCasts: (values) => values,
  variantZeros: (values) => values,
  variantTypedefs() {},
  variantEnums(...given) {
    deepEqual(given, [true, noOk, 'success']);
    return [false, noErr, 'a'];
  },
};

export function play(): Play<Exports> {
  return {
    imports: { 'test:variants/test': host },
    drive({ test, 'test:variants/test': quoted, testImports }) {
      testImports();
      equal(test, quoted);
      checkOptionsAndResults(test);
      equal(test.roundtripEnum('a'), 'a');
      equal(test.roundtripEnum('b'), 'b');
      throws(() => test.roundtripEnum('c'), { name: 'TypeError', message: /one of "a", "b"/ });
      equal(test.invertBool(true), false);
      equal(test.invertBool(false), true);
      equal(test.invertBool('' as unknown as boolean), true, 'truthiness');
      checkCases(test);
      test.variantTypedefs(undefined, false, noErr);
      throws(() => test.variantEnums(true, noOk, 'c'), TypeError);
    },
  };
}

function checkOptionsAndResults(test: Test): void {
  equal(test.roundtripOption(1), 1);
  equal(test.roundtripOption(0), 0);
  equal(test.roundtripOption(undefined), undefined);
  equal(test.roundtripOption(null), undefined);
  equal(test.roundtripOption(), undefined);
  equal(test.roundtripResult({ tag: 'ok', val: 2 }), 2);
  const err = { tag: 'err', val: Math.fround(5.2) };
  throws(() => test.roundtripResult(err), { name: 'ComponentError', payload: 5 });
  throws(() => test.roundtripResult({ tag: 'neither' }), TypeError);
}

/** Numbers are i32, i64 and f32/f64 in the two cases of each: the flat values are joined, and split again. */
function checkCases(test: Test): void {
  const allA = [1, -2, 3, 4n, -5n, 6.5].map((val) => ({ tag: 'a', val }));
  const allB = [-1n, 2.5, -3.25, 4.5, 5.5, 6.75].map((val) => ({ tag: 'b', val }));
  deepEqual(test.variantCasts(allA), allA);
  deepEqual(test.variantCasts(allB), allB);
  const zeroA = [1, 2n, 3.5, 4.25].map((val) => ({ tag: 'a', val }));
  deepEqual(test.variantZeros(zeroA), zeroA);
  const zeroB = [1, 2, 3, 4].map(() => ({ tag: 'b' }));
  deepEqual(test.variantZeros(zeroB), zeroB);
  throws(() => test.variantZeros([{ tag: 'c' }, ...zeroB.slice(1)]), TypeError);
}

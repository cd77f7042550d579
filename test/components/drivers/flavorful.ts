// flavorful: strings in records, variants and type aliases; an import that fails once.

import { deepEqual, equal, throws } from 'node:assert/strict';
import type { Play } from '../support/play.ts';

type Case = { readonly tag: string; readonly val: unknown };
type InRecord = { readonly a: string };
type Lists = readonly [readonly boolean[], readonly Case[], readonly string[]];

interface Test {
  fListInRecord1(a: InRecord): void;
  fListInRecord2(): InRecord;
  fListInRecord3(a: InRecord): InRecord;
  fListInRecord4(a: InRecord): InRecord;
  fListInVariant1(a: string | undefined, b: Case): void;
  fListInVariant2(): string | undefined;
  fListInVariant3(a: string | undefined): string | undefined;
  errnoResult(): void;
  listTypedefs(a: string, c: readonly string[]): readonly [Uint8Array, readonly string[]];
  /** The guest calls the host's, and has its own not implemented. */
  listOfVariants(...lists: Lists): Lists;
}

interface Exports {
  readonly test: Test;
  readonly 'test:flavorful/test': Test;
  testImports(): void;
}

const ok: Case = { tag: 'ok', val: undefined };
const err: Case = { tag: 'err', val: undefined };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The guest's `testImports` asserts on what these return, and these on what it passes. */
function makeTest(): Test {
  let failed = false;
  return {
    fListInRecord1: (a) => deepEqual(a, { a: 'list_in_record1' }),
    fListInRecord2: () => ({ a: 'list_in_record2' }),
    fListInRecord3(a) {
      deepEqual(a, { a: 'list_in_record3 input' });
      return { a: 'list_in_record3 output' };
    },
    fListInRecord4(a) {
      deepEqual(a, { a: 'input4' });
      return { a: 'result4' };
    },
    fListInVariant1: (...given) => deepEqual(given, ['foo', { tag: 'err', val: 'bar' }]),
    fListInVariant2: () => 'list_in_variant2',
    fListInVariant3(a) {
      equal(a, 'input3');
      return 'output3';
    },
    errnoResult() {
      if (failed) return;
      failed = true;
      throw 'b';
    },
    listTypedefs(...given) {
      deepEqual(given, ['typedef1', ['typedef2']]);
      return [utf8('typedef3'), ['typedef4']];
    },
    listOfVariants(...given) {
      deepEqual(given, [[true, false], [ok, err], ['success', 'a']]);
      return [[false, true], [err, ok], ['a', 'b']];
    },
  };
}

export function play(): Play<Exports> {
  return {
    imports: { 'test:flavorful/test': makeTest() },
    drive({ test, 'test:flavorful/test': quoted, testImports }) {
      testImports();
      equal(test, quoted);
      test.fListInRecord1({ a: 'list_in_record1' });
      deepEqual(test.fListInRecord2(), { a: 'list_in_record2' });
      deepEqual(test.fListInRecord3({ a: 'list_in_record3 input' }), { a: 'list_in_record3 output' });
      deepEqual(test.fListInRecord4({ a: 'input4' }), { a: 'result4' });
      test.fListInVariant1('foo', { tag: 'err', val: 'bar' });
      equal(test.fListInVariant2(), 'list_in_variant2');
      equal(test.fListInVariant3('input3'), 'output3');
      throws(() => test.errnoResult(), { name: 'ComponentError', payload: 'b' });
      deepEqual(test.listTypedefs('typedef1', ['typedef2']), [utf8('typedef3'), ['typedef4']]);
      throws(() => test.listOfVariants([], [], ['c']), { name: 'TypeError', message: /\[0\]/ });
    },
  };
}

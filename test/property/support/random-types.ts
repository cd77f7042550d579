/**
 * Random signatures and guests. Types get simpler with depth, and stay small enough for a case to take a
 * millisecond.
 */
import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Guest } from './pass-through.ts';
import { flatten, INTEGERS, signatureText } from './types.ts';
import type { Label, Named, Scalar, Signature, Type } from './types.ts';

const MAX_DEPTH = 3;

/** More flat values than this in one type, and adapters fill pages. */
const MAX_FLAT = 60;

/**
 * Labels and what they are in JavaScript, by the table of js-mapping.md; some mean something to JavaScript.
 */
const LABELS: readonly Label[] = [
  ['a', 'a'], ['b', 'b'], ['first-name', 'firstName'], ['HTTP-server', 'httpServer'], ['x-Y-z', 'xYZ'],
  ['a1-b2', 'a1B2'], ['constructor', 'constructor'], ['to-string', 'toString'], ['value-of', 'valueOf'],
  ['then', 'then'], ['tag', 'tag'], ['val', 'val'], ['length', 'length'], ['class', 'class'],
  ['prototype', 'prototype'], ['has-own-property', 'hasOwnProperty'], ['undefined', 'undefined'],
  ['ok', 'ok'],
].map(([wit = '', js = '']) => ({ wit, js }));

const scalar: Arbitrary<Scalar> = fc.constantFrom<Scalar>(
  'string', 'string', 'bool', 'f32', 'f64', 'char', ...INTEGERS,
);
const key: Arbitrary<Scalar> = fc.constantFrom<Scalar>('string', 'bool', 'char', ...INTEGERS);

const labels = (min: number, max: number): Arbitrary<Label[]> =>
  fc.uniqueArray(fc.constantFrom(...LABELS), { minLength: min, maxLength: max, selector: ({ wit }) => wit });

/** `c0`, `c1`, …: for counts on the edges of what discriminants and flags are stored in. */
const manyLabels = (...counts: readonly number[]): Arbitrary<Label[]> =>
  fc.constantFrom(...counts).map((length) =>
    Array.from({ length }, (_, i) => ({ wit: `c${i}`, js: `c${i}` })));

const flags = (each: readonly Label[]): Type => ({ kind: 'flags', labels: each });
const enumeration = (each: readonly Label[]): Type => ({ kind: 'enum', labels: each });

const leaf: Arbitrary<Type> = fc.oneof(
  { weight: 6, arbitrary: scalar.map((each): Type => ({ kind: 'scalar', scalar: each })) },
  { weight: 1, arbitrary: labels(1, 5).map(flags) },
  { weight: 1, arbitrary: manyLabels(8, 9, 16, 17, 32).map(flags) },
  { weight: 1, arbitrary: labels(1, 5).map(enumeration) },
  { weight: 1, arbitrary: manyLabels(256, 257).map(enumeration) },
);

function branch(inner: Arbitrary<Type>): Arbitrary<Type> {
  const maybe = fc.option(inner, { nil: undefined, freq: 3 });
  const length = fc.integer({ min: 1, max: 5 });
  const elements = fc.array(inner, { minLength: 1, maxLength: 5 });
  const fixed = fc.record({ element: inner, length });
  const map = fc.record({ key, value: inner });
  const result = fc.record({ ok: maybe, err: maybe });
  return fc.oneof(
    { weight: 3, arbitrary: inner.map((element): Type => ({ kind: 'list', element })) },
    { weight: 1, arbitrary: fixed.map((each): Type => ({ kind: 'fixed-list', ...each })) },
    { weight: 1, arbitrary: map.map((each): Type => ({ kind: 'map', ...each })) },
    { weight: 3, arbitrary: named(labels(1, 5), inner).map((fields): Type => ({ kind: 'record', fields })) },
    { weight: 2, arbitrary: elements.map((each): Type => ({ kind: 'tuple', elements: each })) },
    { weight: 3, arbitrary: named(labels(1, 5), maybe).map((cases): Type => ({ kind: 'variant', cases })) },
    { weight: 2, arbitrary: inner.map(option) },
    { weight: 1, arbitrary: inner.map(option).map(option) },
    { weight: 2, arbitrary: result.map((each): Type => ({ kind: 'result', ...each })) },
  );
}

function option(some: Type): Type {
  return { kind: 'option', some };
}

function named<T extends Type | undefined>(
  names: Arbitrary<Label[]>, inner: Arbitrary<T>,
): Arbitrary<{ readonly label: Named['label']; readonly type: T }[]> {
  return names.chain((all) => fc.tuple(...all.map((label) => inner.map((type) => ({ label, type })))));
}

function typeOfDepth(depth: number): Arbitrary<Type> {
  if (depth === 0) return leaf;
  const inner = typeOfDepth(depth - 1);
  return fc.oneof({ weight: 1, arbitrary: inner }, { weight: 1, arbitrary: branch(inner) });
}

export const type = typeOfDepth(MAX_DEPTH).filter((each) => flatten(each, 'i32').length <= MAX_FLAT);

export const signature: Arbitrary<Signature> = fc.record({
  params: fc.oneof(
    { weight: 4, arbitrary: fc.array(type, { maxLength: 4 }) },
    // Around 16 flat values, where parameters move into memory.
    { weight: 1, arbitrary: fc.array(leaf, { minLength: 8, maxLength: 18 }) },
  ),
  result: fc.option(type, { nil: undefined, freq: 6 }),
}).map((each) => Object.assign(each, { [fc.toStringMethod]: () => describe(each) }));

/** A signature in a failure's report: as text, long lists of labels cut short. */
function describe(each: Signature): string {
  const { named, params, result } = signatureText(each);
  const types = named
    .map((text) => text.replace(/("c0" "c1")[^)]*( "c\d+")/, '$1 …$2'))
    .map((text, i) => `$t${i} = ${text}; `);
  return `${types.join('')}pass: func(${params.join(', ')}) -> ${result ?? 'nothing'}`;
}

export const guest: Arbitrary<Guest> = fc.record({
  encoding: fc.constantFrom('utf8', 'utf16', 'latin1+utf16'),
  pointer: fc.constantFrom('i32', 'i32', 'i32', 'i64'),
  postReturn: fc.boolean(),
});

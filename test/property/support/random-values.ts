/**
 * Random values of a type, in pairs: one as a JavaScript user may give it, and the one that comes out at the
 * other end (js-mapping.md, "Values": "from JS" and "to JS").
 */
import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { numericArray } from './numeric-arrays.ts';
import type { Integer, Label, Scalar, Type } from './types.ts';

export interface Sample {
  readonly given: unknown;
  readonly seen: unknown;
}

type Of<K extends Type['kind']> = Extract<Type, { readonly kind: K }>;

const asIs = (value: unknown): Sample => ({ given: value, seen: value });

// ------------------------------------------------------------------------------------------ scalars

/** Modular, as ToUint8 … ToInt32 and BigInt.asIntN are. */
function wrap(integer: Integer, value: bigint): number | bigint {
  const bits = Number(integer.slice(1));
  const wrapped = integer.startsWith('u') ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value);
  return bits === 64 ? wrapped : Number(wrapped);
}

function integerSample(integer: Integer): Arbitrary<Sample> {
  const bits = BigInt(integer.slice(1));
  const inRange = fc.bigInt({ min: 0n, max: 2n ** bits - 1n }).map((value) => asIs(wrap(integer, value)));
  const any = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n });
  const beyond = integer.endsWith('64')
    ? any.map((value) => ({ given: value, seen: wrap(integer, value) }))
    : fc.oneof(any.map(Number), fc.double()).map((value) => {
      const truncated = Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n;
      return { given: value, seen: wrap(integer, truncated) };
    });
  return fc.oneof({ weight: 4, arbitrary: inRange }, { weight: 1, arbitrary: beyond });
}

const codeUnit = (min: number, max: number): Arbitrary<string> =>
  fc.integer({ min, max }).map((code) => String.fromCharCode(code));

const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary-ascii', maxLength: 200 }),
  fc.string({ unit: codeUnit(0, 0xff), maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  // Code units by themselves: halves of surrogate pairs among them.
  fc.string({ unit: codeUnit(0xd700, 0xe0ff), maxLength: 12 }),
  // Where encodings change in the middle: ASCII, then something else.
  fc.tuple(fc.constantFrom('', 'x'.repeat(70), 'é'.repeat(40)), fc.string({ unit: 'binary', maxLength: 4 }))
    .map(([start, end]) => start + end),
);

const SCALARS: { readonly [K in Exclude<Scalar, Integer>]: Arbitrary<Sample> } = {
  bool: fc.oneof(
    fc.boolean().map(asIs),
    fc.constantFrom(0, 1, NaN, '', 'x', 2n).map((value) => ({ given: value, seen: Boolean(value) })),
  ),
  f32: fc.double().map((value) => ({ given: value, seen: Math.fround(value) })),
  f64: fc.double().map(asIs),
  char: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('\0', '\u{10ffff}', '\ue000'),
  ).map(asIs),
  string: text.map((value) => ({ given: value, seen: value.replace(/\p{Surrogate}/gu, '\ufffd') })),
};

export function scalarSample(scalar: Scalar): Arbitrary<Sample> {
  return scalar === 'bool' || scalar === 'f32' || scalar === 'f64' || scalar === 'char' || scalar === 'string'
    ? SCALARS[scalar]
    : integerSample(scalar);
}

// ------------------------------------------------------------------------------------------ the others

/** An array; or something else that can be iterated over, or has a length, with the same elements. */
function listLike(elements: readonly unknown[], form: number): unknown {
  if (form === 0) return { [Symbol.iterator]: () => elements[Symbol.iterator]() };
  if (form === 1) return { ...elements, length: elements.length };
  return elements;
}

function listed(elements: Arbitrary<readonly Sample[]>): Arbitrary<Sample> {
  return fc.tuple(elements, fc.nat({ max: 9 })).map(([all, form]) => ({
    given: listLike(all.map(({ given }) => given), form),
    seen: all.map(({ seen }) => seen),
  }));
}

const listOf = (element: Type, length: fc.ArrayConstraints): Arbitrary<Sample> =>
  listed(fc.array(sample(element), length));

const SAMPLE: { readonly [K in Type['kind']]: (type: Of<K>) => Arbitrary<Sample> } = {
  scalar: ({ scalar }) => scalarSample(scalar),
  list: ({ element }) => {
    const numeric = element.kind === 'scalar' ? numericArray(element.scalar, sample(element)) : undefined;
    return numeric ?? listOf(element, { maxLength: 6 });
  },
  'fixed-list': ({ element, length }) => listOf(element, { minLength: length, maxLength: length }),
  map: ({ key, value }) => mapSample(key, value),
  record: ({ fields }) => fc.tuple(...fields.map(({ label, type }) => field(label, type)))
    .map((all) => ({
      given: { ...Object.fromEntries(all.flatMap(({ given }) => given)), 'something-else': 1 },
      seen: Object.fromEntries(all.map(({ seen }) => seen)),
    })),
  tuple: ({ elements }) => listed(fc.tuple(...elements.map(sample))),
  flags: ({ labels }) => flagsSample(labels),
  enum: ({ labels }) => fc.constantFrom(...labels).map(({ wit }) => asIs(wit)),
  variant: ({ cases }) => fc.oneof(...cases.map(({ label, type }) => (type === undefined
    ? fc.constant(asIs({ tag: label.wit }))
    : tagged(label.wit, type)))),
  option: ({ some }) => optionSample(some),
  result: ({ ok, err }) => fc.oneof(resultCase('ok', ok), resultCase('err', err)),
};

export function sample<K extends Type['kind']>(type: Of<K>): Arbitrary<Sample> {
  return SAMPLE[type.kind as K](type);
}

/** A field as entries of objects: none where it may be left out. */
function field(label: Label, type: Type): Arbitrary<{ given: [string, unknown][]; seen: [string, unknown] }> {
  return sample(type).map(({ given, seen }) => ({
    given: given === undefined ? [] : [[label.js, given]],
    seen: [label.js, seen],
  }));
}

function mapSample(key: Scalar, value: Type): Arbitrary<Sample> {
  const right = scalarSample(key).map(({ seen }) => seen);
  const keys = fc.uniqueArray(right, { maxLength: 5, comparator: 'SameValueZero' });
  const entries = keys.chain((all) =>
    fc.tuple(...all.map((each) => sample(value).map(({ given, seen }) => ({ each, given, seen })))));
  return fc.tuple(entries, fc.boolean()).map(([all, asPairs]) => {
    const given = all.map((entry) => [entry.each, entry.given] as const);
    const seen = all.map((entry) => [entry.each, entry.seen] as const);
    return { given: asPairs ? given : new Map(given), seen: new Map(seen) };
  });
}

/** Those that are not set may be false, or something false, or missing. */
function flagsSample(labels: readonly Label[]): Arbitrary<Sample> {
  const bit = fc.constantFrom<unknown>(true, 1, false, undefined);
  const some = fc.tuple(...labels.map(() => bit)).map((bits) => ({
    given: Object.fromEntries(labels.flatMap(({ js }, i) => (bits[i] === undefined ? [] : [[js, bits[i]]]))),
    seen: Object.fromEntries(labels.map(({ js }, i) => [js, Boolean(bits[i])])),
  }));
  const none = { given: null, seen: Object.fromEntries(labels.map(({ js }) => [js, false])) };
  return fc.oneof({ weight: 9, arbitrary: some }, { weight: 1, arbitrary: fc.constant(none) });
}

function tagged(tag: string, type: Type): Arbitrary<Sample> {
  return sample(type).map(({ given, seen }) => ({ given: { tag, val: given }, seen: { tag, val: seen } }));
}

function resultCase(tag: string, type: Type | undefined): Arbitrary<Sample> {
  if (type !== undefined) return tagged(tag, type);
  const seen = { tag, val: undefined };
  return fc.boolean().map((bare) => ({ given: bare ? { tag } : seen, seen }));
}

/** The value, or nothing; an option of an option says which. */
function optionSample(some: Type): Arbitrary<Sample> {
  const none = some.kind === 'option'
    ? fc.constant(asIs({ tag: 'none' }))
    : fc.constantFrom(undefined, null).map((given) => ({ given, seen: undefined }));
  const full = some.kind === 'option'
    ? tagged('some', some)
    : sample(some).map(({ given, seen }) => ({ given: given ?? seen, seen }));
  return fc.oneof({ weight: 1, arbitrary: none }, { weight: 2, arbitrary: full });
}

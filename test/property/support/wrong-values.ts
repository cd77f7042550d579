/**
 * Values that aren't of a type, somewhere in them: what must be refused with a `TypeError`, before the guest
 * runs. Numbers and booleans are not among them: JavaScript converts nearly everything to those.
 */
import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { sample, scalarSample } from './random-values.ts';
import type { Named, Scalar, Type } from './types.ts';

type Of<K extends Type['kind']> = Extract<Type, { readonly kind: K }>;

const NOT_STRINGS: { readonly [K in Scalar]?: readonly unknown[] } = {
  string: [1, null, undefined, {}],
  char: ['', 'ab', '\ud800', 1, undefined],
};

const NOT_ITERABLE = [5, null, undefined, {}];

/** Ways to be wrong: each an arbitrary; none if everything is right. */
type Ways = readonly Arbitrary<unknown>[];

const constants = (values: readonly unknown[]): Ways => values.map((each) => fc.constant(each));

const WAYS: { readonly [K in Type['kind']]: (type: Of<K>) => Ways } = {
  scalar: ({ scalar }) => constants(NOT_STRINGS[scalar] ?? []),
  list: ({ element }) => [...constants(NOT_ITERABLE), ...inArray([element, element])],
  'fixed-list': ({ element, length }) => {
    const elements = Array.from({ length }, () => element);
    return [...constants(NOT_ITERABLE), given([...elements, element]), ...inArray(elements)];
  },
  map: ({ key, value }) => [
    ...constants(NOT_ITERABLE),
    ...ways(value).map((way) =>
      fc.tuple(scalarSample(key), way).map(([right, wrong]) => [[right.given, wrong]])),
  ],
  record: ({ fields }) => [...constants([5, null, undefined, 'x']), ...inRecord(fields)],
  tuple: ({ elements }) => [
    ...constants(NOT_ITERABLE), given(elements.slice(1)), given([...elements, ...elements]),
    ...inArray(elements),
  ],
  flags: () => constants([5, 'x', true]),
  enum: () => constants(['no such case', 0, null, undefined]),
  variant: ({ cases }) => [
    ...constants([5, null, undefined, {}, { tag: 'no such case' }]),
    ...cases.flatMap(({ label, type }) => inCase(label.wit, type)),
  ],
  option: ({ some }) => (some.kind === 'option'
    ? [...constants([5, { tag: 'maybe' }]), ...inCase('some', some)]
    // Nothing at all is right here, 5 isn't.
    : ways(some).map((way) => way.map((each) => each ?? 5))),
  result: ({ ok, err }) => [
    ...constants([5, null, undefined, { tag: 'no such case' }]), ...inCase('ok', ok), ...inCase('err', err),
  ],
};

function ways<K extends Type['kind']>(type: Of<K>): Ways {
  return WAYS[type.kind as K](type);
}

/** The right values of some types, as an array. */
function given(types: readonly Type[]): Arbitrary<unknown[]> {
  return fc.tuple(...types.map((type) => sample(type).map((each) => each.given)));
}

function inArray(types: readonly Type[]): Ways {
  return types.flatMap((type, i) => ways(type).map((way) =>
    fc.tuple(given(types), way).map(([values, wrong]) => values.map((each, k) => (k === i ? wrong : each)))));
}

function inRecord(fields: readonly Named[]): Ways {
  const types = fields.map(({ type }) => type);
  return inArray(types).map((way) => way.map((values) =>
    Object.fromEntries(fields.map(({ label }, i) => [label.js, (values as unknown[])[i]]))));
}

function inCase(tag: string, type: Type | undefined): Ways {
  return type === undefined ? [] : ways(type).map((way) => way.map((val) => ({ tag, val })));
}

/** Undefined where there is no wrong value of the type. */
export function wrongValue(type: Type): Arbitrary<unknown> | undefined {
  const all = ways(type);
  return all.length === 0 ? undefined : fc.oneof(...all);
}

/**
 * Equality of value types and resource types (Explainer.md, Type Checking). The functions here and in
 * subtyping.ts return a description of the first mismatch, the innermost reason last, or nothing where the
 * types match.
 */
import type { ErrorDetails } from '../../errors.ts';
import type { CoreTypes } from './core-intern.ts';
import { quote } from './text.ts';
import { describeValType } from './types.ts';
import type { Case, DefinedType, Field, Resource, ValType } from './types.ts';
import { spend } from './work.ts';
import type { Work } from './work.ts';

/** Why two types don't match: the reason in words, and what goes with it. */
export interface Difference extends ErrorDetails {
  readonly text: string;
}

export type Mismatch = Difference | undefined;

/** A difference that words alone describe. */
export const differ = (text: string): Difference => ({ text });

export interface Comparison {
  /** Pairs of value types that were found equal, so that shared parts are compared once. */
  readonly equal: Map<DefinedType, Set<DefinedType>>;
  /** The core types that core items refer to. */
  readonly core: CoreTypes;
  readonly work: Work;
  /** For errors about limits. */
  readonly offset: number;
}

/** `mismatch` with the place it was found in. */
export const inside = (where: string, mismatch: Mismatch): Mismatch =>
  mismatch && { ...mismatch, text: `type mismatch ${where}: ${mismatch.text}` };

export function matchResource(actual: Resource, expected: Resource): Mismatch {
  if (actual === expected) return undefined;
  const name = (resource: Resource): string =>
    resource.name === undefined ? 'a local one' : quote(resource.name);
  const found = name(actual) === name(expected) ? 'another one' : name(actual);
  return differ(`resource types are not the same (expected ${name(expected)}, found ${found})`);
}

/** Value types are equal or they don't match. */
export function matchValType(context: Comparison, actual: ValType, expected: ValType): Mismatch {
  if (actual === expected) return undefined;
  const [a, b] = [unfold(actual), unfold(expected)];
  if (typeof a === 'string' || typeof b === 'string') {
    return a === b ? undefined : matchPrimitive(a, b, typeof expected === 'string');
  }
  const known = context.equal.get(a);
  if (known?.has(b)) return undefined;
  const mismatch = matchDefined(context, a, b);
  if (mismatch !== undefined) return mismatch;
  if (known === undefined) context.equal.set(a, new Set([b]));
  else known.add(b);
  return undefined;
}

/** A defined primitive type is the primitive type. */
const unfold = (type: ValType): ValType =>
  typeof type !== 'string' && type.kind === 'primitive' ? type.type : type;

/**
 * Of two types at least one is primitive. Where one was expected, a type index is described by its kind
 * alone.
 */
function matchPrimitive(actual: ValType, expected: ValType, inPlace: boolean): Mismatch {
  if (typeof actual === 'string' && typeof expected === 'string') {
    return differ(`expected primitive \`${expected}\` found primitive \`${actual}\``);
  }
  const asked = typeof expected === 'string' && !inPlace ? 'primitive' : describeValType(expected);
  return differ(`expected ${asked}, found ${describeValType(actual)}`);
}

type OfKind<K extends DefinedType['kind']> = Extract<DefinedType, { kind: K }>;
type Match<T> = (context: Comparison, actual: T, expected: T) => Mismatch;

function matchDefined(context: Comparison, actual: DefinedType, expected: DefinedType): Mismatch {
  if (actual.kind !== expected.kind) {
    return differ(`expected ${describeValType(expected)}, found ${describeValType(actual)}`);
  }
  spend(context.work, 1 + partCount(actual), context.offset);
  const match = MATCH[actual.kind] as Match<DefinedType>;
  return match(context, actual, expected);
}

/** How many names or types are compared, the parts' own parts not counted. */
function partCount(type: DefinedType): number {
  switch (type.kind) {
    case 'record':
      return type.fields.length;
    case 'variant':
      return type.cases.length;
    case 'tuple':
      return type.types.length;
    case 'flags':
    case 'enum':
      return type.labels.length;
    default:
      return 1;
  }
}

/** How two types of the same constructor are compared. */
const MATCH: { readonly [K in DefinedType['kind']]: Match<OfKind<K>> } = {
  primitive: (context, actual, expected) => matchValType(context, actual.type, expected.type),
  record: (context, actual, expected) => matchRecord(context, actual.fields, expected.fields),
  variant: (context, actual, expected) => matchVariant(context, actual.cases, expected.cases),
  list: matchList,
  tuple: (context, actual, expected) => matchTuple(context, actual.types, expected.types),
  flags: (_context, actual, expected) => matchLabels('flags', actual.labels, expected.labels),
  enum: (_context, actual, expected) => matchLabels('enum', actual.labels, expected.labels),
  option: (context, actual, expected) =>
    inside('in option', matchValType(context, actual.type, expected.type)),
  result: (context, actual, expected) =>
    matchOptional(context, 'ok', 'in ok variant', actual.ok, expected.ok)
      ?? matchOptional(context, 'err', 'in err variant', actual.error, expected.error),
  own: (_context, actual, expected) => matchResource(actual.resource.resource, expected.resource.resource),
  borrow: (_context, actual, expected) => matchResource(actual.resource.resource, expected.resource.resource),
  stream: (context, actual, expected) =>
    matchOptional(context, 'stream', 'in stream', actual.element, expected.element),
  future: (context, actual, expected) =>
    matchOptional(context, 'future', 'in future', actual.element, expected.element),
  map: (context, actual, expected) =>
    inside('in map key', matchValType(context, actual.key, expected.key))
      ?? inside('in map value', matchValType(context, actual.value, expected.value)),
};

function matchRecord(context: Comparison, actual: readonly Field[], expected: readonly Field[]): Mismatch {
  if (actual.length !== expected.length) {
    return differ(`expected ${expected.length} fields, found ${actual.length}`
      + oddOne('field', actual.map(({ label }) => label), expected.map(({ label }) => label)));
  }
  return firstMismatch(actual, expected, (field, other) => {
    if (field.label !== other.label) {
      return differ(`expected field name ${quote(other.label)}, found ${quote(field.label)}`);
    }
    return inside(`in record field ${quote(field.label)}`, matchValType(context, field.type, other.type));
  });
}

/** Of labels that are more or fewer than expected, the first that is not on both sides. */
function oddOne(what: string, actual: readonly string[], expected: readonly string[]): string {
  const [few, many] = actual.length < expected.length ? [actual, expected] : [expected, actual];
  const known = new Set(few);
  const odd = many.find((label) => !known.has(label));
  if (odd === undefined) return '';
  return `, ${many === actual ? 'with' : 'without'} ${what} ${quote(odd)}`;
}

function matchVariant(context: Comparison, actual: readonly Case[], expected: readonly Case[]): Mismatch {
  if (actual.length !== expected.length) {
    return differ(`expected ${expected.length} cases, found ${actual.length}`
      + oddOne('case', actual.map(({ label }) => label), expected.map(({ label }) => label)));
  }
  return firstMismatch(actual, expected, (found, asked) => {
    if (found.label !== asked.label) {
      return differ(`expected case named ${quote(asked.label)}, found ${quote(found.label)}`);
    }
    if (found.type === undefined || asked.type === undefined) {
      if (found.type === asked.type) return undefined;
      return differ(`expected case ${quote(found.label)} to have `
        + (asked.type === undefined ? 'no type' : 'a type, found none'));
    }
    return inside(`in variant case ${quote(found.label)}`, matchValType(context, found.type, asked.type));
  });
}

function matchList(context: Comparison, actual: OfKind<'list'>, expected: OfKind<'list'>): Mismatch {
  if (actual.length !== expected.length) {
    const describe = (type: OfKind<'list'>): string =>
      type.length === undefined ? 'list' : `list of length ${type.length}`;
    return differ(`expected ${describe(expected)}, found ${describe(actual)}`);
  }
  return inside('in list', matchValType(context, actual.element, expected.element));
}

function matchTuple(context: Comparison, actual: readonly ValType[], expected: readonly ValType[]): Mismatch {
  if (actual.length !== expected.length) {
    return differ(`expected ${expected.length} types, found ${actual.length}`);
  }
  return firstMismatch(actual, expected, (type, other, index) => (
    inside(`in tuple field ${index}`, matchValType(context, type, other))));
}

function matchLabels(
  kind: 'flags' | 'enum', actual: readonly string[], expected: readonly string[],
): Mismatch {
  const differs = (label: string, index: number): boolean => label !== expected[index];
  const first = actual.findIndex(differs);
  if (first < 0 && actual.length === expected.length) return undefined;
  const index = first < 0 ? actual.length : first;
  const show = (label: string | undefined): string => label === undefined ? 'no more' : quote(label);
  const [asked, found] = [show(expected[index]), show(actual[index])];
  return differ(`mismatch in ${kind} elements: expected ${asked}, found ${found}`);
}

function matchOptional(
  context: Comparison, what: string, where: string, actual: ValType | undefined,
  expected: ValType | undefined,
): Mismatch {
  if (actual === undefined || expected === undefined) {
    if (actual === expected) return undefined;
    return differ(`expected ${what} type${expected === undefined ? ' to not be present' : ', but found none'}`);
  }
  return inside(where, matchValType(context, actual, expected));
}

/** The first mismatch of two lists of the same length, item by item. */
function firstMismatch<T>(
  actual: readonly T[], expected: readonly T[], match: (actual: T, expected: T, index: number) => Mismatch,
): Mismatch {
  for (const [index, item] of actual.entries()) {
    const other = expected[index];
    const mismatch = other === undefined ? undefined : match(item, other, index);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}

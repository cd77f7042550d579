/**
 * Compares a JavaScript value that came back from a component with the literal that the script expects,
 * by the "to JS" column of the contract with users. Kinds are strict (a u64 is a bigint, a list of u8 a
 * Uint8Array), so that the scripts hold the mapping as well as the canonical ABI.
 */
import type { Literal, LiteralField } from '../wast/literals.ts';
import { lowerCamelCase } from './js-names.ts';
import { show } from './show.ts';
import { isBigIntType, isOption, toJs, typedArrayOf } from './to-js.ts';

/**
 * The first difference, with the path to it inside the value, or `undefined` where the value is the
 * expected one.
 */
export const mismatch = (actual: unknown, expected: Literal, path = 'result'): string | undefined =>
  MATCH[expected.kind](actual, expected as never, path);

type Match<L> = (actual: unknown, expected: L, path: string) => string | undefined;

const differs = (actual: unknown, expected: unknown, path: string): string =>
  `${path}: expected ${typeof expected === 'string' ? expected : show(expected)}, got ${show(actual)}`;

const matchSame: Match<Literal> = (actual, expected, path) => {
  const value = toJs(expected);
  return Object.is(actual, value) ? undefined : `${path}: expected ${show(value)}, got ${show(actual)}`;
};

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function matchItems(
  actual: ArrayLike<unknown>,
  expected: readonly Literal[],
  path: string,
): string | undefined {
  if (actual.length !== expected.length) {
    return `${path}: expected ${expected.length} elements, got ${actual.length}: ${show(actual)}`;
  }
  for (const [index, item] of expected.entries()) {
    const found = mismatch(actual[index], item, `${path}[${index}]`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * A fixed-length list of numbers is an array and a list of numbers a typed array; the literal is the
 * same.
 */
const matchList: Match<Extract<Literal, { kind: 'list' }>> = (actual, { items }, path) => {
  const first = items[0];
  const typed = first && typedArrayOf(first);
  const isTyped = ArrayBuffer.isView(actual) && (!first || typed?.name === actual.constructor.name);
  const wanted = typed ? `a ${typed.name}` : 'an array';
  if (!isTyped && !Array.isArray(actual)) return differs(actual, wanted, path);
  return matchItems(actual as ArrayLike<unknown>, items, path);
};

const matchTuple: Match<Extract<Literal, { kind: 'tuple' }>> = (actual, { items }, path) =>
  Array.isArray(actual) ? matchItems(actual, items, path) : differs(actual, 'an array', path);

function matchFields(actual: unknown, fields: readonly LiteralField[], path: string): string | undefined {
  if (!isObject(actual)) return differs(actual, 'an object', path);
  const names = fields.map(({ name }) => lowerCamelCase(name));
  const surplus = Object.keys(actual).find((key) => !names.includes(key));
  if (surplus !== undefined) return `${path}: unexpected field ${surplus} in ${show(actual)}`;
  for (const [index, { value }] of fields.entries()) {
    const name = names[index] ?? '';
    if (!Object.hasOwn(actual, name)) return `${path}: field ${name} is missing in ${show(actual)}`;
    const found = mismatch(actual[name], value, `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function matchTagged(
  actual: unknown,
  tag: string,
  payload: Literal | undefined,
  path: string,
): string | undefined {
  if (!isObject(actual)) return differs(actual, `an object with tag ${show(tag)}`, path);
  if (actual['tag'] !== tag) return differs(actual, `tag ${show(tag)}`, path);
  if (payload !== undefined) return mismatch(actual['val'], payload, `${path}.val`);
  return actual['val'] === undefined ? undefined : differs(actual, `tag ${show(tag)} without a value`, path);
}

/** An option is the bare value, unless it holds an option; without the type either form of none is right. */
const matchOption: Match<Extract<Literal, { kind: 'option' }>> = (actual, { case: tag, payload }, path) => {
  if (tag === 'some' && payload) {
    return isOption(payload) ? matchTagged(actual, 'some', payload, path) : mismatch(actual, payload, path);
  }
  const isNone = actual === undefined || (isObject(actual) && actual['tag'] === 'none');
  return isNone ? undefined : differs(actual, 'undefined, for none', path);
};

/** Every label of the type is present in the value; the literal names those that are set. */
const matchFlags: Match<Extract<Literal, { kind: 'flags' }>> = (actual, { labels }, path) => {
  if (!isObject(actual)) return differs(actual, 'an object of booleans', path);
  const set = labels.map(lowerCamelCase);
  const all = new Set([...set, ...Object.keys(actual)]);
  const wrong = [...all].find((name) => actual[name] !== set.includes(name));
  return wrong === undefined ? undefined : differs(actual[wrong], set.includes(wrong), `${path}.${wrong}`);
};

const MATCH: { readonly [K in Literal['kind']]: Match<Extract<Literal, { kind: K }>> } = {
  bool: matchSame,
  integer: (actual, expected, path) => {
    const kind = isBigIntType(expected.type) ? 'bigint' : 'number';
    if (typeof actual !== kind) return differs(actual, `a ${kind}, ${expected.value}`, path);
    return matchSame(actual, expected, path);
  },
  float: matchSame,
  char: matchSame,
  string: matchSame,
  list: matchList,
  tuple: matchTuple,
  record: (actual, { fields }, path) => matchFields(actual, fields, path),
  variant: (actual, { case: tag, payload }, path) => matchTagged(actual, tag, payload, path),
  enum: matchSame,
  option: matchOption,
  result: (actual, { case: tag, payload }, path) => matchTagged(actual, tag, payload, path),
  flags: matchFlags,
};

/**
 * From a literal of a script to the JavaScript value that a user would pass, by the "from JS" column of
 * the contract with users.
 */
import type { IntegerType, Literal } from '../wast/literals.ts';
import { lowerCamelCase } from './js-names.ts';

/**
 * The value to pass for a literal. The script doesn't tell a literal's WIT type, and one case needs it:
 * `option.none` becomes `undefined` even where the type is an option of an option, whose outer none is `{
 * tag: 'none' }`.
 */
export const toJs = (literal: Literal): unknown => TO_JS[literal.kind](literal as never);

const TO_JS: { readonly [K in Literal['kind']]: (literal: Extract<Literal, { kind: K }>) => unknown } = {
  bool: ({ value }) => value,
  integer: ({ type, value }) => (isBigIntType(type) ? value : Number(value)),
  float: ({ value }) => value,
  char: ({ value }) => value,
  string: ({ value }) => value,
  list: ({ items }) => toJsList(items),
  tuple: ({ items }) => items.map(toJs),
  record: ({ fields }) =>
    Object.fromEntries(fields.map(({ name, value }) => [lowerCamelCase(name), toJs(value)])),
  variant: ({ case: tag, payload }) => tagged(tag, payload),
  enum: ({ case: tag }) => tag,
  option: ({ payload }) => (isOption(payload) ? tagged('some', payload) : payload && toJs(payload)),
  result: ({ case: tag, payload }) => tagged(tag, payload),
  flags: ({ labels }) => Object.fromEntries(labels.map((label) => [lowerCamelCase(label), true])),
};

/** Integers of 64 bits are bigints in JavaScript. */
export const isBigIntType = (type: IntegerType): boolean => type.endsWith('64');

/** Whether the value inside an option is an option itself, so that the outer one keeps its tag. */
export const isOption = (literal: Literal | undefined): boolean => literal?.kind === 'option';

const tagged = (tag: string, payload: Literal | undefined): object =>
  payload === undefined ? { tag } : { tag, val: toJs(payload) };

function toJsList(items: readonly Literal[]): unknown {
  const values = items.map(toJs);
  const first = items[0];
  const makeTyped = first && typedArrayOf(first);
  return makeTyped ? makeTyped.from(values as never) : values;
}

interface TypedArrayMaker {
  readonly name: string;
  readonly from: (values: Iterable<number> & Iterable<bigint>) => unknown;
}

/** The typed array that a list of such numbers is in JavaScript, `undefined` where the list is an array. */
export const typedArrayOf = (item: Literal): TypedArrayMaker | undefined =>
  item.kind === 'integer' || item.kind === 'float' ? TYPED_ARRAYS[item.type] : undefined;

const TYPED_ARRAYS = {
  u8: { name: 'Uint8Array', from: (values) => Uint8Array.from(values) },
  s8: { name: 'Int8Array', from: (values) => Int8Array.from(values) },
  u16: { name: 'Uint16Array', from: (values) => Uint16Array.from(values) },
  s16: { name: 'Int16Array', from: (values) => Int16Array.from(values) },
  u32: { name: 'Uint32Array', from: (values) => Uint32Array.from(values) },
  s32: { name: 'Int32Array', from: (values) => Int32Array.from(values) },
  u64: { name: 'BigUint64Array', from: (values) => BigUint64Array.from(values) },
  s64: { name: 'BigInt64Array', from: (values) => BigInt64Array.from(values) },
  f32: { name: 'Float32Array', from: (values) => Float32Array.from(values) },
  f64: { name: 'Float64Array', from: (values) => Float64Array.from(values) },
} as const satisfies Record<string, TypedArrayMaker>;

/**
 * Flattening (CanonicalABI.md, Flattening): which core types the parameters and results of a component
 * function become.
 */
import type { DefinedType, FuncType, PrimitiveType, ValType } from './types.ts';

export const MAX_FLAT_PARAMS = 16;
export const MAX_FLAT_ASYNC_PARAMS = 4;
export const MAX_FLAT_RESULTS = 1;

export type FlatType = 'i32' | 'i64' | 'f32' | 'f64';

/** The type of addresses in the memory that is used. */
export type AddressType = 'i32' | 'i64';

export type FlatTypes = readonly FlatType[];

/** The flat types, or `many` when there are more than any limit allows, so that they go through memory. */
export type Flat = FlatTypes | 'many';

/** What has been flattened already, by the type of addresses. */
export type FlatMemo = { readonly [A in AddressType]: Map<DefinedType, Flat> };

export const newFlatMemo = (): FlatMemo => ({ i32: new Map(), i64: new Map() });

export interface FlattenContext {
  readonly memo: FlatMemo;
  readonly address: AddressType;
}

const PRIMITIVES: { readonly [P in PrimitiveType]: (address: AddressType) => FlatTypes } = {
  'bool': () => ['i32'],
  's8': () => ['i32'],
  'u8': () => ['i32'],
  's16': () => ['i32'],
  'u16': () => ['i32'],
  's32': () => ['i32'],
  'u32': () => ['i32'],
  's64': () => ['i64'],
  'u64': () => ['i64'],
  'f32': () => ['f32'],
  'f64': () => ['f64'],
  'char': () => ['i32'],
  'string': (address) => [address, address],
  'error-context': () => ['i32'],
};

/** The parameters of a core function, unless there are more than `max`, so that they go through memory. */
export const flattenParams = (context: FlattenContext, type: FuncType, max: number): FlatTypes | undefined =>
  atMost(max, flattenAll(context, paramTypes(type)));

function* paramTypes({ params }: FuncType): Iterable<ValType> {
  for (const { type } of params) yield type;
}

/** The results of a core function, or none, unless there are more than `max`. */
export const flattenResult = (
  context: FlattenContext, type: ValType | undefined, max: number,
): FlatTypes | undefined => type === undefined ? [] : atMost(max, flatten(context, type));

const atMost = (max: number, flat: Flat): FlatTypes | undefined =>
  flat === 'many' || flat.length > max ? undefined : flat;

/** `flatten_types` */
function flattenAll(context: FlattenContext, types: Iterable<ValType>): Flat {
  const result: FlatType[] = [];
  for (const type of types) {
    const flat = flatten(context, type);
    if (flat === 'many') return 'many';
    for (const item of flat) result.push(item);
    if (result.length > MAX_FLAT_PARAMS) return 'many';
  }
  return result;
}

/** `flatten_type` */
function flatten(context: FlattenContext, type: ValType): Flat {
  if (typeof type === 'string') return PRIMITIVES[type](context.address);
  const memo = context.memo[context.address];
  const known = memo.get(type);
  if (known !== undefined) return known;
  const flat = flattenDefined(context, type);
  memo.set(type, flat);
  return flat;
}

function flattenDefined(context: FlattenContext, type: DefinedType): Flat {
  switch (type.kind) {
    case 'primitive':
      return PRIMITIVES[type.type](context.address);
    case 'record':
      return flattenAll(context, type.fields.map((field) => field.type));
    case 'tuple':
      return flattenAll(context, type.types);
    case 'variant':
      return flattenCases(context, type.cases.map((item) => item.type));
    case 'option':
      return flattenCases(context, [undefined, type.type]);
    case 'result':
      return flattenCases(context, [type.ok, type.error]);
    case 'list':
      return type.length === undefined
        ? [context.address, context.address]
        : repeat(context, type.element, type.length);
    case 'map':
      return [context.address, context.address];
    case 'flags':
    case 'enum':
    case 'own':
    case 'borrow':
    case 'stream':
    case 'future':
      return ['i32'];
  }
}

function repeat(context: FlattenContext, element: ValType, length: number): Flat {
  // Every type has at least one flat type.
  if (length > MAX_FLAT_PARAMS) return 'many';
  return flattenAll(context, Array.from({ length }, () => element));
}

/** `flatten_variant` of the types that the cases have, if any. */
function flattenCases(context: FlattenContext, cases: readonly (ValType | undefined)[]): Flat {
  const joined: FlatType[] = [];
  for (const type of cases) {
    const flat = type === undefined ? [] : flatten(context, type);
    if (flat === 'many') return 'many';
    for (const [index, item] of flat.entries()) joined[index] = join(joined[index] ?? item, item);
  }
  return joined.length + 1 > MAX_FLAT_PARAMS ? 'many' : ['i32', ...joined];
}

function join(a: FlatType, b: FlatType): FlatType {
  if (a === b) return a;
  return (a === 'i32' && b === 'f32') || (a === 'f32' && b === 'i32') ? 'i32' : 'i64';
}

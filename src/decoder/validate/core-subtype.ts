/** Subtyping of core types (core spec, “Matching”). References to types are numbers of `CoreTypes`. */
import type {
  CoreCompositeType, CoreFieldType, CoreRefType, CoreSubType, CoreValType,
} from '../core-module.ts';
import { MAX_CORE_SUBTYPE_DEPTH } from '../limits.ts';
import type { CoreTypes } from './core-intern.ts';

/** Whether `actual` is `expected`, or has it among the supertypes that it declares. */
export function isSubtype(core: CoreTypes, actual: number, expected: number): boolean {
  let type: number | undefined = actual;
  // A module that the engine has not validated yet can declare anything, even itself.
  for (let depth = 0; type !== undefined && depth <= MAX_CORE_SUBTYPE_DEPTH; depth++) {
    if (type === expected) return true;
    type = core.types[type]?.supertypes[0];
  }
  return false;
}

/** Whether two types are the same, and not only one below the other. */
export function isSame(a: CoreValType, b: CoreValType): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.nullable === b.nullable && a.heap === b.heap && a.shared === b.shared;
}

export function isValSubtype(core: CoreTypes, actual: CoreValType, expected: CoreValType): boolean {
  if (typeof actual === 'string' || typeof expected === 'string') return actual === expected;
  return (!actual.nullable || expected.nullable) && isHeapSubtype(core, actual, expected);
}

type Heap = Pick<CoreRefType, 'heap' | 'shared'>;

function isHeapSubtype(core: CoreTypes, actual: Heap, expected: Heap): boolean {
  if (typeof actual.heap === 'number' && typeof expected.heap === 'number') {
    return isSubtype(core, actual.heap, expected.heap);
  }
  if (isSharedHeap(core, actual) !== isSharedHeap(core, expected)) return false;
  const kind = (heap: Heap['heap']): string | undefined =>
    typeof heap === 'number' ? core.types[heap]?.composite.kind : heap;
  const [from, to] = [kind(actual.heap), kind(expected.heap)];
  if (from === undefined || to === undefined) return false;
  // Only a bottom type is below a type that is defined.
  if (typeof expected.heap === 'number') return BOTTOMS.has(from) && supertypesOf(from).includes(to);
  return from === to || supertypesOf(from).includes(to);
}

const BOTTOMS: ReadonlySet<string> = new Set(['none', 'nofunc', 'noextern', 'noexn', 'nocont']);

/** The abstract heap types above each. */
const SUPERTYPES: Readonly<Record<string, readonly string[]>> = {
  none: ['i31', 'struct', 'array', 'eq', 'any'],
  i31: ['eq', 'any'],
  struct: ['eq', 'any'],
  array: ['eq', 'any'],
  eq: ['any'],
  nofunc: ['func'],
  noextern: ['extern'],
  noexn: ['exn'],
  nocont: ['cont'],
};

const supertypesOf = (heap: string): readonly string[] => SUPERTYPES[heap] ?? [];

const isSharedHeap = (core: CoreTypes, { heap, shared }: Heap): boolean =>
  typeof heap === 'number' ? core.types[heap]?.shared ?? false : shared;

/** Whether values of the type may be used by several threads at once. */
export const isShared = (core: CoreTypes, type: CoreValType): boolean =>
  typeof type === 'string' || isSharedHeap(core, type);

/** Whether a type of this composite type may declare one of that as its supertype. */
export function isCompositeSubtype(core: CoreTypes, actual: CoreSubType, expected: CoreSubType): boolean {
  if (actual.shared !== expected.shared || actual.composite.kind !== expected.composite.kind) return false;
  const match = COMPOSITE[actual.composite.kind] as CompositeMatch<CoreCompositeType>;
  return match(core, actual.composite, expected.composite);
}

type CompositeMatch<T> = (core: CoreTypes, actual: T, expected: T) => boolean;
type Composite<K extends CoreCompositeType['kind']> = Extract<CoreCompositeType, { kind: K }>;

const COMPOSITE: { readonly [K in CoreCompositeType['kind']]: CompositeMatch<Composite<K>> } = {
  func: (core, actual, expected) => (
    areSubtypes(core, expected.params, actual.params) && areSubtypes(core, actual.results, expected.results)),
  struct: (core, actual, expected) => (
    actual.fields.length >= expected.fields.length
      && expected.fields.every((field, index) => isFieldSubtype(core, actual.fields[index], field))),
  array: (core, actual, expected) => isFieldSubtype(core, actual.element, expected.element),
  cont: (core, actual, expected) => isSubtype(core, actual.type, expected.type),
};

const areSubtypes = (
  core: CoreTypes, actual: readonly CoreValType[], expected: readonly CoreValType[],
): boolean => actual.length === expected.length
  && actual.every((type, index) => isValSubtype(core, type, expected[index] ?? type));

function isFieldSubtype(
  core: CoreTypes, actual: CoreFieldType | undefined, expected: CoreFieldType,
): boolean {
  if (actual === undefined || actual.mutable !== expected.mutable) return false;
  const [from, to] = [actual.storage, expected.storage];
  if (from === 'i8' || from === 'i16' || to === 'i8' || to === 'i16') return from === to;
  return actual.mutable ? isSame(from, to) : isValSubtype(core, from, to);
}

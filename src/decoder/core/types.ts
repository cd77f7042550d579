/**
 * The types of core WebAssembly 3.0 (core spec, “Binary Format: Types”), as they stand in the type section of
 * a core module and in the core types of a component: value types, recursive types, limits. Indices of types
 * are left as they are: a type section and a module type of a component have index spaces of their own.
 */

import { errorLeadingByte } from '../../errors.ts';
import {
  MAX_CORE_STRUCT_FIELDS, MAX_CORE_SUPERTYPES, MAX_FUNCTION_PARAMS, MAX_FUNCTION_RESULTS, MAX_TYPES,
} from '../limits.ts';
import type { Reader } from '../reader.ts';

export type CoreNumType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128';

export type CoreAbstractHeapType =
  | 'func' | 'nofunc' | 'extern' | 'noextern' | 'any' | 'eq' | 'i31' | 'struct' | 'array' | 'none'
  | 'exn' | 'noexn' | 'cont' | 'nocont';

/** `(ref null? heap)`. A number is the index of a type. */
export interface CoreRefType {
  readonly kind: 'ref';
  readonly nullable: boolean;
  readonly heap: CoreAbstractHeapType | number;
  /** Of an abstract heap type (shared-everything-threads). */
  readonly shared: boolean;
}

export type CoreValType = CoreNumType | CoreRefType;

/** What a field of a struct or an element of an array holds. */
export interface CoreFieldType {
  readonly storage: CoreValType | 'i8' | 'i16';
  readonly mutable: boolean;
}

export interface CoreFuncType {
  readonly kind: 'func';
  readonly params: readonly CoreValType[];
  readonly results: readonly CoreValType[];
}

export type CoreCompositeType =
  | CoreFuncType
  | { readonly kind: 'struct'; readonly fields: readonly CoreFieldType[] }
  | { readonly kind: 'array'; readonly element: CoreFieldType }
  | { readonly kind: 'cont'; readonly type: number };

/** `core:subtype`: one type of an index space. */
export interface CoreSubType {
  readonly final: boolean;
  readonly supertypes: readonly number[];
  readonly shared: boolean;
  readonly composite: CoreCompositeType;
  readonly offset: number;
}

/** `core:rectype`: types that may refer to each other, with consecutive indices. */
export interface CoreRecType {
  readonly types: readonly CoreSubType[];
  readonly offset: number;
}

const NUM_TYPES: Readonly<Record<number, CoreNumType>> = {
  0x7f: 'i32', 0x7e: 'i64', 0x7d: 'f32', 0x7c: 'f64', 0x7b: 'v128',
};

const ABSTRACT_HEAP_TYPES: Readonly<Record<number, CoreAbstractHeapType>> = {
  0x75: 'nocont', 0x74: 'noexn', 0x73: 'nofunc', 0x72: 'noextern', 0x71: 'none', 0x70: 'func', 0x6f: 'extern',
  0x6e: 'any', 0x6d: 'eq', 0x6c: 'i31', 0x6b: 'struct', 0x6a: 'array', 0x69: 'exn', 0x68: 'cont',
};

const REF = 0x64;
const REF_NULL = 0x63;
const SHARED = 0x65;

/** Reads `core:valtype`. */
export function readCoreValType(reader: Reader): CoreValType {
  const numType = NUM_TYPES[reader.peek()];
  if (numType === undefined) return readCoreRefType(reader);
  reader.u8();
  return numType;
}

/** Reads `core:reftype`; `funcref` and its like are read as what they abbreviate. */
export function readCoreRefType(reader: Reader): CoreRefType {
  const byte = reader.peek();
  const explicit = byte === REF || byte === REF_NULL;
  if (!explicit && byte !== SHARED && ABSTRACT_HEAP_TYPES[byte] === undefined) {
    throw errorLeadingByte(reader.offset, byte, 'value type');
  }
  if (explicit) reader.u8();
  return { kind: 'ref', nullable: byte !== REF, ...readCoreHeapType(reader) };
}

/** Reads `core:heaptype`. */
export function readCoreHeapType(reader: Reader): Pick<CoreRefType, 'heap' | 'shared'> {
  const shared = reader.peek() === SHARED;
  if (shared) reader.u8();
  const offset = reader.offset;
  const abstract = ABSTRACT_HEAP_TYPES[reader.peek()];
  if (abstract !== undefined) {
    reader.u8();
    return { heap: abstract, shared };
  }
  const first = reader.peek();
  const index = reader.s33();
  if (index < 0 || shared) throw errorLeadingByte(offset, first, 'heap type');
  return { heap: index, shared };
}

/** Reads `core:functype` after its opcode. */
export function readCoreFuncType(reader: Reader): CoreFuncType {
  const params = reader.vec(MAX_FUNCTION_PARAMS, 'function params', readCoreValType);
  const results = reader.vec(MAX_FUNCTION_RESULTS, 'function returns', readCoreValType);
  return { kind: 'func', params, results };
}

/**
 * Reads `core:rectype`. In a component's core type section the byte 0x00 before a non-final `sub` (an escape,
 * because 0x50 opens a module type there) has to be consumed by the caller.
 */
export function readCoreRecType(reader: Reader): CoreRecType {
  const offset = reader.offset;
  if (reader.peek() !== 0x4e) return { types: [readCoreSubType(reader)], offset };
  reader.u8();
  return { types: reader.vec(MAX_TYPES, 'rec group types', readCoreSubType), offset };
}

const NO_SUPERTYPES: readonly number[] = Object.freeze([]);

function readCoreSubType(reader: Reader): CoreSubType {
  const offset = reader.offset;
  const opcode = reader.peek();
  let supertypes = NO_SUPERTYPES;
  if (opcode === 0x50 || opcode === 0x4f) {
    reader.u8();
    supertypes = reader.vec(MAX_CORE_SUPERTYPES, 'supertypes', () => reader.u32());
  }
  const shared = reader.peek() === SHARED;
  if (shared) reader.u8();
  return { final: opcode !== 0x50, supertypes, shared, composite: readCoreCompositeType(reader), offset };
}

function readCoreCompositeType(reader: Reader): CoreCompositeType {
  const offset = reader.offset;
  const opcode = reader.u8();
  switch (opcode) {
    case 0x60: return readCoreFuncType(reader);
    case 0x5f: {
      const fields = reader.vec(MAX_CORE_STRUCT_FIELDS, 'struct fields', readField);
      return { kind: 'struct', fields };
    }
    case 0x5e: return { kind: 'array', element: readField(reader) };
    case 0x5d: return { kind: 'cont', type: reader.s33() };
    default: throw errorLeadingByte(offset, opcode, 'type');
  }
}

function readField(reader: Reader): CoreFieldType {
  const byte = reader.peek();
  const packed = byte === 0x78 ? 'i8' : byte === 0x77 ? 'i16' : undefined;
  if (packed !== undefined) reader.u8();
  const storage = packed ?? readCoreValType(reader);
  return { storage, mutable: reader.bool() };
}

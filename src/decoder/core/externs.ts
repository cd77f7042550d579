/**
 * The types of what core modules import and export (`core:externtype`: core spec, “Binary Format: Imports”),
 * with limits, the 64-bit address types, shared memories and custom page sizes.
 */

import { errorIndex, errorInvalidCoreType, errorLeadingByte } from '../../errors.ts';
import type { Reader } from '../reader.ts';
import { readCoreRefType, readCoreValType } from './types.ts';
import type { CoreFuncType, CoreRefType, CoreSubType, CoreValType } from './types.ts';

export type CoreExternKind = 'func' | 'table' | 'memory' | 'global' | 'tag';

interface Limits {
  readonly min: bigint;
  readonly max: bigint | undefined;
  /** The type of addresses (memory) or of indices (table). */
  readonly address: 'i32' | 'i64';
  readonly shared: boolean;
}

export interface CoreTableType extends Limits {
  readonly kind: 'table';
  readonly element: CoreRefType;
}

/** Limits are in pages. */
export interface CoreMemoryType extends Limits {
  readonly kind: 'memory';
  /** The page size is 2 to this power; 16 but for memories with a custom page size. */
  readonly pageSizeLog2: number;
}

export interface CoreGlobalType {
  readonly kind: 'global';
  readonly type: CoreValType;
  readonly mutable: boolean;
  readonly shared: boolean;
}

/** An exception tag: the types of the values that it carries. */
export interface CoreTagType {
  readonly kind: 'tag';
  readonly params: readonly CoreValType[];
}

/** The type of an import or export, with function types in full. */
export type CoreExternType = CoreFuncType | CoreTableType | CoreMemoryType | CoreGlobalType | CoreTagType;

/** The same as the binary has it: functions and tags by the index of their type. */
export type CoreExternDesc =
  | { readonly kind: 'func'; readonly type: number }
  | CoreTableType
  | CoreMemoryType
  | CoreGlobalType
  | { readonly kind: 'tag'; readonly type: number };

const EXTERN_KINDS: readonly CoreExternKind[] = ['func', 'table', 'memory', 'global', 'tag'];

/** Reads the byte that says of what kind an import or export is. */
export function readCoreExternKind(reader: Reader): CoreExternKind {
  const offset = reader.offset;
  const byte = reader.u8();
  const kind = EXTERN_KINDS[byte];
  if (kind === undefined) throw errorLeadingByte(offset, byte, 'external kind');
  return kind;
}

type DescOf<K extends CoreExternKind> = Extract<CoreExternDesc, { kind: K }>;

const DESC_READERS: { readonly [K in CoreExternKind]: (reader: Reader) => DescOf<K> } = {
  func: (reader) => ({ kind: 'func', type: reader.u32() }),
  table: readCoreTableType,
  memory: readCoreMemoryType,
  global: readCoreGlobalType,
  tag: (reader) => ({ kind: 'tag', type: readCoreTagTypeIndex(reader) }),
};

/** Reads `core:externtype`. Function types are indices; `resolveCoreExternType` looks them up. */
export function readCoreExternType(reader: Reader): CoreExternDesc {
  return DESC_READERS[readCoreExternKind(reader)](reader);
}

/**
 * Looks up the function types of `desc` in `types`, the type index space that it was read in. `offset` is for
 * the error when there is no such function type.
 */
export function resolveCoreExternType(
  desc: CoreExternDesc, types: readonly CoreSubType[], offset: number,
): CoreExternType {
  switch (desc.kind) {
    case 'func': return coreFuncTypeAt(types, desc.type, offset);
    case 'tag': return { kind: 'tag', params: coreFuncTypeAt(types, desc.type, offset).params };
    default: return desc;
  }
}

/** The function type with this index, or an error at `offset`. */
export function coreFuncTypeAt(types: readonly CoreSubType[], index: number, offset: number): CoreFuncType {
  const type = types[index];
  if (type === undefined) throw errorIndex(offset, 'type', index, types.length);
  if (type.composite.kind !== 'func') {
    throw errorInvalidCoreType(offset, `type index ${index} is not a function type`);
  }
  return type.composite;
}

/** Reads `core:tabletype`. */
export function readCoreTableType(reader: Reader): CoreTableType {
  const element = readCoreRefType(reader);
  const { pageSizeLog2: _, ...limits } = readLimits(reader, 'table');
  return { kind: 'table', element, ...limits };
}

/** Reads `core:memtype`. */
export function readCoreMemoryType(reader: Reader): CoreMemoryType {
  return { kind: 'memory', ...readLimits(reader, 'memory') };
}

const HAS_MAX = 0x01;
const SHARED = 0x02;
const ADDRESS_64 = 0x04;
const HAS_PAGE_SIZE = 0x08;

function readLimits(reader: Reader, what: 'table' | 'memory'): Limits & { readonly pageSizeLog2: number } {
  const offset = reader.offset;
  const flags = reader.u8();
  const known = HAS_MAX | SHARED | ADDRESS_64 | (what === 'memory' ? HAS_PAGE_SIZE : 0);
  if ((flags & ~known) !== 0) throw errorLeadingByte(offset, flags, `${what} limits flags`);
  const address = (flags & ADDRESS_64) !== 0 ? 'i64' : 'i32';
  const bound = (): bigint => address === 'i64' ? reader.u64() : BigInt(reader.u32());
  const min = bound();
  const max = (flags & HAS_MAX) !== 0 ? bound() : undefined;
  const pageSizeLog2 = (flags & HAS_PAGE_SIZE) !== 0 ? reader.u32() : 16;
  if (pageSizeLog2 > 16) throw errorInvalidCoreType(offset, 'invalid custom page size');
  return { min, max, address, shared: (flags & SHARED) !== 0, pageSizeLog2 };
}

/** Reads `core:globaltype`. */
export function readCoreGlobalType(reader: Reader): CoreGlobalType {
  const type = readCoreValType(reader);
  const offset = reader.offset;
  const flags = reader.u8();
  if (flags > 3) throw errorLeadingByte(offset, flags, 'global mutability');
  return { kind: 'global', type, mutable: (flags & 1) !== 0, shared: (flags & 2) !== 0 };
}

/** Reads `core:tagtype`: the attribute byte and the index of a function type. */
export function readCoreTagTypeIndex(reader: Reader): number {
  reader.expect(0x00, 'tag attribute');
  return reader.u32();
}

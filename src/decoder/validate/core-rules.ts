/**
 * The validity of core types that stand in a component, outside of its core modules (core spec, “Validation:
 * Types”). Those in a core module are left to the engine.
 */
import { errorInvalidCoreType } from '../../errors.ts';
import { MAX_CORE_SUBTYPE_DEPTH } from '../limits.ts';
import type { CoreTypes } from './core-intern.ts';
import { describeCoreType } from './core-text.ts';
import { isCompositeSubtype, isShared } from './core-subtype.ts';
import type { CoreSubType } from '../core-module.ts';
import type { CoreItemType, CoreTypeId, CoreValType } from './types.ts';

/** A type that a group has just defined. */
export function checkSubType(core: CoreTypes, id: CoreTypeId, offset: number): void {
  const type = core.types[id];
  if (type === undefined) return;
  checkComposite(core, type, offset);
  const [above] = type.supertypes;
  if (above === undefined) return;
  const supertype = core.types[above];
  // The types of a group are numbered in their order, and a supertype must come before.
  if (supertype === undefined || above >= id) {
    throw errorInvalidCoreType(offset, 'the supertype of a type must be defined before it');
  }
  if (supertype.final) throw errorInvalidCoreType(offset, 'sub type cannot have a final super type');
  if (!isCompositeSubtype(core, type, supertype)) {
    throw errorInvalidCoreType(offset, 'sub type must match super type',
      { expected: describeCoreType(supertype), found: describeCoreType(type) });
  }
  if (depthOf(core, type) > MAX_CORE_SUBTYPE_DEPTH) {
    throw errorInvalidCoreType(offset,
      `sub type hierarchy too deep: at most ${MAX_CORE_SUBTYPE_DEPTH} levels are allowed`);
  }
}

/** How many supertypes lie above `type`, counted until there are too many. */
function depthOf(core: CoreTypes, type: CoreSubType): number {
  let depth = 0;
  let next = type.supertypes[0];
  while (next !== undefined && depth <= MAX_CORE_SUBTYPE_DEPTH) {
    depth++;
    next = core.types[next]?.supertypes[0];
  }
  return depth;
}

function checkComposite(core: CoreTypes, { composite, shared }: CoreSubType, offset: number): void {
  if (composite.kind === 'cont' && core.types[composite.type]?.composite.kind !== 'func') {
    throw errorInvalidCoreType(offset, 'a continuation type must refer to a function type');
  }
  if (shared && !partsOf(composite).every((part) => isShared(core, part))) {
    throw errorInvalidCoreType(offset, 'shared composite type must contain shared types');
  }
}

function partsOf(composite: CoreSubType['composite']): readonly CoreValType[] {
  switch (composite.kind) {
    case 'func':
      return [...composite.params, ...composite.results];
    case 'struct':
      return composite.fields.flatMap(({ storage }) => storage === 'i8' || storage === 'i16' ? [] : storage);
    case 'array': {
      const { storage } = composite.element;
      return storage === 'i8' || storage === 'i16' ? [] : [storage];
    }
    case 'cont':
      return [];
  }
}

/** What a module imports, exports or has, as far as its type alone can be wrong. */
export function checkCoreItem(core: CoreTypes, item: CoreItemType, offset: number): void {
  switch (item.kind) {
    case 'memory':
      return checkMemory(item, offset);
    case 'table':
      return checkTable(core, item, offset);
    case 'global':
      if (item.shared && !isShared(core, item.type)) {
        throw errorInvalidCoreType(offset, 'shared globals must have a shared value type');
      }
      return;
    case 'tag': {
      const type = core.types[item.type]?.composite;
      if (type?.kind === 'func' && type.results.length > 0) {
        throw errorInvalidCoreType(offset, 'invalid exception type: non-empty tag result type');
      }
      return;
    }
    case 'func':
      return;
  }
}

type OfKind<K extends CoreItemType['kind']> = Extract<CoreItemType, { kind: K }>;

function checkMemory({ min, max, address, shared, pageSizeLog2 }: OfKind<'memory'>, offset: number): void {
  if (pageSizeLog2 !== 0 && pageSizeLog2 !== 16) {
    throw errorInvalidCoreType(offset, 'invalid custom page size: expected 1 or 65536 bytes');
  }
  const bytes = address === 'i64' ? 1n << 64n : 1n << 32n;
  const pageSize = 1n << BigInt(pageSizeLog2);
  // All bytes of the address space, but for pages of one byte, which can't be counted in an address then.
  const limit = pageSizeLog2 === 0 ? bytes - 1n : bytes / pageSize;
  if (min > limit || (max ?? 0n) > limit) {
    throw errorInvalidCoreType(offset,
      `memory size must be at most 0x${limit.toString(16)} ${pageSize}-byte pages`);
  }
  checkMinimum(min, max, offset);
  if (shared && max === undefined) throw errorInvalidCoreType(offset, 'shared memory must have maximum size');
}

function checkTable(core: CoreTypes, table: OfKind<'table'>, offset: number): void {
  checkMinimum(table.min, table.max, offset);
  if (table.shared && !isShared(core, table.element)) {
    throw errorInvalidCoreType(offset, 'shared tables must have a shared element type');
  }
}

function checkMinimum(min: bigint, max: bigint | undefined, offset: number): void {
  if (max !== undefined && min > max) {
    throw errorInvalidCoreType(offset, 'size minimum must not be greater than maximum');
  }
}

/**
 * Core types that modules and components define are compared by structure, whole `rec` groups at a time (core
 * spec, “Recursive Types”). Here each gets a number that equal ones share, so that types of different modules
 * can be compared.
 */
import type {
  CoreCompositeType, CoreFieldType, CoreFuncType, CoreRecType, CoreRefType, CoreSubType,
} from '../core-module.ts';
import type { CoreTypeId, CoreValType } from './types.ts';

/** All core types that have been met. Grows as validation goes on. */
export interface CoreTypes {
  /** The number of the first type of each group, by the group's structure. */
  readonly groups: Map<string, CoreTypeId>;
  /** By number. What refers to other types does so by their numbers. */
  readonly types: CoreSubType[];
  /** By number: what each index is that stands for the type. */
  readonly entries: { readonly kind: 'sub'; readonly type: CoreTypeId }[];
}

export const newCoreTypes = (): CoreTypes => ({ groups: new Map(), types: [], entries: [] });

/** Which type an index stands for; throws where there is none. */
export type CoreTypeAt = (index: number) => CoreTypeId;

/**
 * The numbers of the types of a group, in its order.
 * @param size that of the index space that the group adds to, which `typeAt` looks up indices in
 */
export function internRecType(
  core: CoreTypes, group: CoreRecType, size: number, typeAt: CoreTypeAt,
): CoreTypeId[] {
  const isInside = (index: number): boolean => index >= size && index < size + group.types.length;
  // A reference into the group itself is a negative number.
  const relative = group.types.map((type) => (
    mapSubType(type, (index) => isInside(index) ? -1 - (index - size) : typeAt(index))));
  const structure = JSON.stringify(relative.map(({ final, supertypes, shared, composite }) => (
    [final, supertypes, shared, composite])));
  let first = core.groups.get(structure);
  if (first === undefined) {
    const start = core.types.length;
    first = start as CoreTypeId;
    core.groups.set(structure, first);
    for (const type of relative) {
      core.entries.push({ kind: 'sub', type: core.types.length as CoreTypeId });
      core.types.push(mapSubType(type, (number) => number < 0 ? start - 1 - number : number));
    }
  }
  const start: number = first;
  return relative.map((_, index) => (start + index) as CoreTypeId);
}

/** The number of a function type that stands alone. */
export function internFuncType(core: CoreTypes, composite: CoreFuncType, shared = false): CoreTypeId {
  const type: CoreSubType = { final: true, supertypes: [], shared, composite, offset: 0 };
  const [id] = internRecType(core, { types: [type], offset: 0 }, Infinity, (index) => index as CoreTypeId);
  return id ?? (0 as CoreTypeId);
}

type MapIndex = (index: number) => number;

/** Most types refer to no other: those stay as they are. */
function mapSubType(type: CoreSubType, map: MapIndex): CoreSubType {
  if (type.supertypes.length === 0 && !hasIndices(type.composite)) return type;
  return { ...type, supertypes: type.supertypes.map(map), composite: mapComposite(type.composite, map) };
}

function hasIndices(type: CoreCompositeType): boolean {
  const isIndex = (inner: CoreValType | 'i8' | 'i16'): boolean =>
    typeof inner !== 'string' && typeof inner.heap === 'number';
  switch (type.kind) {
    case 'func':
      return type.params.some(isIndex) || type.results.some(isIndex);
    case 'struct':
      return type.fields.some(({ storage }) => isIndex(storage));
    case 'array':
      return isIndex(type.element.storage);
    case 'cont':
      return true;
  }
}

function mapComposite(type: CoreCompositeType, map: MapIndex): CoreCompositeType {
  const mapType = (inner: CoreValType): CoreValType => mapValType(inner, map);
  switch (type.kind) {
    case 'func':
      return { kind: 'func', params: type.params.map(mapType), results: type.results.map(mapType) };
    case 'struct':
      return { kind: 'struct', fields: type.fields.map((field) => mapField(field, map)) };
    case 'array':
      return { kind: 'array', element: mapField(type.element, map) };
    case 'cont':
      return { kind: 'cont', type: map(type.type) };
  }
}

function mapField({ storage, mutable }: CoreFieldType, map: MapIndex): CoreFieldType {
  return { storage: storage === 'i8' || storage === 'i16' ? storage : mapValType(storage, map), mutable };
}

/** `type` with what `map` makes of the index that it may have. */
export function mapValType(type: CoreValType, map: MapIndex): CoreValType {
  return typeof type === 'string' ? type : mapRefType(type, map);
}

export const mapRefType = (type: CoreRefType, map: MapIndex): CoreRefType =>
  typeof type.heap === 'string' ? type : { ...type, heap: map(type.heap) };

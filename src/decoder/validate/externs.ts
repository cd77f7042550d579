/**
 * Imports and exports, of components and in component and instance types (Binary.md, Import and Export
 * Definitions): their types, and what they add to index spaces.
 */
import { errorResource, errorSort, errorSubtype } from '../../errors.ts';
import type { ExternName, SortIndex } from '../component.ts';
import type { Export, Import } from '../sections/import-export.ts';
import type { ExternType, TypeBound, ValueBound } from '../sections/type.ts';
import { defineInstanceType, factsOfValType, newResourceType, renewType } from './define.ts';
import type { Mismatch } from './equality.ts';
import { addNamed, addResourceName } from './extern-names.ts';
import { addEntry, comparison, entryAt } from './scope.ts';
import type { Externs, Scope, Side } from './scope.ts';
import { newSubstitution, renewResources, substituteItems } from './substitute.ts';
import { matchItem } from './subtyping.ts';
import { checkValType, funcTypeAt } from './type-defs.ts';
import type { InstanceType, ItemType, Resource, ResourceType, TypeEntry, ValType } from './types.ts';
import { useValue } from './values.ts';
import { checkVisible } from './visibility.ts';

/** What imports, and declarations of imports and exports have. */
type Extern = Pick<Import, 'name' | 'type' | 'offset'>;

/** `import`, or an import declaration of a component type. */
export function checkImport(scope: Scope, { name, type, offset }: Extern): void {
  const item = checkExternType(scope, type, name.name);
  const resource = newResource(type, item);
  if (resource !== undefined) scope.importedResources.push({ resource, path: [name.name] });
  addExtern(scope, scope.imports, name, item, offset);
}

/** `export` of a component. */
export function checkExport(scope: Scope, { name, value, type, offset }: Export): void {
  const item = itemAt(scope, value);
  if (type === undefined) {
    const exported: ItemType = item.kind === 'type' ? { kind: 'type', type: renewType(item.type) } : item;
    return addExtern(scope, scope.exports, name, exported, offset);
  }
  const mismatch = matchAscribed(scope, item, type, name.name);
  if (mismatch !== undefined) {
    throw errorSubtype(offset,
      `ascribed type of export is not compatible with item's type: ${mismatch.text}`, mismatch);
  }
  checkExportDeclaration(scope, { name, type, offset });
}

/** Every resource type can be exported as one that nothing is known about. */
function matchAscribed(scope: Scope, item: ItemType, type: ExternType, name: string): Mismatch {
  const ascribed = checkExternType(scope, type, name);
  const isHidden = newResource(type, ascribed) !== undefined && isResource(item);
  return isHidden ? undefined : matchItem(comparison(scope, type.offset), item, ascribed);
}

/** An export declaration of a component or instance type, or an export with this type. */
export function checkExportDeclaration(scope: Scope, { name, type, offset }: Extern): void {
  const item = checkExternType(scope, type, name.name);
  const resource = newResource(type, item);
  if (resource !== undefined) scope.definedResources.set(resource, undefined);
  addExtern(scope, scope.exports, name, item, offset);
}

/** The resource type that an import or export with the type `(sub resource)` introduces as `item`. */
function newResource(type: ExternType, item: ItemType): Resource | undefined {
  const introduces = type.kind === 'type' && type.bound.kind === 'sub-resource';
  return introduces && isResource(item) ? item.type.resource : undefined;
}

type ResourceItem = ItemType & { readonly kind: 'type'; readonly type: ResourceType };
const isResource = (item: ItemType): item is ResourceItem =>
  item.kind === 'type' && item.type.kind === 'resource';

/** Names the item, and gives it the next index of its sort. */
function addExtern(scope: Scope, externs: Externs, name: ExternName, item: ItemType, offset: number): void {
  const { side } = externs;
  const added: ItemType = item.kind === 'instance'
    ? { kind: 'instance', type: bindResources(scope, side, name.name, item.type, offset) }
    : item;
  if (added.kind === 'value' && side === 'export') checkExportedValue(scope, added.type, offset);
  addItem(scope, added, offset);
  checkVisible(scope, externs, added, offset);
  addResourceName(externs, name, added);
  addNamed(externs, name, added);
}

/** 🪙 The value that an export adds to the index space has been used by that. */
function checkExportedValue(scope: Scope, type: ValType, offset: number): void {
  if (scope.kind !== 'instance type' && factsOfValType(type).hasBorrow) {
    throw errorResource(offset, 'an exported value cannot contain a `borrow` type');
  }
  scope.usedValues.add(scope.spaces.value.length);
}

/** Gives `item` the next index of its sort. */
export function addItem(scope: Scope, item: ItemType, offset: number): void {
  switch (item.kind) {
    case 'core-module':
      return addEntry(scope, 'core module', item.type, offset);
    case 'func':
      return addEntry(scope, 'func', item.type, offset);
    case 'value':
      return addEntry(scope, 'value', item.type, offset);
    case 'type':
      return addEntry(scope, 'type', item.type, offset);
    case 'component':
      return addEntry(scope, 'component', item.type, offset);
    case 'instance':
      return addEntry(scope, 'instance', item.type, offset);
  }
}

/**
 * The type of one instance, imported or exported under `name`: the resource types that an instance type binds
 * become new ones of the scope's own.
 */
function bindResources(
  scope: Scope, side: Side, name: string, type: InstanceType, offset: number,
): InstanceType {
  if (type.resources.length === 0) return type;
  const substitution = newSubstitution({ work: scope.validation.work, offset });
  for (const { resource, path } of renewResources(type.resources, substitution)) {
    if (side === 'import') scope.importedResources.push({ resource, path: [name, ...path] });
    else scope.definedResources.set(resource, undefined);
  }
  return defineInstanceType(substituteItems(type.exports, substitution), [], offset);
}

/** `externtype`. `name` is the one that a new resource type gets. */
function checkExternType(scope: Scope, type: ExternType, name: string): ItemType {
  const { kind, offset } = type;
  switch (kind) {
    case 'core-module': {
      const entry = entryAt(scope, 'core type', type.type, offset);
      if (entry.kind !== 'core-module') {
        throw errorSort(offset, `core type index ${type.type} is not a module type`);
      }
      return { kind, type: entry };
    }
    case 'func':
      return { kind, type: funcTypeAt(scope, type.type, offset) };
    case 'value':
      return { kind, type: checkValueBound(scope, type.bound, offset) };
    case 'type':
      return { kind, type: checkTypeBound(scope, type.bound, name, offset) };
    case 'component': {
      const entry = entryAt(scope, 'type', type.type, offset);
      if (entry.kind !== 'component') {
        throw errorSort(offset, `type index ${type.type} is not a component type`);
      }
      return { kind, type: entry };
    }
    case 'instance': {
      const entry = entryAt(scope, 'type', type.type, offset);
      if (entry.kind !== 'instance') {
        throw errorSort(offset, `type index ${type.type} is not an instance type`);
      }
      return { kind, type: entry };
    }
  }
}

/** `typebound`. With `eq`, the new index stands for the same type under a new identity. */
function checkTypeBound(scope: Scope, bound: TypeBound, name: string, offset: number): TypeEntry {
  return bound.kind === 'eq' ? renewType(entryAt(scope, 'type', bound.type, offset)) : newResourceType(name);
}

/** `valuebound` */
function checkValueBound(scope: Scope, bound: ValueBound, offset: number): ValType {
  return bound.kind === 'eq'
    ? entryAt(scope, 'value', bound.value, offset)
    : checkValType(scope, bound.type, offset);
}

/**
 * The type of what a `sortidx` stands for; a value is used by that. Of the core sorts only modules can be
 * exported or passed as arguments.
 */
export function itemAt(scope: Scope, { sort, index, offset }: SortIndex): ItemType {
  switch (sort) {
    case 'core module':
      return { kind: 'core-module', type: entryAt(scope, sort, index, offset) };
    case 'func':
      return { kind: sort, type: entryAt(scope, sort, index, offset) };
    case 'value':
      return { kind: sort, type: useValue(scope, index, offset) };
    case 'type':
      return { kind: sort, type: entryAt(scope, sort, index, offset) };
    case 'component':
      return { kind: sort, type: entryAt(scope, sort, index, offset) };
    case 'instance':
      return { kind: sort, type: entryAt(scope, sort, index, offset) };
    default:
      throw errorSort(offset, `a ${sort} can't be exported from a component or passed to one`);
  }
}

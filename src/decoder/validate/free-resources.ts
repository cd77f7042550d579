/** Which resource types occur in types, and where items name them. */
import { factsOfType, partsOf } from './define.ts';
import type {
  ComponentType, DefinedType, InstanceType, ItemType, Path, Resource, TypeEntry, ValType,
} from './types.ts';
import { spend } from './work.ts';
import type { Work } from './work.ts';

/** Where the steps are counted, and the offset for the error when they are too many. */
export interface Counted {
  readonly work: Work;
  readonly offset: number;
}

/**
 * The resource types that occur in `types` and are bound by none of the component and instance types among
 * them.
 */
export function freeResources(types: Iterable<TypeEntry>, counted: Counted): Set<Resource> {
  const walk: Walk = { ...counted, seen: new Set(), found: new Set(), bound: new Set() };
  for (const type of types) visit(type, walk);
  for (const resource of walk.bound) walk.found.delete(resource);
  return walk.found;
}

/** The same for items. */
export function freeResourcesOfItems(items: Iterable<ItemType>, counted: Counted): Set<Resource> {
  return freeResources(typesOf(items), counted);
}

function* typesOf(items: Iterable<ItemType>): Iterable<TypeEntry> {
  for (const item of items) if (item.kind !== 'core-module' && typeof item.type !== 'string') yield item.type;
}

interface Walk extends Counted {
  readonly seen: Set<TypeEntry>;
  readonly found: Set<Resource>;
  /** A resource type that one type binds occurs in no other type, so one set for all will do. */
  readonly bound: Set<Resource>;
}

function visit(type: TypeEntry, walk: Walk): void {
  if (!factsOfType(type).hasResource || walk.seen.has(type)) return;
  walk.seen.add(type);
  spend(walk.work, 1, walk.offset);
  switch (type.kind) {
    case 'resource':
      walk.found.add(type.resource);
      return;
    case 'func':
      for (const param of type.params) visitValType(param.type, walk);
      if (type.result !== undefined) visitValType(type.result, walk);
      return;
    case 'instance':
      visitInstance(type, walk);
      return;
    case 'component':
      visitComponent(type, walk);
      return;
    default:
      visitDefined(type, walk);
  }
}

function visitValType(type: ValType, walk: Walk): void {
  spend(walk.work, 1, walk.offset);
  if (typeof type !== 'string') visit(type, walk);
}

function visitDefined(type: DefinedType, walk: Walk): void {
  if (type.kind === 'own' || type.kind === 'borrow') visit(type.resource, walk);
  else for (const part of partsOf(type)) visitValType(part, walk);
}

function visitInstance(type: InstanceType, walk: Walk): void {
  spend(walk.work, type.resources.length + type.exports.size, walk.offset);
  for (const { resource } of type.resources) walk.bound.add(resource);
  for (const inner of typesOf(type.exports.values())) visit(inner, walk);
}

function visitComponent(type: ComponentType, walk: Walk): void {
  spend(walk.work, type.imports.size + type.exports.size, walk.offset);
  for (const { resource } of type.importedResources) walk.bound.add(resource);
  for (const { resource } of type.definedResources) walk.bound.add(resource);
  for (const inner of typesOf(type.imports.values())) visit(inner, walk);
  for (const inner of typesOf(type.exports.values())) visit(inner, walk);
}

/** The resource types that `items`, or instances among them, export as types, each with the way to it. */
export function exportedResources(
  items: ReadonlyMap<string, ItemType>, counted: Counted,
): Map<Resource, Path> {
  const search: Search = { ...counted, found: new Map(), seen: new Set() };
  visitExports(items, [], search);
  return search.found;
}

interface Search extends Counted {
  readonly found: Map<Resource, Path>;
  readonly seen: Set<InstanceType>;
}

function visitExports(items: ReadonlyMap<string, ItemType>, path: Path, search: Search): void {
  const { found, seen } = search;
  spend(search.work, items.size, search.offset);
  for (const [name, item] of items) {
    if (item.kind === 'type' && item.type.kind === 'resource') {
      if (!found.has(item.type.resource)) found.set(item.type.resource, [...path, name]);
    } else if (item.kind === 'instance' && item.type.facts.hasResource && !seen.has(item.type)) {
      seen.add(item.type);
      visitExports(item.type.exports, [...path, name], search);
    }
  }
}

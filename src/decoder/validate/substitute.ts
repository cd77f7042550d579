/**
 * Substitution in types: how an instantiation puts the types of its arguments, and new resource types for
 * those that the component defines, in the place of the ones that the component's type speaks of (Binary.md,
 * Instance Definitions). What nothing is replaced in is returned as it is, with its identity.
 */
import {
  defineComponentType, defineFuncType, defineInstanceType, defineValType, factsOfType, partsOf,
} from './define.ts';
import type {
  BoundResource, ComponentType, DefinedType, DefinedTypeBody, Field, FuncType, ItemType, Resource,
  ResourceType, TypeEntry, ValType,
} from './types.ts';
import { spend } from './work.ts';
import type { Work } from './work.ts';

/**
 * What replaces what. Within one substitution, one type is always replaced by one other: identities agree.
 */
export interface Substitution {
  readonly resources: Map<Resource, Resource>;
  /** What type imports were satisfied with, and what has been replaced already. */
  readonly types: Map<TypeEntry, TypeEntry>;
  readonly work: Work;
  /** For errors about limits. */
  readonly offset: number;
}

type Items = ReadonlyMap<string, ItemType>;

export const newSubstitution = ({ work, offset }: Pick<Substitution, 'work' | 'offset'>): Substitution => (
  { resources: new Map(), types: new Map(), work, offset });

export function substituteItems(items: Items, substitution: Substitution): Items {
  spend(substitution.work, items.size, substitution.offset);
  const result = new Map<string, ItemType>();
  let changed = false;
  for (const [name, item] of items) {
    const substituted = substituteItem(item, substitution);
    changed ||= substituted !== item;
    result.set(name, substituted);
  }
  return changed ? result : items;
}

export function substituteItem(item: ItemType, substitution: Substitution): ItemType {
  if (item.kind === 'core-module') return item;
  const type = typeof item.type === 'string' ? item.type : substituteType(item.type, substitution);
  return type === item.type ? item : { kind: item.kind, type } as ItemType;
}

/** The result is of the same kind as `type`. */
function substituteType<T extends TypeEntry>(type: T, substitution: Substitution): T;
function substituteType(type: TypeEntry, substitution: Substitution): TypeEntry {
  if (!factsOfType(type).hasIdentity) return type;
  const known = substitution.types.get(type);
  if (known !== undefined) return known;
  const result = substituteKnown(type, substitution);
  substitution.types.set(type, result);
  return result;
}

function substituteKnown(type: TypeEntry, substitution: Substitution): TypeEntry {
  switch (type.kind) {
    case 'resource':
      return substituteResource(type, substitution);
    case 'func':
      return substituteFunc(type, substitution);
    case 'instance': {
      const exports = substituteItems(type.exports, substitution);
      if (exports === type.exports) return type;
      return defineInstanceType(exports, type.resources, substitution.offset);
    }
    case 'component':
      return substituteComponent(type, substitution);
    default: {
      spend(substitution.work, 1 + partsOf(type).length, substitution.offset);
      const body = substituteBody(type, substitution);
      return isSame(body, type) ? type : defineValType(body, substitution.offset);
    }
  }
}

function substituteResource(type: ResourceType, substitution: Substitution): ResourceType {
  const resource = substitution.resources.get(type.resource);
  return resource === undefined ? type : { kind: 'resource', resource };
}

function substituteFunc(type: FuncType, substitution: Substitution): FuncType {
  spend(substitution.work, type.params.length, substitution.offset);
  const params = substituteFields(type.params, substitution);
  const result = type.result && substituteValType(type.result, substitution);
  const changed = params !== type.params || result !== type.result;
  return changed ? defineFuncType(type.async, params, result, substitution.offset) : type;
}

/**
 * The resource types that a component type binds itself (or an instance type) are nobody else's: none is
 * replaced.
 */
function substituteComponent(type: ComponentType, substitution: Substitution): ComponentType {
  const imports = substituteItems(type.imports, substitution);
  const exports = substituteItems(type.exports, substitution);
  const changed = imports !== type.imports || exports !== type.exports;
  return changed ? defineComponentType({ ...type, imports, exports }, substitution.offset) : type;
}

const substituteValType = (type: ValType, substitution: Substitution): ValType =>
  typeof type === 'string' ? type : substituteType(type, substitution);

function substituteFields(fields: readonly Field[], substitution: Substitution): readonly Field[] {
  const result = fields.map(({ label, type }) => ({ label, type: substituteValType(type, substitution) }));
  return result.every(({ type }, index) => type === fields[index]?.type) ? fields : result;
}

function substituteBody(type: DefinedType, substitution: Substitution): DefinedTypeBody {
  const go = (part: ValType): ValType => substituteValType(part, substitution);
  switch (type.kind) {
    case 'record':
      return { kind: 'record', fields: substituteFields(type.fields, substitution) };
    case 'variant':
      return {
        kind: 'variant',
        cases: type.cases.map(({ label, type: part }) => ({ label, type: part && go(part) })),
      };
    case 'list':
      return { kind: 'list', element: go(type.element), length: type.length };
    case 'tuple':
      return { kind: 'tuple', types: type.types.map(go) };
    case 'option':
      return { kind: 'option', type: go(type.type) };
    case 'result':
      return { kind: 'result', ok: type.ok && go(type.ok), error: type.error && go(type.error) };
    case 'own':
    case 'borrow':
      return { kind: type.kind, resource: substituteType(type.resource, substitution) };
    case 'stream':
    case 'future':
      return { kind: type.kind, element: type.element && go(type.element) };
    case 'map':
      return { kind: 'map', key: go(type.key), value: go(type.value) };
    default:
      return type;
  }
}

/** Whether two bodies of the same constructor have the same parts. */
function isSame(a: DefinedTypeBody, b: DefinedTypeBody): boolean {
  if (a === b) return true;
  if ('resource' in a && 'resource' in b) return a.resource === b.resource;
  const parts = partsOf(b);
  return partsOf(a).every((part, index) => part === parts[index]);
}

/** Replaces each of `bound` by a new resource type, and returns the new ones in the same order. */
export function renewResources(bound: readonly BoundResource[], substitution: Substitution): BoundResource[] {
  // A new resource type takes more room than a step elsewhere.
  spend(substitution.work, 4 * bound.length, substitution.offset);
  return bound.map(({ resource, path }) => {
    const renewed: Resource = { name: resource.name ?? path.at(-1) };
    substitution.resources.set(resource, renewed);
    return { resource: renewed, path };
  });
}

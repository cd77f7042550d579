/**
 * Evaluates types: a type definition in a scope becomes a `TypeEntry` in which no index is left, and an extern type
 * with something that satisfies it becomes an item. Explainer.md, “Type Definitions”.
 */
import type { CoreTypeDef } from '../decoder/sections/core-type.ts';
import type { Declaration, DefValType, ExternType, TypeDef, ValTypeRef } from '../decoder/sections/type.ts';
import { errorUnsupportedValues } from '../errors.ts';
import type { NamedKind } from './export-names.ts';
import { hostMembers } from './host.ts';
import type { HostPlace } from './host.ts';
import type { DeclaredType, InstanceItem, Item, TypeEntry } from './items.ts';
import type { HostValue } from './plan.ts';
import { at, itemAt, makeScope, outerScope, pushItem } from './scope.ts';
import type { Scope } from './scope.ts';
import type { FuncType, ResourceIdentity, ResourceType, Type } from './types.ts';

/** Makes the identities of resource types; the flattening keeps what they are. */
export interface ResourceMaker {
  guest(type: Extract<TypeDef, { kind: 'resource' }>, scope: Scope): ResourceIdentity;
  host(value: HostValue, name: string): ResourceIdentity;
  /** Counts what is evaluated: one definition may be, once per instance. Too much is an error at `offset`. */
  count(definitions: number, offset: number): void;
}

/** What an imported or ascribed item is: something of the host's, or an item that is there already. */
export type Supply =
  | { readonly kind: 'host'; readonly place: HostPlace }
  | { readonly kind: 'item'; readonly item: Item };

/** `deftype` */
export function evaluateType(definition: TypeDef, scope: Scope, make: ResourceMaker): TypeEntry {
  switch (definition.kind) {
    case 'func': return {
      kind: 'func',
      type: {
        async: definition.async,
        params: definition.params.map(({ label, type }) => ({ name: label, type: valType(type, scope) })),
        ...optional('result', definition.result, scope),
      },
    };
    case 'resource': return { kind: 'resource', identity: make.guest(definition, scope) };
    case 'component': return { kind: 'component-type', declarations: definition.declarations, outer: scope };
    case 'instance': return { kind: 'instance-type', declarations: definition.declarations, outer: scope };
    default: return definedType(definition, scope);
  }
}

/** `defvaltype` */
function definedType(definition: DefValType, scope: Scope): Type {
  switch (definition.kind) {
    case 'primitive': return { kind: definition.type };
    case 'record': return {
      kind: 'record',
      fields: definition.fields.map(({ label, type }) => ({ name: label, type: valType(type, scope) })),
    };
    case 'variant': return {
      kind: 'variant',
      cases: definition.cases.map(({ label, type }) => ({ name: label, ...optional('type', type, scope) })),
    };
    case 'list': return {
      kind: 'list',
      element: valType(definition.element, scope),
      ...(definition.length === undefined ? {} : { length: definition.length }),
    };
    case 'tuple': return { kind: 'tuple', types: definition.types.map((type) => valType(type, scope)) };
    case 'flags':
    case 'enum': return { kind: definition.kind, labels: definition.labels.map(({ label }) => label) };
    case 'option': return { kind: 'option', type: valType(definition.type, scope) };
    case 'result': return {
      kind: 'result',
      ...optional('ok', definition.ok, scope),
      ...optional('error', definition.error, scope),
    };
    case 'own':
    case 'borrow': return { kind: definition.kind, resource: resourceType(at(scope.spaces.type, definition.resource)) };
    case 'stream':
    case 'future': return { kind: definition.kind, ...optional('element', definition.element, scope) };
    case 'map': return { kind: 'map', key: valType(definition.key, scope), value: valType(definition.value, scope) };
  }
}

/** A property of this name if there is a type for it. */
function optional<K extends string>(
  name: K, ref: ValTypeRef | undefined, scope: Scope,
): { readonly [P in K]?: Type } {
  return ref === undefined ? {} : { [name]: valType(ref, scope) } as { readonly [P in K]: Type };
}

/** `valtype` */
export function valType(ref: ValTypeRef, scope: Scope): Type {
  if (typeof ref === 'string') return { kind: ref };
  const entry = at(scope.spaces.type, ref);
  switch (entry.kind) {
    case 'func': case 'resource': case 'instance-type': case 'component-type':
      throw new Error(`type ${ref} is no value type, yet passed validation`);
    default: return entry;
  }
}

function resourceType(entry: TypeEntry): ResourceType {
  if (entry.kind !== 'resource') throw new Error('a handle of a type that is no resource passed validation');
  return entry;
}

/** The function type at an index of the type index space. */
export function funcType(scope: Scope, index: number): FuncType {
  const entry = at(scope.spaces.type, index);
  if (entry.kind !== 'func') throw new Error(`type ${index} is no function type, yet passed validation`);
  return entry.type;
}

function declaredType(scope: Scope, index: number): DeclaredType {
  const entry = at(scope.spaces.type, index);
  if (entry.kind !== 'instance-type' && entry.kind !== 'component-type') {
    throw new Error(`type ${index} is no instance or component type, yet passed validation`);
  }
  return entry;
}

/** A type under a new name: another object, of the same structure and identity. */
export function renamed(entry: TypeEntry): TypeEntry {
  return { ...entry };
}

/** The item that `supply` is under the type `type`: of the host's a new one, of others the same seen as `type`. */
export function itemOfType(type: ExternType, scope: Scope, supply: Supply, make: ResourceMaker): Item {
  const item = supply.kind === 'item' ? supply.item : undefined;
  switch (type.kind) {
    case 'func': {
      const declared = funcType(scope, type.type);
      if (supply.kind === 'host') {
        const { value, form } = supply.place;
        return { kind: 'func', type: declared, source: { kind: 'host', value, form } };
      }
      return item?.kind === 'func' ? { ...item, type: declared } : mismatch(type);
    }
    case 'type': return typeOfBound(type, scope, supply, make);
    case 'instance': return instanceOfType(declaredType(scope, type.type), scope, supply, make);
    case 'component': return item ?? hostComponent(supply, declaredType(scope, type.type));
    case 'core-module': return item ?? hostModule(supply, at(scope.spaces['core type'], type.type));
    case 'value': throw errorUnsupportedValues(type.offset, 'an imported or exported value');
  }
}

function typeOfBound(
  type: Extract<ExternType, { kind: 'type' }>, scope: Scope, supply: Supply, make: ResourceMaker,
): Item {
  if (supply.kind === 'item') {
    return supply.item.kind === 'type' ? { kind: 'type', type: renamed(supply.item.type) } : mismatch(type);
  }
  if (type.bound.kind === 'eq') return { kind: 'type', type: renamed(at(scope.spaces.type, type.bound.type)) };
  return { kind: 'type', type: { kind: 'resource', identity: make.host(supply.place.value, supply.place.name) } };
}

function mismatch(type: ExternType): never {
  throw new Error(`an item that is no ${type.kind} passed validation as one`);
}

function hostComponent(supply: Supply, type: DeclaredType): Item {
  if (supply.kind !== 'host') throw new Error('no component supplied');
  return { kind: 'component', source: 'host', value: supply.place.value, type };
}

function hostModule(supply: Supply, type: CoreTypeDef): Item {
  if (supply.kind !== 'host') throw new Error('no core module supplied');
  return { kind: 'core-module', source: { kind: 'host', value: supply.place.value, type } };
}

/** Evaluates the declarations of an instance type against what supplies them. */
function instanceOfType(
  declared: DeclaredType, scope: Scope, supply: Supply, make: ResourceMaker,
): InstanceItem {
  const inner = makeScope(declared.outer, scope.instance);
  const members = supply.kind === 'host' ? hostMembers(supply.place, declaredExports(declared)) : undefined;
  const supplyOf = (name: string): Supply => {
    if (supply.kind === 'host') return { kind: 'host', place: members?.(name) ?? supply.place };
    const found = supply.item.kind === 'instance' ? supply.item.exports.get(name) : undefined;
    if (found === undefined) throw new Error(`an instance without the export "${name}" passed validation`);
    return { kind: 'item', item: found };
  };
  return { kind: 'instance', exports: evaluateDeclarations(declared.declarations, inner, supplyOf, make) };
}

/** What an instance or component type says it exports, as far as JavaScript names depend on it. */
export function declaredExports({ declarations }: DeclaredType): { name: string; kind: NamedKind }[] {
  return declarations.flatMap((declaration) =>
    (declaration.kind === 'export' ? [{ name: declaration.name.name, kind: namedKind(declaration.type) }] : []));
}

function namedKind(type: ExternType): NamedKind {
  switch (type.kind) {
    case 'type': return type.bound.kind === 'eq' ? 'type' : 'class';
    case 'core-module': return 'module';
    case 'value': throw errorUnsupportedValues(type.offset, 'an exported value');
    default: return type.kind;
  }
}

/**
 * Evaluates declarations in order in `scope`; the result has the exports. Imports (of component types) are asked for
 * like exports, but only put into the scope.
 */
export function evaluateDeclarations(
  declarations: readonly Declaration[], scope: Scope, supplyOf: (name: string, kind: 'import' | 'export') => Supply,
  make: ResourceMaker,
): ReadonlyMap<string, Item> {
  const exports = new Map<string, Item>();
  make.count(declarations.length, declarations[0]?.offset ?? 0);
  for (const declaration of declarations) {
    switch (declaration.kind) {
      case 'core-type': pushCoreType(scope, declaration.type); break;
      case 'type': scope.spaces.type.push(evaluateType(declaration.type, scope, make)); break;
      case 'alias': {
        const { alias } = declaration;
        if (alias.kind === 'export') pushItem(scope, exportOf(at(scope.spaces.instance, alias.instance), alias.name));
        else if (alias.kind === 'outer') aliasOuter(scope, alias);
        break;
      }
      case 'import':
      case 'export': {
        const { name } = declaration.name;
        const item = itemOfType(declaration.type, scope, supplyOf(name, declaration.kind), make);
        pushItem(scope, item);
        if (declaration.kind === 'export') exports.set(name, item);
        break;
      }
    }
  }
  return exports;
}

/** A recursion group of n types takes n indices. */
export function pushCoreType(scope: Scope, type: CoreTypeDef): void {
  const count = type.kind === 'rec' ? type.types.types.length : 1;
  for (let i = 0; i < count; i++) scope.spaces['core type'].push(type);
}

/** `alias outer`: a type, core type, core module or component of a scope further out. */
export function aliasOuter(scope: Scope, alias: { readonly sort: string; readonly count: number; readonly index: number }): void {
  const target = outerScope(scope, alias.count);
  if (alias.sort === 'core type') {
    scope.spaces['core type'].push(at(target.spaces['core type'], alias.index));
  } else if (alias.sort === 'type' || alias.sort === 'component' || alias.sort === 'core module') {
    pushItem(scope, itemAt(target, alias.sort, alias.index));
  }
}

/** `alias export` */
export function exportOf(instance: InstanceItem, name: string): Item {
  const found = instance.exports.get(name);
  if (found === undefined) throw new Error(`an alias of the missing export "${name}" passed validation`);
  return found;
}

// Writes types into an index space: that of a component or of an instance type (Binary.md, Type Definitions).
// Types that must have a name where they are imported or exported get one.

import { leb, name, typeIndex, vec } from './bytes.ts';
import type { Part } from './bytes.ts';
import type { Func, Resource, Type } from './types.ts';

/** For what a type is needed: to be seen in imports, in exports, or from nowhere outside. */
export type Use = 'import' | 'export' | 'inside';

/** What a type has after it was imported or exported. */
export interface Given {
  readonly index: number;
  readonly name: string;
}

/** A type index space, and what is in it. */
export interface TypeScope {
  readonly known: { readonly [U in Use]: Map<Type | Resource, number> };
  /** The name that a resource type was imported or exported by. */
  readonly names: Map<Resource, string>;
  /** Adds a definition. */
  define(definition: Part): number;
  /** Imports or exports type `index` by a new name, which gives a new index. */
  give(use: 'import' | 'export', index: number, what: Type | Resource): Given;
}

export function newKnown(): TypeScope['known'] {
  return { import: new Map(), export: new Map(), inside: new Map() };
}

/** Where to look for a type that is good for a use. */
const FALLBACKS = {
  import: ['import'], export: ['export', 'import'], inside: ['inside', 'export', 'import'],
} as const;

/** The index of a type or resource type; defines and names what has to be. */
export function indexOf(scope: TypeScope, type: Type | Resource, use: Use): number {
  for (const each of FALLBACKS[use]) {
    const index = scope.known[each].get(type);
    if (index !== undefined) return index;
  }
  const index = type.kind === 'resource'
    ? ownResource(scope, type) : scope.define(definition(scope, type, use));
  const named = /^(?:resource|record|variant|enum|flags)$/.test(type.kind) && use !== 'inside';
  const given = named ? scope.give(use, index, type) : undefined;
  if (given !== undefined && type.kind === 'resource') scope.names.set(type, given.name);
  scope.known[use].set(type, given?.index ?? index);
  return given?.index ?? index;
}

function ownResource(scope: TypeScope, resource: Resource): number {
  const index = scope.known.inside.get(resource);
  if (index === undefined) throw new Error('a resource type that is not in scope');
  return index;
}

/** The index of a function type. */
export function funcIndexOf(scope: TypeScope, func: Func, use: Use): number {
  const params = func.params.map(([label, type]) => [name(label), valueType(scope, type, use)]);
  const result: Part = func.result === undefined ? [1, 0] : [0, valueType(scope, func.result, use)];
  return scope.define([0x40, vec(...params), result]);
}

function valueType(scope: TypeScope, type: Type, use: Use): Part {
  return type.kind === 'primitive' ? type.byte : typeIndex(indexOf(scope, type, use));
}

function definition(scope: TypeScope, type: Type, use: Use): Part {
  const inner = (each: Type): Part => valueType(scope, each, use);
  const perhaps = (each: Type | undefined): Part => (each === undefined ? 0 : [1, inner(each)]);
  switch (type.kind) {
    case 'primitive': return type.byte;
    case 'record': return [0x72, vec(...type.fields.map(([label, field]) => [name(label), inner(field)]))];
    case 'variant': {
      return [0x71, vec(...type.cases.map(([label, payload]) => [name(label), perhaps(payload), 0]))];
    }
    case 'list': return [0x70, inner(type.element)];
    case 'tuple': return [0x6f, vec(...type.types.map(inner))];
    case 'flags': return [0x6e, vec(...type.labels.map(name))];
    case 'enum': return [0x6d, vec(...type.labels.map(name))];
    case 'option': return [0x6b, inner(type.element)];
    case 'result': return [0x6a, perhaps(type.ok), perhaps(type.error)];
    case 'own': return [0x69, leb(indexOf(scope, type.resource, use))];
    case 'borrow': return [0x68, leb(indexOf(scope, type.resource, use))];
  }
}

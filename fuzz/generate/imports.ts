// What generated components import: resource types, functions, instances with types of their own.

import type { Random } from '../random.ts';
import { leb, name, vec } from './bytes.ts';
import type { Part } from './bytes.ts';
import type { ComponentScope } from './component-scope.ts';
import { funcIndexOf, newKnown } from './scope.ts';
import type { TypeScope } from './scope.ts';
import { randomFunc, randomLabel } from './types.ts';
import type { Extern, Func, Resource, Type } from './types.ts';

export function importResource(scope: ComponentScope): void {
  const resource: Resource = { kind: 'resource' };
  const label = scope.newLabel();
  scope.known.import.set(resource, scope.add(10, [0, name(label), 3, 1], 'type'));
  scope.names.set(resource, label);
  scope.imports.push({ name: label, kind: 'resource', resource });
  scope.resources.push(resource);
  scope.importedResources.push(resource);
}

/** Imports a function of a random type, or of the one given. */
export function importFunc(scope: ComponentScope, given?: Func): number {
  const { random } = scope;
  const func = given
    ?? randomFunc(random, { resources: scope.importedResources, types: typesIn(scope.known.import) });
  const type = funcIndexOf(scope, func, 'import');
  const plain = scope.newLabel();
  const label = given === undefined ? methodName(random, func, scope.names, plain) : plain;
  const index = scope.add(10, [0, name(label), 1, leb(type)], 'func');
  scope.imports.push({ name: label, kind: 'func', func });
  scope.funcs.push({ index, func });
  return index;
}

/** The types that others can be made of: borrows can only be parameters. */
function typesIn(known: ReadonlyMap<Type | Resource, number>): Type[] {
  return [...known.keys()].filter((each): each is Type => each.kind !== 'resource' && each.kind !== 'borrow');
}

/** The name of a method where the first parameter allows it, or of a static function, or `label`. */
export function methodName(random: Random, func: Func, names: TypeScope['names'], label: string): string {
  const [first] = func.params;
  const self = first?.[0] === 'self' && first[1].kind === 'borrow' ? names.get(first[1].resource) : undefined;
  if (self !== undefined) return `[method]${self}.${label}`;
  const resources = [...names.values()];
  return resources.length > 0 && random.chance(0.2) ? `[static]${random.pick(resources)}.${label}` : label;
}

/** A function with a borrowed `self`, where there is a resource type for it. */
export function asMethod(random: Random, func: Func, resources: readonly Resource[]): Func {
  if (resources.length === 0 || !random.chance(0.4)) return func;
  const self: Type = { kind: 'borrow', resource: random.pick(resources) };
  return { ...func, params: [['self', self], ...func.params] };
}

/** Imports an instance, and takes out of it all that it exports. */
export function importInstance(scope: ComponentScope): void {
  const { exports, declarations } = instanceType(scope);
  const type = scope.define([0x42, vec(...declarations)]);
  const label = scope.random.chance(0.5) ? `${scope.newLabel().toLowerCase()}:p/i@1.2.3` : scope.newLabel();
  const index = scope.add(10, [0, name(label), 5, leb(type)], 'instance');
  scope.imports.push({ name: label, kind: 'instance', exports });
  for (const each of exports) aliasExport(scope, index, each, 'import');
}

/** Takes one export out of an instance; `use` says for what its types can be used then. */
export function aliasExport(
  scope: ComponentScope, instance: number, extern: Extern, use: 'import' | 'inside',
): void {
  const alias = (sort: number, space: 'type' | 'func' | 'instance'): number => (
    scope.add(6, [sort, 0, leb(instance), name(extern.name)], space));
  switch (extern.kind) {
    case 'resource': {
      const index = alias(3, 'type');
      if (scope.known[use].has(extern.resource)) return;
      scope.known[use].set(extern.resource, index);
      if (!scope.resources.includes(extern.resource)) scope.resources.push(extern.resource);
      if (use === 'import' && !scope.importedResources.includes(extern.resource)) {
        scope.importedResources.push(extern.resource);
      }
      return;
    }
    case 'type': {
      scope.known[use].set(extern.type, alias(3, 'type'));
      scope.types.push(extern.type);
      return;
    }
    case 'func': {
      scope.funcs.push({ index: alias(1, 'func'), func: extern.func });
      return;
    }
    case 'instance': alias(5, 'instance');
  }
}

/** Types, resource types and functions over them, some of them those of the component around. */
function instanceType(outer: ComponentScope): { exports: Extern[]; declarations: Part[] } {
  const { random } = outer;
  const declarations: Part[] = [];
  const exports: Extern[] = [];
  let [typeCount, labels] = [0, 0];
  const resources: Resource[] = [];
  const add = (declaration: Part, isType = true): number => {
    declarations.push(declaration);
    return isType ? typeCount++ : 0;
  };
  const newLabel = (): string => randomLabel(random, labels++);
  const scope: TypeScope = {
    known: newKnown(), names: new Map(),
    define: (definition) => add([1, definition]),
    give: (_use, index, what) => {
      const label = newLabel();
      exports.push(what.kind === 'resource'
        ? { name: label, kind: 'resource', resource: what } : { name: label, kind: 'type', type: what });
      return { index: add([4, 0, name(label), 3, 0, leb(index)]), name: label };
    },
  };
  for (const resource of outer.importedResources) {
    if (!random.chance(0.4)) continue;
    const index = add([2, 3, 2, 1, leb(outer.known.import.get(resource) ?? 0)]);
    scope.known.inside.set(resource, index);
    resources.push(resource);
  }
  for (let i = random.int(3); i > 0; i--) {
    const [label, resource] = [newLabel(), { kind: 'resource' } as const];
    exports.push({ name: label, kind: 'resource', resource });
    scope.known.export.set(resource, add([4, 0, name(label), 3, 1]));
    scope.names.set(resource, label);
    resources.push(resource);
  }
  for (let i = random.int(4); i > 0; i--) {
    const types = typesIn(scope.known.export);
    const func = asMethod(random, randomFunc(random, { resources, types }), resources);
    const type = funcIndexOf(scope, func, 'export');
    // Instances made of single functions can't have methods: what is not imported from the host has none.
    const label = outer.depth > 0 ? newLabel() : methodName(random, func, scope.names, newLabel());
    add([4, 0, name(label), 1, leb(type)], false);
    exports.push({ name: label, kind: 'func', func });
  }
  return { exports, declarations };
}

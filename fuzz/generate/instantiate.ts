// Components in a generated component: made, and given what they import.

import { leb, name, vec } from './bytes.ts';
import type { Part } from './bytes.ts';
import type { ComponentScope } from './component-scope.ts';
import { liftFuncs } from './functions.ts';
import { aliasExport } from './imports.ts';
import { indexOf } from './scope.ts';
import { substitute, substituteExtern, substituteFunc } from './substitute.ts';
import type { Substitution } from './substitute.ts';
import type { Extern, Resource } from './types.ts';

/** Instantiates a component of these imports and exports, and takes its exports. */
export function instantiate(scope: ComponentScope, component: number, inner: ComponentScope): void {
  const substitution: Substitution = { resources: new Map(), types: new Map() };
  const args = inner.imports.map((each) => argument(scope, each, substitution));
  const index = scope.add(5, [0, leb(component), vec(...args)], 'instance');
  for (const each of inner.exports) aliasExport(scope, index, substituteExtern(substitution, each), 'inside');
}

/** `name sort index`. */
function argument(scope: ComponentScope, extern: Extern, substitution: Substitution): Part {
  switch (extern.kind) {
    case 'resource': {
      const resource = substitution.resources.get(extern.resource)
        ?? (scope.random.chance(0.5) ? newResource(scope) : anyResource(scope));
      substitution.resources.set(extern.resource, resource);
      return [name(extern.name), 3, leb(indexOf(scope, resource, 'inside'))];
    }
    case 'type': {
      return [name(extern.name), 3, leb(indexOf(scope, substitute(substitution, extern.type), 'inside'))];
    }
    case 'func': {
      const [index = 0] = liftFuncs(scope, [substituteFunc(substitution, extern.func)], 'inside');
      return [name(extern.name), 1, leb(index)];
    }
    case 'instance': {
      const exports = extern.exports.map((each) => argument(scope, each, substitution));
      const items = exports.map((each): Part => [0, each]);
      return [name(extern.name), 5, leb(scope.add(5, [1, vec(...items)], 'instance'))];
    }
  }
}

function anyResource(scope: ComponentScope): Resource {
  return scope.resources.length === 0 ? newResource(scope) : scope.random.pick(scope.resources);
}

/** Defines a resource type. */
export function newResource(scope: ComponentScope): Resource {
  const resource: Resource = { kind: 'resource' };
  scope.known.inside.set(resource, scope.define([0x3f, 0x7f, 0]));
  scope.resources.push(resource);
  return resource;
}


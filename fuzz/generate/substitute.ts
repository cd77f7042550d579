// Types of a component as the component that instantiates it sees them: resources replaced by those given.

import type { Extern, Func, Resource, Type } from './types.ts';

/** What stands for what; grows as types are replaced, so that one type stays one. */
export interface Substitution {
  readonly resources: Map<Resource, Resource>;
  readonly types: Map<Type, Type>;
}

/** Resources that are not replaced yet are the component's own: each instance has new ones. */
export function substituteResource({ resources }: Substitution, resource: Resource): Resource {
  const found = resources.get(resource);
  if (found !== undefined) return found;
  const own: Resource = { kind: 'resource' };
  resources.set(resource, own);
  return own;
}

export function substitute(substitution: Substitution, type: Type): Type {
  const found = substitution.types.get(type);
  if (found !== undefined) return found;
  const replaced = replace(substitution, type);
  substitution.types.set(type, replaced);
  return replaced;
}

function replace(substitution: Substitution, type: Type): Type {
  const inner = (each: Type): Type => substitute(substitution, each);
  const perhaps = (each: Type | undefined): Type | undefined => each && inner(each);
  switch (type.kind) {
    case 'primitive': case 'enum': case 'flags': return type;
    case 'list': case 'option': return { ...type, element: inner(type.element) };
    case 'tuple': return { ...type, types: type.types.map(inner) };
    case 'result': return { ...type, ok: perhaps(type.ok), error: perhaps(type.error) };
    case 'record': return { ...type, fields: type.fields.map(([label, field]) => [label, inner(field)]) };
    case 'variant': {
      return { ...type, cases: type.cases.map(([label, payload]) => [label, perhaps(payload)]) };
    }
    case 'own': case 'borrow': return { ...type, resource: substituteResource(substitution, type.resource) };
  }
}

export function substituteFunc(substitution: Substitution, { params, result }: Func): Func {
  return {
    params: params.map(([name, type]) => [name, substitute(substitution, type)]),
    result: result === undefined ? undefined : substitute(substitution, result),
  };
}

export function substituteExtern(substitution: Substitution, extern: Extern): Extern {
  switch (extern.kind) {
    case 'resource': return { ...extern, resource: substituteResource(substitution, extern.resource) };
    case 'type': return { ...extern, type: substitute(substitution, extern.type) };
    case 'func': return { ...extern, func: substituteFunc(substitution, extern.func) };
    case 'instance': {
      return { ...extern, exports: extern.exports.map((each) => substituteExtern(substitution, each)) };
    }
  }
}

/**
 * Types as the planner sees them: every index replaced by what it stands for in *this* instantiation, so that a
 * resource type is one object per instance that defines it (resource types are generative).
 *
 * Types are compared by structure, resource types by identity. An import or export of a type makes a new object of
 * the same structure: the object's identity says under which name it was referred to, which is what the generated
 * declarations print.
 */
import type { PrimitiveType } from '../decoder/sections/type.ts';

export type Type =
  | { readonly kind: PrimitiveType }
  | { readonly kind: 'record'; readonly fields: readonly NamedPart[] }
  | { readonly kind: 'variant'; readonly cases: readonly CasePart[] }
  | { readonly kind: 'list'; readonly element: Type; readonly length?: number }
  | { readonly kind: 'tuple'; readonly types: readonly Type[] }
  | { readonly kind: 'flags'; readonly labels: readonly string[] }
  | { readonly kind: 'enum'; readonly labels: readonly string[] }
  | { readonly kind: 'option'; readonly type: Type }
  | { readonly kind: 'result'; readonly ok?: Type; readonly error?: Type }
  | { readonly kind: 'own'; readonly resource: ResourceType }
  | { readonly kind: 'borrow'; readonly resource: ResourceType }
  | { readonly kind: 'stream'; readonly element?: Type }
  | { readonly kind: 'future'; readonly element?: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type };

/** A record field or a function parameter: WIT name and type. */
export interface NamedPart {
  readonly name: string;
  readonly type: Type;
}

export interface CasePart {
  readonly name: string;
  readonly type?: Type;
}

export interface FuncType {
  readonly async: boolean;
  readonly params: readonly NamedPart[];
  readonly result?: Type;
}

/**
 * A resource type under one of its names. Two are the same resource when their `identity` is the same; like other
 * types, an import or export makes a new object.
 */
export interface ResourceType {
  readonly kind: 'resource';
  readonly identity: ResourceIdentity;
}

/** One resource type of one instantiation. `index` is its place in `Plan.resources`. */
export interface ResourceIdentity {
  readonly index: number;
}

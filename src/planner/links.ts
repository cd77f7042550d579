/**
 * How a call from one component to another is made. Flat values that need no look are handed over by linking the core
 * functions themselves; flat values that must be normalised, or a check that can fire, go through a core thunk; all
 * else through an adapter. design.md, “Entering, trapping, poison”; spec-checklist C1.
 */
import type { Shape } from './abi/shape.ts';
import type { Flattened } from './flatten.ts';
import type { Signature } from './plan.ts';

export type Link = 'trap' | 'direct' | 'thunk' | 'adapter';

/** What bears on the choice besides the signature. */
export interface LinkFacts {
  readonly mayLeave: boolean;
  readonly catches: boolean;
  readonly postReturn: boolean;
}

/** How a function lowered by instance `caller` from one lifted by instance `callee` is called. */
export function chooseLink(
  instances: Flattened['instances'], caller: number, callee: number, signature: Signature, facts: LinkFacts,
): Link {
  if (related(instances, caller, callee)) return 'trap';
  if (!isFlat(signature) || facts.postReturn) return 'adapter';
  const plain = shapesOf(signature).every(isPlain);
  return plain && !facts.mayLeave && !facts.catches ? 'direct' : 'thunk';
}

/** True if one instance is the other, or an ancestor of it: then the call would re-enter (C1). */
export function related(instances: Flattened['instances'], a: number, b: number): boolean {
  return isAncestor(instances, a, b) || isAncestor(instances, b, a);
}

/** True if `ancestor` is `instance` or has it somewhere inside. */
export function isAncestor(instances: Flattened['instances'], ancestor: number, instance: number): boolean {
  for (let at: number | undefined = instance; at !== undefined; at = instances[at]?.parent) {
    if (at === ancestor) return true;
  }
  return false;
}

/** Every value is in core parameters and results, and none is a pointer, a handle or a variant with payload. */
export function isFlat(signature: Signature): boolean {
  return signature.paramsInMemory === undefined && !signature.resultInMemory && !signature.async
    && shapesOf(signature).every(isFlatShape);
}

function shapesOf({ params, result }: Signature): readonly Shape[] {
  return [...params.map(({ shape }) => shape), ...(result === undefined ? [] : [result])];
}

function isFlatShape(shape: Shape): boolean {
  switch (shape.kind) {
    case 'record':
    case 'tuple': return shape.fields.every((field) => isFlatShape(field.shape));
    case 'string': case 'list': case 'fixed-list': case 'map': case 'variant': case 'option': case 'result':
    case 'own': case 'borrow': case 'stream': case 'future': case 'error-context': return false;
    default: return true;
  }
}

/** Every bit pattern of its core values is a value, and the same one on both sides. */
function isPlain(shape: Shape): boolean {
  switch (shape.kind) {
    case 'u32': case 's32': case 'u64': case 's64': case 'f32': case 'f64': return true;
    case 'record':
    case 'tuple': return shape.fields.every((field) => isPlain(field.shape));
    default: return false;
  }
}

/** Lifting a value of this shape can trap: a bit pattern may be no value, or a pointer bad. */
export function liftMayTrap(shape: Shape): boolean {
  switch (shape.kind) {
    case 'record':
    case 'tuple': return shape.fields.some((field) => liftMayTrap(field.shape));
    case 'fixed-list': return liftMayTrap(shape.element);
    case 'bool': case 'u8': case 's8': case 'u16': case 's16': case 'u32': case 's32': case 'u64': case 's64':
    case 'f32': case 'f64': case 'flags': return false;
    default: return true;
  }
}

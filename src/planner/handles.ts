/**
 * The handles in a signature, as far as adapters depend on them: tables, lend counts, borrow scopes, and the values that
 * only the concurrency half has.
 */
import type { ErrorContextShape, HandleShape, Shape, StreamShape } from './abi/shape.ts';
import type { Flattened } from './flatten.ts';
import type { Signature } from './plan.ts';

type AnyHandle = HandleShape | StreamShape | ErrorContextShape;

/** A value of the signature holds a handle: its component instance needs a table. */
export function hasHandles({ params, result }: Signature): boolean {
  return params.some(({ shape }) => shape.handles) || result?.handles === true;
}

/** A parameter lends a handle of a resource of which another parameter gives one away (lend counts can be seen). */
export function lends({ params }: Signature): boolean {
  const handles = params.flatMap(({ shape }) => handlesOf(shape)).filter(isResource);
  const owned = new Set(handles.flatMap(({ kind, resource }) => (kind === 'own' ? [resource] : [])));
  return handles.some(({ kind, resource }) => kind === 'borrow' && owned.has(resource));
}

/** A borrow parameter of a resource that `instance` doesn't define: it gets a handle, which must be dropped in time. */
export function borrowsFromOthers({ resources }: Flattened, { params }: Signature, instance: number): boolean {
  return params.flatMap(({ shape }) => handlesOf(shape)).filter(isResource).some(({ kind, resource }) => {
    const origin = resources[resource]?.origin;
    return kind === 'borrow' && !(origin?.kind === 'guest' && origin.instance === instance);
  });
}

/** A parameter lends a handle: while it does, the lender can be neither dropped nor given away. */
export function hasBorrow({ params }: Signature): boolean {
  return params.flatMap(({ shape }) => handlesOf(shape)).some(({ kind }) => kind === 'borrow');
}

/** A stream, future or error context is in it: then the component instance is one with waitables. */
export function hasWaitables({ params, result }: Signature): boolean {
  const shapes = [...params.map(({ shape }) => shape), ...(result === undefined ? [] : [result])];
  return shapes.flatMap(handlesOf).some((handle) => !isResource(handle));
}

const isResource = (shape: AnyHandle): shape is HandleShape => shape.kind === 'own' || shape.kind === 'borrow';

function handlesOf(shape: Shape): AnyHandle[] {
  if (!shape.handles) return [];
  switch (shape.kind) {
    case 'own': case 'borrow': case 'stream': case 'future': case 'error-context': return [shape];
    case 'record':
    case 'tuple': return shape.fields.flatMap((field) => handlesOf(field.shape));
    case 'list':
    case 'fixed-list': return handlesOf(shape.element);
    case 'map': return handlesOf(shape.entry);
    case 'variant':
    case 'option':
    case 'result': return shape.cases.flatMap((each) => (each.shape === undefined ? [] : handlesOf(each.shape)));
    default: return [];
  }
}

/**
 * The parameters of a core function that the output supplies: names for the core values of each parameter of
 * the component function, and the sources that they are.
 */
import type { Expression, Identifier } from 'estree';
import type { Shape } from '../../planner/abi/shape.ts';
import type { Options, Signature } from '../../planner/plan.ts';
import type { Body, Output } from '../output.ts';
import { literal } from '../builders.ts';
import { expression } from '../template.ts';
import { viewsOf } from '../values/context.ts';
import { bind } from '../values/code.ts';
import { pointerFromCore } from '../values/pairs.ts';
import type { MemoryPlace, Source } from '../values/place.ts';
import { memoryPlace, moved } from '../values/place.ts';

export interface CoreParams {
  readonly names: readonly Identifier[];
  /** Where the result is to be stored, if it goes by memory. */
  readonly outPointer: Identifier | undefined;
  /** The values behind the flat names; undefined if they are in memory behind one pointer. */
  readonly flat: readonly Source[] | undefined;
}

/** Names the core parameters of a function that is lowered. */
export function nameCoreParams(
  body: Body, { params, core, paramsInMemory, resultInMemory }: Signature,
): CoreParams {
  const outPointer = (): Identifier | undefined => (resultInMemory ? body.local('resultPtr') : undefined);
  if (paramsInMemory !== undefined) {
    const args = body.local('argsPtr');
    const out = outPointer();
    return { names: out === undefined ? [args] : [args, out], outPointer: out, flat: undefined };
  }
  let next = 0;
  const flat = params.map(({ local, shape }): Source => {
    const values = shape.flat.map((_, i) => {
      const name = body.local(flatName(local, shape, i));
      return { value: name, type: core.params[next++]! };
    });
    return { kind: 'flat', values };
  });
  const names = flat.flatMap((source) =>
    (source.kind === 'flat' ? source.values.map(({ value }) => value as Identifier) : []));
  const out = outPointer();
  return { names: out === undefined ? names : [...names, out], outPointer: out, flat };
}

/** What flat value number `i` of a parameter is called. */
export function flatName(local: string, { kind, flat: { length: count } }: Shape, i: number): string {
  if (kind === 'own' || kind === 'borrow') return `${local}Handle`;
  if (count === 1) return local;
  const isPair = count === 2 && (kind === 'string' || kind === 'list' || kind === 'map');
  if (isPair) return `${local}${i === 0 ? 'Ptr' : 'Length'}`;
  if (kind === 'option' && i === 0) return `${local}Case`;
  return `${local}${i}`;
}

/** The source of each parameter; those in memory are behind a pointer that is checked first. */
export function paramSources(
  out: Output, body: Body, { flat, names }: CoreParams, { paramsInMemory }: Signature, options: Options,
): readonly Source[] {
  if (flat !== undefined || paramsInMemory === undefined) return flat ?? [];
  const place = pointedTo(out, body, names[0]!, options, paramsInMemory, 'args');
  return paramsInMemory.fields.map(({ offset }) => moved(place, offset));
}

/**
 * The place that a core pointer points to, once it is known to be good.
 *
 *     const ptr = checkPointer(memory, resultPtr >>> 0, 4, 8);
 */
export function pointedTo(
  out: Output, body: Body, pointer: Expression, options: Options,
  { size, align }: { readonly size: number; readonly align: number }, hint: string,
): MemoryPlace {
  const views = viewsOf({ out, body }, options);
  const args = [views, pointerFromCore(out, options.pointer, pointer), literal(align), literal(size)];
  const ptr = bind(body, expression`${out.shim('checkPointer')}(${args})`, hint);
  return memoryPlace(views, options.pointer, ptr);
}

/**
 * Calls a core function that returns a pointer to its result: the place, and what post-return gets.
 *
 *     const ret = checkPointer(memory, core0_f(), 4, 8);
 */
export function resultPlace(
  out: Output, body: Body, call: Expression, options: Options, shape: Shape,
): { readonly place: MemoryPlace; readonly ret: Identifier } {
  if (options.pointer === 'i32') {
    const place = pointedTo(out, body, call, options, shape, 'ret');
    return { place, ret: place.base };
  }
  const ret = bind(body, call, 'ret');
  return { place: pointedTo(out, body, ret, options, shape, 'retPtr'), ret };
}

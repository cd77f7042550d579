/**
 * Lists of numbers: JavaScript has typed arrays for them, which are copied as a whole. No user code runs when
 * one is stored.
 */
import type { Expression, Identifier } from 'estree';
import type { ListShape, NumericKind, Shape } from '../../planner/abi/shape.ts';
import { literal, member } from '../builders.ts';
import { expression, id, statements } from '../template.ts';
import type { LiftContext, LowerContext, Path } from './context.ts';
import { checked, refreshed, viewsOf } from './context.ts';
import { allocate, readPair, writePair } from './pairs.ts';
import type { Sink, Source } from './place.ts';
import { VIEW_OF, indexOf } from './place.ts';
import { rangeOf } from './scalars.ts';

/** The constructor of the typed array. */
export const ARRAY_OF: { readonly [K in NumericKind]: string } = {
  u8: 'Uint8Array',
  s8: 'Int8Array',
  u16: 'Uint16Array',
  s16: 'Int16Array',
  u32: 'Uint32Array',
  s32: 'Int32Array',
  u64: 'BigUint64Array',
  s64: 'BigInt64Array',
  f32: 'Float32Array',
  f64: 'Float64Array',
};

export interface NumbersShape extends ListShape {
  readonly element: Shape & { readonly kind: NumericKind };
}

export const isNumbers = (shape: Shape): shape is NumbersShape =>
  shape.kind === 'list' && isNumber(shape.element);

/** JavaScript sees typed arrays of them. */
export const isNumber = (shape: Shape): shape is NumbersShape['element'] => Object.hasOwn(ARRAY_OF, shape.kind);

/** `liftNumbers(memory, memory.u32, ptr >>> 0, length >>> 0)` */
export function liftNumbers(cx: LiftContext, { pointer, element }: NumbersShape, source: Source): Expression {
  const { out, options } = cx;
  const views = viewsOf(cx, options);
  // The view is given before anything is checked, which would renew it.
  if (source.kind === 'flat') cx.body.add(refreshed(out, options.memory));
  const args = [views, member(views, VIEW_OF[element.kind]), ...readPair(out, pointer, source)];
  return expression`${out.shim('liftNumbers')}(${args})`;
}

/** `toBytes(data, 'send: argument "data"')` */
export function toNumbers(
  cx: LowerContext, { element }: Pick<NumbersShape, 'element'>, value: Expression, path: Path,
): Expression {
  const { kind } = element;
  const type = id(ARRAY_OF[kind]);
  const isBig = kind === 'u64' || kind === 's64';
  if (!cx.out.settings.strict) {
    if (kind === 'u8') return checked(cx, 'toBytes', [value], path);
    return checked(cx, isBig ? 'toBigInts' : 'toNumbers', [type, value], path);
  }
  if (kind === 'u8') return checked(cx, 'toIntegerBytes', [value], path);
  const range = rangeOf(kind);
  if (range === undefined) return checked(cx, 'toFloats', [type, value], path);
  return checked(cx, isBig ? 'toBigIntegers' : 'toIntegers', [type, ...range.map((bound) => literal(bound)), value], path);
}

/**
 *     const dataLength = lengthOf(data);
 *     const dataPtr = realloc(0, 0, 1, dataLength);
 *     if (dataLength > 0) memory.u8.set(data, dataPtr);
 */
export function lowerNumbers(
  cx: LowerContext, { pointer, element }: NumbersShape, list: Identifier, sink: Sink, hint: string,
): Expression[] {
  const { out, body, options } = cx;
  const view = VIEW_OF[element.kind];
  const { ptr, length } = allocate(cx, element, expression`${out.shim('lengthOf')}(${list})`, hint);
  const target = member(viewsOf(cx, options), view);
  // A typed array that has lost its buffer, to a `transfer`, has none: `set` would refuse it.
  body.add(statements`if (${length} > 0) ${target}.set(${list}, ${indexOf(view, ptr, pointer)});`);
  return writePair(out, body, pointer, sink, ptr, length);
}

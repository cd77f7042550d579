/**
 * Streams and futures (CanonicalABI.md, `lift_stream`, `lift_future` and their counterparts): their readable
 * end passes from one table to another, or to JavaScript as an object that reads, a promise. What is in them is
 * for codecs (adapters/codecs.ts).
 */
import type { Expression } from 'estree';
import type { StreamShape } from '../../planner/abi/shape.ts';
import type { Options } from '../../planner/plan.ts';
import { id, literal } from '../builders.ts';
import type { Output } from '../output.ts';
import type { ShimName } from '../shim.ts';
import { expression } from '../template.ts';
import type { LiftContext, LowerContext, Path, TransferContext } from './context.ts';
import { pathArgs } from './context.ts';
import { ARRAY_OF, isNumber } from './numbers.ts';
import type { Sink, Source } from './place.ts';
import { handleAt, put } from './place.ts';

interface Functions {
  /** The code of a readable end. */
  readonly readable: ShimName;
  /** What JavaScript gets. */
  readonly host: ShimName;
  /** What JavaScript gives. */
  readonly to: ShimName;
}

const FUNCTIONS: { readonly [K in StreamShape['kind']]: Functions } = {
  stream: { readable: 'streamReadable', host: 'HostStream', to: 'toStream' },
  future: { readable: 'futureReadable', host: 'HostFuture', to: 'toFuture' },
};

/** `liftEnd(instance, streamReadable, 3, index)`: what was behind the handle, which is gone. */
function liftEnd(out: Output, { kind, type }: StreamShape, { instance }: Options, source: Source): Expression {
  const args = [out.instance(instance), out.shim(FUNCTIONS[kind].readable), literal(type), handleAt(source)];
  return expression`${out.shim('liftEnd')}(${args})`;
}

/** `lowerEnd(instance, streamReadable, 3, shared)`: a new handle. */
function lowerEnd(
  out: Output, { kind, type }: StreamShape, { instance }: Options, shared: Expression,
): Expression {
  const args = [out.instance(instance), out.shim(FUNCTIONS[kind].readable), literal(type), shared];
  return expression`${out.shim('lowerEnd')}(${args})`;
}

/** `new HostStream(liftEnd(instance, streamReadable, 3, index))`, and of numbers `NumbersReader`. */
export function liftStream({ out, options }: LiftContext, shape: StreamShape, source: Source): Expression {
  const { kind, element } = shape;
  const end = liftEnd(out, shape, options, source);
  const isOfNumbers = kind === 'stream' && element !== undefined && isNumber(element);
  if (isOfNumbers) out.feature('numbers');
  return expression`new ${out.shim(FUNCTIONS[kind].host)}(${isOfNumbers ? [end, out.shim('NumbersReader')] : [end]})`;
}

/** `lowerEnd(instance, streamReadable, 3, toStream(state, Uint8Array, body, 'send: argument "body"'))` */
export function lowerStream(
  cx: LowerContext, shape: StreamShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const { out, options } = cx;
  const { element } = shape;
  if (element !== undefined && isNumber(element)) out.feature('numbers');
  const args = [out.store(), ...elementArgs(shape), value, ...pathArgs(path)];
  const shared = expression`${out.shim(FUNCTIONS[shape.kind].to)}(${args})`;
  return put(cx.body, sink, 'u32', noted(cx, lowerEnd(out, shape, options, shared)), path.hint);
}

/** Of a stream of numbers the typed array that its chunks are; of a future whether it is of a `result`. */
function elementArgs({ kind, element }: StreamShape): Expression[] {
  if (kind === 'future') return [literal(element?.kind === 'result')];
  return [element !== undefined && isNumber(element) ? id(ARRAY_OF[element.kind]) : expression`undefined`];
}

/** The handle, which is given up again if lowering fails later. */
export function noted({ out, options, lowered }: LowerContext, handle: Expression): Expression {
  if (lowered === undefined) return handle;
  return expression`${out.shim('noteLowered')}(${[lowered, out.instance(options.instance), handle]})`;
}

/** `lowerEnd(instance1, streamReadable, 3, liftEnd(instance0, streamReadable, 3, index))` */
export function transferStream(
  cx: TransferContext, from: StreamShape, source: Source, to: StreamShape, sink: Sink, hint: string,
): Expression[] {
  const { out, body } = cx;
  return put(body, sink, 'u32', lowerEnd(out, to, cx.to, liftEnd(out, from, cx.from, source)), hint);
}

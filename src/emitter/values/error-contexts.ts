/**
 * Error contexts (CanonicalABI.md, `lift_error_context`, `lower_error_context`): to JavaScript as an `Error` with the
 * debug message, between components as they are.
 */
import type { Expression } from 'estree';
import type { ErrorContextShape } from '../../planner/abi/shape.ts';
import type { Options } from '../../planner/plan.ts';
import type { Output } from '../output.ts';
import { expression } from '../template.ts';
import type { LiftContext, LowerContext, Path, TransferContext } from './context.ts';
import { checked } from './context.ts';
import type { Sink, Source } from './place.ts';
import { handleAt, put } from './place.ts';
import { noted } from './streams.ts';

const liftContext = (out: Output, { instance }: Options, source: Source): Expression =>
  expression`${out.shim('liftErrorContext')}(${[out.instance(instance), handleAt(source)]})`;

const lowerContext = (out: Output, { instance }: Options, context: Expression): Expression =>
  expression`${out.shim('lowerErrorContext')}(${[out.instance(instance), context]})`;

/** `hostError(liftErrorContext(instance, index))` */
export function liftErrorContext({ out, options }: LiftContext, _: ErrorContextShape, source: Source): Expression {
  return expression`${out.shim('hostError')}(${liftContext(out, options, source)})`;
}

/** `lowerErrorContext(instance, toErrorContext(error, 'report: argument "error"'))` */
export function lowerErrorContext(
  cx: LowerContext, _: ErrorContextShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const context = checked(cx, 'toErrorContext', [value], path);
  return put(cx.body, sink, 'u32', noted(cx, lowerContext(cx.out, cx.options, context)), path.hint);
}

/** `lowerErrorContext(instance1, liftErrorContext(instance0, index))` */
export function transferErrorContext(
  cx: TransferContext, _from: ErrorContextShape, source: Source, _to: ErrorContextShape, sink: Sink, hint: string,
): Expression[] {
  const context = liftContext(cx.out, cx.from, source);
  return put(cx.body, sink, 'u32', lowerContext(cx.out, cx.to, context), hint);
}

/**
 * `canon error-context.new` and `error-context.debug-message`, which pass strings.
 *
 *     // canon error-context.new
 *     function canonErrorContextNew(ptr, length) {
 *       return errorContextNew(instance, liftUtf8(memory, ptr >>> 0, length >>> 0));
 *     }
 *
 *     // canon error-context.debug-message
 *     function canonErrorContextDebugMessage(index, ptr) {
 *       const message = errorContextDebugMessage(instance, index);
 *       const at = checkPointer(memory, ptr >>> 0, 4, 8);
 *       storeString(memory, at, lowerUtf8(memory, realloc, message));
 *     }
 */
import type { Statement } from 'estree';
import type { PointerType } from '../../planner/abi/shape.ts';
import type { Options } from '../../planner/plan.ts';
import { expression } from '../template.ts';
import { bind } from '../values/code.ts';
import type { LiftContext, LowerContext } from '../values/context.ts';
import { lift } from '../values/lift.ts';
import { lower } from '../values/lower.ts';
import { liftString, lowerCheckedString } from '../values/strings.ts';
import type { Making } from './builtin-call.ts';
import { call } from './builtin-call.ts';
import { pointedTo } from './core-params.ts';

interface WithOptions {
  readonly options: Options;
}

/** Lifts the debug message. */
export function newErrorContext(making: Making, { options }: WithOptions): Statement[] {
  const { out, body, params: [ptr, length] } = making;
  const cx: LiftContext = { out, body, options, lenders: undefined, loans: undefined, self: undefined, lift };
  const { pointer } = options;
  const values = [ptr!, length!].map((value) => ({ value, type: pointer }));
  return call(making, 'errorContextNew', [liftString(cx, { pointer }, { kind: 'flat', values })]);
}

/** A string in memory: the pointer and the length. */
const STRING_PAIR: { readonly [P in PointerType]: { readonly size: number; readonly align: number } } = {
  i32: { size: 8, align: 4 },
  i64: { size: 16, align: 8 },
};

/** Lowers the debug message. */
export function lowerDebugMessage(
  { out, adapter, body, params: [index, ptr] }: Making, { options }: WithOptions,
): Statement[] {
  const cx: LowerContext = { out, body, options, lowered: undefined, lower };
  const { pointer } = options;
  const args = [out.instance(adapter.instance), index!];
  const message = bind(body, expression`${out.shim('errorContextDebugMessage')}(${args})`, 'message');
  const sink = pointedTo(out, body, ptr!, options, STRING_PAIR[pointer], 'at');
  lowerCheckedString(cx, { pointer }, message, sink, 'message');
  return body.statements;
}

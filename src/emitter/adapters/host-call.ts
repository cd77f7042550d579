/**
 * Calls of the host's functions that may take their time (CanonicalABI.md, `canon lower`).
 *
 *     // docs:log/log@0.1.0#write: async func(text: string) -> result<u32, string>
 *     function lowerWrite(textPtr, textLength, resultPtr) {
 *       const text = liftUtf8(memory, textPtr >>> 0, textLength >>> 0);
 *       return hostCallAsync(instance, 'docs:log/log@0.1.0#write', () => write(text), (result, failed) => {
 *         const ptr = checkPointer(memory, resultPtr >>> 0, 4, 12);
 *         …
 *       }, true);
 *     }
 *
 * Lowered without `async`, `hostCallSync` says whether the caller has to wait (stack-thunks.ts, `suspend`),
 * and gets what the last function gives. Arguments are lifted first: an error in that is none of the host's.
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { HostCallAdapter } from '../../planner/plan.ts';
import { id, literal } from '../builders.ts';
import type { Body, Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { bind, innerBody, isActive } from '../values/code.ts';
import type { LowerContext } from '../values/context.ts';
import { lower } from '../values/lower.ts';
import { FLAT_INLINE } from '../values/place.ts';
import { lowerOutcome } from '../values/variants-lower.ts';
import type { CoreParams } from './core-params.ts';
import { nameCoreParams, pointedTo } from './core-params.ts';
import { guard } from './guard.ts';
import { callExpression, liftArguments } from './host-function.ts';
import { resultPath } from './naming.ts';
import { closure } from './task.ts';

export function emitHostCall(out: Output, adapter: HostCallAdapter, name: Identifier): Statement[] {
  const { signature, options, checks } = adapter;
  const outer = out.body();
  const params = nameCoreParams(outer, signature);
  const body = innerBody(outer);
  const lifted = liftArguments(out, adapter, body, params);
  const args = lifted.args.map((arg, i) =>
    (isActive(arg) ? bind(body, arg, signature.params[i]!.local) : arg));
  const call = unlessReady(out, adapter, args, callExpression(out, adapter, body, args));
  const hasErr = signature.result?.kind === 'result';
  const endLoans = lifted.endLoans();
  const operands = withoutLast([
    out.instance(options.instance), literal(adapter.name), closure([], [], call),
    settle(out, adapter, outer, params), literal(hasErr),
    lifted.lenders,
    endLoans.length === 0 ? undefined : closure([], endLoans),
    // A synchronous function: nothing else runs while it waits.
    adapter.async || signature.async ? undefined : literal(true),
  ]);
  body.add(statements`return ${out.shim(adapter.async ? 'hostCallAsync' : 'hostCallSync')}(${operands});`);
  const guards = {
    mayLeave: checks.mayLeave ? options.instance : undefined, catches: false, uncatchable: checks.uncatchable,
  };
  return statements`
    function ${name}(${params.names}) {
      ${guard(out, outer, body.statements, guards)}
    }`;
}

/** `when <= now() ? undefined : waitUntil(when)` */
function unlessReady(
  out: Output, { ready }: HostCallAdapter, [arg]: readonly Expression[], call: Expression,
): Expression {
  if (ready === undefined || arg === undefined) return call;
  const isReady = ready.kind === 'zero'
    ? expression`${arg} === 0n`
    : expression`${arg} <= ${out.hostValue(ready.now)}()`;
  return expression`${isReady} ? undefined : ${call}`;
}

/** Arguments, without those at the end that are undefined. */
function withoutLast(values: readonly (Expression | undefined)[]): Expression[] {
  const last = values.findLastIndex((value) => value !== undefined);
  return values.slice(0, last + 1).map((value) => value ?? id('undefined'));
}

/** Lowers what the host gave, once it is there: `(result, failed) => …` */
function settle(
  out: Output, { signature, options }: HostCallAdapter, outer: Body, params: CoreParams,
): Expression {
  const { result: shape } = signature;
  if (shape === undefined) return closure([], []);
  const body = innerBody(outer);
  const [result, failed] = [outer.local('result'), outer.local('failed')];
  const cx: LowerContext = { out, body, options, lowered: undefined, mayShare: true, lower };
  const sink = params.outPointer === undefined
    ? FLAT_INLINE
    : pointedTo(out, body, params.outPointer, options, shape, 'ptr');
  const path = resultPath(signature);
  if (shape.kind === 'result') {
    const [only] = lowerOutcome(cx, shape, failed, result, sink, path, resultPath(signature, 'error'));
    return closure([result, failed], body.statements, only);
  }
  const [only] = lower(cx, shape, result, sink, path);
  return closure([result], body.statements, only);
}

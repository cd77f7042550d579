/**
 * Imports: functions by which a component calls the host (CanonicalABI.md, `canon lower`).
 *
 *     // docs:log/log@0.1.0#write: func(text: string) -> result<u32, string>
 *     function lowerWrite(textPtr, textLength, resultPtr) {
 *       if (!mayLeave) cannotLeave();
 *       let result;
 *       let failed = 0;
 *       try {
 *         result = write(liftUtf8(memory, textPtr >>> 0, textLength >>> 0));
 *       } catch (error) {
 *         result = errorPayload(error);
 *         failed = 1;
 *       }
 *       const ptr = checkPointer(memory, resultPtr >>> 0, 4, 12);
 *       …
 *     }
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { ResultShape, Shape } from '../../planner/abi/shape.ts';
import type { LowerAdapter } from '../../planner/plan.ts';
import type { Body, Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { bind, innerBody } from '../values/code.ts';
import type { LowerContext } from '../values/context.ts';
import { lower } from '../values/lower.ts';
import { CONVERTED_BY_CALLS } from '../values/scalars.ts';
import type { Sink } from '../values/place.ts';
import { FLAT_INLINE } from '../values/place.ts';
import { lowerOutcome } from '../values/variants-lower.ts';
import type { CoreParams } from './core-params.ts';
import { nameCoreParams, pointedTo } from './core-params.ts';
import { guard } from './guard.ts';
import { callExpression, liftArguments } from './host-function.ts';
import { resultPath } from './naming.ts';

export function emitLower(out: Output, adapter: LowerAdapter, name: Identifier): Statement[] {
  const { options, checks } = adapter;
  const outer = out.body();
  const params = nameCoreParams(outer, adapter.signature);
  const body = innerBody(outer);
  const { args, lenders, endLoans } = liftArguments(out, adapter, body, params);
  const ends = (): Statement[] => [
    ...endLoans(),
    ...(lenders === undefined ? [] : statements`${out.shim('releaseLenders')}(${lenders});`),
  ];
  callHost({ out, adapter, body, params, ends }, callExpression(out, adapter, body, args));
  const { catches, uncatchable } = checks;
  const guards = { mayLeave: checks.mayLeave ? options.instance : undefined, catches, uncatchable };
  return statements`
    function ${name}(${params.names}) {
      ${guard(out, outer, body.statements, guards)}
    }`;
}

// ---------------------------------------------------------------------------------------------- the call

interface Writing {
  readonly out: Output;
  readonly adapter: LowerAdapter;
  readonly body: Body;
  readonly params: CoreParams;
  /** What ends with the call. */
  readonly ends: () => Statement[];
}

function callHost(writing: Writing, call: Expression): void {
  const { adapter: { signature: { result } }, body, ends } = writing;
  if (result === undefined) body.add(statements`${call};`, ends());
  else if (result.kind === 'result') lowerResult(writing, result, call);
  else {
    const after = ends();
    const value = after.length === 0 ? call : bind(body, call, 'result');
    body.add(after);
    lowerValue(writing, result, value);
  }
}

/** A thrown error is the err of a `result`, unless it is a trap or a mistake of the host's. */
function lowerResult(writing: Writing, shape: ResultShape, call: Expression): void {
  const { out, body, ends, adapter: { signature } } = writing;
  const [result, failed, error] = ['result', 'failed', 'error'].map((name) => body.local(name)) as
    [Identifier, Identifier, Identifier];
  const [hasOk, hasErr] = shape.cases.map((each) => each.shape !== undefined);
  const payload = expression`${out.shim('errorPayload')}(${error})`;
  const variables = hasOk || hasErr
    ? statements`let ${result}, ${failed} = 0;`
    : statements`let ${failed} = 0;`;
  body.add(variables, statements`
    try {
      ${hasOk ? expression`${result} = ${call}` : call};
    } catch (${error}) {
      ${hasErr ? expression`${result} = ${payload}` : payload};
      ${failed} = 1;
    }`, ends());
  finish(writing, shape, (cx, sink) =>
    lowerOutcome(cx, shape, failed, result, sink, resultPath(signature), resultPath(signature, 'error')));
}

function lowerValue(writing: Writing, shape: Shape, value: Expression): void {
  const { out, body, params, adapter: { signature, checks } } = writing;
  if (params.outPointer === undefined) {
    // The conversion by the call itself may throw, which only code in the adapter keeps from handlers above.
    const { uncatchable } = checks;
    const isConverted = !uncatchable && !out.settings.strict && CONVERTED_BY_CALLS.has(shape.kind);
    if (isConverted) body.add(statements`return ${value};`);
    else finish(writing, shape, (cx, sink) => lower(cx, shape, value, sink, resultPath(signature)));
    return;
  }
  // The host is called before the place of its result is looked at.
  const given = bind(body, value, 'result');
  finish(writing, shape, (cx, sink) => lower(cx, shape, given, sink, resultPath(signature)));
}

/** Puts the result where the component wants it. */
function finish(
  { out, body, params, adapter: { options } }: Writing, shape: Shape,
  put: (cx: LowerContext, sink: Sink) => Expression[],
): void {
  const cx: LowerContext = { out, body, options, lowered: undefined, mayShare: true, lower };
  if (params.outPointer === undefined) {
    const [only] = put(cx, FLAT_INLINE);
    body.add(only === undefined ? [] : statements`return ${only};`);
    return;
  }
  put(cx, pointedTo(out, body, params.outPointer, options, shape, 'ptr'));
}

/**
 * Results that come by `task.return` (CanonicalABI.md, `canon task.return`), for calls that can't block: the
 * caller says what is to be done with the result, the callee's `task.return` does it, and the call is over
 * with the callee.
 *
 *     // canon task.return
 *     function taskReturn(result0, result1) {
 *       if (onReturn === undefined) trap('…');
 *       const resolve = onReturn;
 *       onReturn = undefined;
 *       resolve(result0, result1);
 *     }
 */
import type { Identifier, Statement } from 'estree';
import type { CallAdapter, TaskReturnAdapter } from '../../planner/plan.ts';
import type { Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { innerBody } from '../values/code.ts';
import type { TransferContext } from '../values/context.ts';
import type { Source } from '../values/place.ts';
import { transfer } from '../values/transfer.ts';
import type { CoreParams } from './core-params.ts';
import { nameCoreParams, pointedTo } from './core-params.ts';
import { guard } from './guard.ts';
import type { Body } from '../output.ts';

/** `Subtask.State.RETURNED`, of a subtask without a handle */
const RETURNED = 2;

/** What the call under way in a component instance does with its result; undefined once it has. */
function onReturn(out: Output, instance: number): Identifier {
  return out.state(`onReturn ${instance}`, 'onReturn', expression`undefined`, 'let');
}

export function emitTaskReturn(out: Output, adapter: TaskReturnAdapter, name: Identifier): Statement[] {
  const { signature, options, checks } = adapter;
  const body = out.body();
  const { names } = nameCoreParams(body, signature);
  const pending = onReturn(out, options.instance);
  const resolve = body.local('resolve');
  const inside = statements`
    if (${pending} === undefined) {
      ${out.shim('trap')}(${'`task.return` or `task.cancel` called more than once for current task'});
    }
    const ${resolve} = ${pending};
    ${pending} = undefined;
    ${resolve}(${names});`;
  const guards = {
    mayLeave: checks.mayLeave ? options.instance : undefined, catches: false, uncatchable: checks.uncatchable,
  };
  return statements`
    function ${name}(${names}) {
      ${guard(out, body, inside, guards)}
    }`;
}

/**
 *     onReturn = (result0, result1) => { … };
 *     core0_f(…);
 *     if (onReturn !== undefined) trap('async-lifted export failed to produce a result');
 *     return 2;
 */
export function callTask(
  out: Output, body: Body, { lower, lift, checks }: CallAdapter, params: CoreParams, call: readonly Statement[],
): Statement[] {
  const pending = onReturn(out, lift.options.instance);
  const inner = innerBody(body);
  const names: Identifier[] = [];
  if (checks.borrowScope) {
    inner.add(statements`${out.shim('checkBorrowsDropped')}(${out.table(lift.options.instance)});`);
  }
  const { result } = lift.signature;
  if (result !== undefined && lower.signature.result !== undefined && params.outPointer !== undefined) {
    const flat = !lift.signature.resultInMemory;
    for (const i of flat ? result.flat.keys() : [0]) names.push(body.local(flat ? `result${i}` : 'resultArg'));
    const source: Source = flat
      ? { kind: 'flat', values: names.map((value, i) => ({ value, type: result.flat[i]! })) }
      : pointedTo(out, inner, names[0]!, lift.options, result, 'retPtr');
    const sink = pointedTo(out, inner, params.outPointer, lower.options, lower.signature.result, 'ptr');
    const cx: TransferContext = {
      out, body: inner, from: lift.options, to: lower.options, lenders: undefined, transfer,
    };
    transfer(cx, result, source, lower.signature.result, sink, 'result');
  }
  return statements`
    ${pending} = (${names}) => { ${inner.statements} };
    ${[...call]}
    if (${pending} !== undefined) ${out.shim('trap')}('async-lifted export failed to produce a result');
    return ${RETURNED};`;
}

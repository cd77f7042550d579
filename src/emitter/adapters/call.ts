/**
 * Calls from one component to another: values go from memory to memory (CanonicalABI.md, `canon lower` of a
 * `canon lift`).
 *
 *     // docs:db/store@0.1.0#put: func(key: string) -> string
 *     function callPut(keyPtr, keyLength, resultPtr) {
 *       const keyPtr2 = utf8ToUtf8(memory0, keyPtr >>> 0, keyLength >>> 0, memory1, realloc1);
 *       const keyLength2 = memory1.codeUnits;
 *       const ret = checkPointer(memory1, core1_put(keyPtr2, keyLength2) >>> 0, 4, 8);
 *       const ptr = checkPointer(memory0, resultPtr >>> 0, 4, 8);
 *       storeString(memory0, ptr, utf8ToUtf8(memory1, memory1.u32[ret >>> 2], …, memory0, realloc0));
 *       core1_post_put(ret);
 *     }
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { Shape } from '../../planner/abi/shape.ts';
import type { CallAdapter } from '../../planner/plan.ts';
import { declare } from '../builders.ts';
import type { Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { aroundThread } from '../threads.ts';
import { bind, innerBody, isActive, isAtom } from '../values/code.ts';
import type { Source } from '../values/place.ts';
import type { Transferring } from './call-values.ts';
import { transferParams, transferResult } from './call-values.ts';
import { coreCall } from './core-call.ts';
import { nameCoreParams, resultPlace } from './core-params.ts';
import { guard } from './guard.ts';
import { whileStaying } from './memory.ts';

export function emitCall(out: Output, adapter: CallAdapter, name: Identifier): Statement[] {
  const { lower, checks } = adapter;
  const outer = out.body();
  const params = nameCoreParams(outer, lower.signature);
  const body = innerBody(outer);
  const lenders = checks.lends ? body.local('lenders') : undefined;
  if (lenders !== undefined) body.add(declare(lenders, expression`[]`));
  const writing: Writing = { out, adapter, body, params, lenders };
  body.add(callCallee(writing, transferParams(writing, lenders)));
  const guards = {
    mayLeave: checks.mayLeave ? lower.options.instance : undefined,
    catches: checks.catches,
    uncatchable: checks.uncatchable,
  };
  return statements`
    function ${name}(${params.names}) {
      ${guard(out, outer, body.statements, guards)}
    }`;
}

interface Writing extends Transferring {
  readonly adapter: CallAdapter;
  readonly lenders: Identifier | undefined;
}

const releaseLends = (out: Output, lenders: Identifier | undefined): Statement[] =>
  (lenders === undefined ? [] : statements`${out.shim('releaseLenders')}(${lenders});`);

/** The call, and the result from the callee to the caller. */
function callCallee(writing: Writing, args: readonly Expression[]): Statement[] {
  const { out, adapter, body, lenders } = writing;
  const { lift, callee, checks } = adapter;
  const { result } = lift.signature;
  const call = coreCall(out, callee, args, lift.signature.core);
  const thread = checks.thread ? aroundThread(out, body, lift.options.instance) : undefined;
  const dropped = checks.borrowScope
    ? statements`${out.shim('checkBorrowsDropped')}(${out.table(lift.options.instance)});`
    : [];
  const after = (ret: Expression | undefined): Statement[] => [
    ...postReturn(writing, ret),
    ...thread?.after ?? [],
    ...releaseLends(out, lenders),
  ];
  body.add(thread?.before ?? []);
  if (result === undefined) return [...statements`${call};`, ...dropped, ...after(undefined)];
  const { source, ret } = callForResult(writing, call, result);
  body.add(dropped);
  const value = transferResult(writing, source);
  const last = after(ret);
  if (value === undefined) return last;
  const given = last.length === 0 || isAtom(value) || !isActive(value) ? value : bind(body, value, 'result');
  return [...last, ...statements`return ${given};`];
}

/** Calls the callee. Gives where its result is, and what post-return gets. */
function callForResult(
  { out, adapter: { lift }, body }: Writing, call: Expression, result: Shape,
): { readonly source: Source; readonly ret: Identifier } {
  if (lift.signature.resultInMemory) {
    const { place, ret } = resultPlace(out, body, call, lift.options, result);
    return { source: place, ret };
  }
  const ret = bind(body, call, 'ret');
  return { source: { kind: 'flat', values: [{ value: ret, type: result.flat[0]! }] }, ret };
}

function postReturn({ out, adapter }: Writing, ret: Expression | undefined): Statement[] {
  const { postReturn: callee, lift, checks } = adapter;
  if (callee === undefined) return [];
  const call = statements`${out.ref(callee)}(${ret === undefined ? [] : [ret]});`;
  return checks.postReturnClearsMayLeave ? whileStaying(out, lift.options.instance, call) : call;
}

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
import type { Body, Output } from '../output.ts';
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
  const key = out.fallbacks(adapter);
  if (key === undefined) return emitFunction(out, adapter, name, undefined);
  const call = out.helper(`call ${key}`, 'call', (shared) => {
    const body = out.body();
    const postReturn = adapter.postReturn && body.local('postReturn');
    return emitFunction(out, adapter, shared, { body, callee: body.local('callee'), postReturn });
  });
  const { names } = nameCoreParams(out.body(), adapter.lower.signature);
  const callees = [adapter.callee, adapter.postReturn].flatMap((ref) => ref ?? []).map((ref) => out.ref(ref));
  return statements`
    function ${name}(${names}) {
      return ${call}(${[...callees, ...names]});
    }`;
}

/** The parameters by which a function that several adapters share is given what it calls (fallbacks.ts). */
interface Given {
  readonly body: Body;
  readonly callee: Identifier;
  readonly postReturn: Identifier | undefined;
}

function emitFunction(out: Output, adapter: CallAdapter, name: Identifier, given: Given | undefined): Statement[] {
  const { lower, checks } = adapter;
  const outer = given?.body ?? out.body();
  const params = nameCoreParams(outer, lower.signature);
  const body = innerBody(outer);
  const lenders = checks.lends ? body.local('lenders') : undefined;
  if (lenders !== undefined) body.add(declare(lenders, expression`[]`));
  const writing: Writing = { out, adapter, body, params, lenders, given };
  body.add(callCallee(writing, transferParams(writing, lenders)));
  const guards = {
    mayLeave: checks.mayLeave ? lower.options.instance : undefined,
    catches: checks.catches,
    uncatchable: checks.uncatchable,
  };
  return statements`
    function ${name}(${[...[given?.callee, given?.postReturn].flatMap((each) => each ?? []), ...params.names]}) {
      ${guard(out, outer, body.statements, guards)}
    }`;
}

interface Writing extends Transferring {
  readonly adapter: CallAdapter;
  readonly lenders: Identifier | undefined;
  readonly given: Given | undefined;
}

const releaseLends = (out: Output, lenders: Identifier | undefined): Statement[] =>
  (lenders === undefined ? [] : statements`${out.shim('releaseLenders')}(${lenders});`);

/** The call, and the result from the callee to the caller. */
function callCallee(writing: Writing, args: readonly Expression[]): Statement[] {
  const { out, adapter, body, lenders, given } = writing;
  const { lift, callee, checks } = adapter;
  const { result } = lift.signature;
  const call = given === undefined ? coreCall(out, callee, args, lift.signature.core) : expression`${given.callee}(${args})`;
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
  const returned = last.length === 0 || isAtom(value) || !isActive(value) ? value : bind(body, value, 'result');
  return [...last, ...statements`return ${returned};`];
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

function postReturn({ out, adapter, given }: Writing, ret: Expression | undefined): Statement[] {
  const { postReturn: callee, lift, checks } = adapter;
  if (callee === undefined) return [];
  const call = statements`${given?.postReturn ?? out.ref(callee)}(${ret === undefined ? [] : [ret]});`;
  return checks.postReturnClearsMayLeave ? whileStaying(out, lift.options.instance, call) : call;
}

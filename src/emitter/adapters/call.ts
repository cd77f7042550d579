/**
 * Calls from one component to another: values go from memory to memory (CanonicalABI.md, `canon lower` of a
 * `canon lift`).
 *
 *     // docs:db/store@0.1.0#put: func(key: string) -> string
 *     function callPut(keyPtr, keyLength, resultPtr) {
 *       refreshViews(memory0);
 *       const keyPtr2 = utf8ToUtf8(memory0, keyPtr >>> 0, keyLength >>> 0, memory1, realloc1);
 *       const keyLength2 = memory1.codeUnits;
 *       const ret = core1_put(keyPtr2, keyLength2) >>> 0;
 *       refreshViews(memory1);
 *       checkPointer(memory1, ret, 4, 8);
 *       const ptr = resultPtr >>> 0;
 *       checkPointer(memory0, ptr, 4, 8);
 *       storePair(memory0, ptr, utf8ToUtf8(memory1, memory1.u32[ret >>> 2], …, memory0, realloc0), memory0.codeUnits);
 *       core1_post_put(ret);
 *     }
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { CallAdapter } from '../../planner/plan.ts';
import { declare } from '../builders.ts';
import type { Body, Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { bind, innerBody, isActive, isAtom } from '../values/code.ts';
import type { TransferContext } from '../values/context.ts';
import { reallocOf, viewsOf } from '../values/context.ts';
import { pointerFromCore, pointerToCore } from '../values/pairs.ts';
import type { Sink, Source } from '../values/place.ts';
import { FLAT, FLAT_INLINE, memoryPlace, moved } from '../values/place.ts';
import { transfer } from '../values/transfer.ts';
import type { CoreParams } from './core-params.ts';
import { nameCoreParams, paramSources, pointedTo } from './core-params.ts';
import { guard } from './guard.ts';
import { refreshed, whileStaying } from './memory.ts';
import { callTask } from './task-return.ts';

export function emitCall(out: Output, adapter: CallAdapter, name: Identifier): Statement[] {
  const { lower, checks } = adapter;
  const outer = out.body();
  const params = nameCoreParams(outer, lower.signature);
  const body = innerBody(outer);
  body.add(refreshed(out, lower.options.memory));
  const lenders = checks.lends ? body.local('lenders') : undefined;
  if (lenders !== undefined) body.add(declare(lenders, expression`[]`));
  const writing: Writing = { out, adapter, body, params, lenders };
  const args = transferParams(writing);
  body.add(adapter.result === 'returned'
    ? callCallee(writing, args)
    : callTask(out, body, adapter, params, statements`${out.ref(adapter.callee)}(${args});`));
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

interface Writing {
  readonly out: Output;
  readonly adapter: CallAdapter;
  readonly body: Body;
  readonly params: CoreParams;
  readonly lenders: Identifier | undefined;
}

/** Arguments: from the caller to the callee. */
function transferParams({ out, adapter: { lower, lift }, body, params, lenders }: Writing): Expression[] {
  const cx: TransferContext = { out, body, from: lower.options, to: lift.options, lenders, transfer };
  const sources = paramSources(out, body, params, lower.signature, lower.options);
  const spilled = lift.signature.paramsInMemory;
  const { pointer } = lift.options;
  if (spilled === undefined) {
    return lower.signature.params.flatMap(({ shape, local }, i) =>
      transfer(cx, shape, sources[i]!, lift.signature.params[i]!.shape, FLAT, local));
  }
  const { size, align, fields } = spilled;
  const ptr = bind(body, expression`${reallocOf(cx, lift.options)}(0, 0, ${align}, ${size})`, 'argsCopy');
  const place = memoryPlace(viewsOf(cx, lift.options), pointer, ptr);
  lower.signature.params.forEach(({ shape, local }, i) => {
    const { offset, shape: to } = fields[i]!;
    transfer(cx, shape, sources[i]!, to, moved(place, offset), local);
  });
  return [pointerToCore(pointer, ptr)];
}

/** The call, and the result from the callee to the caller. */
function callCallee(writing: Writing, args: readonly Expression[]): Statement[] {
  const { out, adapter, body, lenders } = writing;
  const { lift, callee, checks } = adapter;
  const { result } = lift.signature;
  const call = expression`${out.ref(callee)}(${args})`;
  const dropped = checks.borrowScope
    ? statements`${out.shim('checkBorrowsDropped')}(${out.table(lift.options.instance)});`
    : [];
  const after = (ret: Expression | undefined): Statement[] => [
    ...postReturn(writing, ret),
    ...(lenders === undefined ? [] : statements`${out.shim('releaseLenders')}(${lenders});`),
  ];
  if (result === undefined) return [...statements`${call};`, ...dropped, ...after(undefined)];
  const isPointer = lift.signature.resultInMemory && lift.options.pointer === 'i32';
  const ret = bind(body, isPointer ? pointerFromCore(out, 'i32', call) : call, 'ret');
  body.add(dropped);
  if (lift.signature.resultInMemory || result.allocates) body.add(refreshed(out, lift.options.memory));
  const value = transferResult(writing, ret);
  const last = after(ret);
  if (value === undefined) return last;
  const given = last.length === 0 || isAtom(value) || !isActive(value) ? value : bind(body, value, 'result');
  return [...last, ...statements`return ${given};`];
}

/** The core value that is returned, if one is. */
function transferResult({ out, adapter: { lower, lift }, body, params }: Writing, ret: Identifier): Expression | undefined {
  const [from, to] = [lift.signature.result!, lower.signature.result!];
  const cx: TransferContext = { out, body, from: lift.options, to: lower.options, lenders: undefined, transfer };
  const source: Source = lift.signature.resultInMemory
    ? pointedTo(out, body, ret, lift.options, from, 'retPtr')
    : { kind: 'flat', values: [{ value: ret, type: from.flat[0]! }] };
  const sink: Sink = params.outPointer === undefined
    ? FLAT_INLINE
    : pointedTo(out, body, params.outPointer, lower.options, to, 'ptr');
  return transfer(cx, from, source, to, sink, 'result')[0];
}

function postReturn({ out, adapter }: Writing, ret: Expression | undefined): Statement[] {
  const { postReturn: callee, lift, checks } = adapter;
  if (callee === undefined) return [];
  const call = statements`${out.ref(callee)}(${ret === undefined ? [] : [ret]});`;
  return checks.postReturnClearsMayLeave ? whileStaying(out, lift.options.instance, call) : call;
}

/**
 * Exports: functions by which the host calls a component's (CanonicalABI.md, `canon lift`).
 *
 *     // docs:greet/greet@0.1.0#greet: func(name: string, times: u8) -> string
 *     function greet(name, times) {
 *       checkString(name, 'greet: argument "name"');
 *       times &= 255;
 *       if (entered) cannotEnter();
 *       entered = 2;
 *       const namePtr = lowerUtf8(memory, realloc, name);
 *       const nameLength = memory.codeUnits;
 *       const ret = core0_greet(namePtr, nameLength, times) >>> 0;
 *       refreshViews(memory);
 *       checkPointer(memory, ret, 4, 8);
 *       const result = liftUtf8(memory, memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
 *       core0_post_greet(ret);
 *       entered = 0;
 *       return result;
 *     }
 *
 * The flag is 0 outside, 2 in the component, and 1 while user code may run in between (phases.ts):
 *
 *       entered = 1;
 *       try {
 *         … lower …
 *         entered = 2;
 *         … call, lift …
 *       } catch (error) {
 *         if (entered === 1) entered = 0;
 *         throw error;
 *       }
 *
 * A trap leaves it set, and so nothing enters any more.
 */
import type { Expression, Identifier, Statement, ThisExpression } from 'estree';
import type { ResultShape, Shape } from '../../planner/abi/shape.ts';
import type { LiftAdapter } from '../../planner/plan.ts';
import { declare } from '../builders.ts';
import type { Body, Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { bind, hasCall, innerBody, isActive } from '../values/code.ts';
import type { LiftContext } from '../values/context.ts';
import { block, viewsOf } from '../values/context.ts';
import { lift } from '../values/lift.ts';
import { pointerFromCore } from '../values/pairs.ts';
import type { Source } from '../values/place.ts';
import { memoryPlace } from '../values/place.ts';
import { liftPayload, liftResultCase } from '../values/variants.ts';
import { lowerParams } from './lift-params.ts';
import { refreshed, whileStaying } from './memory.ts';
import { isEntering, isProtected } from './phases.ts';

/** How JavaScript calls it. */
export type LiftForm = 'function' | 'method' | 'static' | 'constructor';

export interface LiftFunction {
  readonly params: readonly Identifier[];
  readonly body: readonly Statement[];
}

/** Parameters and body of the function, or of the class member, that calls the component. */
export function liftFunction(out: Output, adapter: LiftAdapter, form: LiftForm): LiftFunction {
  const body = out.body();
  const { params, before, after, args, lowered } = lowerParams(out, adapter, body, form === 'method');
  const entered = isEntering(out, adapter) ? out.entered() : undefined;
  const guarded = isProtected(out, adapter);
  const inside = innerBody(body);
  inside.add(after);
  if (entered !== undefined && guarded) inside.add(statements`${entered} = 2;`);
  callAndLift({ out, adapter, body: inside, entered, self: form === 'constructor' ? THIS : undefined }, args);
  body.add(before);
  if (entered !== undefined) body.add(statements`${entered} = ${guarded ? 1 : 2};`);
  const rethrown = rethrow(out, adapter, body);
  if (!guarded && rethrown === undefined) body.add(inside.statements);
  else {
    const { error, value } = rethrown ?? { error: body.local('error'), value: undefined };
    body.add(statements`
      try {
        ${inside.statements}
      } catch (${error}) {
        ${guarded ? setBack(out, lowered) : []}
        throw ${value ?? error};
      }`);
  }
  return { params, body: body.statements };
}

const THIS: ThisExpression = { type: 'ThisExpression' };

/** An error in user code while arguments were lowered: all is as before. */
function setBack(out: Output, lowered: Identifier | undefined): Statement[] {
  const entered = out.entered();
  if (lowered === undefined) return statements`if (${entered} === 1) ${entered} = 0;`;
  return statements`
    if (${entered} === 1) {
      ${out.shim('undoLowering')}(${lowered});
      ${entered} = 0;
    }`;
}

/** What an error that comes out of core code is thrown on as; undefined if as it is. */
function rethrow(
  out: Output, { checks }: LiftAdapter, body: Body,
): { readonly error: Identifier; readonly value: Expression } | undefined {
  const { storesErrors } = out.plan.facts;
  if (!storesErrors && !checks.catches) return undefined;
  const error = body.local('error');
  const thrown = checks.catches ? expression`${out.shim('trapOnThrow')}(${error})` : error;
  return { error, value: storesErrors ? expression`${out.storedError()} ?? ${thrown}` : thrown };
}

// ---------------------------------------------------------------------------------------------- the call

interface Writing {
  readonly out: Output;
  readonly adapter: LiftAdapter;
  readonly body: Body;
  readonly entered: Identifier | undefined;
  readonly self: Expression | undefined;
}

function callAndLift(writing: Writing, args: readonly Expression[]): void {
  const { out, adapter, body } = writing;
  const { signature, options, checks } = adapter;
  const call = expression`${out.ref(adapter.callee)}(${args})`;
  const { result } = signature;
  const ret = callCore(writing, call);
  if (checks.borrowScope) body.add(statements`${out.shim('checkBorrowsDropped')}(${out.table(options.instance)});`);
  if (result === undefined || ret === undefined) {
    body.add(leave(writing, ret));
    return;
  }
  if (signature.resultInMemory || result.allocates) body.add(refreshed(out, options.memory));
  const source = resultSource(writing, result, ret);
  const cx: LiftContext = { out, body, options, lenders: undefined, loans: undefined, self: writing.self, lift };
  if (result.kind === 'result') returnOutcome(writing, cx, result, source, ret);
  else returnValue(writing, lift(cx, result, source, 'result'), ret);
}

/** Calls the core function. Gives its result under a name, or as it is where it is used once and at once. */
function callCore({ out, adapter, body, entered }: Writing, call: Expression): Expression | undefined {
  const { signature, options, postReturn, checks } = adapter;
  if (signature.core.results.length === 0) {
    body.add(statements`${call};`);
    return undefined;
  }
  const isPointer = signature.resultInMemory && options.pointer === 'i32';
  const value = isPointer ? pointerFromCore(out, 'i32', call) : call;
  const atOnce = entered === undefined && postReturn === undefined && !checks.borrowScope && !signature.resultInMemory;
  return atOnce && signature.result?.flat.length === 1 && ONCE.has(signature.result.kind)
    ? value
    : bind(body, value, 'ret');
}

/** Kinds whose lifting evaluates the core value exactly once. */
const ONCE: ReadonlySet<Shape['kind']> = new Set([
  'bool', 'u8', 's8', 'u16', 's16', 'u32', 's32', 'u64', 's64', 'f32', 'f64', 'char', 'enum', 'own', 'flags',
]);

/** Where the result is. */
function resultSource({ out, adapter, body }: Writing, result: Shape, ret: Expression): Source {
  const { signature, options } = adapter;
  if (!signature.resultInMemory) return { kind: 'flat', values: [{ value: ret, type: result.flat[0]! }] };
  const views = viewsOf({ out, body }, options);
  const ptr = options.pointer === 'i32' ? ret : pointerFromCore(out, options.pointer, ret);
  const base = bind(body, ptr, 'ptr');
  body.add(statements`${out.shim('checkPointer')}(${views}, ${base}, ${result.align}, ${result.size});`);
  return memoryPlace(views, options.pointer, base);
}

/** post-return, then out of the component. */
function leave({ out, adapter, entered }: Writing, ret: Expression | undefined): Statement[] {
  const { postReturn, options, checks } = adapter;
  const statementsOf = postReturn === undefined ? [] : statements`${out.ref(postReturn)}(${ret === undefined ? [] : [ret]});`;
  return [
    ...(checks.postReturnClearsMayLeave ? whileStaying(out, options.instance, statementsOf) : statementsOf),
    ...(entered === undefined ? [] : statements`${entered} = 0;`),
  ];
}

/** Lifts before it leaves, whatever lifting can trap on or read. */
function returnValue(writing: Writing, value: Expression, ret: Expression): void {
  const { adapter, body, entered, self } = writing;
  const leaving = leave(writing, ret);
  if (self !== undefined) {
    body.add(statements`${value};`, leaving);
    return;
  }
  const isBound = (entered !== undefined && hasCall(value)) || (adapter.postReturn !== undefined && isActive(value));
  const result = isBound ? bind(body, value, 'result') : value;
  body.add(leaving, statements`return ${result};`);
}

/**
 * A function's `result`: the payload of ok is returned, that of err thrown.
 *
 *     let result, failure;
 *     if (checkDiscriminant(memory.u8[ret], 2) === 0) {
 *       result = …;
 *     } else {
 *       failure = new ComponentError(…);
 *     }
 *     entered = 0;
 *     if (failure !== undefined) throw failure;
 *     return result;
 */
function returnOutcome(
  writing: Writing, cx: LiftContext, shape: ResultShape, source: Source, ret: Expression,
): void {
  const { out, body, self } = writing;
  const hasValue = shape.cases[0]?.shape !== undefined && self === undefined;
  const [result, failure] = [hasValue ? body.local('result') : undefined, body.local('failure')];
  const ok = block(cx, (inner) => {
    const value = liftPayload(inner, shape, 0, source, 'result');
    if (value !== undefined) inner.body.add(result ? statements`${result} = ${value};` : statements`${value};`);
  });
  const err = block(cx, (inner) => {
    const payload = liftPayload(inner, shape, 1, source, 'failure');
    const args = payload === undefined ? [] : [payload];
    inner.body.add(statements`${failure} = new ${out.shim('ComponentError')}(${args});`);
  });
  if (result !== undefined) body.add(declare(result, undefined, 'let'));
  body.add(
    declare(failure, undefined, 'let'),
    liftResultCase(cx, shape, source, ok, err),
    leave(writing, ret),
    statements`if (${failure} !== undefined) throw ${failure};`,
    result === undefined ? [] : statements`return ${result};`,
  );
}

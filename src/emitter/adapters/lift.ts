/**
 * Exports: functions by which the host calls a component's (CanonicalABI.md, `canon lift`).
 *
 *     // docs:greet/greet@0.1.0#greet: func(name: string, times: u8) -> string
 *     function greet(name, times) {
 *       checkString(name, 'greet: argument "name"');
 *       times &= 255;
 *       if (state.entered) cannotEnter();
 *       state.entered = 2;
 *       const namePtr = lowerUtf8(memory, realloc, name);
 *       const nameLength = memory.codeUnits;
 *       const ret = checkPointer(memory, core0_greet(namePtr, nameLength, times) >>> 0, 4, 8);
 *       const result = liftUtf8(memory, memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
 *       core0_post_greet(ret);
 *       state.entered = 0;
 *       return result;
 *     }
 *
 * The flag is 0 outside, 2 in the component, and 1 while user code may run in between (phases.ts):
 *
 *       state.entered = 1;
 *       try {
 *         … lower …
 *         state.entered = 2;
 *         … call, lift …
 *       } catch (error) {
 *         if (state.entered === 1) state.entered = 0;
 *         throw error;
 *       }
 *
 * A trap leaves it set, and so nothing enters any more.
 */
import type { Expression, Identifier, MemberExpression, Statement, ThisExpression } from 'estree';
import type { ResultShape, Shape } from '../../planner/abi/shape.ts';
import type { LiftAdapter } from '../../planner/plan.ts';
import { declare } from '../builders.ts';
import type { Body, Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { aroundFirstThread } from '../threads.ts';
import { bind, hasCall, innerBody, isActive } from '../values/code.ts';
import type { LiftContext } from '../values/context.ts';
import { block } from '../values/context.ts';
import { lift } from '../values/lift.ts';
import type { Source } from '../values/place.ts';
import { liftOutcome, liftPayload } from '../values/variants-lift.ts';
import { coreCall } from './core-call.ts';
import { resultPlace } from './core-params.ts';
import { lowerParams } from './lift-params.ts';
import { whileStaying } from './memory.ts';
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
  if (entered !== undefined) out.feature('syncs');
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
  out: Output, adapter: LiftAdapter, body: Body,
): { readonly error: Identifier; readonly value: Expression } | undefined {
  const { checks } = adapter;
  const { storesErrors, concurrent } = out.plan.facts;
  if (concurrent && isEntering(out, adapter)) {
    const trapped = body.local('error');
    return { error: trapped, value: expression`${out.shim('failSync')}(${out.store()}, ${trapped})` };
  }
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
  readonly entered: MemberExpression | undefined;
  readonly self: Expression | undefined;
}

function callAndLift(writing: Writing, args: readonly Expression[]): void {
  const { out, adapter, body, self } = writing;
  const { signature, options, checks } = adapter;
  const { result } = signature;
  if (checks.thread) body.add(aroundFirstThread(out, options.instance).before);
  const { source, ret } = callCore(writing, coreCall(out, adapter.callee, args, signature.core));
  if (checks.borrowScope) {
    body.add(statements`${out.shim('checkBorrowsDropped')}(${out.table(options.instance)});`);
  }
  const cx: LiftContext = { out, body, options, lenders: undefined, loans: undefined, self, mayShare: true, lift };
  if (result === undefined) body.add(leave(writing, ret));
  else if (result.kind === 'result') returnOutcome(writing, cx, result, source, ret);
  else returnValue(writing, lift(cx, result, source, 'result'), ret);
}

interface CoreResult {
  readonly source: Source;
  /** What post-return gets. */
  readonly ret: Expression | undefined;
}

/** Calls the core function. Its result is under a name, unless it is used once and at once. */
function callCore({ out, adapter, body, entered }: Writing, call: Expression): CoreResult {
  const { signature: { result, resultInMemory }, options, postReturn, checks } = adapter;
  if (result === undefined) {
    body.add(statements`${call};`);
    return { source: { kind: 'flat', values: [] }, ret: undefined };
  }
  if (resultInMemory) {
    const { place, ret } = resultPlace(out, body, call, options, result);
    return { source: place, ret };
  }
  const isLast = entered === undefined && postReturn === undefined && !checks.borrowScope && !checks.thread;
  const ret = isLast && ONCE.has(result.kind) ? call : bind(body, call, 'ret');
  return { source: { kind: 'flat', values: result.flat.map((type) => ({ value: ret, type })) }, ret };
}

/** Kinds whose lifting evaluates the core value exactly once. */
const ONCE: ReadonlySet<Shape['kind']> = new Set([
  'bool', 'u8', 's8', 'u16', 's16', 'u32', 's32', 'u64', 's64', 'f32', 'f64', 'char', 'enum', 'own', 'flags',
]);

/** post-return, then out of the component. */
function leave({ out, adapter, entered }: Writing, ret: Expression | undefined): Statement[] {
  const { postReturn, options, checks } = adapter;
  const exit = [
    ...checks.thread ? aroundFirstThread(out, options.instance).after : [],
    ...entered === undefined ? [] : statements`${entered} = 0;`,
  ];
  if (postReturn === undefined) return exit;
  const call = statements`${out.ref(postReturn)}(${ret === undefined ? [] : [ret]});`;
  return [...(checks.postReturnClearsMayLeave ? whileStaying(out, options.instance, call) : call), ...exit];
}

/** Lifts before it leaves, whatever lifting can trap on or read. */
function returnValue(writing: Writing, value: Expression, ret: Expression | undefined): void {
  const { adapter, body, entered, self } = writing;
  const leaving = leave(writing, ret);
  if (self !== undefined) {
    body.add(statements`${value};`, leaving);
    return;
  }
  const mayTrap = entered !== undefined && hasCall(value);
  const isFreed = adapter.postReturn !== undefined && isActive(value);
  const result = mayTrap || isFreed ? bind(body, value, 'result') : value;
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
 *     state.entered = 0;
 *     if (failure !== undefined) throw failure;
 *     return result;
 */
function returnOutcome(
  writing: Writing, cx: LiftContext, shape: ResultShape, source: Source, ret: Expression | undefined,
): void {
  const { out, body, self } = writing;
  const hasValue = shape.cases[0]?.shape !== undefined && self === undefined;
  const [result, failure] = [hasValue ? body.local('result') : undefined, body.local('failure')];
  const ok = block(cx, (inner) => {
    const value = liftPayload(inner, shape, 0, source, 'result');
    if (value === undefined) return;
    inner.body.add(result ? statements`${result} = ${value};` : statements`${value};`);
  });
  const err = block(cx, (inner) => {
    const payload = liftPayload(inner, shape, 1, source, 'failure');
    const args = payload === undefined ? [] : [payload];
    inner.body.add(statements`${failure} = new ${out.shim('ComponentError')}(${args});`);
  });
  if (result !== undefined) body.add(declare(result, undefined, 'let'));
  body.add(
    declare(failure, undefined, 'let'),
    liftOutcome(cx, shape, source, ok, err),
    leave(writing, ret),
    statements`if (${failure} !== undefined) throw ${failure};`,
    result === undefined ? [] : statements`return ${result};`,
  );
}

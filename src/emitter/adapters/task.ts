/**
 * Tasks: calls of lifted functions that may go on after they have been started (CanonicalABI.md, `canon lift`,
 * "Task State"). What runs them is in the shim; here is what is different from function to function: how it is
 * started, and what becomes of its result.
 *
 *     const task = newTask(fooLift, (ptr, length) => liftUtf8(memory, ptr >>> 0, length >>> 0));
 *
 * Where the core function returns its result, and gives none to `task.return`:
 *
 *     const task = newTask(fooLift, (ret) => …, (ret) => {
 *       resolveTask(task, task.onReturn(ret));
 *       core0_post_foo(ret);
 *     });
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { Options, Signature } from '../../planner/plan.ts';
import { declare } from '../builders.ts';
import type { Body, Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { innerBody } from '../values/code.ts';
import type { Source } from '../values/place.ts';
import { coreCall } from './core-call.ts';
import { flatName, pointedTo } from './core-params.ts';
import { whileStaying } from './memory.ts';

/** One side of a call. */
interface Side {
  readonly signature: Signature;
  readonly options: Options;
}

/** Uses the result at `source`: adds statements to the body, gives the value if there is one. */
export type UseResult = (body: Body, source: Source) => Expression | undefined;

/** `const task = newTask(…);` for `Plan.lifts[index]` */
export function declareTask(
  out: Output, outer: Body, task: Identifier, index: number, lifted: Side, use: UseResult,
): Statement[] {
  const isSync = out.plan.lifts[index]!.abi === 'sync';
  if (isSync) out.feature('returns');
  const { result, resultInMemory } = lifted.signature;
  const count = result === undefined ? 0 : resultInMemory ? 1 : result.flat.length;
  const names = Array.from({ length: count }, (_, i) =>
    outer.local(isSync || resultInMemory ? 'ret' : flatName('result', result!, i)));
  const onReturn = takeResult(out, outer, names, lifted, use);
  const returned = isSync ? [coreReturned(out, names, task, index, lifted)] : [];
  return [declare(task, expression`${out.shim('newTask')}(${[out.lift(index), onReturn, ...returned]})`)];
}

/** The core function is called: on a stack of its own, if it may park. */
export function startCall(
  out: Output, index: number, args: readonly Expression[], core: Signature['core'],
): Expression {
  const { callee, stack } = out.plan.lifts[index]!;
  return stack ? expression`${out.stack(index)}(${[...args]})` : coreCall(out, callee, args, core);
}

/** `(params) => value`, or with a block if there is more to do. */
export function closure(
  params: readonly Identifier[], done: readonly Statement[], value?: Expression,
): Expression {
  if (done.length === 0 && value !== undefined) return expression`(${params}) => ${value}`;
  const last = value === undefined ? [] : statements`return ${value};`;
  return expression`(${params}) => { ${[...done, ...last]} }`;
}

/** `(ptr, length) => …`: what is done with the result. */
function takeResult(
  out: Output, outer: Body, names: readonly Identifier[], { signature, options }: Side, use: UseResult,
): Expression {
  const body = innerBody(outer);
  const { result, resultInMemory } = signature;
  if (result === undefined) return closure([], body.statements, use(body, { kind: 'flat', values: [] }));
  const source: Source = resultInMemory
    ? pointedTo(out, body, names[0]!, options, result, 'retPtr')
    : { kind: 'flat', values: names.map((value, i) => ({ value, type: result.flat[i]! })) };
  const value = use(body, source);
  return closure(names, body.statements, value);
}

/** `(ret) => { … }`: the core function has returned its result. */
function coreReturned(
  out: Output, params: readonly Identifier[], task: Identifier, index: number, { options }: Side,
): Expression {
  const { postReturn, postReturnClearsMayLeave } = out.plan.lifts[index]!;
  const post = postReturn === undefined ? [] : statements`${out.ref(postReturn)}(${params});`;
  return closure(params, [
    ...statements`${out.shim('resolveTask')}(${task}, ${task}.onReturn(${params}));`,
    ...postReturnClearsMayLeave ? whileStaying(out, options.instance, post) : post,
  ]);
}

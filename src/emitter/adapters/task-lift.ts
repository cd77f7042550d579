/**
 * Asynchronous exports: functions by which the host calls a component's that run as tasks (CanonicalABI.md,
 * `canon lift`).
 *
 *     // docs:greet/greet@0.1.0#greet: async func(name: string) -> string
 *     async function greet(name) {
 *       checkString(name, 'greet: argument "name"');
 *       if (state.entered) cannotEnter();
 *       const task = newTask(greetLift, (resultPtr, resultLength) => liftUtf8(…));
 *       callFromHost(task, () => {
 *         state.entered = 2;
 *         const namePtr = lowerUtf8(memory, realloc, name);
 *         const nameLength = memory.codeUnits;
 *         return core0_greet(namePtr, nameLength);
 *       });
 *       return task.resolved ? task.value : await settled(task);
 *     }
 *
 * The component may make the task wait before it starts, so arguments are lowered in there. While user code may
 * run in between, the flag is 1 (lift.ts); the shim sets it, and sets all back after an error.
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { TaskLiftAdapter } from '../../planner/plan.ts';
import { declare } from '../builders.ts';
import type { Body, Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { innerBody } from '../values/code.ts';
import type { LiftContext } from '../values/context.ts';
import { lift } from '../values/lift.ts';
import type { LiftForm, LiftFunction } from './lift.ts';
import { lowerParams } from './lift-params.ts';
import { isProtected } from './phases.ts';
import { declareTask, startCall } from './task.ts';

/** Parameters and body of the async function, or of the async member of a class. */
export function taskLiftFunction(out: Output, adapter: TaskLiftAdapter, form: LiftForm): LiftFunction {
  const { signature, options, lift: index } = adapter;
  const body = out.body();
  const { params, before, after, args, task, lends } = lowerParams(out, adapter, body, form === 'method');
  if (task === undefined) throw new Error('a task has no name');
  const call = startCall(out, index, args, signature.core);
  const entering = statements`${out.entered()} = 2;`;
  const start = isProtected(out, adapter) ? [...after, ...entering] : [...entering, ...after];
  const run = [
    ...statements`
      ${out.shim(out.plan.lifts[index]!.async ? 'callFromHost' : 'callSyncFromHost')}(${task}, () => {
        ${start}
        return ${call};
      });`,
    ...giveResult(out, adapter, innerBody(body), task),
  ];
  body.add(
    before,
    lends === undefined ? [] : declare(lends, expression`[]`),
    declareTask(out, body, task, index, adapter, (inner, source) => {
      if (signature.result === undefined) return undefined;
      const cx: LiftContext = {
        out, body: inner, options, lenders: undefined, loans: undefined, self: undefined, mayShare: true, lift,
      };
      return lift(cx, signature.result, source, 'result');
    }),
    lends === undefined ? run : statements`
      try {
        ${run}
      } finally {
        ${out.shim('endLends')}(${lends});
      }`,
  );
  return { params, body: body.statements };
}

/** Waits for the result, unless it is there. The payload of an err is thrown. */
function giveResult(
  out: Output, { signature: { result } }: TaskLiftAdapter, body: Body, task: Identifier,
): Statement[] {
  const settled = expression`await ${out.shim('settled')}(${task})`;
  if (result === undefined) return statements`if (!${task}.resolved) ${settled};`;
  // A task that goes on must not keep a stream from being forgotten.
  const taken = result.handles ? expression`${out.shim('takeValue')}(${task})` : expression`${task}.value`;
  const value: Expression = expression`${task}.resolved ? ${taken} : ${settled}`;
  if (result.kind !== 'result') return statements`return ${value};`;
  const outcome = body.local('outcome');
  const hasErr = result.cases[1]?.shape !== undefined;
  const payload = hasErr ? [expression`${outcome}.val`] : [];
  return [
    ...statements`
      const ${outcome} = ${value};
      if (${outcome}.tag === 'err') throw new ${out.shim('ComponentError')}(${payload});`,
    ...result.cases[0]?.shape === undefined ? [] : statements`return ${outcome}.val;`,
  ];
}

/** `async function foo(…) { … }` */
export function emitTaskLift(out: Output, adapter: TaskLiftAdapter, name: Identifier): Statement[] {
  const { params, body } = taskLiftFunction(out, adapter, 'function');
  return statements`
    async function ${name}(${params}) {
      ${body}
    }`;
}

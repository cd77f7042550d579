/**
 * Calls from one component to another's function that runs as a task: values go from memory to memory, when the task
 * starts and when it returns (CanonicalABI.md, `canon lower` of a `canon lift`).
 *
 *     // docs:db/store@0.1.0#put: async func(key: string) -> string
 *     function callPut(keyPtr, keyLength, resultPtr) {
 *       const task = newTask(putLift, (resultPtr2, resultLength) => {
 *         const ptr = checkPointer(memory0, resultPtr >>> 0, 4, 8);
 *         storeString(memory0, ptr, utf8ToUtf8(memory1, resultPtr2 >>> 0, …, memory0, realloc0));
 *       });
 *       return callAsync(instance0, task, () => {
 *         const keyPtr2 = utf8ToUtf8(memory0, keyPtr >>> 0, keyLength >>> 0, memory1, realloc1);
 *         const keyLength2 = memory1.codeUnits;
 *         return core1_put(keyPtr2, keyLength2);
 *       });
 *     }
 *
 * Lowered without `async`, `callSync` says whether the caller has to wait (stack-thunks.ts, `suspend`), and gets what
 * `onReturn` gives; `callSwitching` is its like for a subtask of a component that may have parked stacks.
 */
import type { Identifier, Statement } from 'estree';
import type { TaskCallAdapter } from '../../planner/plan.ts';
import { declare } from '../builders.ts';
import type { Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { innerBody } from '../values/code.ts';
import { transferParams, transferResult } from './call-values.ts';
import { nameCoreParams } from './core-params.ts';
import { guard } from './guard.ts';
import { closure, declareTask, startCall } from './task.ts';

export function emitTaskCall(out: Output, adapter: TaskCallAdapter, name: Identifier): Statement[] {
  const { lower, lift, task: index, checks } = adapter;
  const outer = out.body();
  const params = nameCoreParams(outer, lower.signature);
  const [body, starting] = [innerBody(outer), innerBody(outer)];
  const task = outer.local('task');
  const lenders = checks.lends ? outer.local('lenders') : undefined;
  if (lenders !== undefined) body.add(declare(lenders, expression`[]`));
  const args = transferParams({ out, adapter, body: starting, params }, lenders);
  const start = closure([], starting.statements, startCall(out, index, args, lift.signature.core));
  const call = out.shim(!lower.async ? 'callSync' : adapter.waits ? 'callSwitching' : 'callAsync');
  const caller = out.instance(lower.options.instance);
  body.add(
    declareTask(out, outer, task, index, lift, (inner, source) => {
      if (lift.signature.result === undefined) return undefined;
      return transferResult({ out, adapter, body: inner, params }, source);
    }),
    statements`return ${call}(${[caller, task, start, ...(lenders === undefined ? [] : [lenders])]});`,
  );
  const guards = {
    mayLeave: checks.mayLeave ? lower.options.instance : undefined,
    catches: false,
    uncatchable: checks.uncatchable,
  };
  return statements`
    function ${name}(${params.names}) {
      ${guard(out, outer, body.statements, guards)}
    }`;
}

/**
 * `canon task.return`: core code gives the result of the task that it is in (CanonicalABI.md, `canon task.return`).
 *
 *     // canon task.return
 *     function taskReturn(result0, result1) {
 *       const task = returningTask(state, 0);
 *       resolveTask(task, task.onReturn(result0, result1));
 *     }
 */
import type { Identifier, Statement } from 'estree';
import type { TaskReturnAdapter } from '../../planner/plan.ts';
import type { Output } from '../output.ts';
import { statements } from '../template.ts';
import { nameCoreParams } from './core-params.ts';
import { guard } from './guard.ts';

export function emitTaskReturn(out: Output, adapter: TaskReturnAdapter, name: Identifier): Statement[] {
  const { signature, options, returnType, checks } = adapter;
  const body = out.body();
  const { names } = nameCoreParams(body, signature);
  const task = body.local('task');
  const inside = statements`
    const ${task} = ${out.shim('returningTask')}(${out.store()}, ${returnType});
    ${out.shim('resolveTask')}(${task}, ${task}.onReturn(${[...names]}));`;
  const guards = {
    mayLeave: checks.mayLeave ? options.instance : undefined, catches: false, uncatchable: checks.uncatchable,
  };
  return statements`
    function ${name}(${names}) {
      ${guard(out, body, inside, guards)}
    }`;
}

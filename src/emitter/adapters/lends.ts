/**
 * Which of a guest's resources the host lends to tasks: their instances must stay what they are until the task
 * is over (runtime-shim/resource-lends.ts).
 *
 *     const lends = [];
 *     const task = newTask(…);
 *     try {
 *       callFromHost(task, () => {
 *         const self = lendRep(lends, Counter, counterRep, this, 'Counter.value: this');
 *         …
 *       });
 *       return task.resolved ? task.value : await settled(task);
 *     } finally {
 *       endLends(lends);
 *     }
 */
import type { Shape } from '../../planner/abi/shape.ts';
import type { Adapter, Plan, TaskLiftAdapter } from '../../planner/plan.ts';

/** The resources, of all those in the plan. */
export function lentResources(plan: Plan): ReadonlySet<number> {
  const lifts = plan.adapters.filter((adapter: Adapter) => adapter.kind === 'task-lift');
  return new Set(lifts.flatMap((adapter) => lentBy(plan, adapter)));
}

/** Those of one function's parameters. */
export function lentBy({ resources }: Plan, { signature }: TaskLiftAdapter): readonly number[] {
  const borrowed = signature.params.flatMap(({ shape }) => borrowsIn(shape));
  return borrowed.filter((resource) => resources[resource]!.origin.kind === 'guest');
}

function borrowsIn(shape: Shape): readonly number[] {
  if (!shape.handles) return [];
  switch (shape.kind) {
    case 'borrow': return [shape.resource];
    case 'list':
    case 'fixed-list': return borrowsIn(shape.element);
    case 'map': return borrowsIn(shape.entry);
    case 'record':
    case 'tuple': return shape.fields.flatMap((field) => borrowsIn(field.shape));
    case 'variant':
    case 'option':
    case 'result': return shape.cases.flatMap((each) => (each.shape ? borrowsIn(each.shape) : []));
    default: return [];
  }
}

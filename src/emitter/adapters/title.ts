/** What is said of adapters above their code, and what debuggers are to call them. */
import type { Adapter, Plan } from '../../planner/plan.ts';

/** The line of WIT, or what of the canonical ABI it is. */
export function titleOf(plan: Plan, adapter: Adapter): string {
  switch (adapter.kind) {
    case 'lift':
    case 'lower':
    case 'task-lift':
    case 'host-call': return adapter.signature.wit;
    case 'call':
    case 'task-call': return adapter.lift.signature.wit;
    case 'builtin': return `canon ${adapter.builtin.name}`;
    case 'trap': return adapter.wit;
    case 'task.return': return `canon ${adapter.signature.wit}`;
    default: return `canon ${adapter.kind} ${plan.resources[adapter.resource]!.witName}`;
  }
}

/** `ns:pkg/iface@1.2.3#do-it` of its line of WIT; undefined for what is no function of WIT. */
export const functionName = (title: string): string | undefined => /^(.+?): (?:async )?func\(/s.exec(title)?.[1];

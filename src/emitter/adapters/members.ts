/**
 * Which adapters are the members of a class.
 */
import type { ExportPlan, Plan, ResourceMember } from '../../planner/plan.ts';

/** The members of the class of a resource; exported under several names, it is one class. */
export function membersOf(plan: Plan, resource: number): readonly ResourceMember[] {
  const members = new Map<string, ResourceMember>();
  for (const each of resourceExports(allExports(plan))) {
    if (each.resource !== resource) continue;
    for (const member of each.members) {
      const key = `${member.kind} ${member.name}`;
      if (!members.has(key)) members.set(key, member);
    }
  }
  return [...members.values()];
}

/** True if the adapter is a member of a class, and nothing else. */
export function isMember(plan: Plan, adapter: number): boolean {
  const all = allExports(plan);
  return !isFunction(all, adapter)
    && resourceExports(all).some(({ members }) => members.some((member) => member.adapter === adapter));
}

/** What is exported, and what components of the host's are given. */
function allExports({ exports, steps }: Plan): readonly ExportPlan[] {
  return [...exports, ...steps.flatMap((step) => (step.kind === 'instantiate-host' ? step.args : []))];
}

function isFunction(exports: readonly ExportPlan[], adapter: number): boolean {
  return exports.some((each) => (each.kind === 'instance'
    ? isFunction(each.exports, adapter)
    : each.kind === 'func' && each.adapter === adapter));
}

function resourceExports(exports: readonly ExportPlan[]): Extract<ExportPlan, { kind: 'resource' }>[] {
  return exports.flatMap((each) => {
    if (each.kind === 'resource') return [each];
    return each.kind === 'instance' ? resourceExports(each.exports) : [];
  });
}

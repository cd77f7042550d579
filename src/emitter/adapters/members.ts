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

/** The adapters that are members of a class, and nothing else. */
export function onlyMembers(plan: Plan): ReadonlySet<number> {
  const all = allExports(plan);
  const members = resourceExports(all).flatMap((each) => each.members.map(({ adapter }) => adapter));
  const functions = new Set(exportedFunctions(all));
  return new Set(members.filter((adapter) => !functions.has(adapter)));
}

/** What is exported, and what components of the host's are given. */
function allExports({ exports, steps }: Plan): readonly ExportPlan[] {
  return [...exports, ...steps.flatMap((step) => (step.kind === 'instantiate-host' ? step.args : []))];
}

/** The adapters that are exported as functions. */
function exportedFunctions(exports: readonly ExportPlan[]): number[] {
  return exports.flatMap((each) => {
    if (each.kind === 'func') return [each.adapter];
    return each.kind === 'instance' ? exportedFunctions(each.exports) : [];
  });
}

function resourceExports(exports: readonly ExportPlan[]): Extract<ExportPlan, { kind: 'resource' }>[] {
  return exports.flatMap((each) => {
    if (each.kind === 'resource') return [each];
    return each.kind === 'instance' ? resourceExports(each.exports) : [];
  });
}

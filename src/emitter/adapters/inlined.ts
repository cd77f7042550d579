/**
 * Which adapters need no name: small functions that one core instance is given, and nothing else uses. They are
 * written where it is given them.
 */
import type { Adapter, CoreRef, Plan } from '../../planner/plan.ts';

/** Built-ins that are used once. */
export function inlinedAdapters(plan: Plan): ReadonlySet<number> {
  const counts = new Map<number, number>();
  for (const step of plan.steps) {
    for (const { value } of step.kind === 'instantiate-core' ? step.args : []) {
      if (value.kind === 'adapter') counts.set(value.adapter, (counts.get(value.adapter) ?? 0) + 1);
    }
  }
  const { coreModules, memories, reallocs, resources, adapters, lifts, codecs, exports } = plan;
  const others = refsIn([coreModules, memories, reallocs, resources, adapters, lifts, codecs, exports]);
  return new Set([...counts].flatMap(([adapter, count]) =>
    (count === 1 && !others.has(adapter) && isSmall(adapters[adapter]!) ? [adapter] : [])));
}

function isSmall(adapter: Adapter): boolean {
  switch (adapter.kind) {
    // A new thread's function is declared before it.
    case 'builtin': return adapter.builtin.name !== 'thread.new-indirect';
    case 'resource.new':
    case 'resource.drop':
    case 'resource.rep': return true;
    default: return false;
  }
}

/** The adapters that parts of a plan refer to, wherever in them. */
function refsIn(parts: readonly unknown[]): ReadonlySet<number> {
  const refs = new Set<number>();
  const seen = new Set<unknown>();
  const open: unknown[] = [...parts];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    // Not into the bytes of core modules.
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part) || seen.has(part)) continue;
    seen.add(part);
    if (isRef(part)) refs.add(part.adapter);
    else open.push(...Object.values(part).filter((value) => typeof value === 'object'));
  }
  return refs;
}

const isRef = (part: object): part is Extract<CoreRef, { kind: 'adapter' }> =>
  'kind' in part && part.kind === 'adapter' && 'adapter' in part && typeof part.adapter === 'number';

/** Which imports have a run-time side: an interface of types alone is in the plan, but no code needs it. */
import type { ExportPlan, HostImport, HostValue, Plan } from './plan.ts';

/** The imports of the root that its code needs, in their order. */
export function usedImports(plan: Plan): readonly HostImport[] {
  const values: readonly HostValue[] = [
    ...plan.coreModules.flatMap((module) => (module.kind === 'imported' ? [module.value] : [])),
    ...plan.resources.flatMap(({ origin }) => (origin.kind === 'host' ? [origin.value] : [])),
    ...plan.adapters.flatMap((adapter) => (
      adapter.kind === 'lower' || adapter.kind === 'host-call' ? [adapter.target] : [])),
    ...plan.steps.flatMap((step) =>
      (step.kind === 'instantiate-host' ? [step.component, ...step.args.flatMap(handedOn)] : [])),
    ...plan.exports.flatMap(handedOn),
  ];
  const used = new Set(values.map((value) => value.import));
  // What a host's component exports is no import of the module's.
  const own = plan.steps.flatMap((step) => (step.kind === 'instantiate-host' ? [step.import] : []));
  return plan.imports.filter((_, index) => used.has(index) && !own.includes(index));
}

function handedOn(item: ExportPlan): readonly HostValue[] {
  if (item.kind === 'host') return [item.value];
  return item.kind === 'instance' ? item.exports.flatMap(handedOn) : [];
}

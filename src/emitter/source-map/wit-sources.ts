/** The WIT of a component, and of those that it hands out, as sources of the code: where functions are in it. */
import type { Plan } from '../../planner/plan.ts';
import { functionName } from '../adapters/title.ts';
import { emitWitWithPlaces } from '../wit.ts';
import type { Origin } from './origin.ts';

export interface WitSources {
  /** Those to be written beside the module, the root's first. */
  readonly files: readonly { readonly fileName: string; readonly text: string }[];
  /**
   * Where the function is whose line of WIT this is, `ns:pkg/iface#do-it: func()`; undefined for what isn't in the WIT
   * of the plan.
   */
  originOf(plan: Plan, wit: string): Origin | undefined;
}

/** @param plans all of an emission, the root first */
export function makeWitSources(plans: readonly Plan[]): WitSources {
  const wits = plans.map((plan, index) => ({
    plan,
    fileName: `${plans[0]!.name}${index === 0 ? '' : index + 1}.wit`,
    ...emitWitWithPlaces(plan.world),
  }));
  const byPlan = new Map(wits.map((wit) => [wit.plan, wit]));
  return {
    files: wits.map(({ fileName, text }) => ({ fileName, text })),
    originOf(plan, wit) {
      const name = functionName(wit);
      const source = byPlan.get(plan);
      const place = name === undefined ? undefined : source?.places.get(name);
      return source && place && name ? { source: source.fileName, ...place, name } : undefined;
    },
  };
}

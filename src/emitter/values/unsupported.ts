/**
 * Kinds of values that the planner lets nobody lift or lower yet.
 */
import type { Shape } from '../../planner/abi/shape.ts';

/** Throws: no plan has adapters with such values. */
export function notYet(_cx: unknown, { kind }: Shape): never {
  throw new Error(`the planner passed a ${kind}, which has no code yet`);
}

/**
 * A bound on the work of validation. Most of it is in proportion to the bytes of the component, but not all:
 * one byte can ask for a type to be compared or substituted that is almost as large as a type may be, and
 * nested components can do so again and again.
 */
import { errorWork } from '../../errors.ts';
import { MAX_VALIDATION_STEPS, MAX_VALIDATION_STEPS_PER_BYTE } from '../limits.ts';

/** How many steps have been taken, and how many may be. Counts up as validation goes on. */
export interface Work {
  spent: number;
  readonly limit: number;
}

/** For a component of `size` bytes. */
export const newWork = (size: number): Work => (
  { spent: 0, limit: MAX_VALIDATION_STEPS + MAX_VALIDATION_STEPS_PER_BYTE * size });

/** Takes `steps` steps, each a type, a part of one or an item looked at. */
export function spend(work: Work, steps: number, offset: number): void {
  work.spent += steps;
  if (work.spent > work.limit) throw errorWork(offset);
}

/**
 * Instances of generated classes that are lent to calls which go on after they have returned a promise: until that is
 * settled, what they stand for is neither dropped nor given away (CanonicalABI.md, `lift_borrow`, `num_lends`).
 */
import type { Holder } from './resources.ts';
import { wrongInstance } from './resources.ts';
import { formatPath } from './type-error.ts';

interface LentHolder extends Holder {
  lends?: number;
}

type Instance = Record<symbol, LentHolder | undefined>;

/** What is lent to a call, and the instances themselves, which must not be collected meanwhile. */
export interface Lend {
  readonly instance: Instance;
  readonly holder: LentHolder;
}

/** Lends what an instance stands for, until `endLends`. */
export function lendRep(
  lends: Lend[], Class: Parameters<typeof wrongInstance>[0], repKey: symbol, value: unknown, path: string, i?: number,
  j?: number,
): unknown {
  const instance = value as Instance;
  const holder = instance?.[repKey];
  if (holder?.rep === undefined) wrongInstance(Class, value, path, i, j);
  holder.lends = (holder.lends ?? 0) + 1;
  lends.push({ instance, holder });
  return holder.rep;
}

/** The call is over. */
export function endLends(lends: readonly Lend[]): void {
  for (const { holder } of lends) holder.lends!--;
}

/** Throws if the instance, which is to be dropped or given away, is lent. */
export function checkNotLent(value: unknown, repKey: symbol, path: string, i?: number, j?: number): void {
  const holder = (value as Instance | null | undefined)?.[repKey];
  if ((holder?.lends ?? 0) > 0) throw new TypeError(`${formatPath(path, i, j)}: a call that is not over uses it`);
}

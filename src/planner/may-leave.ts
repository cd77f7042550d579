/**
 * Where the may-leave flag of a component instance can be seen cleared: it is, while a realloc or post-return of the
 * instance runs, and a canonical function of the same instance that these can reach would trap (CanonicalABI.md,
 * `canon_lower` and the built-ins). Where none can be reached there is no flag.
 */
import type { Effects } from './effects.ts';
import type { CanonOptions, CoreFunc } from './items.ts';

export interface MayLeave {
  /** How the flag of a component instance is kept. */
  flag(instance: number): 'none' | 'js' | 'core';
  /** A call of this canonical function may come while the flag of its instance is cleared. */
  tested(func: CoreFunc): boolean;
  /** Clearing the flag of `instance` while `func` (a realloc or post-return) runs can be seen. */
  seen(instance: number, func: CoreFunc): boolean;
}

/**
 * @param windows the options of all lifts and lowers: their realloc and post-return run with the flag cleared
 * @param canon all canonical functions with their component instance, and who tests the flag for them
 */
export function findMayLeave(
  windows: readonly CanonOptions[], canon: readonly CanonUse[], effects: Effects,
): MayLeave {
  const funcs = new Map<number, Set<CoreFunc>>();
  for (const { instance, realloc, postReturn } of windows) {
    const set = funcs.get(instance) ?? new Set();
    funcs.set(instance, set);
    for (const func of [realloc, postReturn]) if (func !== undefined) set.add(func);
  }
  const tested = new Set<CoreFunc>();
  const seen = new Map<number, Set<CoreFunc>>();
  const testers = new Map<number, Set<CanonUse['by']>>();
  for (const { func, instance, by } of canon) {
    for (const window of funcs.get(instance) ?? []) {
      if (!effects.reaches(window, func)) continue;
      tested.add(func);
      seen.set(instance, (seen.get(instance) ?? new Set()).add(window));
      testers.set(instance, (testers.get(instance) ?? new Set()).add(by));
    }
  }
  return {
    flag: (instance) => flagFor(testers.get(instance)),
    tested: (func) => tested.has(func),
    seen: (instance, func) => seen.get(instance)?.has(func) === true,
  };
}

/** JavaScript needs 10 ns to look at a flag in core code; a call adapter in core code needs 3 ns to ask JavaScript. */
function flagFor(testers: ReadonlySet<CanonUse['by']> | undefined): 'none' | 'js' | 'core' {
  if (testers === undefined) return 'none';
  return testers.has('thunk') || !testers.has('js') ? 'core' : 'js';
}

/** A canonical function that some core instance is given. */
export interface CanonUse {
  readonly func: CoreFunc;
  readonly instance: number;
  /** What tests the flag, if it has to be: a core thunk, a call adapter in core code, or JavaScript. */
  readonly by: 'thunk' | 'call' | 'js';
}

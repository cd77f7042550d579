/**
 * What must be there before a core function can be supplied. Its own memory and realloc need not: what is supplied looks
 * at them when it is called. What another component lifted does, as it may be linked, or wrapped in core code.
 */
import { canonOptions } from './canon-options.ts';
import type { CanonOptions, CoreFunc, LiftedFunc } from './items.ts';

/** The number of the last core instance (`CoreInstanceItem.index`) that is needed; -1 if none is. */
export type Latest = (func: CoreFunc) => number;

export function makeLatest(): Latest {
  const known = new Map<CoreFunc, number>();
  const latest: Latest = (func) => {
    const found = known.get(func) ?? latestOf(func, latest);
    known.set(func, found);
    return found;
  };
  return latest;
}

function latestOf(func: CoreFunc, latest: Latest): number {
  switch (func.source) {
    case 'export': return func.instance.index;
    case 'lower': return Math.max(
      latestOfOptions(func.options, latest), func.func.source.kind === 'lift' ? latestOfLift(func.func.source, latest) : -1,
    );
    case 'builtin': {
      const { canon, scope } = func;
      // Its thunk has the table, which is most often that of the module that it is given to.
      if (canon.kind === 'thread.new-indirect') return Infinity;
      return 'options' in canon ? latestOfOptions(canonOptions(canon.options, scope), latest) : -1;
    }
  }
}

/** A `realloc` that is to be supplied itself. */
function latestOfOptions({ realloc }: CanonOptions, latest: Latest): number {
  return realloc === undefined || realloc.source === 'export' ? -1 : latest(realloc);
}

function latestOfLift({ callee, options }: LiftedFunc, latest: Latest): number {
  const { memory, realloc, postReturn, callback } = options;
  const funcs = [callee, realloc, postReturn, callback].filter((func) => func !== undefined);
  return Math.max(memory?.instance.index ?? -1, ...funcs.map(latest));
}

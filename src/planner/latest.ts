/**
 * What must be there before a core function can be supplied. Its own memory and realloc need not: what is supplied looks
 * at them when it is called. For what another component lifted both sides must be there, as it may be linked, or wrapped in
 * core code.
 */
import { canonOptions } from './canon-options.ts';
import type { MultiMemory } from './core-adapters.ts';
import type { CanonOptions, CoreFunc } from './items.ts';

/** The number of the last core instance (`CoreInstanceItem.index`) that is needed; -1 if none is. */
export type Latest = (func: CoreFunc) => number;

export function makeLatest(multiMemory: MultiMemory): Latest {
  const known = new Map<CoreFunc, number>();
  const latest: Latest = (func) => {
    const found = known.get(func) ?? latestOf(func, latest, multiMemory);
    known.set(func, found);
    return found;
  };
  return latest;
}

function latestOf(func: CoreFunc, latest: Latest, multiMemory: MultiMemory): number {
  switch (func.source) {
    case 'export': return func.instance.index;
    case 'lower': {
      const { options, func: { source } } = func;
      if (source.kind !== 'lift') return latestOfOptions(options, latest);
      // An adapter in core code has both memories.
      const own = multiMemory === 'off' ? latestOfOptions(options, latest) : latestInCore(options, latest);
      return Math.max(own, latestInCore(source.options, latest), latest(source.callee));
    }
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

/** The same where core code has them, and what else it calls. */
function latestInCore({ memory, realloc, postReturn, callback }: CanonOptions, latest: Latest): number {
  const funcs = [realloc, postReturn, callback].filter((func) => func !== undefined);
  return Math.max(memory?.instance.index ?? -1, ...funcs.map(latest));
}

// Random choices that a seed decides: the same seed gives the same inputs on every machine.

/** A source of random choices. */
export interface Random {
  /** An integer from 0 to `below` - 1; 0 where `below` is 0. */
  int(below: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of the items, of which there must be some. */
  pick<T>(items: readonly T[]): T;
}

/** Input `index` of the run with this seed has a sequence of its own, so that it can be made again alone. */
export function makeRandom(seed: number, index: number): Random {
  let state = (Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(index | 0, 0x85ebca6b)) | 0;
  // mulberry32: 32 bits of state, good enough to choose mutations by.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (items) => {
      if (items.length === 0) throw new Error('nothing to pick from');
      return items[int(items.length)] as (typeof items)[number];
    },
  };
}

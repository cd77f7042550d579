// map.d.ts
/** @module World map */
export {};

export function echo(m: Map<string, number> | Iterable<[string, number]>): Map<string, number>;

// multi-memory-off.d.ts
/** @module World multi-memory-off */
export {};

export function run(key: string, tags: Array<[string, string]>, age: number | undefined): Uint32Array;

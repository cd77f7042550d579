// multi-memory-on.d.ts
/** @module World multi-memory-on */
export {};

export function run(key: string, tags: Array<[string, string]>, age: number | undefined): Uint32Array;

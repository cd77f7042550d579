// multi-memory-fallbacks.d.ts
/** @module World multi-memory-fallbacks */
export {};

export function run(): number;

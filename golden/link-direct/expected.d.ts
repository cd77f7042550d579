// link-direct.d.ts
/** @module World link-direct */
export {};

export function run(n: number): bigint;

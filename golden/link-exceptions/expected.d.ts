// link-exceptions.d.ts
/** @module World link-exceptions */
export {};

export function run(n: number): number;

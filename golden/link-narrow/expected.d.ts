// link-narrow.d.ts
/** @module World link-narrow */
export {};

export function run(n: number): number;

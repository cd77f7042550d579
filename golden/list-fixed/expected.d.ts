// list-fixed.d.ts
/** @module World list-fixed */
export {};

export function reverse(l: Array<number>): Array<number>;

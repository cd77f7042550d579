// adder.d.ts
/** @module World adder */
export {};

export function add(x: number, y: number): number;

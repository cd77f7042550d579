// adder-may-trap.d.ts
/** @module World adder-may-trap */
export {};

export function div(x: number, y: number): number;

// target-bun.d.ts
/** @module World target-bun */
export {};

export function add(x: number, y: number): number;

// target-node.d.ts
/** @module World target-node */
export {};

export function add(x: number, y: number): number;

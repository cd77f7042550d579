// target-deno.d.ts
/** @module World target-deno */
export {};

export function add(x: number, y: number): number;

// task-return.d.ts
/** @module World task-return */
export {};

export function run(n: number): bigint;

// tuple-nested.d.ts
/** @module World tuple-nested */
export {};

export function f(t: [number, [bigint, number]]): [bigint, number];

// scalars-strict.d.ts
/** @module World scalars-strict */
export {};

export function echoU8(smallNumber: number): number;
export { echoU8 as 'echo-u8' };

export function echoS64(v: bigint): bigint;
export { echoS64 as 'echo-s64' };

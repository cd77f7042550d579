// result-export.d.ts
/** @module World result-export */
export {};

/** @throws {ComponentError} with a `payload` of type `string` */
export function half(n: number): number;

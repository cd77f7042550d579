// memory64.d.ts
/** @module World memory64 */
export {};

export function echo(s: Array<string>): Array<string>;

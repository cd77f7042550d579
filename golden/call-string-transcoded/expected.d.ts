// call-string-transcoded.d.ts
/** @module World call-string-transcoded */
export {};

export function echo(s: string): string;

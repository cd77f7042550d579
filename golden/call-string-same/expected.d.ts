// call-string-same.d.ts
/** @module World call-string-same */
export {};

export function echo(s: string): string;

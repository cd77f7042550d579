// call-string-utf16.d.ts
/** @module World call-string-utf16 */
export {};

export function echo(s: string): string;

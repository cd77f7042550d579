// string-utf16.d.ts
/** @module World string-utf16 */
export {};

export function echo(text: string): string;

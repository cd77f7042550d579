// string-utf8.d.ts
/** @module World string-utf8 */
export {};

export function echo(text: string): string;

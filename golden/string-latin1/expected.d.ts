// string-latin1.d.ts
/** @module World string-latin1 */
export {};

export function echo(text: string): string;

// post-return.d.ts
/** @module World post-return */
export {};

export function get(): string;

export function freed(): number;

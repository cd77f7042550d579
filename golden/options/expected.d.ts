// options.d.ts
/** @module World options */
export {};

export function one(o: number | undefined): number | undefined;

export function two(o: Option<number | undefined>): Option<number | undefined>;

export type Option<T> = { tag: 'none' } | { tag: 'some', val: T };

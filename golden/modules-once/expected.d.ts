// modules-once.d.ts
/** @module World modules-once */
export {};

export function nextA(): number;
export { nextA as 'next-a' };

export function nextB(): number;
export { nextB as 'next-b' };

// link-parent-child.d.ts
/** @module World link-parent-child */
export {};

export function g(): void;

// tla-compat.d.ts
/** @module World tla-compat */
export {};

/** The exports work once this has resolved. */
export const $init: Promise<void>;

export function answer(): number;

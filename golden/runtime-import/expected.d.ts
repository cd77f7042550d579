// runtime-import.d.ts
/** @module World runtime-import */
export {};

export function answer(): number;

// target-browser.d.ts
/** @module World target-browser */
export {};

export function add(x: number, y: number): number;

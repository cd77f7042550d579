// link-normalised.d.ts
/** @module World link-normalised */
export {};

export function run(): number;

export function badChar(): number;
export { badChar as 'bad-char' };

// imports-esm.d.ts
/** @module World imports-esm */
export {};

export function run(): number;

// interfaces/local-host-log.d.ts
/** @module Interface local:host/log@1.0.0 */
export {};

export function line(text: string): void;

export function countLines(): number;

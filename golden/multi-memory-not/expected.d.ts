// multi-memory-not.d.ts
/** @module World multi-memory-not */
export {};

export function text(): void;

export function look(): void;

declare function throw_(): void;
export { throw_ as throw };

export function long(): void;

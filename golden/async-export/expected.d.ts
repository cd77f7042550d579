// async-export.d.ts
/** @module World async-export */
export {};

export function length(text: string): Promise<number>;

export function fails(traps: boolean): Promise<number>;

// resource-dtor-traps.d.ts
/// <reference lib="esnext.disposable" />
/** @module World resource-dtor-traps */
export {};

export class R {
  constructor();
  /** Drops the resource. */
  [Symbol.dispose](): void;
}

export function nop(): void;

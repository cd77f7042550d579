// resource-export.d.ts
/// <reference lib="esnext.disposable" />
/** @module World resource-export */
export {};

export class Counter {
  constructor(start: number);
  add(n: number): number;
  static sum(a: Counter, b: Counter): number;
  /** Drops the resource. */
  [Symbol.dispose](): void;
}

export function consume(c: Counter): number;

export function drops(): number;

// source-map.d.ts
/** @module World source-map */
export {};

export * as 'my:pkg/iface@1.2.3' from './interfaces/my-pkg-iface.js';
export * as iface from './interfaces/my-pkg-iface.js';

// interfaces/my-host-console.d.ts
/** @module Interface my:host/console@1.0.0 */
export {};

export function logIt(n: number): void;

// interfaces/my-pkg-iface.d.ts
/// <reference lib="esnext.disposable" />
/**
 * Does things.
 *
 * @module Interface my:pkg/iface@1.2.3
 */
export {};

export class Sum {
  constructor(n: number);
  add(n: number): number;
  /** Drops the resource. */
  [Symbol.dispose](): void;
}

/**
 * Twice as much,
 * and tells so.
 */
export function doIt(n: number): number;

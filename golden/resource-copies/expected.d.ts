// resource-copies.d.ts
/// <reference lib="esnext.disposable" />
/** @module World resource-copies */
export {};

declare class R {
  constructor(x: number);
  get(): number;
  merge(other: R): number;
  /** Drops the resource. */
  [Symbol.dispose](): void;
}
export type { R };

/** What an instance exports. */
export interface Root {
  R: typeof R;
  take(r: R): void;
  drops(): number;
}

/**
 * Makes an instance of the component. Instances share nothing.
 *
 * @param getCoreModule gives the core module of that name; else they are loaded from beside this module
 * @param instantiateCore is called instead of instantiating core modules by `WebAssembly`
 */
export function instantiate(
  getCoreModule?: (fileName: string) => WebAssembly.Module | Promise<WebAssembly.Module>,
  imports?: object,
  instantiateCore?: (
    module: WebAssembly.Module,
    imports: WebAssembly.Imports,
  ) => WebAssembly.Instance | Promise<WebAssembly.Instance>,
): Promise<Root>;

// async-import-sync.d.ts
/** @module World async-import-sync */
export {};

/** What the component imports. */
export interface ImportObject {
  fetch: Import<(key: number) => number | PromiseLike<number>>;
}

/** What an instance exports. */
export interface Root {
  sum(n: number): Promise<number>;
  sumNow(n: number): number;
  'sum-now'(n: number): number;
}

/**
 * Makes an instance of the component. Instances share nothing.
 *
 * @param getCoreModule gives the core module of that name; else they are loaded from beside this module
 * @param instantiateCore is called instead of instantiating core modules by `WebAssembly`
 */
export function instantiate(
  getCoreModule: ((fileName: string) => WebAssembly.Module | Promise<WebAssembly.Module>) | undefined,
  imports: ImportObject,
  instantiateCore?: (
    module: WebAssembly.Module,
    imports: WebAssembly.Imports,
  ) => WebAssembly.Instance | Promise<WebAssembly.Instance>,
): Promise<Root>;
export function instantiate(imports: ImportObject): Promise<Root>;

/** Itself, or a module whose default export it is. */
export type Import<T> = T | { default: T };

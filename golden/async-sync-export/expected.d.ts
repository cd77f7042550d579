// async-sync-export.d.ts
/** @module World async-sync-export */
export {};

/** What the component imports. */
export interface ImportObject {
  host: Host<typeof import('./interfaces/host.js')>;
}

/** What an instance exports. */
export interface Root {
  sum(a: number, b: number): Promise<number>;
  sumNow(a: number, b: number): number;
  'sum-now'(a: number, b: number): number;
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

/** A host's classes may have more than the component knows of, and its functions may rely on that. */
export type Host<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? { f(...args: A): R }['f'] : T[K];
};

// interfaces/host.d.ts
/** @module Interface host */
export {};

export function fetch(key: number): number | PromiseLike<number>;

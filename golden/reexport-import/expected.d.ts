// reexport-import.d.ts
/** @module World reexport-import */
export {};

/** What the component imports. */
export interface ImportObject {
  'local:host/api': Host<typeof import('./interfaces/local-host-api.js')>;
  g: Import<() => number>;
}

/** What an instance exports. */
export interface Root {
  'local:host/again': typeof import('./interfaces/local-host-again.js');
  again: typeof import('./interfaces/local-host-again.js');
  h(): number;
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

/** Itself, or a module whose default export it is. */
export type Import<T> = T | { default: T };

// interfaces/local-host-api.d.ts
/** @module Interface local:host/api */
export {};

export function f(): number;

// interfaces/local-host-again.d.ts
/** @module Interface local:host/again */
export {};

export function f(): number;

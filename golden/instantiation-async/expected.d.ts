// instantiation-async.d.ts
/** @module World instantiation-async */
export {};

/** What the component imports. */
export interface ImportObject {
  'local:host/log@1.0.0': Host<typeof import('./interfaces/local-host-log.js')>;
  scale: Import<(n: number) => number>;
}

/** The same, by names without versions. */
export interface UnversionedImportObject {
  'local:host/log': Host<typeof import('./interfaces/local-host-log.js')>;
  scale: Import<(n: number) => number>;
}

/** What an instance exports. */
export interface Root {
  run(): number;
}

/**
 * Makes an instance of the component. Instances share nothing.
 *
 * @param getCoreModule gives the core module of that name; else they are loaded from beside this module
 * @param instantiateCore is called instead of instantiating core modules by `WebAssembly`
 */
export function instantiate(
  getCoreModule: ((fileName: string) => WebAssembly.Module | Promise<WebAssembly.Module>) | undefined,
  imports: ImportObject | UnversionedImportObject,
  instantiateCore?: (
    module: WebAssembly.Module,
    imports: WebAssembly.Imports,
  ) => WebAssembly.Instance | Promise<WebAssembly.Instance>,
): Promise<Root>;
export function instantiate(imports: ImportObject | UnversionedImportObject): Promise<Root>;

/** A host's classes may have more than the component knows of, and its functions may rely on that. */
export type Host<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? { f(...args: A): R }['f'] : T[K];
};

/** Itself, or a module whose default export it is. */
export type Import<T> = T | { default: T };

// interfaces/local-host-log.d.ts
/** @module Interface local:host/log@1.0.0 */
export {};

export function line(text: string): void;

export function countLines(): number;

// multi-memory-auto.d.ts
/** @module World multi-memory-auto */
export {};

/** What an instance exports. */
export interface Root {
  run(key: string, tags: Array<[string, string]>, age: number | undefined): Uint32Array;
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

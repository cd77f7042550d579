// module-import-export.d.ts
/** @module World module-import-export */
export {};

/** What the component imports. */
export interface ImportObject {
  plugin: Import<WebAssembly.Module>;
}

/** What an instance exports. */
export interface Root {
  ownModule: WebAssembly.Module;
  'own-module': WebAssembly.Module;
  thePlugin: WebAssembly.Module;
  'the-plugin': WebAssembly.Module;
  value(): number;
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

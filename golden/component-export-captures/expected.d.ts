// component-export-captures.d.ts
/** @module World component-export-captures */
export {};

/** What the component imports. */
export interface ImportObject {
  plugin: Import<WebAssembly.Module>;
}

/** What an instance exports. */
export interface Root {
  inner: typeof import('./interfaces/inner.component.js').instantiate;
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

// interfaces/inner.component.d.ts
/** @module World inner */
export {};

/** What an instance exports. */
export interface Root {
  value(): number;
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

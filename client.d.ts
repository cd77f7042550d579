/**
 * Types of imports such as `'./app.wasm?instantiate'`, of which TypeScript can't find declarations beside the component. For
 * `types` in tsconfig.json, or `/// <reference types="wcm2js/client" />`.
 *
 *     import { instantiate } from './app.wasm?instantiate';
 *     const app = await instantiate<typeof import('./app.wasm')>(undefined, imports);
 */

declare module '*.wasm?instantiate' {
  /**
   * Makes an instance of the component. Instances share nothing.
   *
   * @typeParam Instance what the component exports: the type of its module
   * @param getCoreModule gives the core module of that name; else they are loaded
   * @param imports what the component imports, by name
   * @param instantiateCore is called instead of instantiating core modules by `WebAssembly`
   */
  export function instantiate<Instance = Readonly<Record<string, unknown>>>(
    getCoreModule?: (fileName: string) => WebAssembly.Module | Promise<WebAssembly.Module>,
    imports?: object,
    instantiateCore?: (
      module: WebAssembly.Module,
      imports: WebAssembly.Imports,
    ) => WebAssembly.Instance | Promise<WebAssembly.Instance>,
  ): Promise<Instance>;
  export function instantiate<Instance = Readonly<Record<string, unknown>>>(imports: object): Promise<Instance>;
}

declare module '*.wasm?instantiate=async' {
  export * from '*.wasm?instantiate';
}

declare module '*.wasm?instantiate=sync' {
  /** The same at once. */
  export function instantiate<Instance = Readonly<Record<string, unknown>>>(
    getCoreModule?: (fileName: string) => WebAssembly.Module,
    imports?: object,
    instantiateCore?: (module: WebAssembly.Module, imports: WebAssembly.Imports) => WebAssembly.Instance,
  ): Instance;
  export function instantiate<Instance = Readonly<Record<string, unknown>>>(imports: object): Instance;
}

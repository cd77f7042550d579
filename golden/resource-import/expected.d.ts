// resource-import.d.ts
/** @module World resource-import */
export {};

/** What the component imports. */
export interface ImportObject {
  'local:host/things': Host<typeof import('./interfaces/local-host-things.js')>;
}

/** What an instance exports. */
export interface Root {
  story(): number;
  hold(t: import('./interfaces/local-host-things.js').Thing): number;
  forget(t: import('./interfaces/local-host-things.js').Thing): void;
  twice(t: import('./interfaces/local-host-things.js').Thing): void;
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

// interfaces/local-host-things.d.ts
/** @module Interface local:host/things */
export {};

export class Thing {
  constructor(n: number);
  value(): number;
  static best(a: Thing, b: Thing): Thing;
}

export function take(t: Thing): number;

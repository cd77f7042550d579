// shared-values.d.ts
/** @module World shared-values */
export {};

export interface Moment {
  seconds: bigint;
  note: string;
  tags: Array<string>;
}

/** What the component imports. */
export interface ImportObject {
  read: Import<(n: number) => Moment>;
  'read-again': Import<(n: number) => Moment>;
}

/** What an instance exports. */
export interface Root {
  echo(list: Array<Moment>): Array<Moment>;
  echoAgain(list: Array<Moment>): Array<Moment>;
  'echo-again'(list: Array<Moment>): Array<Moment>;
  first(n: number): Moment;
  second(n: number): Moment;
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

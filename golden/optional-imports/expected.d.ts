// optional-imports.d.ts
/** @module World optional-imports */
export {};

/** What the component imports. */
export interface ImportObject {
  'local:host/log@1.0.0': Optional<Host<typeof import('./interfaces/local-host-log.js')>, 'line'>;
  'local:host/db@1.0.0'?: Partial<Host<typeof import('./interfaces/local-host-db.js')>>;
  scale?: Import<(n: number) => number>;
}

/** The same, by names without versions. */
export interface UnversionedImportObject {
  'local:host/log': Optional<Host<typeof import('./interfaces/local-host-log.js')>, 'line'>;
  'local:host/db'?: Partial<Host<typeof import('./interfaces/local-host-db.js')>>;
  scale?: Import<(n: number) => number>;
}

/** What an instance exports. */
export interface Root {
  run(what: number): number;
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

/** The same, of which some need not be given. */
export type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** Itself, or a module whose default export it is. */
export type Import<T> = T | { default: T };

// interfaces/local-host-log.d.ts
/** @module Interface local:host/log@1.0.0 */
export {};

export function line(n: number): void;

export function countLines(): number;

// interfaces/local-host-db.d.ts
/** @module Interface local:host/db@1.0.0 */
export {};

export class Conn {
  constructor(id: number);
  query(): number;
  static count(): number;
}

export function ping(): number;

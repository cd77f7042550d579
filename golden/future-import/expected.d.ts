// future-import.d.ts
/// <reference lib="esnext.disposable" />
/** @module World future-import */
export {};

/** What an instance exports. */
export interface Root {
  addOne(number: bigint | PromiseLike<bigint>): Promise<Future<bigint>>;
  'add-one'(number: bigint | PromiseLike<bigint>): Promise<Future<bigint>>;
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

/** A component's future, which is read when it is asked for. */
export interface Future<T> extends PromiseLike<T> {
  catch<R = never>(onError?: ((error: unknown) => R | PromiseLike<R>) | null): Promise<T | R>;
  finally(onSettled?: (() => void) | null): Promise<T>;
  /** Drops the future. */
  [Symbol.dispose](): void;
}

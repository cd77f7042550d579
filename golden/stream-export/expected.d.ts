// stream-export.d.ts
/// <reference lib="esnext.disposable" />
/** @module World stream-export */
export {};

/** What an instance exports. */
export interface Root {
  count(n: number): Promise<Stream<Uint32Array, Uint32Array>>;
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

/**
 * A component's stream. `T` is what one step of an iteration gives: an element, or a chunk if these are
 * numbers; `C` is what `read` gives.
 */
export interface Stream<T, C = T[]> {
  next(): Promise<IteratorResult<T, undefined>>;
  /** 1 to `count` elements; none if more than `rejectLength` are offered: the stream is dropped. */
  read(count: number | { count: number, rejectLength?: number }): Promise<
    | { done: false, value: C }
    | { done: true, value: undefined, rejectedLength?: number }
  >;
  /** Drops the stream. */
  return(): Promise<IteratorResult<T, undefined>>;
  /** The same as a standard stream. */
  readonly readable: ReadableStream<T>;
  [Symbol.asyncIterator](): this;
  /** Drops the stream. */
  [Symbol.dispose](): void;
}

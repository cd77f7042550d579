/** Types that a file declares for itself when it needs them. */

export type Helper = 'Option' | 'Result' | 'Stream' | 'Future' | 'Import' | 'Host' | 'Optional';

export interface HelperText {
  readonly lines: readonly string[];
  /** Types of TypeScript's own in it. */
  readonly globals?: readonly string[];
}

export const HELPERS: { readonly [H in Helper]: HelperText } = {
  Optional: {
    globals: ['Omit', 'Partial', 'Pick'],
    lines: [
      '/** The same, of which some need not be given. */',
      'export type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;',
    ],
  },
  Option: { lines: ["export type Option<T> = { tag: 'none' } | { tag: 'some', val: T };"] },
  Result: { lines: ["export type Result<T, E> = { tag: 'ok', val: T } | { tag: 'err', val: E };"] },
  Stream: {
    globals: ['Promise', 'IteratorResult', 'ReadableStream', 'Symbol', 'Disposable'],
    lines: [
      '/**',
      " * A component's stream. `T` is what one step of an iteration gives: an element, or a chunk if these are",
      ' * numbers; `C` is what `read` gives.',
      ' */',
      'export interface Stream<T, C = T[]> {',
      '  next(): Promise<IteratorResult<T, undefined>>;',
      '  /** 1 to `count` elements; none if more than `rejectLength` are offered: the stream is dropped. */',
      '  read(count: number | { count: number, rejectLength?: number }): Promise<',
      '    | { done: false, value: C }',
      '    | { done: true, value: undefined, rejectedLength?: number }',
      '  >;',
      '  /** Drops the stream. */',
      '  return(): Promise<IteratorResult<T, undefined>>;',
      '  /** The same as a standard stream. */',
      '  readonly readable: ReadableStream<T>;',
      '  [Symbol.asyncIterator](): this;',
      '  /** Drops the stream. */',
      '  [Symbol.dispose](): void;',
      '}',
    ],
  },
  Future: {
    globals: ['Promise', 'PromiseLike', 'Symbol', 'Disposable'],
    lines: [
      "/** A component's future, which is read when it is asked for. */",
      'export interface Future<T> extends PromiseLike<T> {',
      '  catch<R = never>(onError?: ((error: unknown) => R | PromiseLike<R>) | null): Promise<T | R>;',
      '  finally(onSettled?: (() => void) | null): Promise<T>;',
      '  /** Drops the future. */',
      '  [Symbol.dispose](): void;',
      '}',
    ],
  },
  Import: {
    lines: [
      '/** Itself, or a module whose default export it is. */',
      'export type Import<T> = T | { default: T };',
    ],
  },
  Host: {
    lines: [
      "/** A host's classes may have more than the component knows of, and its functions may rely on that. */",
      'export type Host<T> = {',
      "  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? { f(...args: A): R }['f'] : T[K];",
      '};',
    ],
  },
};

/**
 * What JavaScript may give for a stream, as something to read from (js-mapping.md, "Values", `stream<T>` from JS).
 */
import type { NumbersType } from './copy.ts';
import { wrongType } from './type-error.ts';

/** What an iterator gives: one element or, of numbers, a chunk of them. */
export interface Chunk {
  readonly done?: boolean | undefined;
  readonly value?: unknown;
  /** In place of `value`: several elements. */
  readonly elements?: readonly unknown[];
}

/** Something to read from. */
export interface Origin {
  /** The next chunk, of any size; single elements are collected until there are `n`. */
  next(n: number): Chunk | PromiseLike<Chunk>;
  /** It won't be read any more. */
  close(): unknown;
  /** Nothing has been read: it is as it was. */
  readonly undo?: () => void;
}

interface Readable {
  getReader(): { read(): Promise<Chunk>; cancel(): Promise<void>; releaseLock(): void };
  [Symbol.asyncIterator](): AsyncIterator<unknown>;
  [Symbol.iterator](): Iterator<unknown>;
  read(options: { readonly count: number }): unknown;
  cancel(): unknown;
  close(): unknown;
}

/** Throws a `TypeError` for what can't be a stream. Reads nothing yet, but locks a `ReadableStream`. */
export function originOf(value: unknown, numeric: NumbersType | undefined, path: string): Origin {
  if (isObjectValue(value)) {
    const given = value as Readable & Partial<Readable>;
    if (typeof given.getReader === 'function') return fromReadableStream(given, path);
    if (given[Symbol.asyncIterator] !== undefined) return fromAsyncIterable(given);
    if (isWholeChunk(given, numeric)) return fromChunk(given, numeric);
    if (given[Symbol.iterator] !== undefined) return fromIterable(given, numeric);
    if (typeof given.read === 'function') return fromReader(given);
  }
  return wrongType('a stream: a ReadableStream or something iterable', value, path);
}

export const isObjectValue = (value: unknown): value is object => typeof value === 'object' && value !== null;

export const isNumberValue = (value: unknown): boolean => typeof value === 'number' || typeof value === 'bigint';

function fromReadableStream(stream: Readable, path: string): Origin {
  try {
    const reader = stream.getReader();
    return { next: () => reader.read(), close: () => reader.cancel(), undo: () => reader.releaseLock() };
  } catch (error) {
    throw new TypeError(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

function fromAsyncIterable(iterable: Readable): Origin {
  let iterator: AsyncIterator<unknown> | undefined;
  return {
    next: () => (iterator ??= iterable[Symbol.asyncIterator]()).next(),
    // One that hasn't begun is told too.
    close: () => (iterator ?? iterable[Symbol.asyncIterator]()).return?.(),
  };
}

/** Is it the elements, and not chunks of them? */
function isWholeChunk(value: object, numeric: NumbersType | undefined): boolean {
  if (Array.isArray(value)) return numeric === undefined || !isObjectValue(value[0]);
  return numeric !== undefined && (ArrayBuffer.isView(value) || value instanceof ArrayBuffer);
}

function fromChunk(value: object, numeric: NumbersType | undefined): Origin {
  let rest: Chunk | undefined = numeric === undefined ? { elements: [...value as unknown[]] } : { value };
  return {
    next() {
      const chunk = rest;
      rest = undefined;
      return chunk ?? { done: true };
    },
    close() {},
  };
}

/** Elements are collected; a chunk of numbers is one by itself. What ends the collecting is the next. */
function fromIterable(iterable: Readable, numeric: NumbersType | undefined): Origin {
  let iterator: Iterator<unknown> | undefined;
  let held: (() => Chunk) | undefined;
  return {
    next(n) {
      iterator ??= iterable[Symbol.iterator]();
      const elements: unknown[] = [];
      while (held === undefined && elements.length < n) {
        try {
          const result = iterator.next();
          if (result.done === true || (numeric !== undefined && !isNumberValue(result.value))) held = () => result;
          else elements.push(result.value);
        } catch (error) {
          held = () => {
            throw error;
          };
        }
      }
      if (elements.length > 0) return { elements };
      const release = held!;
      held = undefined;
      return release();
    },
    close: () => (iterator ?? iterable[Symbol.iterator]()).return?.(),
  };
}

/** Objects of WASI shims and other tools: `read` gives a chunk or null, or what an iterator gives. */
function fromReader(reader: Readable & Partial<Readable>): Origin {
  return {
    async next(n) {
      const result = await reader.read({ count: n });
      if (result === null || result === undefined) return { done: true };
      return isObjectValue(result) && 'done' in result ? result as Chunk : { value: result };
    },
    close: () => (reader.cancel ?? reader.close)?.call(reader),
  };
}

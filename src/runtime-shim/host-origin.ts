/**
 * What JavaScript may give for a stream, as something to read from (js-mapping.md, "Values", `stream<T>` from JS).
 */
import type { NumbersType } from './copy.ts';
import { has } from './features.ts';
import { wrongType } from './type-error.ts';

/** What an iterator gives: one element or, of numbers, a chunk of them. */
export interface Chunk {
  readonly done?: boolean | undefined;
  readonly value?: unknown;
}

/** Something to read from. */
export interface Origin {
  next(): Chunk | PromiseLike<Chunk>;
  /** It won't be read any more. */
  return?(): unknown;
  /** Nothing has been read: it is as it was. */
  readonly undo?: () => void;
  /** It gives several elements at once, of whatever type. */
  readonly collects?: boolean;
}

/** The reader of a `ReadableStream`; or of a WASI shim: `read` gives a chunk or null, or what iterators give. */
interface Reader {
  read(options: { readonly count: number }): unknown;
  cancel(): unknown;
  close(): unknown;
  releaseLock(): void;
}

interface Given extends Reader {
  readonly locked: boolean;
  getReader(): Partial<Reader>;
  [Symbol.asyncIterator](): AsyncIterator<unknown>;
  [Symbol.iterator](): Iterator<unknown>;
}

/**
 * Throws a `TypeError` for what can't be a stream. Reads nothing yet, but locks a `ReadableStream`. `wanted`: how many
 * elements will do.
 */
export function originOf(
  value: unknown, wanted: () => number, path: string, numbers: NumbersType | undefined,
): Origin {
  if (typeof value === 'object' && value !== null) {
    const given: Partial<Given> = value;
    let reader: Partial<Reader> | undefined;
    if (!given.locked) {
      reader = given.getReader?.();
      if (!reader && given[Symbol.asyncIterator]) return given[Symbol.asyncIterator]!();
    }
    // Not chunks of elements, but one.
    const iterator = (has.numbers && numbers && isBytes(given) ? [given] as Partial<Given> : given)[Symbol.iterator]?.();
    if (iterator) {
      const chunks = collect(iterator, wanted, numbers);
      return { next: () => chunks.next(), return: () => iterator.return?.(), collects: true };
    }
    reader ??= given;
    if (reader.read) {
      return {
        async next() {
          const value: unknown = await reader.read!({ count: wanted() }) ?? { done: true };
          return typeof value === 'object' && 'done' in value! ? value as Chunk : { value };
        },
        return: () => (reader.cancel ?? reader.close)?.call(reader),
        undo: () => reader.releaseLock?.(),
      };
    }
  }
  return wrongType('a stream: a ReadableStream or something iterable', value, path);
}

const isBytes = (value: object): boolean => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;

export const isNumberValue = (value: unknown): boolean => typeof value === 'number' || typeof value === 'bigint';

/** Elements are collected, as many as are wanted; a chunk of numbers is one by itself. */
function* collect(
  iterator: Iterator<unknown>, wanted: () => number, numbers: NumbersType | undefined,
): Generator<unknown, void> {
  let elements: unknown[] = [];
  try {
    for (let result; !(result = iterator.next()).done;) {
      if (has.numbers && numbers && !isNumberValue(result.value)) {
        if (elements.length > 0) yield elements;
        elements = [];
        yield result.value;
      } else if (elements.push(result.value) >= wanted()) {
        yield elements;
        elements = [];
      }
    }
  } finally {
    if (elements.length > 0) yield elements;
  }
}

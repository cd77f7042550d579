/**
 * Streams that JavaScript gives (js-mapping.md, "Values", `stream<T>` from JS). Nothing is read of them before the guest
 * reads. What of a chunk the guest has no room for is offered at its next read.
 *
 * A source that throws ends the stream as if it had been dropped: streams have no errors. The error is printed.
 */
import { copyCompleted, copyShared, type CopySide, type NumbersType, type SharedEnds } from './copy.ts';
import { has } from './features.ts';
import { streamKey, takeShared } from './host-end.ts';
import { type Chunk, isNumberValue, type Origin, originOf } from './host-origin.ts';
import { giveValues, HostWriter } from './host-writer.ts';
import type { Store } from './store.ts';
import { formatPath, wrongType } from './type-error.ts';

/** JavaScript as the writer of a stream. */
class StreamSource extends HostWriter {
  declare readonly numbers: NumbersType | undefined;
  declare readonly origin: Origin;
  /** Where it was given, for texts. */
  declare readonly path: string;
  /** A chunk is awaited, or being written. */
  pulling = false;

  constructor(store: Store, numbers: NumbersType | undefined, value: unknown, path: string) {
    super(store);
    if (has.numbers) this.numbers = numbers;
    this.path = path;
    const wanted = (): number => Math.max(1, Math.min(this.shared.pending!.remain(), 0x10000));
    this.origin = originOf(value, wanted, path, numbers);
    this.shared.undo = this.origin.undo;
  }

  /** Someone wants to read: the next chunk is asked for, if it isn't already. */
  pull(): void {
    if (this.pulling) return;
    let chunk;
    do {
      this.pulling = true;
      try {
        chunk = this.origin.next();
        if ('then' in chunk) return this.await(chunk);
      } catch (error) {
        return this.fail(error);
      }
    } while (this.write(chunk));
  }

  offer(chunk: Chunk): void {
    if (this.write(chunk)) this.pull();
  }

  /** Writes a chunk; what there is no room for stays pending. Is another wanted at once? */
  write(chunk: Chunk): boolean | void {
    const { shared } = this;
    if (shared.dropped) return;
    const { done, value } = Object(chunk) as Chunk;
    if (done) {
      const { pending } = shared;
      shared.source = undefined;
      // A guest's read of nothing asks whether it's worth reading: the end is for the next read.
      if (pending?.codec && pending.length === 0) {
        pending.release();
        pending.notify(copyCompleted);
      }
      return shared.drop();
    }
    try {
      this.values = elementsOf(this, value);
    } catch (error) {
      return this.fail(error, true);
    }
    this.length = this.values.length;
    this.progress = 0;
    this.pulling = true;
    while (this.remain() > 0 && shared.pending !== this && !shared.dropped) copyShared(shared, this, false);
    this.pulling = false;
    // An empty chunk, or a read that began while this one was being written.
    const { pending } = shared;
    return pending && pending !== this && pending.progress === 0;
  }

  /** To a guest: lowered. To JavaScript: a copy. */
  give(reader: CopySide, n: number): 1 | void {
    const { values, progress } = this;
    const given = has.numbers && this.numbers
      ? numbersIn(values!, progress, progress + n, reader.codec ? undefined : this.numbers)
      : (values as unknown[]).slice(progress, progress + n);
    return giveValues(reader, given, (error) => this.fail(error, true));
  }

  /** A chunk has been read, or part of it. */
  notify(): void {
    if (this.remain() > 0) return;
    this.release();
    this.values = undefined;
  }

  /** JavaScript has thrown or, to be closed then, given what isn't an element: the stream ends. */
  fail(error: unknown, andClose = false): void {
    const { shared } = this;
    if (shared.dropped) return;
    console.error(error);
    if (!andClose) shared.source = undefined;
    shared.drop();
  }

  /** Nobody reads any more: iterators return, streams are cancelled. */
  close(): void {
    this.stopWaiting();
    this.values = undefined;
    new Promise((resolve) => resolve(this.origin.return?.())).catch(console.error);
  }
}

/** The elements of one result of an iterator: a chunk in a form that nobody can change the length of. */
function elementsOf({ numbers, origin, path }: StreamSource, value: unknown): ArrayLike<unknown> {
  if (has.numbers && numbers) return numbersOf(numbers, value, path);
  return origin.collects ? value as unknown[] : [value];
}

function numbersOf(numbers: NumbersType, value: unknown, path: string): ArrayLike<unknown> {
  if (value instanceof numbers || value instanceof ArrayBuffer) {
    const { buffer = value as ArrayBuffer, byteOffset, length } = value as Uint8Array;
    return new numbers(buffer, byteOffset, length);
  }
  if (isNumberValue(value)) return [value];
  const isIterable = typeof value === 'object' && (value as Iterable<unknown> | null)?.[Symbol.iterator];
  if (isIterable) return Array.from(value as Iterable<unknown>);
  return wrongType('a number or a list of numbers', value, `${path}[]`);
}

/** With `copy`, in an array of that type which nobody else has. */
function numbersIn(values: ArrayLike<unknown>, start: number, end: number, copy: NumbersType | undefined): ArrayLike<unknown> {
  const part = (values as Uint8Array)[Array.isArray(values) ? 'slice' : 'subarray'](start, end);
  return copy ? new copy(part as ArrayLike<unknown> as ArrayLike<never>) : part;
}

/**
 * The stream that `value` stands for. `numbers`: what holds a chunk, if the elements are numbers. Throws a `TypeError`
 * for what can't be a stream.
 */
export function toStream(
  store: Store, numbers: NumbersType | undefined, value: unknown, path: string, i?: number, j?: number,
): SharedEnds {
  const where = formatPath(path, i, j);
  return takeShared(store, streamKey, value, where) ?? new StreamSource(store, numbers, value, where).shared;
}

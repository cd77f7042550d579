/**
 * Streams that JavaScript gives (js-mapping.md, "Values", `stream<T>` from JS). Nothing is read of them before the guest
 * reads. What of a chunk the guest has no room for is offered at its next read.
 *
 * A source that throws ends the stream as if it had been dropped: streams have no errors. The error is printed.
 */
import {
  type CopySide, dropShared, makeShared, type NumbersType, remainOf, type SharedBase, type Source,
} from './copy.ts';
import { deliverFromHost, lowerFromHost, streamKey, takeShared } from './host-end.ts';
import { type Chunk, isNumberValue, isObjectValue, type Origin, originOf } from './host-origin.ts';
import { lengthOf } from './lists.ts';
import { writeStream } from './shared-stream.ts';
import type { Store } from './store.ts';
import { formatPath, wrongType } from './type-error.ts';

/** JavaScript as the writer of a stream. */
interface StreamSource extends CopySide, Source {
  readonly shared: SharedBase;
  readonly origin: Origin;
  /** Where it was given, for texts. */
  readonly path: string;
  /** A chunk is awaited, or being written. */
  pulling: boolean;
}

/**
 * The stream that `value` stands for. `numeric`: what holds a chunk, if the elements are numbers. Throws a `TypeError`
 * for what can't be a stream.
 */
export function toStream(
  store: Store, numeric: NumbersType | undefined, value: unknown, path: string, i?: number, j?: number,
): SharedBase {
  const taken = takeShared(store, streamKey, value, path, i, j);
  if (taken !== undefined) return taken;
  const where = formatPath(path, i, j);
  const origin = originOf(value, numeric, where);
  const shared = makeShared(store);
  const source: StreamSource = {
    instance: undefined, codec: undefined, ptr: 0, length: 0, progress: 0, pendingEvent: undefined,
    values: undefined, numeric, notify: notifySource, receive: undefined, give: giveElements,
    pull: pullSource, close: closeSource, shared, origin, path: where,
    pulling: false,
  };
  shared.source = source;
  shared.undo = origin.undo;
  return shared;
}

/** The most elements that are collected for one read. */
const mostElements = 0x10000;

/** Someone wants to read: the next chunk is asked for, if it isn't already. */
function pullSource(source: StreamSource): void {
  if (source.pulling) return;
  source.pulling = true;
  const wanted = remainOf(source.shared.pending!);
  let chunk: Chunk | PromiseLike<Chunk>;
  try {
    chunk = source.origin.next(Math.max(1, Math.min(wanted, mostElements)));
    if ('then' in chunk) return awaitChunk(source, chunk);
  } catch (error) {
    return failSource(source, error);
  }
  offerChunk(source, chunk);
}

function awaitChunk(source: StreamSource, promise: PromiseLike<Chunk>): void {
  const { store } = source.shared;
  store.hostOps++;
  const settle = <T>(settled: (source: StreamSource, value: T) => void) => (value: T): void => {
    deliverFromHost(store, (it) => {
      store.hostOps--;
      settled(source, it);
    }, value);
  };
  promise.then(settle(offerChunk), settle(failSource));
}

/** Writes a chunk; what there is no room for stays pending. */
function offerChunk(source: StreamSource, chunk: Chunk): void {
  const { shared } = source;
  source.pulling = false;
  if (shared.dropped) return;
  if (chunk.done === true) {
    shared.source = undefined;
    return dropShared(shared);
  }
  try {
    const values = chunk.elements ?? elementsOf(source, chunk.value);
    source.values = values;
    source.length = Array.isArray(values) ? values.length : lengthOf(values);
  } catch (error) {
    return failSource(source, error, true);
  }
  source.progress = 0;
  source.pulling = true;
  while (remainOf(source) > 0 && shared.pending !== source && !shared.dropped) writeStream(shared, source);
  source.pulling = false;
  // An empty chunk, or a read that began while this one was being written.
  const { pending } = shared;
  if (pending !== undefined && pending !== source && pending.pendingEvent === undefined) pullSource(source);
}

/** The elements of one result of an iterator: a chunk in a form that nobody can change the length of. */
function elementsOf(source: StreamSource, value: unknown): ArrayLike<unknown> {
  const { numeric, path } = source;
  if (numeric === undefined) return [value];
  if (value instanceof numeric) return value as ArrayLike<unknown>;
  if (value instanceof ArrayBuffer) return new numeric(value, 0, value.byteLength / numeric.BYTES_PER_ELEMENT);
  if (isNumberValue(value)) return [value];
  if (isObjectValue(value) && (Symbol.iterator in value || 'length' in value)) {
    return Array.from(value as Iterable<unknown> | ArrayLike<unknown>);
  }
  return wrongType('a number or a list of numbers', value, `${path}[]`);
}

/** The next `n` elements that are offered. */
function takeElements({ values, numeric, progress, length }: StreamSource, n: number): ArrayLike<unknown> {
  if (Array.isArray(values)) return n === length ? values : values.slice(progress, progress + n);
  const { buffer, byteOffset } = values as unknown as Uint8Array;
  // Not `subarray`: that of a subclass can be anything.
  return new numeric!(buffer, byteOffset + progress * numeric!.BYTES_PER_ELEMENT, n);
}

/** To a guest: lowered. To JavaScript: a copy. */
function giveElements(source: StreamSource, dst: CopySide, n: number): boolean {
  let failed: { readonly error: unknown } | undefined;
  const values = takeElements(source, n);
  if (dst.codec !== undefined) failed = lowerFromHost(dst, values);
  else dst.values = source.numeric === undefined ? values : new source.numeric(values as never);
  if (failed !== undefined) failSource(source, failed.error, true);
  return failed === undefined;
}

/** A chunk has been read, or part of it. */
function notifySource(side: CopySide): void {
  const { shared } = side as StreamSource;
  if (remainOf(side) > 0 || shared.pending !== side) return;
  shared.pending = undefined;
  side.values = undefined;
}

/** JavaScript has thrown, or given what isn't an element: the stream ends. */
function failSource(source: StreamSource, error: unknown, andClose = false): void {
  const { shared } = source;
  source.pulling = false;
  if (shared.dropped) return;
  console.error(error);
  shared.source = undefined;
  dropShared(shared);
  if (andClose) closeSource(source);
}

/** Nobody reads any more: iterators return, streams are cancelled. */
function closeSource(source: StreamSource): void {
  source.values = undefined;
  const report = (error: unknown): void => console.error(error);
  try {
    Promise.resolve(source.origin.close()).catch(report);
  } catch (error) {
    report(error);
  }
}

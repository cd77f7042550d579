/**
 * A readable end in JavaScript's hands (js-mapping.md, "Values", `stream<T>`; "Host resources and the WASI shims").
 * JavaScript reads like a guest does, of a buffer that it gets back at once. A stream that is forgotten is dropped.
 */
import {
  copyDropped, type CopySide, dropShared, type HostRead, offersNumbers, liftElements, remainOf, type SharedBase,
} from './copy.ts';
import { streamKey } from './host-end.ts';
import { disposeSymbol } from './resources.ts';
import { readStream } from './shared-stream.ts';
import { failStore, wakeStore } from './store.ts';

/** Numbers of elements; more than `rejectLength` at once are an error of the writer's. */
interface ReadOptions {
  readonly count: number;
  readonly rejectLength?: number;
}

interface ReadResult {
  readonly done: boolean;
  readonly value: unknown;
  readonly rejectedLength?: number;
}

/** The state behind a `HostStream`. */
interface Reader extends CopySide, HostRead {
  readonly shared: SharedBase;
  /** Neither ended nor dropped nor given away. */
  open: boolean;
  given: boolean;
  /** Reads that were asked for and are not over. */
  reads: number;
  last: Promise<ReadResult> | undefined;
  /** The read that is under way: what `next` wants, what `read` may have, and who is to be told. */
  isNext: boolean;
  count: number;
  rejectLength: number | undefined;
  value: unknown;
  resolve: ((result: ReadResult) => void) | undefined;
  reject: ((error: unknown) => void) | undefined;
  /** Keeps it from being collected while a read is under way. */
  owner: HostStream | undefined;
}

const forgottenStreams = /*#__PURE__*/ new FinalizationRegistry<Reader>((reader) => dropReader(reader));

/** What JavaScript gets for `stream<T>`. */
class HostStream {
  readonly #reader: Reader;
  #readable: ReadableStream | undefined;

  constructor(shared: SharedBase) {
    this.#reader = makeReader(shared);
    forgottenStreams.register(this, this.#reader);
  }

  /** One element; of numbers, as many as the writer offers. */
  next(): Promise<ReadResult> {
    return requestRead(this, this.#reader, true, Infinity, undefined);
  }

  /** 1 to `count` elements. */
  read(options: number | ReadOptions): Promise<ReadResult> {
    const { count, rejectLength } = typeof options === 'object' ? options : { count: options };
    if (!(count > 0 || (count === 0 && rejectLength !== undefined))) {
      return Promise.reject(new RangeError(`read: a count of elements is at least 1, got ${count}`));
    }
    return requestRead(this, this.#reader, false, Math.floor(count), rejectLength);
  }

  /** Drops the stream: the writer is told. */
  return(value?: unknown): Promise<ReadResult> {
    dropReader(this.#reader);
    return Promise.resolve({ done: true, value });
  }

  [disposeSymbol](): void {
    dropReader(this.#reader);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The same as a standard stream, which reads when it is read. */
  get readable(): ReadableStream {
    return (this.#readable ??= new ReadableStream({
      pull: async (controller) => {
        const { done, value } = await this.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => dropReader(this.#reader),
    }, { highWaterMark: 0 }));
  }

  /** Takes the end out of JavaScript's hands; with `back`, puts it there again. */
  [streamKey](back: boolean, path: string): SharedBase {
    const reader = this.#reader;
    if (!back && (reader.given || reader.reads > 0)) {
      throw new TypeError(`${path}: this stream ${reader.given ? 'has been given away' : 'is being read'}`);
    }
    reader.given = !back;
    if (back) openReader(reader);
    else closeReader(reader);
    return reader.shared;
  }
}

/** A readable end, for JavaScript. */
export function hostStream(shared: SharedBase): object {
  return new HostStream(shared);
}

function makeReader(shared: SharedBase): Reader {
  const reader: Reader = {
    instance: undefined, codec: undefined, ptr: 0, length: 0, progress: 0, pendingEvent: undefined,
    values: undefined, numeric: undefined, notify: notifyReader, receive: receiveElements, give: undefined,
    shared, open: false, given: false, reads: 0, last: undefined, isNext: false, count: 0,
    rejectLength: undefined, value: undefined, resolve: undefined, reject: undefined, owner: undefined,
    fail: (error) => failReader(reader, error),
  };
  openReader(reader);
  return reader;
}

/** The store knows who is to be told of a trap, and that JavaScript may yet read. */
function openReader(reader: Reader): void {
  const { store } = reader.shared;
  reader.open = true;
  store.hostOps++;
  store.pendingReads.add(reader);
}

function closeReader(reader: Reader): void {
  const { store } = reader.shared;
  if (!reader.open) return;
  reader.open = false;
  store.hostOps--;
  // One that has failed is counting them.
  if (store.failed === 0) store.pendingReads.delete(reader);
  wakeStore(store);
}

function dropReader(reader: Reader): void {
  if (reader.given) return;
  closeReader(reader);
  dropShared(reader.shared);
}

// ---------------------------------------------------------------------------------------------------- reading

/** One read after the other. */
function requestRead(
  owner: HostStream, reader: Reader, isNext: boolean, count: number, rejectLength: number | undefined,
): Promise<ReadResult> {
  const start = (): Promise<ReadResult> => new Promise((resolve, reject) => {
    reader.owner = owner;
    reader.isNext = isNext;
    reader.count = count;
    reader.rejectLength = rejectLength;
    reader.value = undefined;
    reader.resolve = resolve;
    reader.reject = reject;
    startRead(reader);
  });
  const previous = reader.reads++ > 0 ? reader.last : undefined;
  return (reader.last = previous === undefined ? start() : previous.then(start, start));
}

function startRead(reader: Reader): void {
  const { shared } = reader;
  const { store } = shared;
  if (reader.given) return reader.fail(new TypeError('this stream has been given away'));
  if (store.failed > 0) return reader.fail(store.error);
  // With `rejectLength`, a read of nothing comes first: it is over when the writer offers something.
  reader.length = reader.rejectLength === undefined ? reader.count : 0;
  reader.progress = 0;
  try {
    readStream(shared, reader);
  } catch (error) {
    failStore(store, error);
  }
  wakeStore(store);
}

/** `on_copy` and `on_copy_done`. JavaScript gives its buffer back at once. */
function notifyReader(reader: Reader, result: number): void {
  const { shared, rejectLength } = reader;
  if (shared.pending === reader) shared.pending = undefined;
  if (result === copyDropped) {
    closeReader(reader);
    return endRead(reader, { done: true, value: undefined });
  }
  if (rejectLength === undefined || reader.length > 0) {
    return endRead(reader, { done: false, value: reader.value });
  }
  const src = shared.pending!;
  if (remainOf(src) > rejectLength) {
    const rejectedLength = remainOf(src);
    dropReader(reader);
    return endRead(reader, { done: true, value: undefined, rejectedLength });
  }
  if (reader.count === 0) return endRead(reader, { done: false, value: undefined });
  reader.length = reader.count;
  readStream(shared, reader);
}

/** Takes what is read out of the writer's buffer. */
function receiveElements(reader: Reader, src: CopySide): void {
  const isOne = reader.isNext && !offersNumbers(src);
  const n = isOne ? 1 : Math.min(remainOf(src), reader.length);
  if (src.give === undefined) reader.values = liftElements(src, n);
  else if (!src.give(src, reader, n)) return;
  src.progress += n;
  reader.value = isOne ? reader.values![0] : reader.values;
  reader.values = undefined;
}

function endRead(reader: Reader, result: ReadResult): void {
  const { resolve } = reader;
  settleRead(reader);
  resolve?.(result);
}

function failReader(reader: Reader, error: unknown): void {
  const { reject } = reader;
  if (reject === undefined) return;
  if (reader.shared.pending === reader) reader.shared.pending = undefined;
  settleRead(reader);
  reject(error);
}

function settleRead(reader: Reader): void {
  if (--reader.reads === 0) reader.last = undefined;
  reader.owner = undefined;
  reader.value = undefined;
  reader.resolve = undefined;
  reader.reject = undefined;
}

/**
 * Futures in JavaScript's hands (js-mapping.md, "Values", `future<T>`): thenables that read when they are asked for the
 * value. One that is forgotten is dropped.
 */
import { type CopySide, dropShared, type HostRead, liftElements, type SharedBase } from './copy.ts';
import { futureKey } from './host-end.ts';
import { disposeSymbol } from './resources.ts';
import { readFuture } from './shared-future.ts';
import { failStore, wakeStore } from './store.ts';

/** The state behind a `HostFuture`. */
interface FutureReader extends CopySide, HostRead {
  readonly shared: SharedBase;
  open: boolean;
  given: boolean;
  promise: Promise<unknown> | undefined;
  resolve: ((value: unknown) => void) | undefined;
  reject: ((error: unknown) => void) | undefined;
  /** Keeps it from being collected while it is awaited. */
  owner: HostFuture | undefined;
}

const forgottenFutures = /*#__PURE__*/ new FinalizationRegistry<FutureReader>((reader) => dropFuture(reader));

/** What JavaScript gets for `future<T>`. */
class HostFuture {
  readonly #reader: FutureReader;

  constructor(shared: SharedBase) {
    this.#reader = makeFutureReader(shared);
    forgottenFutures.register(this, this.#reader);
  }

  then(onValue?: (value: unknown) => unknown, onError?: (error: unknown) => unknown): Promise<unknown> {
    return readValue(this, this.#reader).then(onValue, onError);
  }

  catch(onError?: (error: unknown) => unknown): Promise<unknown> {
    return this.then(undefined, onError);
  }

  finally(onSettled?: () => void): Promise<unknown> {
    return readValue(this, this.#reader).finally(onSettled);
  }

  [disposeSymbol](): void {
    dropFuture(this.#reader);
  }

  /** Takes the end out of JavaScript's hands; with `back`, puts it there again. */
  [futureKey](back: boolean, path: string): SharedBase {
    const reader = this.#reader;
    if (!back && (reader.given || reader.promise !== undefined)) {
      throw new TypeError(`${path}: this future has been ${reader.given ? 'given away' : 'read'}`);
    }
    reader.given = !back;
    setFutureOpen(reader, back);
    return reader.shared;
  }
}

/** A readable end, for JavaScript. */
export function hostFuture(shared: SharedBase): object {
  return new HostFuture(shared);
}

function makeFutureReader(shared: SharedBase): FutureReader {
  const reader: FutureReader = {
    instance: undefined, codec: undefined, ptr: 0, length: 1, progress: 0, pendingEvent: undefined,
    values: undefined, numeric: undefined, notify: notifyFutureReader,
    receive: receiveValue, give: undefined, shared, open: false, given: false,
    promise: undefined, resolve: undefined, reject: undefined, owner: undefined,
    fail: (error) => reader.reject && settleFuture(reader, reader.reject, error),
  };
  setFutureOpen(reader, true);
  return reader;
}

/** Whether JavaScript has an end that it may yet read. The store knows that, and whom to tell of a trap. */
function setFutureOpen(reader: FutureReader, open: boolean): void {
  const { store } = reader.shared;
  if (reader.open === open) return;
  reader.open = open;
  store.hostOps += open ? 1 : -1;
  if (open) return void store.pendingReads.add(reader);
  // One that has failed is counting them.
  if (store.failed === 0) store.pendingReads.delete(reader);
  wakeStore(store);
}

function dropFuture(reader: FutureReader): void {
  if (!reader.open) return;
  const { shared } = reader;
  if (shared.pending === reader) shared.pending = undefined;
  dropShared(shared);
  settleFuture(reader, reader.reject, new TypeError('this future has been dropped'));
}

function readValue(owner: HostFuture, reader: FutureReader): Promise<unknown> {
  return (reader.promise ??= new Promise((resolve, reject) => {
    const { shared } = reader;
    const { store } = shared;
    reader.resolve = resolve;
    reader.reject = reject;
    reader.owner = owner;
    if (!reader.open) {
      const why = reader.given ? 'given away' : 'dropped';
      return settleFuture(reader, reject, new TypeError(`this future has been ${why}`));
    }
    if (store.failed > 0) return reader.fail(store.error);
    try {
      readFuture(shared, reader);
    } catch (error) {
      failStore(store, error);
    }
    wakeStore(store);
  }));
}

function receiveValue(reader: FutureReader, src: CopySide): void {
  if (src.give !== undefined) src.give(src, reader, 1);
  else reader.values = liftElements(src, 1);
  src.progress = 1;
}

function notifyFutureReader(reader: FutureReader): void {
  settleFuture(reader, reader.resolve, reader.values?.[0]);
}

function settleFuture(reader: FutureReader, settle: ((value: unknown) => void) | undefined, value: unknown): void {
  setFutureOpen(reader, false);
  reader.owner = undefined;
  reader.values = undefined;
  reader.resolve = undefined;
  reader.reject = undefined;
  settle?.(value);
}

/**
 * Futures that JavaScript gives (js-mapping.md, "Values", `future<T>` from JS): a value, or a promise or other thenable
 * of it. A rejection with a payload is the error of a `future<result<…>>`; any other is a trap of whoever reads.
 */
import { errorPayload } from './component-error.ts';
import { type CopySide, type HostRead, makeShared, type SharedBase, type Source } from './copy.ts';
import { deliverFromHost, futureKey, lowerFromHost, takeShared } from './host-end.ts';
import { writeFuture } from './shared-future.ts';
import { type Store, wakeStore } from './store.ts';

/** JavaScript as the writer of a future. */
interface FutureSource extends CopySide, Source {
  readonly shared: SharedBase;
  readonly isResult: boolean;
  /** A promise that is not asked before it is read. */
  promise: PromiseLike<unknown> | undefined;
  /** The host is counted as busy. */
  waiting: boolean;
  /** It was rejected before it was read. */
  failed: { readonly error: unknown } | undefined;
}

/** The future that `value` stands for. `isResult`: of a `result`. */
export function toFuture(
  store: Store, isResult: boolean, value: unknown, path: string, i?: number, j?: number,
): SharedBase {
  const taken = takeShared(store, futureKey, value, path, i, j);
  if (taken !== undefined) return taken;
  const shared = makeShared(store);
  const source: FutureSource = {
    instance: undefined, codec: undefined, ptr: 0, length: 1, progress: 0, pendingEvent: undefined,
    values: undefined, numeric: undefined, notify() {}, receive: undefined, give: giveValue,
    pull: pullFuture, close: closeFutureSource, shared, isResult,
    promise: undefined, waiting: false, failed: undefined,
  };
  shared.source = source;
  shared.undo = () => closeFutureSource(source);
  if (typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then !== 'function') {
    offerValue(source, value);
  } else {
    source.promise = value as PromiseLike<unknown>;
    // Others may begin to work only when they are asked. A promise that nobody asks must not be rejected.
    if (value instanceof Promise) pullFuture(source);
  }
  return shared;
}

/** Asks for the value, once. */
function pullFuture(source: FutureSource): void {
  const { promise, shared: { store } } = source;
  if (source.failed !== undefined) failFuture(source, source.failed.error);
  if (promise === undefined) return;
  source.promise = undefined;
  source.waiting = true;
  store.hostOps++;
  const settle = (settled: (source: FutureSource, value: unknown) => void) => (value: unknown): void => {
    deliverFromHost(store, (it) => {
      if (!source.waiting) return;
      closeFutureSource(source);
      settled(source, it);
    }, value);
  };
  promise.then(settle(offerValue), settle(offerError));
}

function closeFutureSource(source: FutureSource): void {
  const { store } = source.shared;
  if (!source.waiting) return;
  source.waiting = false;
  store.hostOps--;
  wakeStore(store);
}

/** A promise of a `result` may give its ok value as it is: an err is a rejection then. */
function offerValue(source: FutureSource, value: unknown): void {
  const tag = source.isResult ? (value as { readonly tag?: unknown } | null | undefined)?.tag : 'ok';
  source.values = [tag === 'ok' || tag === 'err' ? value : { tag: 'ok', val: value }];
  writeFuture(source.shared, source);
}

function offerError(source: FutureSource, error: unknown): void {
  let payload: unknown;
  try {
    if (!source.isResult) throw error;
    payload = errorPayload(error);
  } catch {
    return failFuture(source, error);
  }
  offerValue(source, { tag: 'err', val: payload });
}

/** There is no value: JavaScript's read fails, a guest's traps. */
function failFuture(source: FutureSource, error: unknown): void {
  const { pending } = source.shared;
  if (pending === undefined) source.failed = { error };
  else if (pending.codec !== undefined) throw error;
  else (pending as CopySide & HostRead).fail(error);
}

function giveValue(source: FutureSource, dst: CopySide): boolean {
  if (dst.codec === undefined) {
    dst.values = source.values;
    return true;
  }
  const failed = lowerFromHost(dst, source.values!);
  if (failed !== undefined) throw failed.error;
  return true;
}

/**
 * Futures that JavaScript gives (js-mapping.md, "Values", `future<T>` from JS): a value, or a promise or other thenable
 * of it. A rejection with a payload is the error of a `future<result<…>>`; any other is a trap of whoever reads.
 */
import { errorPayload } from './component-error.ts';
import { copyShared, type CopySide, type SharedEnds } from './copy.ts';
import { futureKey, type HostEnd, takeShared } from './host-end.ts';
import { giveValues, HostWriter } from './host-writer.ts';
import type { Store } from './store.ts';
import { formatPath } from './type-error.ts';

/** JavaScript as the writer of a future. */
class FutureSource extends HostWriter {
  declare readonly isResult: boolean;
  /** A promise that is not asked before it is read. */
  promise: PromiseLike<unknown> | undefined;
  /** It was rejected before it was read. */
  failed: { readonly error: unknown } | undefined;

  constructor(store: Store, isResult: boolean) {
    super(store);
    this.isResult = isResult;
    this.length = 1;
    this.shared.undo = () => this.stopWaiting();
  }

  /** Asks for the value, once. */
  pull(): void {
    const { promise, failed } = this;
    this.promise = undefined;
    if (failed) this.failRead(failed.error);
    if (promise) this.await(promise);
  }

  /** A promise of a `result` may give its ok value as it is: an err is a rejection then. */
  offer(value: unknown): void {
    const tag = this.isResult ? (value as { readonly tag?: unknown } | null | undefined)?.tag : 'ok';
    this.values = [tag === 'ok' || tag === 'err' ? value : { tag: 'ok', val: value }];
    copyShared(this.shared, this, false);
  }

  fail(error: unknown): void {
    let val: unknown;
    try {
      if (!this.isResult) throw error;
      val = errorPayload(error);
    } catch {
      return this.failRead(error);
    }
    this.offer({ tag: 'err', val });
  }

  /** There is no value: JavaScript's read fails, a guest's traps. */
  failRead(error: unknown): void {
    const { pending } = this.shared;
    if (!pending) this.failed = { error };
    else if (pending.codec) throw error;
    else (pending as HostEnd).fail(error);
  }

  give(reader: CopySide): 1 | void {
    return giveValues(reader, this.values!, (error) => {
      throw error;
    });
  }

  notify(): void {
    this.release();
  }

  close(): void {
    this.stopWaiting();
  }
}

/** The future that `value` stands for. `isResult`: of a `result`. */
export function toFuture(
  store: Store, isResult: boolean, value: unknown, path: string, i?: number, j?: number,
): SharedEnds {
  const taken = takeShared(store, futureKey, value, formatPath(path, i, j));
  if (taken) return taken;
  const source = new FutureSource(store, isResult);
  if (typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then !== 'function') {
    source.offer(value);
  } else {
    source.promise = value as PromiseLike<unknown>;
    // Others may begin to work only when they are asked. A promise that nobody asks must not be rejected.
    if (value instanceof Promise) source.pull();
  }
  return source.shared;
}

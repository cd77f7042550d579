/**
 * Futures in JavaScript's hands (js-mapping.md, "Values", `future<T>`): thenables that read when they are asked for the
 * value.
 */
import { copyDropped, type SharedEnds } from './copy.ts';
import { forgottenEnds, futureKey, HostEnd } from './host-end.ts';
import { disposeSymbol } from './resources.ts';
import { failStore, type Store } from './store.ts';

class FutureReader extends HostEnd {
  notify(result: number): void {
    const { values } = this;
    if (result === copyDropped) return this.fail(new TypeError('this future has been dropped'));
    this.close();
    this.settle().resolve(values![0] as never);
  }

  /** Futures can't be dropped by who writes: a trap of who reads it. */
  override lose(error: unknown): void {
    const { shared } = this;
    const { pending, source } = shared;
    shared.unlink?.();
    source?.close();
    shared.source = {
      pull() {
        throw error;
      },
      close() {},
    };
    // That may be running right now.
    queueMicrotask(() => {
      if (pending?.instance && shared.pending === pending) failStore(pending.instance.store, error);
    });
  }
}

/** What JavaScript gets for `future<T>`. */
export const HostFuture: new (shared: SharedEnds) => { then(onValue?: (value: unknown) => unknown): Promise<unknown> } = class {
  readonly #reader: FutureReader;
  #value: Promise<unknown> | undefined;

  constructor(shared: SharedEnds) {
    this.#reader = new FutureReader('future', 1, shared);
    forgottenEnds.register(this, this.#reader);
  }

  then(onValue?: (value: unknown) => unknown, onError?: (error: unknown) => unknown): Promise<unknown> {
    return (this.#value ??= this.#reader.read(this)).then(onValue, onError);
  }

  catch(onError?: (error: unknown) => unknown): Promise<unknown> {
    return this.then(undefined, onError);
  }

  finally(onSettled?: () => void): Promise<unknown> {
    return this.then().finally(onSettled);
  }

  [disposeSymbol](): void {
    this.#reader.drop();
  }

  [futureKey](store: Store, path: string): SharedEnds {
    return this.#reader.take(store, path, this.#value !== undefined);
  }
};

/**
 * A readable end in JavaScript's hands (js-mapping.md, "Values", `stream<T>`; "Host resources and the WASI shims").
 * JavaScript reads like a guest does, of a buffer that it gets back at once.
 */
import { copyDropped, copyShared, type SharedEnds } from './copy.ts';
import { forgottenEnds, HostEnd, streamKey } from './host-end.ts';
import { disposeSymbol } from './resources.ts';
import type { Store } from './store.ts';

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

class StreamReader extends HostEnd {
  notify(result: number): void {
    const { shared, values } = this;
    const { count, rejectLength } = this.reads[0]!;
    let done = result === copyDropped;
    let more;
    this.release();
    if (!done && rejectLength! >= 0 && this.length === 0) {
      const rejectedLength = shared.pending!.remain();
      if (rejectedLength > rejectLength!) {
        done = true;
        more = { rejectedLength };
      } else if (count! > 0) {
        this.length = count!;
        return copyShared(shared, this, true);
      }
    }
    if (done) this.drop();
    const value = done ? undefined : count === undefined && this.chunk === 1 ? values![0] : values;
    this.settle().resolve({ done, value, ...more } as never);
  }
}

/** What JavaScript gets for `stream<T>`. `chunk`: at most how many elements `next` gives; of numbers, Infinity. */
export const HostStream: new (shared: SharedEnds, chunk: number) => object = class {
  readonly #reader: StreamReader;
  #readable: ReadableStream | undefined;

  constructor(shared: SharedEnds, chunk: number) {
    this.#reader = new StreamReader('stream', chunk, shared);
    forgottenEnds.register(this, this.#reader);
  }

  /** One element; of numbers, as many as the writer offers. */
  next(): Promise<ReadResult> {
    return this.#reader.read(this);
  }

  /** 1 to `count` elements. */
  read(options: number | ReadOptions): Promise<ReadResult> {
    const { count, rejectLength } = typeof options === 'object' ? options : { count: options };
    if (!(count >= 1 || (count === 0 && rejectLength! >= 0))) {
      return Promise.reject(new RangeError(`read: a count of elements is at least 1, got ${count}`));
    }
    return this.#reader.read(this, Math.floor(count), rejectLength);
  }

  /** Drops the stream: the writer is told. */
  async return(value?: unknown): Promise<ReadResult> {
    this.#reader.drop();
    return { done: true, value };
  }

  [disposeSymbol](): void {
    this.#reader.drop();
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
      cancel: () => this.#reader.drop(),
    }, { highWaterMark: 0 }));
  }

  [streamKey](store: Store, path: string): SharedEnds {
    return this.#reader.take(store, path, this.#reader.reads.length > 0);
  }
};

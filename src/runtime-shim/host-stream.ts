/**
 * A readable end in JavaScript's hands (js-mapping.md, "Values", `stream<T>`; "Host resources and the WASI shims").
 * JavaScript reads like a guest does, of a buffer that it gets back at once.
 */
import { copyCompleted, copyDropped, copyShared, type SharedEnds } from './copy.ts';
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
  constructor(shared: SharedEnds, chunk = 1) {
    super('stream', chunk, shared);
  }

  notify(result: number): void {
    const { shared } = this;
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
    this.deliver(done, this.values, more);
  }

  /** The read is over. */
  deliver(done: boolean, values: ArrayLike<unknown> | undefined, more?: object): void {
    const read = this.settle();
    const value = done ? undefined : read.count === undefined && this.chunk === 1 ? values![0] : values;
    read.resolve({ done, value, ...more } as never);
  }
}

/**
 * Small chunks of numbers that come one after the other, before JavaScript can look, are one. Larger ones are cut: memory for
 * them would come from the system each time.
 */
const gatheredLength = 0x10000;

interface NumbersArray extends ArrayLike<unknown> {
  readonly constructor: unknown;
  set(values: ArrayLike<unknown>, at?: number): void;
  slice(start: number, end: number): NumbersArray;
}

/** Of numbers: a read takes as many as there are. */
export class NumbersReader extends StreamReader {
  /** The read that has a chunk, and takes more until JavaScript looks. */
  gathering: object | undefined;

  constructor(shared: SharedEnds) {
    super(shared, gatheredLength);
  }

  override receive(values: ArrayLike<unknown>): void {
    let numbers = this.values as NumbersArray;
    if (!this.gathering) return super.receive(values);
    const { progress } = this;
    if (progress + values.length > numbers.length) {
      numbers = new (numbers.constructor as new (length: number) => NumbersArray)(2 * progress + values.length);
      numbers.set(this.values!);
      this.values = numbers;
    }
    numbers.set(values, progress);
  }

  override notify(result: number): void {
    const { shared, progress } = this;
    // A guest that has been waiting goes on before JavaScript gets its turn, and may have more.
    const isAgain = shared.pending !== this && result === copyCompleted && progress > 0 && !shared.source;
    if ((isAgain || shared.pending === this) && this.remain() > 0) {
      if (isAgain) copyShared(shared, this, true);
      return this.waitForMore();
    }
    if (this.gathering) this.deliverGathered();
    else super.notify(result);
  }

  waitForMore(): void {
    if (this.gathering) return;
    const read = this.gathering = this.reads[0];
    queueMicrotask(() => this.gathering === read && this.deliverGathered());
  }

  deliverGathered(): void {
    this.gathering = undefined;
    const { values, progress } = this;
    this.deliver(false, values!.length > progress ? (values as NumbersArray).slice(0, progress) : values);
  }

  override fail(error: unknown): void {
    if (!this.gathering) return super.fail(error);
    this.close();
    this.deliverGathered();
  }
}

/** What JavaScript gets for `stream<T>`. `Reader`: `NumbersReader`, if the elements are numbers. */
export const HostStream: new (shared: SharedEnds, Reader?: new (shared: SharedEnds) => StreamReader) => object = class {
  readonly #reader: StreamReader;
  #readable: ReadableStream | undefined;

  constructor(shared: SharedEnds, Reader: new (shared: SharedEnds) => StreamReader = StreamReader) {
    this.#reader = new Reader(shared);
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

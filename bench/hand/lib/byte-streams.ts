// Streams of bytes for the scheduler: one that the host gives, read by the guest, and one that the guest
// writes, read by the host.
import { isEntered, removeWaitable, signal, STREAM_READ, STREAM_WRITE, waitable, Waitable,
  add } from './scheduler.ts';
import { trap } from './core.ts';
import { isOutside, views } from './memory.ts';

const BLOCKED = -1;
const COMPLETED = 0;
const DROPPED = 1;

type Source = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

/** The readable end of what the host gives: a chunk is asked for when the guest reads. */
class HostEnd extends Waitable {
  readonly #next: () => Promise<{ readonly done?: boolean | undefined; readonly value?: Uint8Array | undefined }>;
  readonly #stop: () => unknown;
  #chunk: Uint8Array | undefined = undefined;
  #at = 0;
  #ptr = 0;
  #count = 0;
  #over = false;

  constructor(source: Source) {
    super();
    if (source instanceof ReadableStream) {
      const reader = source.getReader();
      this.#next = () => reader.read();
      this.#stop = () => reader.cancel();
    } else {
      const iterator = source[Symbol.asyncIterator]();
      this.#next = () => iterator.next();
      this.#stop = () => iterator.return?.();
    }
  }

  read(ptr: number, count: number): number {
    if (isOutside(ptr, count)) trap('pointer out of bounds of memory');
    if (this.#over) return DROPPED;
    if (this.#chunk !== undefined) return this.#copy(ptr, count) << 4 | COMPLETED;
    this.#ptr = ptr;
    this.#count = count;
    this.#next().then(this.#arrived, this.#failed);
    return BLOCKED;
  }

  #copy(ptr: number, count: number): number {
    const chunk = this.#chunk!;
    const rest = chunk.length - this.#at;
    const size = rest < count ? rest : count;
    views.u8.set(size === chunk.length ? chunk : chunk.subarray(this.#at, this.#at + size), ptr);
    this.#at += size;
    if (size === rest) {
      this.#chunk = undefined;
      this.#at = 0;
    }
    return size;
  }

  readonly #arrived = ({ done,
    value }: { readonly done?: boolean | undefined; readonly value?: Uint8Array | undefined }): void => {
    if (done) {
      this.#failed();
      return;
    }
    this.#chunk = value!;
    isOutside(this.#ptr, this.#count);
    signal(this, STREAM_READ, this.#copy(this.#ptr, this.#count) << 4 | COMPLETED);
  };

  readonly #failed = (): void => {
    this.#over = true;
    signal(this, STREAM_READ, DROPPED);
  };

  drop(): void {
    if (!this.#over) this.#stop();
  }
}

interface Chunk {
  readonly value: Uint8Array | undefined;
  readonly done: boolean;
}

/** The writable end that the guest has, and the readable one as the host sees it. */
class GuestEnd extends Waitable {
  #ptr = 0;
  #count = 0;
  #done = 0;
  #wanted = 0;
  #resolve: ((chunk: Chunk) => void) | undefined = undefined;
  #over = false;

  write(ptr: number, count: number): number {
    if (isOutside(ptr, count)) trap('pointer out of bounds of memory');
    if (this.#resolve === undefined) {
      this.#ptr = ptr;
      this.#count = count;
      this.#done = 0;
      return BLOCKED;
    }
    const size = this.#wanted < count ? this.#wanted : count;
    this.#resolve({ value: views.u8.slice(ptr, ptr + size), done: false });
    this.#resolve = undefined;
    return size << 4 | COMPLETED;
  }

  drop(): void {
    this.#over = true;
    this.#resolve?.({ value: undefined, done: true });
  }

  read(request: number | { readonly count: number }): Promise<Chunk> {
    const wanted = typeof request === 'number' ? request : request.count;
    if (this.#done < this.#count) {
      if (isEntered()) trap('cannot enter component instance');
      const at = this.#ptr + this.#done;
      const size = Math.min(wanted, this.#count - this.#done);
      isOutside(at, size);
      const value = views.u8.slice(at, at + size);
      this.#done += size;
      const payload = this.#done << 4 | COMPLETED;
      this.#count = 0;
      this.#done = 0;
      signal(this, STREAM_WRITE, payload);
      return Promise.resolve({ value, done: false });
    }
    if (this.#over) return Promise.resolve({ value: undefined, done: true });
    this.#wanted = wanted;
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }
}

/** The readable end while the guest has it. */
class ReadableHalf extends Waitable {
  readonly end: GuestEnd;

  constructor(end: GuestEnd) {
    super();
    this.end = end;
  }
}

export const streamBuiltins = {
  'stream-new': () => {
    const end = new GuestEnd();
    const readable = add(new ReadableHalf(end));
    return BigInt(add(end)) << 32n | BigInt(readable);
  },
  'stream-read': (index: number, ptr: number, count: number) => {
    const end = waitable(index);
    return end instanceof HostEnd ? end.read(ptr >>> 0, count >>> 0) : trap('not a readable end');
  },
  'stream-write': (index: number, ptr: number, count: number) => {
    const end = waitable(index);
    return end instanceof GuestEnd ? end.write(ptr >>> 0, count >>> 0) : trap('not a writable end');
  },
  'drop-readable': (index: number) => {
    const end = removeWaitable(index);
    if (end instanceof HostEnd) end.drop();
  },
  'drop-writable': (index: number) => {
    const end = removeWaitable(index);
    if (end instanceof GuestEnd) end.drop();
  },
};

export const lowerStream = (source: Source): number => add(new HostEnd(source));

export function liftStream(index: number): GuestEnd {
  const half = removeWaitable(index);
  return half instanceof ReadableHalf ? half.end : trap('not a readable end');
}

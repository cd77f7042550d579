/**
 * JavaScript at the other end of streams: a source that is given elements bit by bit, and a sink that takes as many as it
 * is told to.
 */
import { HostStream, NumbersReader, type SharedEnds } from '../../../src/runtime-shim/index.ts';

interface Read {
  readonly done: boolean;
  readonly value: Uint8Array;
}

interface Reading {
  read(count: number): Promise<Read>;
}

interface Chunk {
  readonly done: boolean;
  readonly value?: readonly number[];
}

export interface Source {
  /** What the component is given. */
  readonly stream: object;
  readonly write: (...elements: readonly number[]) => void;
  /** There will be no more. */
  readonly end: () => void;
}

/** Offers what there is at once, in chunks; later, what it is given. */
export function newSource(chunk: number, ...contents: number[]): Source {
  let ended = false;
  let asked: ((chunk: Chunk) => void) | undefined;
  const take = (): Chunk | undefined => {
    if (contents.length > 0) return { done: false, value: contents.splice(0, chunk) };
    return ended ? { done: true } : undefined;
  };
  const answer = (): void => {
    const next = asked && take();
    if (next === undefined) return;
    asked!(next);
    asked = undefined;
  };
  const next = (): Chunk | Promise<Chunk> => take() ?? new Promise((resolve) => {
    asked = resolve;
  });
  return {
    stream: { [Symbol.asyncIterator]: () => ({ next }) },
    write(...elements) {
      contents.push(...elements);
      answer();
    },
    end() {
      ended = true;
      answer();
    },
  };
}

export interface Sink {
  readonly received: number[];
  /** It reads, as long as it may take more. */
  readonly setRemain: (n: number) => void;
  /** The next `n` elements; undefined if there won't be so many. */
  readonly consume: (n: number) => Promise<number[] | undefined>;
}

/** Reads a stream: this many elements, until it is told how many more. */
export function newSink(shared: SharedEnds, remain = Infinity): Sink {
  const stream = new HostStream(shared, NumbersReader) as Reading;
  const received: number[] = [];
  let closed = false;
  let reading = false;
  let heard = (): void => {};
  const readAll = async (): Promise<void> => {
    reading = true;
    while (remain > 0 && !closed) {
      const { done, value } = await stream.read(remain);
      closed = done;
      if (!done) {
        received.push(...value);
        remain -= value.length;
      }
      heard();
    }
    reading = false;
  };
  const setRemain = (n: number): void => {
    remain = n;
    if (!reading && n > 0) void readAll();
  };
  setRemain(remain);
  return {
    received,
    setRemain,
    async consume(n) {
      while (received.length < n) {
        if (closed) return undefined;
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
      return received.splice(0, n);
    },
  };
}

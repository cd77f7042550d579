// A component instance with a memory, whose core code is what a test does with its built-ins.

import {
  cancelCopy, cancelCopySync, type Codec, type ComponentInstance, componentInstance, copyBuffer, copyBufferSync,
  type CopyEnd, dropEnd, dropFutureWritable, futureReadable, futureWritable, handleTable, liftEnd, lowerEnd,
  memoryViews, newEnds, type SharedEnds, type Store, streamReadable, streamWritable, takeEvent, trap, type Views,
} from '../../../src/runtime-shim/index.ts';

/** What `read` and `write` return when they have to wait. */
export const BLOCKED = -1;
export const COMPLETED = 0;
export const DROPPED = 1;
export const CANCELLED = 2;

/** What an event of a stream holds. */
export const packed = (result: number, n: number): number => result | n << 4;

export interface Guest {
  readonly store: Store;
  readonly instance: ComponentInstance;
  readonly views: Views;
  readonly u8: Codec;
  readonly u32: Codec;
  readonly f64: Codec;
  readonly string: Codec;
  readonly unit: Codec;
  /** Built-ins of one element type; the asynchronous forms. */
  of(codec: Codec): Builtins;
  /** The payload of the event that an end has, delivered; undefined if there is none. */
  event(index: number): number | undefined;
  bytes(ptr: number, n: number): number[];
  setBytes(ptr: number, ...bytes: number[]): void;
}

export type Builtins = ReturnType<typeof builtinsOf>;

/** A new instance. Element types are numbered as in the plan of one module. */
export function copyingGuest(store: Store): Guest {
  const views = memoryViews(new WebAssembly.Memory({ initial: 1 }));
  const instance = componentInstance(store, handleTable());
  const codecs = codecsOf(views);
  return {
    store, instance, views, ...codecs,
    of: (codec) => builtinsOf(instance, codec),
    event(index) {
      const end = instance.handles.entries[index] as CopyEnd;
      return end.pendingEvent === undefined ? undefined : takeEvent(end);
    },
    bytes: (ptr, n) => [...views.u8.slice(ptr, ptr + n)],
    setBytes: (ptr, ...bytes) => views.u8.set(bytes, ptr),
  };
}

function codecsOf(views: Views): { u8: Codec; u32: Codec; f64: Codec; string: Codec; unit: Codec } {
  let free = 0x1000;
  return {
    u8: {
      type: 0, size: 1, align: 1, views, bytes: true, numbers: 'u8',
      lift: (ptr, n) => views.u8.slice(ptr, ptr + n),
      lower: (values, ptr) => views.u8.set(values as ArrayLike<number>, ptr),
    },
    u32: {
      type: 1, size: 4, align: 4, views, bytes: true, numbers: 'u32',
      lift: (ptr, n) => views.u32.slice(ptr / 4, ptr / 4 + n),
      lower: (values, ptr) => views.u32.set(values as ArrayLike<number>, ptr / 4),
    },
    f64: {
      type: 4, size: 8, align: 8, views, bytes: true, numbers: 'f64',
      lift: (ptr, n) => views.f64.slice(ptr / 8, ptr / 8 + n),
      lower: (values, ptr) => views.f64.set(values as ArrayLike<number>, ptr / 8),
    },
    string: {
      type: 2, size: 8, align: 4, views, bytes: false, numbers: undefined,
      lift: (ptr, n) => Array.from({ length: n }, (_, i) => {
        const [at, length] = views.u32.slice(ptr / 4 + 2 * i, ptr / 4 + 2 * i + 2) as unknown as [number, number];
        if (at + length > views.u8.length) trap('string pointer/length out of bounds of memory');
        return String.fromCharCode(...views.u8.slice(at, at + length));
      }),
      lower: (values, ptr) => Array.from(values).forEach((value, i) => {
        if (typeof value !== 'string') throw new TypeError(`stream element: expected a string, got ${typeof value}`);
        views.u8.set([...value].map((character) => character.charCodeAt(0)), free);
        views.u32.set([free, value.length], ptr / 4 + 2 * i);
        free += value.length;
      }),
    },
    unit: {
      type: 3, size: 0, align: 1, views: undefined, bytes: true, numbers: undefined,
      lift: () => trap('nothing to lift'),
      lower: () => trap('nothing to lower'),
    },
  };
}

function builtinsOf(i: ComponentInstance, codec: Codec) {
  const { type } = codec;
  const unpack = (ends: bigint): [readable: number, writable: number] => (
    [Number(BigInt.asUintN(32, ends)), Number(ends >> 32n)]
  );
  const copy = (code: number, index: number, ptr: number, n: number, async: boolean) =>
    (async ? copyBuffer : copyBufferSync)(i, code, codec, index, ptr, n);
  const cancel = (code: number, index: number, async: boolean) =>
    (async ? cancelCopy : cancelCopySync)(i, code, type, index);
  return {
    stream: {
      new: () => unpack(newEnds(i, streamReadable, type)),
      read: (index: number, ptr: number, n: number, async = true) => copy(streamReadable, index, ptr, n, async),
      write: (index: number, ptr: number, n: number, async = true) => copy(streamWritable, index, ptr, n, async),
      cancelRead: (index: number, async = true) => cancel(streamReadable, index, async),
      cancelWrite: (index: number, async = true) => cancel(streamWritable, index, async),
      dropReadable: (index: number) => dropEnd(i, streamReadable, type, index),
      dropWritable: (index: number) => dropEnd(i, streamWritable, type, index),
      lift: (index: number) => liftEnd(i, streamReadable, type, index),
      lower: (shared: SharedEnds) => lowerEnd(i, streamReadable, type, shared),
    },
    future: {
      new: () => unpack(newEnds(i, futureReadable, type)),
      read: (index: number, ptr: number, async = true) => copy(futureReadable, index, ptr, 1, async),
      write: (index: number, ptr: number, async = true) => copy(futureWritable, index, ptr, 1, async),
      cancelRead: (index: number, async = true) => cancel(futureReadable, index, async),
      cancelWrite: (index: number, async = true) => cancel(futureWritable, index, async),
      dropReadable: (index: number) => dropEnd(i, futureReadable, type, index),
      dropWritable: (index: number) => dropFutureWritable(i, type, index),
      lift: (index: number) => liftEnd(i, futureReadable, type, index),
      lower: (shared: SharedEnds) => lowerEnd(i, futureReadable, type, shared),
    },
  };
}

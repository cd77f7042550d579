/**
 * `canon stream.*` and `canon future.*`, and streams and futures as values: the ends in guests' tables
 * (CanonicalABI.md, `CopyEnd`, `stream_copy`, `future_copy`, `cancel_copy`, `drop`, `lift_async_value`). `index`, `ptr` and `n` come from core code. An end is its own buffer, so that copying makes no garbage.
 */
import type { ComponentInstance } from './component-instance.ts';
import { type Codec, copyCancelled, copyDropped, copyShared, CopySide, SharedEnds, type WritingSide } from './copy.ts';
import { has } from './features.ts';
import { addHandle, getEntry, removeHandle } from './handles.ts';
import { checkPointer, copyBytes, refreshViews } from './memory.ts';
import { wakeStore } from './store.ts';
import { checkMayBlock, finishNow, type Thread } from './thread.ts';
import { trap } from './trap.ts';
import {
  checkNoSet, joinSet, setPendingEvent, takeEvent, type Waitable, type WaitableSet, waitForEvent,
} from './waitable.ts';

/** `CopyState` */
const endIdle = 1;
const endCopying = 2;
const endDone = 4;

/** `EventCode`, which tells the kinds of ends apart too. */
export const streamReadable = 2;
export const streamWritable = 3;
export const futureReadable = 4;
export const futureWritable = 5;

const isReadable = (code: number): boolean => code % 2 === 0;
const isFuture = (code: number): boolean => code >= futureReadable;
export const kindOf = (code: number): string => (has.futures && isFuture(code) ? 'future' : 'stream');

/** `CopyEnd`: an end in a guest's table. */
export class CopyEnd extends CopySide implements Waitable, WritingSide {
  declare readonly instance: ComponentInstance;
  declare readonly code: number;
  declare readonly elementType: number;
  index = 0;
  override pendingEvent: ((end: CopyEnd) => number) | undefined;
  wset: WaitableSet | undefined;
  syncWaiter: Thread | undefined;
  state: number = endIdle;
  result = 0;
  override codec: Codec | undefined;
  ptr = 0;

  constructor(instance: ComponentInstance, code: number, type: number, shared: SharedEnds) {
    super(shared);
    this.instance = instance;
    this.code = code;
    this.elementType = type;
  }

  notify(result: number): void {
    this.result = result;
    if (has.futures && isFuture(this.code)) this.release();
    setPendingEvent(this, endEvent);
  }

  /** Of the next element in the buffer. The views are good then: each module makes its own anew, and those alone. */
  address(): number {
    const { ptr, progress, codec } = this;
    refreshViews(codec!.views!);
    return ptr + progress * codec!.size;
  }

  give(reader: CopySide, n: number): void {
    const from = this.codec!;
    const to = reader.codec;
    const { views, numbers, size } = from;
    if (!to) {
      reader.receive(views ? from.lift(this.address(), n) : new Array(n).fill(undefined));
    } else if (views && to.views) {
      const ptr = this.address();
      const toPtr = (reader as CopyEnd).address();
      // JavaScript may have passed it on to where other elements are wanted, in this or in another module.
      const isSame = has.numbers && numbers ? numbers === to.numbers
        : from.bytes && from.type === to.type && this.shared.store === reader.instance!.store;
      if (!isSame) {
        // In another instantiation, a trap while elements are lowered is noticed by the pump.
        wakeStore(reader.instance!.store);
        to.lower(from.lift(ptr, n), toPtr);
      } else if (views === to.views) views.u8.copyWithin(toPtr, ptr, ptr + n * size);
      else copyBytes(views, ptr, to.views, toPtr, n * size);
    }
  }
}

/**
 * `stream_event`, `future_event`. An end that is still the pending one has been copied to or from: its buffer goes
 * back to it.
 */
function endEvent(end: CopyEnd): number {
  const { code, result, progress } = end;
  end.release();
  const isDone = has.futures && isFuture(code) ? result !== copyCancelled : result === copyDropped;
  end.state = isDone ? endDone : endIdle;
  return has.futures && isFuture(code) ? result : result | progress << 4;
}

/** `lower_stream`, `lower_future`: a new end, in the table. `code`: which. */
export function lowerEnd(instance: ComponentInstance, code: number, type: number, shared: SharedEnds): number {
  const end = new CopyEnd(instance, code, type, shared);
  return (end.index = addHandle(instance.handles, end));
}

/** `canon stream.new`, `canon future.new`. `code`: that of the readable end. */
export function newEnds(instance: ComponentInstance, code: number, type: number): bigint {
  const shared = new SharedEnds(instance.store);
  const readable = lowerEnd(instance, code, type, shared);
  return BigInt(readable) | BigInt(lowerEnd(instance, code + 1, type, shared)) << 32n;
}

/** The end at `index`, of this kind and element type. */
function getEnd({ handles }: ComponentInstance, code: number, type: number, index: number): CopyEnd {
  return getEntry(handles, index, code, type) as CopyEnd;
}

/** Traps if the end is busy, or was told that it is of no more use. */
function checkIdle({ code, state }: CopyEnd, verb: string): void {
  if (state === endIdle) return;
  if (state === endCopying) trap('cannot have concurrent operations active on a future/stream');
  const other = isReadable(code) ? 'writable' : 'readable';
  const why = !(has.futures && isFuture(code)) ? `being notified that the ${other} end dropped`
    : isReadable(code) ? 'previous read succeeded' : 'previous write succeeded or readable end dropped';
  trap(`cannot ${verb} ${kindOf(code)} after ${why}`);
}

/** `canon stream.read` and the like: `stream_copy`, `future_copy`, asynchronous. */
export function copyBuffer(
  instance: ComponentInstance, code: number, codec: Codec, index: number, ptr: number, n = 1,
): number {
  const end = getEnd(instance, code, codec.type, index);
  checkIdle(end, isReadable(code) ? 'read from' : 'write to');
  if (n > 0xfffffff) trap('stream read/write count too large');
  if (codec.views && n > 0) checkPointer(codec.views, ptr, codec.align, n * codec.size);
  end.state = endCopying;
  end.codec = codec;
  end.ptr = ptr;
  end.length = n;
  end.progress = 0;
  copyShared(end.shared, end, isReadable(code));
  return end.pendingEvent ? takeEvent(end) : -1;
}

/** The same, synchronous: a try, 1 if it has to park. */
export function copyBufferSync(
  instance: ComponentInstance, code: number, codec: Codec, index: number, ptr: number, n = 1,
): 0 | 1 {
  checkMayBlock(instance);
  const end = getEnd(instance, code, codec.type, index);
  if (end.state === endIdle) checkNoSet(end);
  const payload = copyBuffer(instance, code, codec, index, ptr, n);
  return payload === -1 ? waitForEvent(instance, end) : finishNow(instance.store, payload);
}

/**
 * `canon stream.cancel-read` and the like: `cancel_copy`. The other side has no say in it: an event is always there. A
 * copy that is cancelled half-way reports that it was cancelled, and how far it got: as the reference scripts have it,
 * and not as definitions.py.
 */
export function cancelCopy(instance: ComponentInstance, code: number, type: number, index: number): number {
  const end = getEnd(instance, code, type, index);
  if (end.state !== endCopying || has.syncWaits && end.syncWaiter) trap('cannot cancel: no copy is under way');
  if (!end.pendingEvent || (end.shared.pending === end && end.remain() > 0)) {
    end.release();
    end.notify(copyCancelled);
  }
  return takeEvent(end);
}

/**
 * The same, synchronous. A copy of a stream without elements may be cancelled within a waitable set: Rust's guests do,
 * and it can't block.
 */
export function cancelCopySync(
  instance: ComponentInstance, code: number, type: number, index: number,
): number {
  checkMayBlock(instance);
  const end = getEnd(instance, code, type, index);
  if (end.state === endCopying && (has.futures && isFuture(code) || end.codec!.views)) checkNoSet(end);
  return cancelCopy(instance, code, type, index);
}

/** `canon stream.drop-readable` and the like: `drop`, but for the writable ends of futures. */
export function dropEnd(instance: ComponentInstance, code: number, type: number, index: number): void {
  const end = getEnd(instance, code, type, index);
  if (end.state === endCopying) trap(`cannot ${isReadable(code) ? 'remove' : 'drop'} busy ${kindOf(code)}`);
  removeHandle(instance.handles, end.index);
  end.shared.drop();
  joinSet(end, undefined);
}

/** `canon future.drop-writable` */
export function dropFutureWritable(instance: ComponentInstance, type: number, index: number): void {
  if (getEnd(instance, futureWritable, type, index).state === endIdle) {
    trap('cannot drop future write end without first writing a value');
  }
  dropEnd(instance, futureWritable, type, index);
}

/** `lift_stream`, `lift_future`: takes a readable end out of the table. */
export function liftEnd(
  instance: ComponentInstance, code: number, type: number, index: number,
): SharedEnds {
  const end = getEnd(instance, code, type, index);
  checkIdle(end, 'lift');
  if (end.wset) trap(`cannot lift ${kindOf(code)} while it's in a waitable set`);
  removeHandle(instance.handles, end.index);
  return end.shared;
}

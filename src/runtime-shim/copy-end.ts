/**
 * The ends of streams and futures in guests' tables (CanonicalABI.md, `CopyEnd`, `stream_copy`, `cancel_copy`, `drop`,
 * `lift_async_value`). An end is its own buffer, so that copying makes no garbage.
 */
import type { ComponentInstance } from './component-instance.ts';
import { type Codec, copyCancelled, type CopySide, dropShared, type SharedBase } from './copy.ts';
import { addHandle, getEntry, type HandleTable, removeHandle } from './handles.ts';
import { checkPointer } from './memory.ts';
import { checkMayBlock, finishNow } from './thread.ts';
import { trap } from './trap.ts';
import { checkNoSet, joinSet, setPendingEvent, takeEvent, type Waitable, waitForEvent } from './waitable.ts';

/** `CopyState` */
export const endIdle = 1;
export const endCopying = 2;
export const endDone = 4;

/** `EventCode`, which tells the kinds of ends apart too. */
export const streamReadable = 2;
export const streamWritable = 3;
export const futureReadable = 4;
export const futureWritable = 5;

/** `CopyEnd`: an end in a guest's table. */
export interface CopyEnd extends Waitable, CopySide {
  readonly instance: ComponentInstance;
  pendingEvent: ((end: never) => number) | undefined;
  readonly elementType: number;
  readonly shared: SharedBase;
  state: number;
  result: number;
  /** Its event, when that is delivered. */
  deliver(end: CopyEnd): number;
}

/** A new end, in the table. `code`: that of its events. */
export function addEnd(
  instance: ComponentInstance, code: number, elementType: number, shared: SharedBase,
  deliver: (end: CopyEnd) => number,
): number {
  const end: CopyEnd = {
    code, index: 0, instance, pendingEvent: undefined, wset: undefined, syncWaiter: undefined,
    shared, elementType, state: endIdle, result: 0, deliver,
    codec: undefined, ptr: 0, length: 0, progress: 0, notify: notifyEnd, receive: undefined, give: undefined,
    values: undefined, numeric: undefined,
  };
  return (end.index = addHandle(instance.handles, end));
}

/** Both ends, as `canon stream.new` and `canon future.new` return them. */
export function packEnds(readable: number, writable: number): bigint {
  return BigInt(readable) | BigInt(writable) << 32n;
}

function notifyEnd(side: CopySide, result: number): void {
  const end = side as CopyEnd;
  end.result = result;
  setPendingEvent(end, end.deliver);
}

/** The end at `index`, of this kind and element type. */
function getEnd(table: HandleTable, index: number, code: number, elementType: number): CopyEnd {
  const end = getEntry(table, index, code) as CopyEnd;
  if (end.elementType !== elementType) {
    trap(`handle index ${index >>> 0} used with the wrong type, expected a ${nameOfEnd(code)} of another element type`);
  }
  return end;
}

const isReadableEnd = (code: number): boolean => code % 2 === 0;

const nameOfEnd = (code: number): string => (code > 3 ? 'future' : 'stream');

/** Before a copy: the end is found and free, and the buffer is in memory. Makes it the end's. */
export function startCopy(
  instance: ComponentInstance, code: number, codec: Codec, async: boolean, index: number, ptr: number, n: number,
): CopyEnd {
  if (!async) checkMayBlock(instance);
  const end = getEnd(instance.handles, index, code, codec.type);
  if (end.state !== endIdle) trapOnState(end);
  if (!async) checkNoSet(end);
  if (n > 0xfffffff) trap('stream read/write count too large');
  if (codec.views !== undefined && n > 0) checkPointer(codec.views, ptr, codec.align, n * codec.size);
  end.state = endCopying;
  end.codec = codec;
  end.ptr = ptr;
  end.length = n;
  end.progress = 0;
  return end;
}

/** After the copy: what `read` and `write` return. The synchronous forms park unless there is an event already. */
export function awaitCopy(end: CopyEnd, async: boolean): number {
  if (end.pendingEvent === undefined) {
    if (async) return -1;
    return waitForEvent(end.instance, end);
  }
  const payload = takeEvent(end);
  return async ? payload : finishNow(end.instance.store, payload);
}

function trapOnState(end: CopyEnd): never {
  if (end.state !== endDone) trap('cannot have concurrent operations active on a future/stream');
  const verb = isReadableEnd(end.code) ? 'read from' : 'write to';
  trap(`cannot ${verb} ${nameOfEnd(end.code)} after ${whyDone(end)}`);
}

/** What has ended the use of an end. */
function whyDone(end: CopyEnd): string {
  if (end.code === futureReadable) return 'previous read succeeded';
  if (end.code === futureWritable) return 'previous write succeeded or readable end dropped';
  return `being notified that the ${end.code === streamReadable ? 'writable' : 'readable'} end dropped`;
}

/**
 * `cancel_copy`. The other side has no say in it: an event is always there. Two things are as the reference scripts and
 * Rust's guests have them, and not as definitions.py: a copy that is cancelled half-way reports that it was cancelled, and
 * how far it got; and a copy of a stream without elements may be cancelled synchronously within a waitable set.
 */
export function cancelCopy(
  instance: ComponentInstance, code: number, elementType: number, async: boolean, index: number,
): number {
  if (!async) checkMayBlock(instance);
  const end = getEnd(instance.handles, index, code, elementType);
  if (end.state !== endCopying || end.syncWaiter !== undefined) {
    trap(`cannot cancel: no ${isReadableEnd(code) ? 'read' : 'write'} of the ${nameOfEnd(end.code)} is under way`);
  }
  if (!async && (end.codec!.views !== undefined || code >= futureReadable)) checkNoSet(end);
  if (end.shared.pending === end && end.progress < end.length || end.pendingEvent === undefined) {
    end.shared.pending = undefined;
    end.notify(end, copyCancelled);
  }
  return takeEvent(end);
}

/** `drop` of an end. */
export function dropEnd(instance: ComponentInstance, code: number, elementType: number, index: number): void {
  const end = getEnd(instance.handles, index, code, elementType);
  if (end.state === endCopying) trap(`cannot ${isReadableEnd(code) ? 'remove' : 'drop'} busy ${nameOfEnd(end.code)}`);
  if (code === futureWritable && end.state !== endDone) {
    trap('cannot drop future write end without first writing a value');
  }
  removeHandle(instance.handles, end.index);
  dropShared(end.shared);
  joinSet(end, undefined);
}

/** `lift_async_value`: takes a readable end out of the table. */
export function liftShared(
  instance: ComponentInstance, code: number, elementType: number, index: number,
): SharedBase {
  const end = getEnd(instance.handles, index, code, elementType);
  if (end.state === endCopying) trap(`cannot remove busy ${nameOfEnd(end.code)}`);
  if (end.state === endDone) trap(`cannot lift ${nameOfEnd(end.code)} after ${whyDone(end)}`);
  if (end.wset !== undefined) trap(`cannot lift ${nameOfEnd(end.code)} while it's in a waitable set`);
  removeHandle(instance.handles, end.index);
  return end.shared;
}

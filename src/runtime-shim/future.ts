/**
 * `canon future.*`, and futures as values (CanonicalABI.md, `canon_future_new` … `canon_future_drop_writable`,
 * `lift_future`, `lower_future`). `index` and `ptr` come from core code.
 */
import type { ComponentInstance } from './component-instance.ts';
import {
  addEnd, awaitCopy, cancelCopy, type CopyEnd, dropEnd, endDone, endIdle, futureReadable, futureWritable,
  liftShared, packEnds, startCopy,
} from './copy-end.ts';
import { type Codec, copyCancelled, makeShared, type SharedBase } from './copy.ts';
import { readFuture, writeFuture } from './shared-future.ts';

/** `future_event` */
function futureEvent(end: CopyEnd): number {
  end.state = end.result === copyCancelled ? endIdle : endDone;
  return end.result;
}

/** `canon future.new` */
export function futureNew(instance: ComponentInstance, type: number): bigint {
  const shared = makeShared(instance.store);
  const readable = addEnd(instance, futureReadable, type, shared, futureEvent);
  return packEnds(readable, addEnd(instance, futureWritable, type, shared, futureEvent));
}

/** `lower_future` */
export function lowerFuture(instance: ComponentInstance, type: number, shared: SharedBase): number {
  return addEnd(instance, futureReadable, type, shared, futureEvent);
}

/** `lift_future` */
export function liftFuture(instance: ComponentInstance, index: number, type: number): SharedBase {
  return liftShared(instance, futureReadable, type, index);
}

/** `canon future.read`. The synchronous form is a try: 1 if it has to park. */
export function futureRead(
  instance: ComponentInstance, codec: Codec, async: boolean, index: number, ptr: number,
): number {
  const end = startCopy(instance, futureReadable, codec, async, index, ptr, 1);
  readFuture(end.shared, end);
  return awaitCopy(end, async);
}

/** `canon future.write` */
export function futureWrite(
  instance: ComponentInstance, codec: Codec, async: boolean, index: number, ptr: number,
): number {
  const end = startCopy(instance, futureWritable, codec, async, index, ptr, 1);
  writeFuture(end.shared, end);
  return awaitCopy(end, async);
}

/** `canon future.cancel-read` */
export function futureCancelRead(
  instance: ComponentInstance, type: number, async: boolean, index: number,
): number {
  return cancelCopy(instance, futureReadable, type, async, index);
}

/** `canon future.cancel-write` */
export function futureCancelWrite(
  instance: ComponentInstance, type: number, async: boolean, index: number,
): number {
  return cancelCopy(instance, futureWritable, type, async, index);
}

/** `canon future.drop-readable` */
export function futureDropReadable(instance: ComponentInstance, type: number, index: number): void {
  dropEnd(instance, futureReadable, type, index);
}

/** `canon future.drop-writable` */
export function futureDropWritable(instance: ComponentInstance, type: number, index: number): void {
  dropEnd(instance, futureWritable, type, index);
}

/**
 * `canon stream.*`, and streams as values (CanonicalABI.md, `canon_stream_new` … `canon_stream_drop_writable`,
 * `lift_stream`, `lower_stream`). `index`, `ptr` and `n` come from core code.
 */
import type { ComponentInstance } from './component-instance.ts';
import {
  addEnd, awaitCopy, cancelCopy, type CopyEnd, dropEnd, endDone, endIdle, liftShared, packEnds, startCopy,
  streamReadable, streamWritable,
} from './copy-end.ts';
import { type Codec, copyDropped, makeShared, type SharedBase } from './copy.ts';
import { readStream, writeStream } from './shared-stream.ts';

/** `stream_event`. An end that is still the pending one has been copied to or from: its buffer goes back to it. */
function streamEvent(end: CopyEnd): number {
  if (end.shared.pending === end) end.shared.pending = undefined;
  end.state = end.result === copyDropped ? endDone : endIdle;
  return end.result | end.progress << 4;
}

/** `canon stream.new` */
export function streamNew(instance: ComponentInstance, type: number): bigint {
  const shared = makeShared(instance.store);
  const readable = addEnd(instance, streamReadable, type, shared, streamEvent);
  return packEnds(readable, addEnd(instance, streamWritable, type, shared, streamEvent));
}

/** `lower_stream` */
export function lowerStream(instance: ComponentInstance, type: number, shared: SharedBase): number {
  return addEnd(instance, streamReadable, type, shared, streamEvent);
}

/** `lift_stream` */
export function liftStream(instance: ComponentInstance, index: number, type: number): SharedBase {
  return liftShared(instance, streamReadable, type, index);
}

/** `canon stream.read`. The synchronous form is a try: 1 if it has to park. */
export function streamRead(
  instance: ComponentInstance, codec: Codec, async: boolean, index: number, ptr: number, n: number,
): number {
  const end = startCopy(instance, streamReadable, codec, async, index, ptr, n);
  readStream(end.shared, end);
  return awaitCopy(end, async);
}

/** `canon stream.write` */
export function streamWrite(
  instance: ComponentInstance, codec: Codec, async: boolean, index: number, ptr: number, n: number,
): number {
  const end = startCopy(instance, streamWritable, codec, async, index, ptr, n);
  writeStream(end.shared, end);
  return awaitCopy(end, async);
}

/** `canon stream.cancel-read` */
export function streamCancelRead(
  instance: ComponentInstance, type: number, async: boolean, index: number,
): number {
  return cancelCopy(instance, streamReadable, type, async, index);
}

/** `canon stream.cancel-write` */
export function streamCancelWrite(
  instance: ComponentInstance, type: number, async: boolean, index: number,
): number {
  return cancelCopy(instance, streamWritable, type, async, index);
}

/** `canon stream.drop-readable` */
export function streamDropReadable(instance: ComponentInstance, type: number, index: number): void {
  dropEnd(instance, streamReadable, type, index);
}

/** `canon stream.drop-writable` */
export function streamDropWritable(instance: ComponentInstance, type: number, index: number): void {
  dropEnd(instance, streamWritable, type, index);
}

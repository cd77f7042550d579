/**
 * What the two ends of a future share (CanonicalABI.md, "Future State": `SharedFutureImpl`): as for streams, of one
 * value.
 */
import {
  checkInstances, copyCompleted, copyDropped, copyElements, type CopySide, type SharedBase,
} from './copy.ts';

/** Reads the value into `dst`, or leaves it pending. Never after it was dropped. */
export function readFuture(shared: SharedBase, dst: CopySide): void {
  const src = shared.pending;
  if (src === undefined) {
    shared.pending = dst;
    shared.source?.pull(shared.source);
  } else {
    copyValue(shared, src, dst);
  }
}

/** Writes the value from `src`, or leaves it pending. */
export function writeFuture(shared: SharedBase, src: CopySide): void {
  const dst = shared.pending;
  if (shared.dropped) src.notify(src, copyDropped);
  else if (dst === undefined) shared.pending = src;
  else copyValue(shared, src, dst);
}

function copyValue(shared: SharedBase, src: CopySide, dst: CopySide): void {
  checkInstances(src, dst);
  copyElements(src, dst);
  shared.pending = undefined;
  src.notify(src, copyCompleted);
  dst.notify(dst, copyCompleted);
}

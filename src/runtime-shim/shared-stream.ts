/**
 * What the two ends of a stream share (CanonicalABI.md, "Stream State": `SharedStreamImpl`). At most one side waits:
 * the pending one. Ends are told what happened through `notify`; JavaScript on one side is a side like any other.
 */
import {
  checkInstances, copyCompleted, copyDropped, copyElements, type CopySide, remainOf, type SharedBase,
} from './copy.ts';

/** Reads into `dst` what is there, or leaves it pending. */
export function readStream(shared: SharedBase, dst: CopySide): void {
  const src = shared.pending;
  if (shared.dropped) return dst.notify(dst, copyDropped);
  if (src !== undefined) {
    checkInstances(dst, src);
    if (remainOf(src) > 0) {
      if (remainOf(dst) > 0) {
        copyElements(src, dst);
        // What JavaScript gave can turn out to be no elements: that has ended the stream.
        if (shared.dropped) return dst.notify(dst, copyDropped);
        src.notify(src, copyCompleted);
      }
      return dst.notify(dst, copyCompleted);
    }
  }
  shared.pending = dst;
  src?.notify(src, copyCompleted);
  shared.source?.pull(shared.source);
}

/** Writes from `src` what there is room for, or leaves it pending. */
export function writeStream(shared: SharedBase, src: CopySide): void {
  const dst = shared.pending;
  if (shared.dropped) return src.notify(src, copyDropped);
  if (dst !== undefined) {
    checkInstances(src, dst);
    if (remainOf(dst) > 0) {
      if (remainOf(src) > 0) {
        copyElements(src, dst);
        if (shared.dropped) return;
        dst.notify(dst, copyCompleted);
      }
      return src.notify(src, copyCompleted);
    }
    // Both only wait until there is something.
    if (src.length === 0 && dst.length === 0) return src.notify(src, copyCompleted);
  }
  shared.pending = src;
  dst?.notify(dst, copyCompleted);
}

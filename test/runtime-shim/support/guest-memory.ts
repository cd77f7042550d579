/**
 * A memory with a `realloc` that writes down its calls, as a guest would see them: a bump allocator that never hands out
 * the same place twice, so that what is not copied is lost.
 */
import { checkRealloc, memoryViews, refreshViews, type Realloc, type Views } from '../../../src/runtime-shim/index.ts';

export interface GuestMemory {
  readonly views: Views;
  readonly realloc: Realloc;
  /** `[oldSize, alignment, newSize]` of each call. */
  readonly calls: readonly (readonly [oldSize: number, alignment: number, newSize: number])[];
  /** What has been allocated at an address and not been replaced. */
  readonly live: ReadonlyMap<number, number>;
  /** Puts bytes somewhere. */
  place(bytes: Uint8Array, alignment?: number): number;
  bytes(ptr: number, length: number): Uint8Array;
}

/** `growing`: each allocation grows the memory, so that earlier views are detached. */
export function guestMemory(growing = false): GuestMemory {
  const memory = new WebAssembly.Memory({ initial: growing ? 1 : 16 });
  const views = memoryViews(memory);
  const calls: [number, number, number][] = [];
  const live = new Map<number, number>();
  let next = 1024;
  const allocate = (alignment: number, size: number): number => {
    if (growing) memory.grow(1);
    refreshViews(views);
    const ptr = Math.ceil(next / alignment) * alignment;
    next = ptr + size;
    return ptr;
  };
  const realloc: Realloc = (ptr, oldSize, alignment, newSize) => {
    calls.push([oldSize, alignment, newSize]);
    if (ptr !== 0 && live.get(ptr) !== oldSize) throw new Error(`${oldSize} bytes at ${ptr} were not allocated`);
    const result = allocate(alignment, newSize);
    if (ptr !== 0) views.u8.copyWithin(result, ptr, ptr + Math.min(oldSize, newSize));
    live.delete(ptr);
    live.set(result, newSize);
    checkRealloc(views, result, alignment, newSize);
    return result;
  };
  return {
    views, realloc, calls, live,
    place(bytes, alignment = 1) {
      const ptr = allocate(alignment, bytes.length);
      views.u8.set(bytes, ptr);
      return ptr;
    },
    bytes: (ptr, length) => views.u8.slice(ptr, ptr + length),
  };
}

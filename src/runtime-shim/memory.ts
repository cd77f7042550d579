/**
 * Linear memory: typed arrays over it, and the checks of pointers that come from core code (CanonicalABI.md,
 * "Loading", "Storing"). Pointers are non-negative Numbers, of 64-bit memories too: one beyond 2^53 is out of
 * bounds however it is rounded.
 */
import { has } from './features.ts';
import { trap } from './trap.ts';

/** Typed arrays over all of a memory. Little-endian hosts only. */
export interface Views {
  readonly memory: WebAssembly.Memory;
  /** Makes such views anew. */
  readonly renew: (memory: WebAssembly.Memory) => Views;
  u8: Uint8Array;
  s8: Int8Array;
  u16: Uint16Array;
  s16: Int16Array;
  u32: Uint32Array;
  s32: Int32Array;
  u64: BigUint64Array;
  s64: BigInt64Array;
  f32: Float32Array;
  f64: Float64Array;
  /** `tagged_code_units` of the string that was lowered last. */
  codeUnits: number;
  /** Was the long string ASCII that was lowered last? */
  isAscii: boolean;
}

/**
 * Allocates in the memory of a component, as its `realloc` option does. Checks the result and renews the
 * views.
 */
export type Realloc = (ptr: number, oldSize: number, alignment: number, newSize: number) => number;

/** `MAX_STRING_BYTE_LENGTH` and `MAX_LIST_BYTE_LENGTH`. */
export const maxByteLength = 0xfffffff;

export function memoryViews(memory: WebAssembly.Memory): Views {
  const { buffer } = memory;
  return {
    memory,
    renew: memoryViews,
    u8: new Uint8Array(buffer),
    s8: new Int8Array(buffer),
    u16: new Uint16Array(buffer),
    s16: new Int16Array(buffer),
    u32: new Uint32Array(buffer),
    s32: new Int32Array(buffer),
    u64: new BigUint64Array(buffer),
    s64: new BigInt64Array(buffer),
    f32: new Float32Array(buffer),
    f64: new Float64Array(buffer),
    codeUnits: 0,
    isAscii: true,
  };
}

/** Makes the views anew if the memory has grown: that has emptied them. */
export function refreshViews(views: Views): void {
  if (views.u8.length === 0) Object.assign(views, has.sharing ? views.renew(views.memory) : memoryViews(views.memory));
}

/** Are some of these bytes not in memory? Makes stale views anew first: what is in bounds can be read then. */
export function isOutside(views: Views, ptr: number, size: number): boolean {
  if (ptr + size <= views.u8.length) return false;
  refreshViews(views);
  return ptr + size > views.u8.length;
}

/** A pointer from core code to a value of this alignment and size. */
export function checkPointer(views: Views, ptr: number, alignment: number, size: number): number {
  if (ptr & (alignment - 1)) trap('unaligned pointer');
  if (isOutside(views, ptr, size)) trap('pointer out of bounds of memory');
  return ptr;
}

/** What `realloc` returned. Makes the views anew if the memory has grown. */
export function checkRealloc(views: Views, ptr: number, alignment: number, size: number): number {
  refreshViews(views);
  if (ptr & (alignment - 1)) trap('realloc return: result not aligned (unaligned pointer)');
  if (ptr + size > views.u8.length) trap('realloc return: beyond end of memory (list content out-of-bounds)');
  return ptr;
}

/** A list in memory: `length` elements of this size. */
export function checkList(views: Views, ptr: number, length: number, size: number, alignment: number): void {
  const byteLength = length * size;
  if (byteLength > maxByteLength) trap('list content out-of-bounds');
  if (ptr & (alignment - 1)) trap('unaligned pointer');
  if (isOutside(views, ptr, byteLength)) trap('list content out-of-bounds');
}

/** Copies bytes from one component's memory to another's. */
export function copyBytes(from: Views, ptr: number, to: Views, toPtr: number, byteLength: number): void {
  if (byteLength > 64) {
    to.u8.set(from.u8.subarray(ptr, ptr + byteLength), toPtr);
    return;
  }
  const source = from.u8;
  const target = to.u8;
  for (let i = 0; i < byteLength; i++) target[toPtr + i] = source[ptr + i]!;
}

/** Stores a string, list or map: its pointer, and its length behind that. */
export function storePair(views: Views, at: number, ptr: number, length: number): void {
  views.u32[at >>> 2] = ptr;
  views.u32[(at >>> 2) + 1] = length;
}

/** Stores a string that has just been lowered. */
export function storeString(views: Views, at: number, ptr: number): void {
  storePair(views, at, ptr, views.codeUnits);
}

/** `storePair` in a 64-bit memory. */
export function storePair64(views: Views, at: number, ptr: number, length: number | bigint): void {
  views.u64[at / 8] = BigInt(ptr);
  views.u64[at / 8 + 1] = BigInt(length);
}

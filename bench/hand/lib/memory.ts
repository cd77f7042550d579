// Views of the one memory that a hand-written glue has to do with, made anew only when it has grown.
import { trap } from './core.ts';

export interface MemoryCore {
  readonly memory: WebAssembly.Memory;
  realloc(old: number, oldSize: number, align: number, size: number): number;
}

const none = new ArrayBuffer();

export const views = {
  u8: new Uint8Array(none),
  u16: new Uint16Array(none),
  u32: new Uint32Array(none),
  s32: new Int32Array(none),
  f32: new Float32Array(none),
  f64: new Float64Array(none),
  u64: new BigUint64Array(none),
};

let memory: WebAssembly.Memory;
let coreRealloc: MemoryCore['realloc'];

function makeViews(): void {
  const { buffer } = memory;
  views.u8 = new Uint8Array(buffer);
  views.u16 = new Uint16Array(buffer);
  views.u32 = new Uint32Array(buffer);
  views.s32 = new Int32Array(buffer);
  views.f32 = new Float32Array(buffer);
  views.f64 = new Float64Array(buffer);
  views.u64 = new BigUint64Array(buffer);
}

export function attach(core: MemoryCore): void {
  ({ memory, realloc: coreRealloc } = core);
  makeViews();
}

/**
 * Is something outside of memory, after looking whether that has grown? A view that is out of date has
 * length 0.
 */
export function isOutside(ptr: number, size: number): boolean {
  if (ptr + size <= views.u8.length) return false;
  if (views.u8.length === 0) makeViews();
  return ptr + size > views.u8.length;
}

/** After a call of the core module, which may have made memory grow. */
export function refresh(): void {
  if (views.u8.length === 0) makeViews();
}

export function reallocate(old: number, oldSize: number, align: number, size: number): number {
  const ptr = coreRealloc(old, oldSize, align, size) >>> 0;
  if (ptr & (align - 1)) trap('unaligned pointer');
  if (isOutside(ptr, size)) trap('beyond end of memory');
  return ptr;
}

export const allocate = (align: number, size: number): number => reallocate(0, 0, align, size);

export function checkPointer(ptr: number, align: number, size: number): number {
  ptr >>>= 0;
  if (ptr & (align - 1)) trap('unaligned pointer');
  if (isOutside(ptr, size)) trap('pointer out of bounds of memory');
  return ptr;
}

/** The first byte of a list that a guest hands out. */
export function checkList(ptr: number, length: number, align: number, size: number): number {
  ptr >>>= 0;
  if (length * size > 0xfffffff) trap('list too long');
  if (ptr & (align - 1)) trap('unaligned pointer');
  if (isOutside(ptr, length * size)) trap('list content out-of-bounds');
  return ptr;
}

/**
 * Pointers from core code, and room for values (CanonicalABI.md, "Loading", "Storing"), with the texts and in the order
 * of runtime-shim/memory.ts. Sums are 64 bits wide, so that they can't wrap.
 */
import type { CodeWriter, Local } from '../core/code.ts';
import type { Memory } from '../core/types.ts';
import type { Cx, Side } from './context.ts';
import { memoryOf, reallocOf, trap } from './context.ts';

/** `MAX_STRING_BYTE_LENGTH` and `MAX_LIST_BYTE_LENGTH`. */
export const MAX_BYTE_LENGTH = 0xfffffff;

const NOT_ALIGNED = 'unaligned pointer';
const LIST_OUTSIDE = 'list content out-of-bounds';

/** Whether as many bytes at `ptr` as `size` leaves on the stack reach beyond the memory. */
export function isOutside(code: CodeWriter, memory: Memory, ptr: Local, size: () => void): void {
  code.localGet(ptr).op('i64.extend_i32_u');
  size();
  code.op('i64.add');
  code.memorySize(memory).op('i64.extend_i32_u').i64Const(16n).op('i64.shl', 'i64.gt_u');
}

function checkAligned(cx: Pick<Cx, 'shared' | 'code'>, ptr: Local, align: number, text: string): void {
  if (align > 1) cx.code.localGet(ptr).i32Const(align - 1).op('i32.and').if(() => trap(cx, text));
}

/** Traps unless the address in `ptr` is one for a value of this size and alignment. */
export function checkPointer(
  cx: Cx, side: Side, ptr: Local, { size, align }: { readonly size: number; readonly align: number },
): void {
  const { code } = cx;
  checkAligned(cx, ptr, align, NOT_ALIGNED);
  isOutside(code, memoryOf(side), ptr, () => code.i64Const(BigInt(size)));
  code.if(() => trap(cx, 'pointer out of bounds of memory'));
}

/** Sets `bytes` to the size of the list at `ptr`; traps unless it can be read. */
export function checkList(
  cx: Cx, ptr: Local, length: Local, { size, align }: { readonly size: number; readonly align: number }, bytes: Local,
): void {
  const { code, from } = cx;
  code.localGet(length).i32Const(Math.floor(MAX_BYTE_LENGTH / size)).op('i32.gt_u').if(() => trap(cx, LIST_OUTSIDE));
  checkAligned(cx, ptr, align, NOT_ALIGNED);
  code.localGet(length);
  if (size > 1) code.i32Const(size).op('i32.mul');
  code.localSet(bytes);
  isOutside(code, memoryOf(from), ptr, () => code.localGet(bytes).op('i64.extend_i32_u'));
  code.if(() => trap(cx, LIST_OUTSIDE));
}

/** Sets `ptr` to room for `size` bytes in the memory of the receiver, as its `realloc` gives it; checks that. */
export function allocate(cx: Cx, align: number, size: number | Local, ptr: Local): void {
  const { code, to } = cx;
  code.i32Const(0).i32Const(0).i32Const(align);
  if (typeof size === 'number') code.i32Const(size);
  else code.localGet(size);
  code.call(reallocOf(to)).localSet(ptr);
  checkAligned(cx, ptr, align, 'realloc return: result not aligned (unaligned pointer)');
  isOutside(code, memoryOf(to), ptr, () => {
    if (typeof size === 'number') code.i64Const(BigInt(size));
    else code.localGet(size).op('i64.extend_i32_u');
  });
  code.if(() => trap(cx, 'realloc return: beyond end of memory (list content out-of-bounds)'));
}

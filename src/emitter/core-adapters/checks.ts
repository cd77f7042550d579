/**
 * Pointers from core code, and room for values (CanonicalABI.md, "Loading", "Storing"): functions of the module, with
 * the texts and in the order of runtime-shim/memory.ts. Sums are 64 bits wide, so that they can't wrap.
 */
import type { CodeWriter, Local } from '../core/code.ts';
import type { Func, Memory } from '../core/types.ts';
import type { Cx, Side } from './context.ts';
import { memoryOf, reallocOf, trap } from './context.ts';

/** `MAX_STRING_BYTE_LENGTH` and `MAX_LIST_BYTE_LENGTH`. */
export const MAX_BYTE_LENGTH = 0xfffffff;

const NOT_ALIGNED = 'unaligned pointer';
const LIST_OUTSIDE = 'list content out-of-bounds';

/** Whether `size` bytes at `ptr` reach beyond the memory. */
export function isOutside(code: CodeWriter, memory: Memory, ptr: Local, size: Local): void {
  code.localGet(ptr).op('i64.extend_i32_u').localGet(size).op('i64.extend_i32_u', 'i64.add');
  code.memorySize(memory).op('i64.extend_i32_u').i64Const(16n).op('i64.shl', 'i64.gt_u');
}

function checkAligned(cx: Pick<Cx, 'shared' | 'code'>, ptr: Local, align: Local, text: string): void {
  const { code } = cx;
  code.localGet(ptr).localGet(align).i32Const(1).op('i32.sub', 'i32.and').if(() => trap(cx, text));
}

/** Traps unless the address in `ptr` is one for a value of this size and alignment. */
export function checkPointer(
  { shared, code }: Cx, side: Side, ptr: Local, { size, align }: { readonly size: number; readonly align: number },
): void {
  const memory = memoryOf(side);
  const type = { params: ['i32', 'i32', 'i32'], results: [] } as const;
  const check = shared.helper(`pointer ${memory.index}`, type, (inner, [at, alignment, bytes]) => {
    const cx = { shared, code: inner };
    checkAligned(cx, at!, alignment!, NOT_ALIGNED);
    isOutside(inner, memory, at!, bytes!);
    inner.if(() => trap(cx, 'pointer out of bounds of memory'));
  });
  code.localGet(ptr).i32Const(align).i32Const(size).call(check);
}

/** Leaves on the stack how many bytes the `length` elements of a list at `ptr` are; traps unless they can be read. */
export function checkList(
  { shared, code }: Cx, side: Side, ptr: Local, length: Local,
  { size, align }: { readonly size: number; readonly align: number },
): void {
  const memory = memoryOf(side);
  const type = { params: ['i32', 'i32', 'i32', 'i32'], results: ['i32'] } as const;
  const check = shared.helper(`list ${memory.index}`, type, (inner, [at, count, each, alignment]) => {
    const cx = { shared, code: inner };
    const [product, bytes] = [inner.local('i64'), inner.local('i32')];
    inner.localGet(count!).op('i64.extend_i32_u').localGet(each!).op('i64.extend_i32_u', 'i64.mul').localTee(product);
    inner.i64Const(BigInt(MAX_BYTE_LENGTH)).op('i64.gt_u').if(() => trap(cx, LIST_OUTSIDE));
    checkAligned(cx, at!, alignment!, NOT_ALIGNED);
    inner.localGet(product).op('i32.wrap_i64').localSet(bytes);
    isOutside(inner, memory, at!, bytes);
    inner.if(() => trap(cx, LIST_OUTSIDE)).localGet(bytes);
  });
  code.localGet(ptr).localGet(length).i32Const(size).i32Const(align).call(check);
}

/** A function `(align, size)` that gives room in a memory, as its `realloc` does, and checks what that returned. */
export function allocator({ shared }: Cx, side: Side): Func {
  const [memory, realloc] = [memoryOf(side), reallocOf(side)];
  const type = { params: ['i32', 'i32'], results: ['i32'] } as const;
  return shared.helper(`allocate ${memory.index} ${realloc.index}`, type, (code, [align, size]) => {
    const cx = { shared, code };
    const ptr = code.local('i32');
    code.i32Const(0).i32Const(0).localGet(align!).localGet(size!).call(realloc).localSet(ptr);
    checkAligned(cx, ptr, align!, 'realloc return: result not aligned (unaligned pointer)');
    isOutside(code, memory, ptr, size!);
    code.if(() => trap(cx, 'realloc return: beyond end of memory (list content out-of-bounds)')).localGet(ptr);
  });
}

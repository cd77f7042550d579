// Glue for guests/composed.ts whose adapters are JavaScript, from memory to memory.
import { trap } from './lib/core.ts';
import { b, instantiateA, libcA, libcB } from './lib/composed-core.ts';
import type { Libc } from './lib/composed-core.ts';

/** Views of one memory, made anew when it has grown. */
function viewsOf({ memory, realloc }: Libc) {
  const make = () => ({
    u8: new Uint8Array(memory.buffer), u32: new Uint32Array(memory.buffer), f64: new Float64Array(memory.buffer),
  });
  const views = {
    ...make(),
    isOutside: (ptr: number, size: number): boolean => {
      if (ptr + size <= views.u8.length) return false;
      if (views.u8.length === 0) Object.assign(views, make());
      return ptr + size > views.u8.length;
    },
    allocate: (align: number, size: number): number => {
      const ptr = realloc(0, 0, align, size) >>> 0;
      if (ptr & (align - 1)) trap('unaligned pointer');
      if (views.isOutside(ptr, size)) trap('beyond end of memory');
      return ptr;
    },
  };
  return views;
}

const from = viewsOf(libcA);
const to = viewsOf(libcB);

function check(views: typeof from, ptr: number, length: number, align: number, size: number): void {
  if (length * size > 0xfffffff) trap('list too long');
  if (ptr & (align - 1)) trap('unaligned pointer');
  if (views.isOutside(ptr, length * size)) trap('content out-of-bounds');
}

/** A call of `set` takes as long as so many bytes. */
const SHORT = 32;
const decoder = new TextDecoder('utf-8', { fatal: true });

function copyString(source: typeof from, target: typeof from, ptr: number, length: number): number {
  check(source, ptr, length, 1, 1);
  const at = target.allocate(1, length);
  const { u8 } = source;
  if (length > SHORT) {
    const text = u8.subarray(ptr, ptr + length);
    target.u8.set(text, at);
    checkUtf8(text);
    return at;
  }
  const bytes = target.u8;
  let bits = 0;
  for (let i = 0; i < length; i++) bits |= bytes[at + i] = u8[ptr + i]!;
  if (bits > 127) checkUtf8(u8.subarray(ptr, ptr + length));
  return at;
}

function checkUtf8(text: Uint8Array): void {
  if (text.length <= 64) {
    let bits = 0;
    for (let i = 0; i < text.length; i++) bits |= text[i]!;
    if (bits < 128) return;
  }
  try {
    decoder.decode(text);
  } catch {
    trap('invalid utf-8');
  }
}

function copyBytes(ptr: number, length: number): number {
  check(from, ptr, length, 1, 1);
  const at = to.allocate(1, length);
  to.u8.set(from.u8.subarray(ptr, ptr + length), at);
  return at;
}

function copyUsers(ptr: number, length: number): number {
  check(from, ptr, length, 8, 32);
  const start = to.allocate(8, 32 * length);
  for (let i = 0, at = start; i < length; i++, at += 32, ptr += 32) {
    const word = ptr >>> 2;
    const size = from.u32[word + 2]!;
    const text = copyString(from, to, from.u32[word + 1]!, size);
    const target = at >>> 2;
    const { u8, u32, f64 } = to;
    u32[target] = from.u32[word]!;
    u32[target + 1] = text;
    u32[target + 2] = size;
    f64[(at >>> 3) + 2] = from.f64[(ptr >>> 3) + 2]!;
    const some = from.u8[ptr + 24]!;
    if (some > 1) trap('invalid variant discriminant');
    u8[at + 24] = some;
    if (some === 1) u32[target + 7] = from.u32[word + 7]!;
  }
  return start;
}

function copyPairs(ptr: number, length: number): number {
  check(from, ptr, length, 4, 12);
  const start = to.allocate(4, 12 * length);
  for (let i = 0, word = ptr >>> 2, target = start >>> 2; i < length; i++, word += 3, target += 3) {
    const size = from.u32[word + 1]!;
    const text = copyString(from, to, from.u32[word]!, size);
    const { u32 } = to;
    u32[target] = text;
    u32[target + 1] = size;
    u32[target + 2] = from.u32[word + 2]!;
  }
  return start;
}

export const api = instantiateA({
  narrow: (x: number) => b.add(x & 255) & 255,
  put: (ptr: number, length: number) => b.put(copyString(from, to, ptr >>> 0, length >>> 0), length),
  echo: (ptr: number, length: number, out: number) => {
    const at = b.echo(copyString(from, to, ptr >>> 0, length >>> 0), length) >>> 0;
    check(to, at, 1, 4, 8);
    const size = to.u32[(at >>> 2) + 1]!;
    const text = copyString(to, from, to.u32[at >>> 2]!, size);
    check(from, out >>> 0, 1, 4, 8);
    from.u32[out >>> 2] = text;
    from.u32[(out >>> 2) + 1] = size;
  },
  bytes: (ptr: number, length: number) => b.bytes(copyBytes(ptr >>> 0, length >>> 0), length),
  users: (ptr: number, length: number) => b.users(copyUsers(ptr >>> 0, length >>> 0), length),
  pairs: (ptr: number, length: number) => b.pairs(copyPairs(ptr >>> 0, length >>> 0), length),
});

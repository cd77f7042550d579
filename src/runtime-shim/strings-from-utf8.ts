/**
 * UTF-8 strings from one component's memory to another's (CanonicalABI.md, `store_string_into_range`): `src` is
 * where the string of `length` bytes at `ptr` is, `dst` and `realloc` are the receiver's. Each function gives
 * the new pointer and leaves the length in `dst.codeUnits`. The calls of `realloc` are those of definitions.py,
 * as guests see them.
 */
import { copyBytes, type Realloc, type Views } from './memory.ts';
import { checkStringRange, decodeUtf8, trapOnUtf8, utf16Tag } from './strings-lift.ts';
import { widenLatin1 } from './strings-lower.ts';

/** Moves a string from `src` to `dst`. */
export type Transcode = (src: Views, ptr: number, length: number, dst: Views, realloc: Realloc) => number;

/** `store_string_copy` */
export const utf8ToUtf8: Transcode = (src, ptr, length, dst, realloc) => {
  checkStringRange(src, ptr, length, 1);
  const to = realloc(0, 0, 1, length);
  copyBytes(src, ptr, dst, to, length);
  if (!isShortAscii(src.u8, ptr, length)) decodeUtf8(src.u8.subarray(ptr, ptr + length));
  dst.codeUnits = length;
  return to;
};

function isShortAscii(u8: Uint8Array, ptr: number, length: number): boolean {
  if (length > 64) return false;
  let bits = 0;
  for (let i = 0; i < length; i++) bits |= u8[ptr + i];
  return bits < 0x80;
}

/** `store_utf8_to_utf16` */
export const utf8ToUtf16: Transcode = (src, ptr, length, dst, realloc) => {
  checkStringRange(src, ptr, length, 1);
  let to = realloc(0, 0, 2, 2 * length);
  const codeUnits = decodeUtf8Into(src.u8, ptr, ptr + length, dst.u16, to / 2);
  if (codeUnits < length) to = realloc(to, 2 * length, 2, 2 * codeUnits);
  dst.codeUnits = codeUnits;
  return to;
};

/** `store_string_to_latin1_or_utf16` */
export const utf8ToLatin1OrUtf16: Transcode = (src, ptr, length, dst, realloc) => {
  checkStringRange(src, ptr, length, 1);
  let to = realloc(0, 0, 2, length);
  const { u8 } = src;
  const end = ptr + length;
  let written = 0;
  while (ptr < end) {
    const byte = u8[ptr];
    if (byte < 0x80) {
      dst.u8[to + written++] = byte;
      ptr++;
    } else if ((byte === 0xc2 || byte === 0xc3) && ptr + 1 < end && (u8[ptr + 1] & 0xc0) === 0x80) {
      dst.u8[to + written++] = ((byte & 3) << 6) | (u8[ptr + 1] & 0x3f);
      ptr += 2;
    } else {
      return utf8RestToUtf16(src, ptr, end, length, dst, realloc, to, written);
    }
  }
  if (written < length) to = realloc(to, length, 2, written);
  dst.codeUnits = written;
  return to;
};

/** Not Latin-1 from `ptr` on: what is `written` of it becomes UTF-16. */
function utf8RestToUtf16(
  src: Views, ptr: number, end: number, length: number, dst: Views, realloc: Realloc, to: number,
  written: number,
): number {
  to = realloc(to, length, 2, 2 * length);
  widenLatin1(dst, to, written);
  const codeUnits = written + decodeUtf8Into(src.u8, ptr, end, dst.u16, to / 2 + written);
  if (codeUnits < length) to = realloc(to, 2 * length, 2, 2 * codeUnits);
  dst.codeUnits = codeUnits + utf16Tag;
  return to;
}

/** Decodes `u8[ptr…end]` to `u16[at…]`. Returns the number of code units. */
function decodeUtf8Into(u8: Uint8Array, ptr: number, end: number, u16: Uint16Array, at: number): number {
  const start = at;
  while (ptr < end) {
    const lead = u8[ptr++];
    if (lead < 0x80) {
      u16[at++] = lead;
      continue;
    }
    const more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    let scalar = lead & (0x3f >> more);
    // Bytes behind the end count as wrong ones.
    let valid = lead >= 0xc2 && lead < 0xf5 && ptr + more <= end;
    for (const last = ptr + more; ptr < last; ptr++) {
      valid &&= (u8[ptr] & 0xc0) === 0x80;
      scalar = (scalar << 6) | (u8[ptr] & 0x3f);
    }
    if (!valid || scalar < (more === 1 ? 0x80 : more === 2 ? 0x800 : 0x10000) || scalar > 0x10ffff
      || (scalar & 0xfffff800) === 0xd800) trapOnUtf8(u8.subarray(ptr - more - 1, end));
    if (scalar > 0xffff) {
      u16[at++] = 0xd7c0 + (scalar >> 10);
      u16[at++] = 0xdc00 | (scalar & 0x3ff);
    } else {
      u16[at++] = scalar;
    }
  }
  return at - start;
}

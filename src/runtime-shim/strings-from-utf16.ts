/**
 * UTF-16 and latin1+utf16 strings from one component's memory to another's: as strings-from-utf8.ts, with
 * lengths in code units.
 *
 * `units` is a string of Latin-1 or UTF-16, in a typed array of 8 or 16 bits; `at` an index into it.
 */
import { copyBytes, type Realloc, type Views } from './memory.ts';
import type { Transcode } from './strings-from-utf8.ts';
import { checkStringRange, utf16Tag } from './strings-lift.ts';
import { trap } from './trap.ts';

/** `store_utf16_to_utf8` */
export const utf16ToUtf8: Transcode = (src, ptr, length, dst, realloc) => {
  checkUtf16(src, ptr, length);
  return unitsToUtf8(src.u16, ptr / 2, length, 3 * length, dst, realloc);
};

/** `store_string_copy` */
export const utf16ToUtf16: Transcode = (src, ptr, length, dst, realloc) => {
  checkUtf16(src, ptr, length);
  const to = realloc(0, 0, 2, 2 * length);
  copyBytes(src, ptr, dst, to, 2 * length);
  dst.codeUnits = length;
  return to;
};

/** `store_string_to_latin1_or_utf16` */
export const utf16ToLatin1OrUtf16: Transcode = (src, ptr, length, dst, realloc) => {
  checkUtf16(src, ptr, length);
  let to = realloc(0, 0, 2, length);
  const at = ptr / 2;
  const latin1 = latin1Prefix(src.u16, at, length);
  for (let i = 0; i < latin1; i++) dst.u8[to + i] = src.u16[at + i];
  if (latin1 < length) {
    to = realloc(to, length, 2, 2 * length);
    copyBytes(src, ptr, dst, to, 2 * length);
  }
  dst.codeUnits = latin1 < length ? length + utf16Tag : length;
  return to;
};

/** The checks of a UTF-16 string in memory. */
function checkUtf16(src: Views, ptr: number, length: number): void {
  checkStringRange(src, ptr, 2 * length, 2);
  const units = src.u16;
  const end = ptr / 2 + length;
  for (let at = ptr / 2; at < end; at++) {
    if ((units[at] & 0xf800) !== 0xd800) continue;
    if (units[at] >= 0xdc00 || at + 1 === end || (units[at + 1] & 0xfc00) !== 0xdc00) trap('invalid utf-16');
    at++;
  }
}

/** How many of the code units are below U+0100 before one is not. */
function latin1Prefix(units: Uint16Array, at: number, length: number): number {
  let i = 0;
  while (i < length && units[at + i] < 0x100) i++;
  return i;
}

/** `store_string_to_utf8` */
function unitsToUtf8(
  units: Uint8Array | Uint16Array, at: number, length: number, worst: number, dst: Views, realloc: Realloc,
): number {
  let to = realloc(0, 0, 1, length);
  let i = 0;
  for (; i < length && units[at + i] < 0x80; i++) dst.u8[to + i] = units[at + i];
  let written = i;
  if (i < length) {
    to = realloc(to, length, 1, worst);
    written += encodeUtf8Into(units, at + i, at + length, dst.u8, to + i);
    if (written < worst) to = realloc(to, worst, 1, written);
  }
  dst.codeUnits = written;
  return to;
}

/** Encodes `units[at…end]`, known to be well-formed, to `u8[to…]`. Returns the number of bytes. */
function encodeUtf8Into(
  units: Uint8Array | Uint16Array, at: number, end: number, u8: Uint8Array, to: number,
): number {
  const start = to;
  while (at < end) {
    let scalar: number = units[at++];
    if ((scalar & 0xf800) === 0xd800) scalar = 0x10000 + ((scalar & 0x3ff) << 10) + (units[at++] & 0x3ff);
    if (scalar < 0x80) {
      u8[to++] = scalar;
      continue;
    }
    if (scalar < 0x800) {
      u8[to++] = 0xc0 | (scalar >> 6);
    } else {
      if (scalar > 0xffff) {
        u8[to++] = 0xf0 | (scalar >> 18);
        u8[to++] = 0x80 | ((scalar >> 12) & 0x3f);
      } else {
        u8[to++] = 0xe0 | (scalar >> 12);
      }
      u8[to++] = 0x80 | ((scalar >> 6) & 0x3f);
    }
    u8[to++] = 0x80 | (scalar & 0x3f);
  }
  return to - start;
}

// ----------------------------------------------------------------------------------------- from latin1+utf16

/** `store_latin1_to_utf8`, or what a tagged string asks for */
export const latin1OrUtf16ToUtf8: Transcode = (src, ptr, length, dst, realloc) => {
  if (length >= utf16Tag) return utf16ToUtf8(src, ptr, length - utf16Tag, dst, realloc);
  checkStringRange(src, ptr, length, 2);
  return unitsToUtf8(src.u8, ptr, length, 2 * length, dst, realloc);
};

/** `store_string_copy` */
export const latin1OrUtf16ToUtf16: Transcode = (src, ptr, length, dst, realloc) => {
  if (length >= utf16Tag) return utf16ToUtf16(src, ptr, length - utf16Tag, dst, realloc);
  checkStringRange(src, ptr, length, 2);
  const to = realloc(0, 0, 2, 2 * length);
  dst.u16.set(src.u8.subarray(ptr, ptr + length), to / 2);
  dst.codeUnits = length;
  return to;
};

/** `store_string_copy`, or `store_probably_utf16_to_latin1_or_utf16` */
export const latin1OrUtf16ToLatin1OrUtf16: Transcode = (src, ptr, length, dst, realloc) => {
  const isUtf16 = length >= utf16Tag;
  if (isUtf16) length -= utf16Tag;
  const byteLength = isUtf16 ? 2 * length : length;
  if (isUtf16) checkUtf16(src, ptr, length);
  else checkStringRange(src, ptr, length, 2);
  let to = realloc(0, 0, 2, byteLength);
  copyBytes(src, ptr, dst, to, byteLength);
  const isWide = isUtf16 && latin1Prefix(dst.u16, to / 2, length) < length;
  if (isUtf16 && !isWide) {
    for (let i = 0; i < length; i++) dst.u8[to + i] = dst.u16[to / 2 + i];
    to = realloc(to, byteLength, 1, length);
  }
  dst.codeUnits = isWide ? length + utf16Tag : length;
  return to;
};

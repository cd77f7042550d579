/**
 * JavaScript strings into memory (CanonicalABI.md, `store_string_into_range`, with a JavaScript string as
 * UTF-16 in which U+FFFD stands for surrogates without a partner). The length is left in `views.codeUnits`.
 */
import type { Realloc, Views } from './memory.ts';
import { utf16Tag } from './strings-lift.ts';

const utf8Encoder = /*#__PURE__*/ new TextEncoder();

/** Longer strings are left to `encodeInto`; a call to it takes as long as these characters. */
const loopLength = 40;

/** `store_utf16_to_utf8` */
export function lowerUtf8(views: Views, realloc: Realloc, string: string): number {
  const { length } = string;
  const ptr = realloc(0, 0, 1, length);
  const { u8 } = views;
  // `encodeInto` takes longer where room is short: after a long string that wasn't ASCII, the next one's beginning is looked at.
  const looked = length <= loopLength ? length : views.isAscii ? 0 : loopLength;
  for (let i = 0; i < looked; i++) {
    const unit = string.charCodeAt(i);
    if (unit > 0x7f) return lowerRestToUtf8(views, realloc, string, ptr, 0, 0);
    u8[ptr + i] = unit;
  }
  if (looked < length) {
    const { read, written } = utf8Encoder.encodeInto(string, u8.subarray(ptr, ptr + length));
    views.isAscii = read === length;
    if (read < length) return lowerRestToUtf8(views, realloc, string, ptr, read, written);
  }
  views.codeUnits = length;
  return ptr;
}

/** More than ASCII: room for the worst case, then the rest of it, then what is too much given back. */
function lowerRestToUtf8(
  views: Views, realloc: Realloc, string: string, ptr: number, read: number, written: number,
): number {
  const worst = 3 * string.length;
  ptr = realloc(ptr, string.length, 1, worst);
  const room = views.u8.subarray(ptr + written, ptr + worst);
  written += utf8Encoder.encodeInto(string.slice(read), room).written;
  if (written < worst) ptr = realloc(ptr, worst, 1, written);
  views.codeUnits = written;
  return ptr;
}

/** `store_string_copy` of UTF-16 */
export function lowerUtf16(views: Views, realloc: Realloc, string: string): number {
  const { length } = string;
  const ptr = realloc(0, 0, 2, 2 * length);
  storeCodeUnits(views.u16, ptr / 2, string);
  views.codeUnits = length;
  return ptr;
}

/** `store_string_to_latin1_or_utf16` */
export function lowerLatin1OrUtf16(views: Views, realloc: Realloc, string: string): number {
  const { length } = string;
  let ptr = realloc(0, 0, 2, length);
  const { u8 } = views;
  for (let i = 0; i < length; i++) {
    const unit = string.charCodeAt(i);
    if (unit > 0xff) {
      ptr = realloc(ptr, length, 2, 2 * length);
      storeCodeUnits(views.u16, ptr / 2, string);
      views.codeUnits = length + utf16Tag;
      return ptr;
    }
    u8[ptr + i] = unit;
  }
  views.codeUnits = length;
  return ptr;
}

/** Makes code units of the first bytes of an allocation, in place. */
export function widenLatin1(views: Views, ptr: number, length: number): void {
  const { u8, u16 } = views;
  const at = ptr / 2;
  for (let i = length - 1; i >= 0; i--) u16[at + i] = u8[ptr + i];
}

interface NewerString {
  isWellFormed?(): boolean;
  toWellFormed?(): string;
}

/** Stores the code units of a string; `u16[at]` is the first's place. */
function storeCodeUnits(u16: Uint16Array, at: number, string: string): void {
  // Of a new string V8 knows less: the loop takes twice as long.
  if (!(string as NewerString).isWellFormed?.()) {
    string = (string as NewerString).toWellFormed?.() ?? string.replace(/\p{Surrogate}/gu, '\ufffd');
  }
  const { length } = string;
  // A view of their own takes as long to make as 200 code units take to be written faster by it.
  if (length > 200) {
    const units = u16.subarray(at, at + length);
    for (let i = 0; i < length; i++) units[i] = string.charCodeAt(i);
  } else {
    for (let i = 0; i < length; i++) u16[at + i] = string.charCodeAt(i);
  }
}

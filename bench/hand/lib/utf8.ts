// Strings in UTF-8, both ways. The length in bytes of what was lowered last is `byteLength`.
import { trap } from './core.ts';
import { charactersAt, SHORT } from './characters.ts';
import { allocate, checkList, reallocate, views } from './memory.ts';

const encoder = new TextEncoder();
const lossy = new TextDecoder('utf-8', { ignoreBOM: true });
const fatal = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A loop over more characters is slower than `encodeInto`. */
const LOOP = 40;

export let byteLength = 0;

/**
 * Was the last long string ASCII? `encodeInto` is at its best where there is room enough from the beginning.
 */
let wasAscii = true;

/** Of a string: `checkString` is for before the guest is entered. */
export function lowerUtf8(string: string): number {
  const { length } = string;
  const ptr = allocate(1, length);
  if (length > LOOP) return lowerLong(string, length, ptr);
  const bytes = views.u8;
  for (let i = 0; i < length; i++) {
    const unit = string.charCodeAt(i);
    if (unit > 127) return lowerRest(string, ptr, length, i, i);
    bytes[ptr + i] = unit;
  }
  byteLength = length;
  return ptr;
}

/** The guest sees which calls of realloc there are: those of `store_string_to_utf8`. Room for more than ASCII is for what is more. */
function lowerLong(string: string, length: number, ptr: number): number {
  for (let i = 0; !wasAscii && i < LOOP; i++) {
    if (string.charCodeAt(i) > 127) return lowerRest(string, ptr, length, 0, 0);
  }
  const { read, written } = encoder.encodeInto(string, views.u8.subarray(ptr, ptr + length));
  wasAscii = read === length;
  if (read < length) return lowerRest(string, ptr, length, read, written);
  byteLength = length;
  return ptr;
}

function lowerRest(string: string, ptr: number, length: number, read: number, written: number): number {
  ptr = reallocate(ptr, length, 1, 3 * length);
  const room = views.u8.subarray(ptr + written, ptr + 3 * length);
  return shrink(ptr, 3 * length, written + encoder.encodeInto(string.slice(read), room).written);
}

function shrink(ptr: number, size: number, written: number): number {
  byteLength = written;
  return written < size ? reallocate(ptr, size, 1, written) : ptr;
}

export function liftUtf8(ptr: number, length: number): string {
  ptr = checkList(ptr, length, 1, 1);
  if (length <= SHORT) {
    const bytes = views.u8;
    let bits = 0;
    for (let i = 0; i < length; i++) bits |= bytes[ptr + i]!;
    if (bits < 128) return charactersAt(bytes, ptr, length);
  }
  const bytes = views.u8.subarray(ptr, ptr + length);
  // A decoder that replaces what is wrong is up to three times as fast as one that throws.
  const string = lossy.decode(bytes);
  return string.includes('\ufffd') ? decodeStrictly(bytes) : string;
}

function decodeStrictly(bytes: Uint8Array): string {
  try {
    return fatal.decode(bytes);
  } catch {
    return trap('invalid utf-8');
  }
}

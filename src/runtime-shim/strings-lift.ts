/**
 * Strings out of memory, validated (CanonicalABI.md, `load_string_from_range`).
 */
import { isOutside, maxByteLength, type Views } from './memory.ts';
import { trap } from './trap.ts';

const utf8Decoder = /*#__PURE__*/ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const utf16Decoder = /*#__PURE__*/ new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true });

/** What is longer is decoded by `TextDecoder`; a call to it takes as long as these characters. */
const shortLength = 16;

/** `utf16_tag` in 32-bit memories: the length of a latin1+utf16 string has it if the string is UTF-16. */
export const utf16Tag = 0x80000000;

/** The checks of a pointer to a string. */
export function checkStringRange(views: Views, ptr: number, byteLength: number, alignment: number): void {
  const outOfBounds = 'string pointer/length out of bounds of memory (string content out-of-bounds)';
  if (byteLength > maxByteLength) trap(outOfBounds);
  if (ptr & (alignment - 1)) trap(`string pointer not aligned to ${alignment} (unaligned pointer)`);
  if (isOutside(views, ptr, byteLength)) trap(outOfBounds);
}

export function liftUtf8(views: Views, ptr: number, byteLength: number): string {
  checkStringRange(views, ptr, byteLength, 1);
  const { u8 } = views;
  if (byteLength <= shortLength) {
    let bits = 0;
    for (let i = 0; i < byteLength; i++) bits |= u8[ptr + i];
    if (bits < 0x80) return charactersAt(u8, ptr, byteLength);
  }
  return decodeUtf8(u8.subarray(ptr, ptr + byteLength));
}

export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8Decoder.decode(bytes);
  } catch {
    return trapOnUtf8(bytes);
  }
}

/** Looks at a string that core code has copied. Traps if it isn't UTF-8. */
export function checkUtf8(memory: WebAssembly.Memory, ptr: number, byteLength: number): void {
  decodeUtf8(new Uint8Array(memory.buffer, ptr >>> 0, byteLength));
}

/** The bytes aren't UTF-8: too few, or wrong ones? */
export function trapOnUtf8(bytes: Uint8Array): never {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    trap('invalid utf-8');
  }
  trap('incomplete utf-8 byte sequence');
}

export function liftUtf16(views: Views, ptr: number, codeUnits: number): string {
  checkStringRange(views, ptr, 2 * codeUnits, 2);
  const { u16 } = views;
  const at = ptr / 2;
  if (codeUnits <= shortLength) {
    let surrogates = false;
    for (let i = 0; i < codeUnits; i++) surrogates ||= (u16[at + i] & 0xf800) === 0xd800;
    if (!surrogates) return charactersAt(u16, at, codeUnits);
  }
  try {
    return utf16Decoder.decode(u16.subarray(at, at + codeUnits));
  } catch {
    trap('invalid utf-16');
  }
}

/** A latin1+utf16 string; `codeUnits` may be tagged. */
export function liftLatin1OrUtf16(views: Views, ptr: number, codeUnits: number): string {
  if (codeUnits >= utf16Tag) return liftUtf16(views, ptr, codeUnits - utf16Tag);
  checkStringRange(views, ptr, codeUnits, 2);
  if (codeUnits <= shortLength) return charactersAt(views.u8, ptr, codeUnits);
  // The latin1 that TextDecoder knows is windows-1252.
  let string = '';
  for (const end = ptr + codeUnits; ptr < end; ptr += 0x2000) {
    string += String.fromCharCode(...views.u8.subarray(ptr, Math.min(ptr + 0x2000, end)));
  }
  return string;
}

/**
 * Up to 16 characters: one call with as many arguments is what makes short strings fast. Those of more than 8 are cut from
 * 16: that costs less than putting two together, and less code than a call for each length.
 */
function charactersAt(a: Uint8Array | Uint16Array, i: number, length: number): string {
  const make = String.fromCharCode;
  switch (length) {
    case 0: return '';
    case 1: return make(a[i]);
    case 2: return make(a[i], a[i + 1]);
    case 3: return make(a[i], a[i + 1], a[i + 2]);
    case 4: return make(a[i], a[i + 1], a[i + 2], a[i + 3]);
    case 5: return make(a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4]);
    case 6: return make(a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5]);
    case 7: return make(a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5], a[i + 6]);
    case 8: return make(a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5], a[i + 6], a[i + 7]);
    default: return make(
      a[i], a[i + 1], a[i + 2], a[i + 3], a[i + 4], a[i + 5], a[i + 6], a[i + 7], a[i + 8], a[i + 9],
      a[i + 10], a[i + 11], a[i + 12], a[i + 13], a[i + 14], a[i + 15],
    ).slice(0, length);
  }
}

/**
 * Strings out of memory, validated (CanonicalABI.md, `load_string_from_range`).
 */
import { isOutside, maxByteLength, type Views } from './memory.ts';
import { trap } from './trap.ts';

const utf8Decoder = /*#__PURE__*/ new TextDecoder('utf-8', { ignoreBOM: true });

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

/** A decoder that replaces what is wrong is up to three times as fast as one that throws. */
export function decodeUtf8(bytes: Uint8Array): string {
  const string = utf8Decoder.decode(bytes);
  if (string.includes('\ufffd')) trapOnUtf8(bytes);
  return string;
}

/** Looks at a string that core code has copied. Traps if it isn't UTF-8. */
export function checkUtf8(memory: WebAssembly.Memory, ptr: number, byteLength: number): void {
  decodeUtf8(new Uint8Array(memory.buffer, ptr >>> 0, byteLength));
}

/** Traps if bytes aren't UTF-8: too few, or wrong ones? */
export function trapOnUtf8(bytes: Uint8Array): void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let what = 'invalid utf-8';
  try {
    decoder.decode(bytes, { stream: true });
    what = 'incomplete utf-8 byte sequence';
    decoder.decode();
  } catch {
    trap(what);
  }
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
  for (const end = ptr + codeUnits; ptr < end; ptr += wide.length) {
    const bytes = views.u8.subarray(ptr, Math.min(ptr + wide.length, end));
    wide.set(bytes);
    string += utf16Decoder.decode(wide.subarray(0, bytes.length));
  }
  return string;
}

/** Latin-1 as UTF-16, so many characters at a time. */
const wide = /*#__PURE__*/ new Uint16Array(0x2000);

/**
 * Up to 16 characters: one call with as many arguments is what makes short strings fast. Those of more than 12 are cut from
 * 16, which copies nothing.
 */
function charactersAt(a: Uint8Array | Uint16Array, i: number, length: number): string {
  const make = String.fromCharCode;
  switch (length) {
    case 0: return '';
    case 1: return make(a[i++]);
    case 2: return make(a[i++], a[i++]);
    case 3: return make(a[i++], a[i++], a[i++]);
    case 4: return make(a[i++], a[i++], a[i++], a[i++]);
    case 5: return make(a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 6: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 7: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 8: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 9: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 10: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 11: return make(
      a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++],
    );
    case 12: return make(
      a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++],
    );
    default: return make(
      a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++],
      a[i++], a[i++], a[i++], a[i++],
    ).slice(0, length);
  }
}

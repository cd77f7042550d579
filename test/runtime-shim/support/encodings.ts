/**
 * Strings as bytes, by brute force: an encoder for each encoding, and the calls of `realloc` that definitions.py makes
 * when it stores a string.
 */

export type Encoding = 'utf8' | 'utf16' | 'latin1+utf16';

export const ENCODINGS: readonly Encoding[] = ['utf8', 'utf16', 'latin1+utf16'];

export const UTF16_TAG = 0x80000000;

export interface Encoded {
  readonly bytes: Uint8Array;
  /** `tagged_code_units` */
  readonly codeUnits: number;
  readonly alignment: number;
}

/** The string with U+FFFD for surrogates without a partner. */
export const wellFormed = (text: string): string => Array.from(text, (scalar) =>
  (/^[\ud800-\udfff]$/u.test(scalar) ? '\ufffd' : scalar)).join('');

const isLatin1 = (text: string): boolean => Array.from(text).every((scalar) => (scalar.codePointAt(0) ?? 0) < 256);

export function utf16Bytes(text: string): Uint8Array {
  return Uint8Array.from(Array.from({ length: 2 * text.length }, (_, i) => {
    const unit = text.charCodeAt(i >> 1);
    return i % 2 === 0 ? unit & 0xff : unit >> 8;
  }));
}

/** As a component may have it; `wide` lets latin1+utf16 use UTF-16 although Latin-1 would do. */
export function encode(text: string, encoding: Encoding, wide = false): Encoded {
  switch (encoding) {
    case 'utf8': {
      const bytes = new TextEncoder().encode(text);
      return { bytes, codeUnits: bytes.length, alignment: 1 };
    }
    case 'utf16': return { bytes: utf16Bytes(text), codeUnits: text.length, alignment: 2 };
    case 'latin1+utf16':
      return isLatin1(text) && !wide
        ? { bytes: Uint8Array.from(text, (c) => c.charCodeAt(0)), codeUnits: text.length, alignment: 2 }
        : { bytes: utf16Bytes(text), codeUnits: text.length + UTF16_TAG, alignment: 2 };
  }
}

export type Calls = readonly (readonly [oldSize: number, alignment: number, newSize: number])[];

/** `store_string_into_range`: the calls for a string that is `source`, with the code units that it has there. */
export function storeCalls(text: string, source: Encoding, codeUnits: number, target: Encoding): Calls {
  const isTagged = source === 'latin1+utf16' && codeUnits >= UTF16_TAG;
  const simple = source !== 'latin1+utf16' ? source : isTagged ? 'utf16' : 'latin1';
  const n = isTagged ? codeUnits - UTF16_TAG : codeUnits;
  const length = encode(text, target === 'latin1+utf16' ? 'utf16' : target).bytes.length;
  switch (target) {
    case 'utf8':
      if (simple === 'utf8') return [[0, 1, n]];
      return toUtf8(n, simple === 'utf16' ? 3 * n : 2 * n, length);
    case 'utf16':
      if (simple === 'utf8') return shrunk([[0, 2, 2 * n]], 2 * n, 2, length);
      return [[0, 2, 2 * n]];
    case 'latin1+utf16':
      if (isTagged) return isLatin1(text) ? [[0, 2, 2 * n], [2 * n, 1, n]] : [[0, 2, 2 * n]];
      if (simple === 'latin1') return [[0, 2, n]];
      if (isLatin1(text)) return shrunk([[0, 2, n]], n, 2, text.length);
      return shrunk([[0, 2, n], [n, 2, 2 * n]], 2 * n, 2, length);
  }
}

function toUtf8(n: number, worst: number, length: number): Calls {
  return length === n ? [[0, 1, n]] : shrunk([[0, 1, n], [n, 1, worst]], worst, 1, length);
}

const shrunk = (calls: Calls, size: number, alignment: number, length: number): Calls =>
  (length < size ? [...calls, [size, alignment, length]] : calls);

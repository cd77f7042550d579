// Strings between JavaScript and memory, against brute force.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  liftLatin1OrUtf16, liftUtf16, liftUtf8, lowerLatin1OrUtf16, lowerUtf16, lowerUtf8,
} from '../../src/runtime-shim/index.ts';
import { ENCODINGS, UTF16_TAG, encode, storeCalls, utf16Bytes, wellFormed } from './support/encodings.ts';
import { guestMemory } from './support/guest-memory.ts';

const LOWER = { 'utf8': lowerUtf8, 'utf16': lowerUtf16, 'latin1+utf16': lowerLatin1OrUtf16 };
const LIFT = { 'utf8': liftUtf8, 'utf16': liftUtf16, 'latin1+utf16': liftLatin1OrUtf16 };

/** Strings of all kinds of characters, lone surrogates among them, on both sides of every threshold. */
const strings = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('a', 'z', '\0', '~'), maxLength: 100 }),
  fc.string({ unit: fc.constantFrom('a', '\x7f', '\x80', 'é', 'ÿ'), maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('a', 'ÿ', 'Ā', '߿', 'ࠀ', '\uffff', '\ufeff', '😀', '\ud800', '\udfff'), maxLength: 60 }),
);

const samples = [
  '', 'a', 'é', '\ufeff', '\ufeffa', '😀', '\ud800', '\udc00\ud800', '\ud800\ud800\udc00\udc00',
  'a'.repeat(16), 'a'.repeat(17), 'a'.repeat(40), 'a'.repeat(41), `${'a'.repeat(41)}é`, `é${'a'.repeat(50)}`, '\0'.repeat(20),
  `${'ÿ'.repeat(9000)}`, `${'a'.repeat(39)}😀`, `${'a'.repeat(40)}\ud83d`,
];

describe.each(ENCODINGS)('%s', (encoding) => {
  function roundTrip(text: string): void {
    const guest = guestMemory(true);
    const ptr = LOWER[encoding](guest.views, guest.realloc, text);
    const expected = encode(wellFormed(text), encoding);
    expect(guest.views.codeUnits).toBe(expected.codeUnits);
    expect(guest.bytes(ptr, expected.bytes.length)).toEqual(expected.bytes);
    expect([...guest.live]).toEqual([[ptr, expected.bytes.length]]);
    expect(guest.calls).toEqual(storeCalls(wellFormed(text), 'utf16', text.length, encoding));
    expect(LIFT[encoding](guest.views, ptr, guest.views.codeUnits)).toBe(wellFormed(text));
  }

  test.each(samples)('%j goes to memory and back', roundTrip);

  test('any string does', () => {
    fc.assert(fc.property(strings, roundTrip), { numRuns: 400 });
  });
});

test('a string with a byte order mark keeps it, long or short', () => {
  const { views, place } = guestMemory();
  for (const text of ['\ufeff', `\ufeff${'a'.repeat(40)}`]) {
    const utf8 = encode(text, 'utf8');
    expect(liftUtf8(views, place(utf8.bytes), utf8.bytes.length)).toBe(text);
    expect(liftUtf16(views, place(utf16Bytes(text), 2), text.length)).toBe(text);
  }
});

describe('what is no string traps', () => {
  const fatal = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  /** What the decoder of the platform makes of it. */
  function decoded(bytes: Uint8Array): string | undefined {
    try {
      return fatal.decode(bytes);
    } catch {
      return undefined;
    }
  }

  test('any bytes are taken as UTF-8 exactly when they are', () => {
    const units = fc.constantFrom(0x61, 0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0x9f, 0xa0, 0x8f, 0x90, 0xff);
    fc.assert(fc.property(fc.array(units, { maxLength: 24 }), (list) => {
      const bytes = Uint8Array.from(list);
      const { views, place } = guestMemory();
      const lift = (): string => liftUtf8(views, place(bytes), bytes.length);
      const text = decoded(bytes);
      if (text === undefined) expect(lift).toThrow(WebAssembly.RuntimeError);
      else expect(lift()).toBe(text);
    }), { numRuns: 2000 });
  });

  test.each([
    ['a byte that UTF-8 never has', [0xff], 'invalid utf-8'],
    ['a surrogate', [0xed, 0xa0, 0x80], 'invalid utf-8'],
    ['an overlong form', [0xc0, 0x80], 'invalid utf-8'],
    ['more than U+10FFFF', [0xf4, 0x90, 0x80, 0x80], 'invalid utf-8'],
    ['a lead byte at the end', [0x61, 0xc3], 'incomplete utf-8 byte sequence'],
    ['three of four bytes', [0xf0, 0x9f, 0x98], 'incomplete utf-8 byte sequence'],
    ['a wrong byte in the middle', [0xf0, 0x9f, 0x28, 0x80], 'invalid utf-8'],
  ])('UTF-8 with %s', (_, bytes, text) => {
    const { views, place } = guestMemory();
    const long = [...Array<number>(40).fill(0x61), ...bytes];
    expect(() => liftUtf8(views, place(Uint8Array.from(bytes)), bytes.length)).toThrow(text);
    expect(() => liftUtf8(views, place(Uint8Array.from(long)), long.length)).toThrow(text);
  });

  test.each(['\ud800', '\udc00', 'a\ud800b', '\ud800\ud800\udc00', `${'a'.repeat(40)}\ud83d`])('UTF-16 %j', (text) => {
    const { views, place } = guestMemory();
    const ptr = place(utf16Bytes(text), 2);
    expect(() => liftUtf16(views, ptr, text.length)).toThrow('invalid utf-16');
    expect(() => liftLatin1OrUtf16(views, ptr, text.length + UTF16_TAG)).toThrow('invalid utf-16');
  });
});

describe('a range outside of memory traps, whatever its length', () => {
  const size = 16 * 65536;
  const { views } = guestMemory();
  const outside = 'string pointer/length out of bounds of memory';

  test.each([
    ['behind the end', 0xdeadbee0, 0], ['over the end', size - 2, 3], ['whose end would wrap around', 0xfffffffe, 2],
    ['longer than any string', 0, 2 ** 28],
  ])('%s', (_, ptr, length) => {
    expect(() => liftUtf8(views, ptr, length)).toThrow(outside);
    expect(() => liftUtf16(views, ptr, length)).toThrow(outside);
    expect(() => liftLatin1OrUtf16(views, ptr, length)).toThrow(outside);
  });

  test('up to the very end does not', () => {
    expect(liftUtf8(views, size, 0)).toBe('');
    expect(liftUtf8(views, size - 2, 2)).toBe('\0\0');
    expect(liftUtf16(views, size - 2, 1)).toBe('\0');
  });

  test('UTF-16 and Latin-1 are aligned to 2 bytes, empty or not', () => {
    expect(() => liftUtf16(views, 1, 0)).toThrow('string pointer not aligned to 2');
    expect(() => liftLatin1OrUtf16(views, 1, 0)).toThrow('unaligned pointer');
    expect(() => liftLatin1OrUtf16(views, 1, UTF16_TAG)).toThrow('unaligned pointer');
  });

  test('the tag is looked for in latin1+utf16 only', () => {
    expect(() => liftUtf8(views, 0, UTF16_TAG)).toThrow(outside);
    expect(() => liftUtf16(views, 0, UTF16_TAG)).toThrow(outside);
    expect(liftLatin1OrUtf16(views, 0, UTF16_TAG)).toBe('');
  });
});

test('Latin-1 is no windows-1252', () => {
  const { views, place } = guestMemory();
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  const text = liftLatin1OrUtf16(views, place(bytes, 2), 256);
  expect(Array.from(text, (c) => c.charCodeAt(0))).toEqual([...bytes]);
});

// Strings from one component's memory to another's: all nine pairs of encodings, against brute force.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  latin1OrUtf16ToLatin1OrUtf16, latin1OrUtf16ToUtf16, latin1OrUtf16ToUtf8, utf16ToLatin1OrUtf16, utf16ToUtf16,
  utf16ToUtf8, utf8ToLatin1OrUtf16, utf8ToUtf16, utf8ToUtf8,
} from '../../src/runtime-shim/index.ts';
import type { Encoding } from './support/encodings.ts';
import { ENCODINGS, UTF16_TAG, encode, storeCalls, utf16Bytes, wellFormed } from './support/encodings.ts';
import { guestMemory } from './support/guest-memory.ts';

type Transcode = typeof utf8ToUtf8;

const TRANSCODE: Record<Encoding, Record<Encoding, Transcode>> = {
  'utf8': { 'utf8': utf8ToUtf8, 'utf16': utf8ToUtf16, 'latin1+utf16': utf8ToLatin1OrUtf16 },
  'utf16': { 'utf8': utf16ToUtf8, 'utf16': utf16ToUtf16, 'latin1+utf16': utf16ToLatin1OrUtf16 },
  'latin1+utf16': {
    'utf8': latin1OrUtf16ToUtf8, 'utf16': latin1OrUtf16ToUtf16, 'latin1+utf16': latin1OrUtf16ToLatin1OrUtf16,
  },
};

const pairs = ENCODINGS.flatMap((from) => ENCODINGS.map((to) => [from, to] as const));

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'binary-ascii', maxLength: 100 }),
  fc.string({ unit: fc.constantFrom('a', '\x7f', '\x80', 'é', 'ÿ'), maxLength: 100 }),
  fc.string({ unit: fc.constantFrom('a', 'ÿ', 'Ā', '߿', 'ࠀ', '퟿', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'), maxLength: 40 }),
).map(wellFormed);

describe.each(pairs)('from %s to %s', (from, to) => {
  function transcode(text: string, wide: boolean): void {
    const source = guestMemory();
    const target = guestMemory(true);
    const given = encode(text, from, wide);
    const ptr = TRANSCODE[from][to](
      source.views, source.place(given.bytes, given.alignment), given.codeUnits, target.views, target.realloc,
    );
    const expected = encode(text, to);
    expect(target.views.codeUnits).toBe(expected.codeUnits);
    expect(target.bytes(ptr, expected.bytes.length)).toEqual(expected.bytes);
    expect([...target.live]).toEqual([[ptr, expected.bytes.length]]);
    expect(target.calls).toEqual(storeCalls(text, from, given.codeUnits, to));
  }

  test.each([
    '', 'a', 'é', 'é!', '☃', 'a☃', '😀', 'ÿ☃😀', 'a'.repeat(64), 'a'.repeat(65), `${'a'.repeat(64)}é`, '\ufeffa',
    'hi', '\0', 'a\0b', '\x80', '\x80b', 'ab\xefc', '\u01ffy', 'xy\u01ff', 'a\ud7ffb', 'a\u02ff\u03ff\u04ffbc', '\uf123',
    '\uf123\uf123abc', 'abcdef\uf123',
  ])(
    '%j arrives, with the calls of realloc of definitions.py', (text) => {
      transcode(text, false);
      transcode(text, true);
    },
  );

  test('any text does', () => {
    fc.assert(fc.property(texts, fc.boolean(), transcode), { numRuns: 300 });
  });

  test('a bad pointer traps', () => {
    const source = guestMemory();
    const target = guestMemory();
    const run = (ptr: number, length: number) => () =>
      TRANSCODE[from][to](source.views, ptr, length, target.views, target.realloc);
    expect(run(0x80000000, 1)).toThrow('string content out-of-bounds');
    expect(run(16 * 65536 - 2, 3)).toThrow('string content out-of-bounds');
    if (from === 'utf8') return;
    expect(run(1, 0)).toThrow('unaligned pointer');
    if (from === 'latin1+utf16') expect(run(1, UTF16_TAG)).toThrow('unaligned pointer');
  });
});

describe('what is no string traps', () => {
  const bytes = fc.array(fc.constantFrom(0x61, 0x7f, 0x80, 0xbf, 0xc1, 0xc2, 0xc3, 0xe0, 0xed, 0xf0, 0xf4, 0xf5, 0xa0, 0x90), { maxLength: 12 });
  const long = fc.boolean();

  test.each(ENCODINGS)('bytes that are no UTF-8, to %s', (to) => {
    fc.assert(fc.property(bytes, long, (list, isLong) => {
      const given = Uint8Array.from(isLong ? [...Array<number>(80).fill(0x61), ...list] : list);
      const [source, target] = [guestMemory(), guestMemory()];
      const run = (): number =>
        TRANSCODE.utf8[to](source.views, source.place(given), given.length, target.views, target.realloc);
      let text: string | undefined;
      try {
        text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(given);
      } catch {
        // Not UTF-8.
      }
      if (text === undefined) expect(run).toThrow(/^(?:invalid utf-8|incomplete utf-8 byte sequence)$/);
      else expect(target.bytes(run(), encode(text, to).bytes.length)).toEqual(encode(text, to).bytes);
    }), { numRuns: 1000 });
  });

  test.each(ENCODINGS)('surrogates without a partner, to %s', (to) => {
    for (const text of ['\ud800', '\udc00', '\udc00\ud800', 'a\ud83d', '\ud83d\ud83d\ude00']) {
      const [source, target] = [guestMemory(), guestMemory()];
      const ptr = source.place(utf16Bytes(text), 2);
      expect(() => TRANSCODE.utf16[to](source.views, ptr, text.length, target.views, target.realloc))
        .toThrow('invalid utf-16');
      expect(() => TRANSCODE['latin1+utf16'][to](
        source.views, ptr, text.length + UTF16_TAG, target.views, target.realloc,
      )).toThrow('invalid utf-16');
    }
  });
});

// strings: there and back, all planes of Unicode; the guest, in C, has UTF-16.

import { equal, throws } from 'node:assert/strict';
import type { Play } from '../support/play.ts';

interface Exports {
  testImports(): void;
  returnEmpty(): string;
  roundtrip(text: string): string;
}

/** None is empty: the guest asserts on that. */
const TEXTS = [
  'str', '🚀🚀🚀 𠈄𓀀', '\ufeffwith a byte order mark', 'a\0b', 'ÿ', '\u{10ffff}', 'x'.repeat(100_000),
  'ä'.repeat(10_000), `${'x'.repeat(63)}é`, '日本語'.repeat(333),
];

export function play(): Play<Exports> {
  const taken: string[] = [];
  return {
    imports: {
      'test:strings/imports': {
        takeBasic: (text: string) => { taken.push(text); },
        returnUnicode: () => '🚀🚀🚀 𠈄𓀀',
      },
    },
    drive({ testImports, returnEmpty, roundtrip }) {
      testImports();
      equal(taken.join(), 'latin utf16');
      equal(returnEmpty(), '');
      for (const text of TEXTS) equal(roundtrip(text), text);
      equal(roundtrip('a\ud800b'), 'a\ufffdb', 'a lone surrogate is replaced');
      throws(() => (roundtrip as (text: unknown) => string)(1), {
        name: 'TypeError', message: /roundtrip: argument "s": expected a string, got number/,
      });
      equal(roundtrip('still usable'), 'still usable');
    },
  };
}

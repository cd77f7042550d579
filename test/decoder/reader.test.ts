// The byte cursor: each primitive at its limits, and what it refuses.

import { describe, expect, test } from 'vitest';

import { Reader } from '../../src/decoder/reader.ts';
import { TranspileError } from '../../src/errors.ts';

const reader = (...bytes: readonly number[]): Reader => new Reader(Uint8Array.from(bytes));

const filled = (count: number, byte: number, ...last: readonly number[]): Reader =>
  reader(...Array<number>(count).fill(byte), ...last);

const TOO_LARGE = 'MALFORMED_INTEGER_TOO_LARGE at 0';
const TOO_LONG = 'MALFORMED_INTEGER_TOO_LONG at 0';

/** The code and offset of the error that `run` throws. */
function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof TranspileError) return `${error.code} at ${error.offset}`;
    throw error;
  }
  return 'no error';
}

describe('u32', () => {
  test.each([
    [[0x00], 0],
    [[0x7f], 127],
    [[0x80, 0x01], 128],
    [[0xe5, 0x8e, 0x26], 624485],
    [[0xff, 0xff, 0xff, 0xff, 0x0f], 0xffffffff],
    [[0x80, 0x80, 0x80, 0x80, 0x08], 0x80000000],
    [[0x81, 0x80, 0x80, 0x80, 0x00], 1],
  ])('%j is %d', (bytes, value) => {
    const input = reader(...bytes);
    expect(input.u32()).toBe(value);
    expect(input.atEnd).toBe(true);
  });

  test('bits beyond the 32nd are too large', () => {
    expect(failure(() => reader(0x81, 0x80, 0x80, 0x80, 0x70).u32())).toBe(TOO_LARGE);
  });

  test('a sixth byte is too long', () => {
    expect(failure(() => reader(0x81, 0x80, 0x80, 0x80, 0x80, 0x00).u32())).toBe(TOO_LONG);
  });

  test('a cut integer is an unexpected end, at the end', () => {
    expect(failure(() => reader(0x80, 0x80).u32())).toBe('MALFORMED_UNEXPECTED_END at 2');
  });
});

/** A signed LEB128 of the least length, made independently of the reader. */
function signedLeb(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    const next = rest >> 7n;
    if (next === (low & 0x40 ? -1n : 0n)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

/** Both sides of every power of two, and the ends of the range of `bits` bits. */
function interesting(bits: number): bigint[] {
  const values = [0n, -1n];
  for (let bit = 0n; bit < BigInt(bits - 1); bit++) {
    const power = 1n << bit;
    values.push(power, power - 1n, -power, -power - 1n);
  }
  const top = 1n << BigInt(bits - 1);
  return [...values, top - 1n, -top].filter((value) => value >= -top && value < top);
}

describe('signed integers', () => {
  test('s32 reads every power of two and its neighbours', () => {
    for (const value of interesting(32)) expect(reader(...signedLeb(value)).s32()).toBe(Number(value));
  });

  test('s33 reads every power of two and its neighbours', () => {
    for (const value of interesting(33)) expect(reader(...signedLeb(value)).s33()).toBe(Number(value));
  });

  test('s64 reads every power of two and its neighbours', () => {
    for (const value of interesting(64)) expect(reader(...signedLeb(value)).s64()).toBe(value);
  });

  test('encodings with sign bits to spare are legal up to the full length', () => {
    expect(reader(0xff, 0xff, 0xff, 0xff, 0x7f).s32()).toBe(-1);
    expect(reader(0xff, 0xff, 0xff, 0xff, 0x7f).s33()).toBe(-1);
    expect(reader(0x80, 0x80, 0x80, 0x80, 0x00).s33()).toBe(0);
    expect(filled(9, 0xff, 0x7f).s64()).toBe(-1n);
  });

  test('bits beyond the sign that differ from it are too large', () => {
    expect(failure(() => reader(0xff, 0xff, 0xff, 0xff, 0x0f).s32())).toBe(TOO_LARGE);
    expect(failure(() => reader(0x80, 0x80, 0x80, 0x80, 0x70).s32())).toBe(TOO_LARGE);
    expect(failure(() => reader(0xff, 0xff, 0xff, 0xff, 0x1f).s33())).toBe(TOO_LARGE);
    expect(failure(() => filled(9, 0xff, 0x01).s64())).toBe(TOO_LARGE);
  });

  test('a byte more than the type can need is too long', () => {
    expect(failure(() => filled(5, 0x80, 0).s32())).toBe(TOO_LONG);
    expect(failure(() => filled(5, 0x80, 0).s33())).toBe(TOO_LONG);
    expect(failure(() => filled(10, 0x80, 0).s64())).toBe(TOO_LONG);
    expect(failure(() => filled(10, 0x80, 0).u64())).toBe(TOO_LONG);
  });
});

describe('u64', () => {
  test('reads up to 2^64 - 1 and refuses 2^64', () => {
    expect(filled(9, 0xff, 0x01).u64()).toBe(2n ** 64n - 1n);
    expect(reader(0x80, 0x80, 0x80, 0x80, 0x10).u64()).toBe(2n ** 32n);
    expect(failure(() => filled(9, 0xff, 0x02).u64())).toBe(TOO_LARGE);
  });
});

describe('names', () => {
  const named = (text: string): Reader => {
    const bytes = new TextEncoder().encode(text);
    return reader(...[bytes.length & 0x7f | 0x80, bytes.length >> 7], ...bytes);
  };

  const texts = ['', 'memory', 'naïve', '\u{feff}bom', '🪙'.repeat(40), 'x'.repeat(200)];

  test.each(texts)('%j is read as it is', (text) => {
    expect(named(text).name()).toBe(text);
  });

  test('invalid UTF-8 is malformed, short or long', () => {
    expect(failure(() => reader(2, 0xff, 0xfe).name())).toBe('MALFORMED_UTF8 at 1');
    expect(failure(() => reader(3, 0xed, 0xa0, 0x80).name())).toBe('MALFORMED_UTF8 at 1');
    const long = reader(0x80, 1, ...Array<number>(127).fill(0x61), 0xff);
    expect(failure(() => long.name())).toBe('MALFORMED_UTF8 at 2');
  });

  test('a length beyond the bytes left is an unexpected end', () => {
    expect(failure(() => reader(5, 0x61, 0x62).name())).toBe('MALFORMED_UNEXPECTED_END at 1');
  });

  test('a length beyond the limit is refused before it is compared with the bytes', () => {
    expect(failure(() => reader(0xff, 0xff, 0xff, 0x7f).name())).toBe('LIMIT_EXCEEDED at 0');
  });
});

describe('vectors', () => {
  test('a count that the bytes left cannot hold is refused before any item is read', () => {
    let reads = 0;
    const run = (): unknown => reader(0xff, 0xff, 0x03, 0).vec(1_000_000, 'types', () => reads++);
    expect(failure(run)).toBe('MALFORMED_UNEXPECTED_END at 0');
    expect(reads).toBe(0);
  });

  test('a count above the limit is refused by name', () => {
    const run = (): unknown => reader(4, 0, 0, 0, 0).vec(3, 'widgets', (items) => items.u8());
    expect(run).toThrow(/widgets .* 4, at most 3/);
  });

  test('items are read in order', () => {
    const items = reader(3, 7, 8, 9).vec(3, 'bytes', (input, index) => input.u8() * 10 + index);
    expect(items).toEqual([70, 81, 92]);
  });
});

describe('windows', () => {
  test('a window ends where it should, though the bytes go on', () => {
    const outer = reader(1, 2, 3, 4);
    const inner = outer.sub(2);
    expect([inner.u8(), inner.u8(), inner.atEnd]).toEqual([1, 2, true]);
    expect(failure(() => inner.u8())).toBe('MALFORMED_UNEXPECTED_END at 2');
    expect(failure(() => inner.peek())).toBe('MALFORMED_UNEXPECTED_END at 2');
    expect(outer.u8()).toBe(3);
  });

  test('offsets are absolute in windows of windows, and with a base', () => {
    const outer = new Reader(Uint8Array.of(0, 0, 0, 0, 9), 100);
    outer.u8();
    const inner = outer.sub(4);
    inner.u8();
    const innermost = inner.sub(3);
    innermost.skip(2);
    expect(innermost.offset).toBe(104);
    expect(failure(() => innermost.bool())).toBe('MALFORMED_BOOLEAN at 104');
  });

  test('a window larger than what is left is refused', () => {
    expect(failure(() => reader(1, 2).sub(3))).toBe('MALFORMED_UNEXPECTED_END at 0');
  });

  test('content that is left over is reported with its offset', () => {
    const input = reader(1, 2, 3);
    input.u8();
    expect(failure(() => input.expectEnd())).toBe('MALFORMED_TRAILING_CONTENT at 1');
  });
});

describe('small productions', () => {
  test('a boolean is 0 or 1', () => {
    expect([reader(0).bool(), reader(1).bool()]).toEqual([false, true]);
    expect(failure(() => reader(2).bool())).toBe('MALFORMED_BOOLEAN at 0');
  });

  test('an optional item is announced by a byte', () => {
    expect(reader(0).optional('thing', (input) => input.u8())).toBeUndefined();
    expect(reader(1, 5).optional('thing', (input) => input.u8())).toBe(5);
    expect(() => reader(2).optional('thing', (input) => input.u8()))
      .toThrow('invalid leading byte (0x2) for thing');
  });

  test('an expected byte that is another one is named', () => {
    expect(() => reader(0x10).expect(0x12, 'instantiation arg kind'))
      .toThrow('invalid leading byte (0x10) for instantiation arg kind');
  });
});

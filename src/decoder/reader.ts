/**
 * A cursor over bytes, with the primitive productions of the binary formats: bytes, LEB128 integers, names,
 * vectors (core spec, “Binary Format: Values”). Every read knows its absolute offset in the input. A count or
 * length is checked against the bytes that remain before anything is allocated for it.
 */

import {
  errorBoolean, errorIntegerTooLarge, errorIntegerTooLong, errorLeadingByte, errorLimit, errorTrailingContent,
  errorUnexpectedEnd, errorUtf8,
} from '../errors.ts';
import { MAX_DEFINITIONS, MAX_NAME_BYTES } from './limits.ts';

/** Stateless: never used in streaming mode. A byte order mark is part of a name, not to be swallowed. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Below this length a loop beats the decoder's fixed cost. */
const SHORT_NAME_BYTES = 64;

/** All vectors without items are this one. */
const NOTHING: readonly never[] = Object.freeze([]);
/** An array that grows has room for so many at once. */
const SHORT_VECTOR = 17;

export class Reader {
  /** The bytes that `position` and `end` index; windows of one input share them. */
  readonly source: Uint8Array;
  /** Absolute offset of `source[0]` in the input. */
  readonly base: number;
  /** Where this window ends, as an index into `source`. */
  readonly end: number;
  /** The next byte, as an index into `source`. Code with a hot loop of its own may move it. */
  position: number;
  /** What has been counted in all windows of the input so far. */
  private readonly tally: { definitions: number };

  /**
   * A reader of `source` from `start` to `end`; `base` is the offset that `source[0]` has in the whole input.
   */
  constructor(
    source: Uint8Array, base = 0, start = 0, end: number = source.length, tally = { definitions: 0 },
  ) {
    this.tally = tally;
    this.source = source;
    this.base = base;
    this.position = start;
    this.end = end;
  }

  /** Absolute offset of the next byte. */
  get offset(): number {
    return this.base + this.position;
  }

  /** How many bytes are left in this window. */
  get remaining(): number {
    return this.end - this.position;
  }

  get atEnd(): boolean {
    return this.position >= this.end;
  }

  /** One byte. */
  u8(): number {
    const byte = this.position < this.end ? this.source[this.position] : undefined;
    if (byte === undefined) throw errorUnexpectedEnd(this.offset);
    this.position++;
    return byte;
  }

  /** The next byte without consuming it. */
  peek(): number {
    const byte = this.position < this.end ? this.source[this.position] : undefined;
    if (byte === undefined) throw errorUnexpectedEnd(this.offset);
    return byte;
  }

  /** Consumes `byte`, or reports it as an invalid leading byte for `what`. */
  expect(byte: number, what: string): void {
    const offset = this.offset;
    const found = this.u8();
    if (found !== byte) throw errorLeadingByte(offset, found, what);
  }

  /** A byte that is 0 or 1. */
  bool(): boolean {
    const offset = this.offset;
    const byte = this.u8();
    if (byte > 1) throw errorBoolean(offset, byte);
    return byte === 1;
  }

  /** An unsigned 32-bit LEB128. Longer encodings than needed are legal up to 5 bytes. */
  u32(): number {
    const first = this.u8();
    if (first < 0x80) return first;
    const offset = this.offset - 1;
    let result = first & 0x7f;
    for (let shift = 7; shift < 28; shift += 7) {
      const byte = this.u8();
      result |= (byte & 0x7f) << shift;
      if (byte < 0x80) return result;
    }
    const last = this.u8();
    if (last >= 0x80) throw errorIntegerTooLong(offset, 'u32');
    if (last > 0x0f) throw errorIntegerTooLarge(offset, 'u32');
    return (result | (last << 28)) >>> 0;
  }

  /** A signed 32-bit LEB128. */
  s32(): number {
    const offset = this.offset;
    let result = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.u8();
      result |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (result << (25 - shift)) >> (25 - shift);
    }
    const last = this.u8();
    if (last >= 0x80) throw errorIntegerTooLong(offset, 's32');
    // The bits beyond the 32nd must repeat the sign.
    const extension = last >> 3;
    if (extension !== 0 && extension !== 0x0f) throw errorIntegerTooLarge(offset, 's32');
    return result | (last << 28);
  }

  /** A signed 33-bit LEB128: a type index (not negative) or a one-byte type code (negative). */
  s33(): number {
    const offset = this.offset;
    let result = 0;
    for (let shift = 0, scale = 1; shift < 28; shift += 7, scale *= 0x80) {
      const byte = this.u8();
      result += (byte & 0x7f) * scale;
      if (byte < 0x80) return byte >= 0x40 ? result - scale * 0x80 : result;
    }
    const last = this.u8();
    if (last >= 0x80) throw errorIntegerTooLong(offset, 's33');
    const extension = last >> 4;
    if (extension !== 0 && extension !== 0x07) throw errorIntegerTooLarge(offset, 's33');
    // Bits 28 to 32, the last of them the sign.
    const high = last & 0x1f;
    return result + (high >= 0x10 ? high - 0x20 : high) * 2 ** 28;
  }

  /** An unsigned 64-bit LEB128. */
  u64(): bigint {
    const offset = this.offset;
    let result = 0n;
    for (let shift = 0n; shift < 63n; shift += 7n) {
      const byte = this.u8();
      result |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return result;
    }
    const last = this.u8();
    if (last >= 0x80) throw errorIntegerTooLong(offset, 'u64');
    if (last > 1) throw errorIntegerTooLarge(offset, 'u64');
    return result | (BigInt(last) << 63n);
  }

  /** A signed 64-bit LEB128. */
  s64(): bigint {
    const offset = this.offset;
    let result = 0n;
    for (let shift = 0n; shift < 63n; shift += 7n) {
      const byte = this.u8();
      result |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(Number(shift) + 7, result);
    }
    const last = this.u8();
    if (last >= 0x80) throw errorIntegerTooLong(offset, 's64');
    if (last !== 0 && last !== 0x7f) throw errorIntegerTooLarge(offset, 's64');
    return BigInt.asIntN(64, result | (BigInt(last) << 63n));
  }

  /** A length-prefixed UTF-8 string (`core:name`). */
  name(): string {
    const offset = this.offset;
    const length = this.u32();
    if (length > MAX_NAME_BYTES) throw errorLimit(offset, 'string', length, MAX_NAME_BYTES);
    return this.utf8(length);
  }

  /** `length` bytes of UTF-8. */
  utf8(length: number): string {
    const offset = this.offset;
    const bytes = this.bytes(length);
    if (length < SHORT_NAME_BYTES) {
      const ascii = decodeAscii(bytes);
      if (ascii !== undefined) return ascii;
    }
    try {
      return utf8.decode(bytes);
    } catch {
      throw errorUtf8(offset);
    }
  }

  /**
   * The count of a vector whose items take at least one byte each. `what` is the plural noun for the error
   * when there are more than `limit`.
   */
  count(limit: number, what: string): number {
    const offset = this.offset;
    const count = this.u32();
    if (count > limit) throw errorLimit(offset, what, count, limit);
    if (count > this.remaining) {
      throw errorUnexpectedEnd(offset, `${count} ${what} announced, ${this.remaining} bytes left`);
    }
    return count;
  }

  /** A vector: its count, checked as in `count`, then each item by `read`. */
  vec<T>(limit: number, what: string, read: (reader: Reader, index: number) => T): readonly T[] {
    return this.items(this.count(limit, what), read);
  }

  /** `count` items, each by `read`. */
  items<T>(count: number, read: (reader: Reader, index: number) => T): readonly T[] {
    // Most vectors are short, and there may be very many: they take no more room than they need.
    if (count === 0) return NOTHING;
    if (count === 1) return [read(this, 0)];
    const items: T[] = [];
    for (let index = 0; index < count; index++) items.push(read(this, index));
    return count < SHORT_VECTOR ? items.slice() : items;
  }

  /** The count of a vector of definitions or declarations: of all those in the input together there is a limit. */
  definitionCount(limit: number, what: string): number {
    const offset = this.offset;
    const count = this.count(limit, what);
    this.tally.definitions += count;
    if (this.tally.definitions > MAX_DEFINITIONS) {
      throw errorLimit(offset, 'definitions', this.tally.definitions, MAX_DEFINITIONS);
    }
    return count;
  }

  /** An optional item: a byte 0, or a byte 1 and the item. `what` names the production for the error. */
  optional<T>(what: string, read: (reader: Reader) => T): T | undefined {
    const offset = this.offset;
    const byte = this.u8();
    if (byte > 1) throw errorLeadingByte(offset, byte, what);
    return byte === 1 ? read(this) : undefined;
  }

  /** The next `length` bytes, as a view of the input. */
  bytes(length: number): Uint8Array {
    const start = this.position;
    this.skip(length);
    return this.source.subarray(start, start + length);
  }

  /** Passes over `length` bytes (4 for an f32, 8 for an f64). */
  skip(length: number): void {
    if (length > this.remaining) {
      throw errorUnexpectedEnd(this.offset, `${length} bytes announced, ${this.remaining} left`);
    }
    this.position += length;
  }

  /** A reader of the next `length` bytes, which this one passes over. */
  sub(length: number): Reader {
    const start = this.position;
    this.skip(length);
    return new Reader(this.source, this.base, start, start + length, this.tally);
  }

  /** Reports bytes that are left when everything should have been consumed. */
  expectEnd(): void {
    if (this.position < this.end) throw errorTrailingContent(this.offset, this.remaining);
  }
}

/** The string, if all bytes are ASCII. */
function decodeAscii(bytes: Uint8Array): string | undefined {
  let text = '';
  for (const byte of bytes) {
    if (byte >= 0x80) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}

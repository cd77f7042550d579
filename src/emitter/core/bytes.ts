/**
 * A growing sequence of bytes with the primitive productions of the core binary format: LEB128 integers,
 * floats, names, vectors and sized sections (core spec, “Binary Format: Values”).
 */

const utf8 = new TextEncoder();

export class ByteWriter {
  #bytes = new Uint8Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What has been written, as an array of its own. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  u8(...bytes: readonly number[]): void {
    this.bytes(bytes);
  }

  bytes(bytes: ArrayLike<number>): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** An unsigned LEB128 of an integer up to 2^53: a u32, or a u64 such as an offset into a 64-bit memory. */
  unsigned(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.u8((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.u8(rest);
  }

  /** A signed LEB128 of any size. */
  signed(value: bigint): void {
    let rest = value;
    for (;;) {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      const done = rest === (low >= 0x40 ? -1n : 0n);
      this.u8(done ? low : low | 0x80);
      if (done) return;
    }
  }

  f32(value: number): void {
    const bytes = new DataView(new ArrayBuffer(4));
    bytes.setFloat32(0, value, true);
    this.bytes(new Uint8Array(bytes.buffer));
  }

  f64(value: number): void {
    const bytes = new DataView(new ArrayBuffer(8));
    bytes.setFloat64(0, value, true);
    this.bytes(new Uint8Array(bytes.buffer));
  }

  /** A string with its length. */
  name(text: string): void {
    this.sized(utf8.encode(text));
  }

  /** A count and the items, each written by `write`. */
  vec<T>(items: readonly T[], write: (item: T) => void): void {
    this.unsigned(items.length);
    for (const item of items) write(item);
  }

  /** Bytes with their length in front: a name, a section, a function body. */
  sized(bytes: Uint8Array): void {
    this.unsigned(bytes.length);
    this.bytes(bytes);
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}

// Writes small component binaries for the tests of the decoder, byte by byte where it matters.

/** Bytes, or text that stands for its UTF-8. */
export type Part = number | string | readonly Part[];

export const bytesOf = (part: Part): number[] => {
  if (typeof part === 'number') return [part];
  return typeof part === 'string' ? [...new TextEncoder().encode(part)] : part.flatMap(bytesOf);
};

/** LEB128 of a small unsigned number. */
export const leb = (value: number): number[] => (
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(Math.floor(value / 0x80))]);

/** A type index in the place of a value type: the LEB128 of a small signed number that is not negative. */
export const typeIndex = (index: number): number[] => (
  index < 0x40 ? [index] : [(index & 0x7f) | 0x80, ...typeIndex(Math.floor(index / 0x80))]);

/** A name: its length and its bytes. */
export const name = (text: string): Part => [leb(bytesOf(text).length), text];

/** A vector. */
export const vec = (...items: readonly Part[]): Part => [leb(items.length), ...items];

/** A section with its size. */
export const section = (id: number, ...contents: readonly Part[]): Part => (
  [id, leb(bytesOf(contents).length), contents]);

export const COMPONENT: Part = ['\0asm', 0x0d, 0x00, 0x01, 0x00];
export const CORE_MODULE: Part = ['\0asm', 0x01, 0x00, 0x00, 0x00];

/** A component with these sections. */
export const component = (...sections: readonly Part[]): Uint8Array => (
  Uint8Array.from(bytesOf([COMPONENT, ...sections])));

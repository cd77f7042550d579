// Writes component binaries (Binary.md): the parts that the generator needs.

/** Bytes, or text that stands for its UTF-8. */
export type Part = number | string | Uint8Array | readonly Part[];

export function bytesOf(part: Part): Uint8Array {
  const bytes = new Uint8Array(lengthOf(part));
  write(bytes, 0, part);
  return bytes;
}

function lengthOf(part: Part): number {
  if (typeof part === 'number') return 1;
  if (typeof part === 'string') return encoded(part).length;
  if (part instanceof Uint8Array) return part.length;
  let length = 0;
  for (const each of part) length += lengthOf(each);
  return length;
}

/** Writes `part` at `at`; gives the offset behind it. */
function write(bytes: Uint8Array, at: number, part: Part): number {
  if (typeof part === 'number') {
    bytes[at] = part;
    return at + 1;
  }
  if (typeof part === 'string') return write(bytes, at, encoded(part));
  if (part instanceof Uint8Array) {
    bytes.set(part, at);
    return at + part.length;
  }
  let end = at;
  for (const each of part) end = write(bytes, end, each);
  return end;
}

const encoder = new TextEncoder();

/** The encoder is slow to start, and most names are short. */
function encoded(text: string): Uint8Array {
  if (text.length > 20) return encoder.encode(text);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) return encoder.encode(text);
    bytes[i] = code;
  }
  return bytes;
}

/** LEB128 of an unsigned number. */
export function leb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
}

/** A type index in the place of a value type: LEB128 of a signed number that is not negative. */
export function typeIndex(index: number): number[] {
  return index < 0x40 ? [index] : [(index & 0x7f) | 0x80, ...typeIndex(index >>> 7)];
}

export function name(text: string): Part {
  const bytes = encoded(text);
  return [leb(bytes.length), bytes];
}

export function vec(...items: readonly Part[]): Part {
  return [leb(items.length), items];
}

export function section(id: number, contents: Part): Part {
  const bytes = bytesOf(contents);
  return [id, leb(bytes.length), bytes];
}

export const COMPONENT: Part = bytesOf(['\0asm', 0x0d, 0x00, 0x01, 0x00]);
export const CORE_MODULE: Part = bytesOf(['\0asm', 0x01, 0x00, 0x00, 0x00]);

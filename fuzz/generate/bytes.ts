// Writes component binaries (Binary.md): the parts that the generator needs.

/** Bytes, or text that stands for its UTF-8. */
export type Part = number | string | Uint8Array | readonly Part[];

export function bytesOf(part: Part): Uint8Array {
  const bytes: number[] = [];
  append(bytes, part);
  return Uint8Array.from(bytes);
}

function append(bytes: number[], part: Part): void {
  if (typeof part === 'number') bytes.push(part);
  else if (typeof part === 'string') append(bytes, new TextEncoder().encode(part));
  else for (const each of part) append(bytes, each);
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
  const bytes = new TextEncoder().encode(text);
  return [leb(bytes.length), bytes];
}

export function vec(...items: readonly Part[]): Part {
  return [leb(items.length), items];
}

export function section(id: number, contents: Part): Part {
  const bytes = bytesOf(contents);
  return [id, leb(bytes.length), bytes];
}

export const COMPONENT: Part = ['\0asm', 0x0d, 0x00, 0x01, 0x00];
export const CORE_MODULE: Part = ['\0asm', 0x01, 0x00, 0x00, 0x00];

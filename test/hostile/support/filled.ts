// Components that are one smallest thing over and over, up to a size: what bounds on memory and time are
// measured with. Everything is written into one buffer, so that making them costs little of either.

/** Bytes, and text of ASCII characters. */
export type Piece = number | string | readonly Piece[];

/** Item `index` of many. */
export type Item = (index: number) => Piece;

export interface Fill {
  /** The section that is filled. */
  readonly id: number;
  readonly item: Item;
  /** Sections before it. */
  readonly before?: Piece | ((size: number) => Piece);
  /** What is in the section before its count. */
  readonly head?: Piece;
  /** The section has no count. */
  readonly uncounted?: boolean;
  /** No more items than this in one section. */
  readonly most?: number;
  /** One section, of `most` items, whatever the size. */
  readonly once?: boolean;
  /** The section is one of a core module. Given are those before and behind it. */
  readonly core?: { readonly before?: Piece; readonly after?: Piece };
}

export const leb = (value: number): number[] => (
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(Math.floor(value / 0x80))]);

/** LEB128 of a type index where a value type stands. */
export const signed = (index: number): number[] => (
  index < 0x40 ? [index] : [(index & 0x7f) | 0x80, ...signed(Math.floor(index / 0x80))]);

/** LEB128 of as many bytes as any number needs. */
const padded = (value: number): number[] => [0, 7, 14, 21, 28].map((shift, i) => (
  (Math.floor(value / 2 ** shift) % 0x80) | (i < 4 ? 0x80 : 0)));

export const named = (text: string): Piece => [leb(text.length), text];

/** A name unlike those of other indices. */
export const label: Item = (index) => named(`a${index.toString(36)}`);

export const times = (count: number, item: Item): Piece => Array.from({ length: count }, (_, i) => item(i));

/** A vector. */
export const many = (count: number, item: Item): Piece => [padded(count), times(count, item)];

export const section = (id: number, ...contents: readonly Piece[]): Piece => (
  [id, padded(lengthOf(contents)), contents]);

function lengthOf(piece: Piece): number {
  if (typeof piece === 'number') return 1;
  if (typeof piece === 'string') return piece.length;
  return piece.reduce<number>((sum, part) => sum + lengthOf(part), 0);
}

export const COMPONENT: Piece = ['\0asm', 0x0d, 0, 1, 0];
export const MODULE: Piece = ['\0asm', 1, 0, 0, 0];

/** A component of about `size` bytes. */
export function filled(fill: Fill, size: number): Uint8Array {
  const output: Output = { bytes: new Uint8Array(2 * size + 4_000_000), length: 0 };
  add(output, COMPONENT);
  add(output, typeof fill.before === 'function' ? fill.before(size) : fill.before ?? []);
  if (fill.core === undefined) {
    addSections(output, fill, size);
  } else {
    const { before = [], after = [] } = fill.core;
    const moduleSize = open(output, 1);
    add(output, [MODULE, before]);
    addSections(output, { ...fill, once: true }, size);
    add(output, after);
    close(output, moduleSize);
  }
  return output.bytes.subarray(0, output.length);
}

interface Output {
  readonly bytes: Uint8Array;
  length: number;
}

function add(output: Output, piece: Piece): void {
  if (typeof piece === 'number') {
    output.bytes[output.length++] = piece;
  } else if (typeof piece === 'string') {
    for (let i = 0; i < piece.length; i++) output.bytes[output.length++] = piece.charCodeAt(i);
  } else {
    for (const part of piece) add(output, part);
  }
}

/** The filled section, again and again until there is enough. */
function addSections(output: Output, { id, item, head, uncounted, most, once }: Fill, size: number): void {
  let index = 0;
  const isFull = (): boolean => output.length >= size && !(once === true && most !== undefined);
  do {
    const sectionSize = open(output, id);
    add(output, head ?? []);
    const countAt = output.length;
    if (uncounted !== true) add(output, padded(0));
    const first = index;
    while (index - first < (most ?? 1_000_000) && (index === first || !isFull())) add(output, item(index++));
    if (uncounted !== true) output.bytes.set(padded(index - first), countAt);
    close(output, sectionSize);
  } while (once !== true && output.length < size);
}

/** Starts a section; gives where its size is to be written. */
function open(output: Output, id: number): number {
  add(output, [id, padded(0)]);
  return output.length;
}

function close(output: Output, start: number): void {
  output.bytes.set(padded(output.length - start), start - 5);
}

/**
 * Layout in linear memory: sizes, alignments, offsets (CanonicalABI.md, "Alignment" and "Element Size";
 * `alignment`, `elem_size`, `align_to`, `discriminant_type` of definitions.py).
 *
 * Everything is in bytes. Sums and products of sizes that are each below `MAX_SIZE` stay far below 2^53, so
 * plain numbers are exact; `checkSize` refuses the result before it goes into the next sum.
 */
import { errorTypeSize } from '../../errors.ts';

export interface Layout {
  readonly size: number;
  readonly align: number;
}

/** A record's or tuple's layout. */
export interface RecordLayout extends Layout {
  readonly offsets: readonly number[];
  /** No byte of it is padding. */
  readonly dense: boolean;
}

/** A variant's layout. */
export interface CasesLayout extends Layout {
  readonly discriminant: 1 | 2 | 4;
  /** Offset of the payload, the same for every case. */
  readonly payload: number;
}

/** Types must be smaller than this (Binary.md: `elem_size(t) < 2^28`). */
const MAX_SIZE = 2 ** 28;

/** `align_to` */
export function alignTo(offset: number, align: number): number {
  return Math.ceil(offset / align) * align;
}

/** `elem_size_record` and `alignment_record`, with the offset of each field. */
export function layoutRecord(fields: readonly Layout[]): RecordLayout {
  const offsets: number[] = [];
  let end = 0;
  let align = 1;
  let used = 0;
  for (const field of fields) {
    const offset = alignTo(end, field.align);
    offsets.push(offset);
    end = checkSize(offset + field.size);
    align = Math.max(align, field.align);
    used += field.size;
  }
  const size = checkSize(alignTo(end, align));
  return { size, align, offsets, dense: used === size };
}

/** `elem_size_variant` and `alignment_variant`; undefined stands for a case without payload. */
export function layoutCases(payloads: readonly (Layout | undefined)[]): CasesLayout {
  const discriminant = discriminantSize(payloads.length);
  let payloadAlign = 1;
  let payloadSize = 0;
  for (const payload of payloads) {
    if (payload === undefined) continue;
    payloadAlign = Math.max(payloadAlign, payload.align);
    payloadSize = Math.max(payloadSize, payload.size);
  }
  const payload = alignTo(discriminant, payloadAlign);
  const align = Math.max(discriminant, payloadAlign);
  return { size: checkSize(alignTo(payload + payloadSize, align)), align, discriminant, payload };
}

/** `list<T, N>`: N elements, one behind the other. */
export function layoutFixedList(element: Layout, length: number): Layout {
  return { size: checkSize(element.size * length), align: element.align };
}

/** `discriminant_type`: the fewest bytes that tell `count` cases apart. */
export function discriminantSize(count: number): 1 | 2 | 4 {
  if (count <= 2 ** 8) return 1;
  return count <= 2 ** 16 ? 2 : 4;
}

/** `elem_size_flags`, which is also the alignment: a bit for each of at most 32 labels. */
export function flagsSize(count: number): 1 | 2 | 4 {
  if (count <= 8) return 1;
  return count <= 16 ? 2 : 4;
}

function checkSize(size: number): number {
  if (size >= MAX_SIZE) throw errorTypeSize(undefined, size, MAX_SIZE - 1);
  return size;
}

/**
 * Sorts and indices (Binary.md, Instance Definitions: `core:sort`, `sort`, `sortidx`): which index space, and
 * where in it.
 */
import { errorLeadingByte } from '../../errors.ts';
import type { CoreSort, Index, Sort, SortIndex } from '../component.ts';
import type { Reader } from '../reader.ts';

const CORE_SORTS: ReadonlyMap<number, CoreSort> = new Map([
  [0x00, 'func'],
  [0x01, 'table'],
  [0x02, 'memory'],
  [0x03, 'global'],
  [0x04, 'tag'],
  [0x10, 'type'],
  [0x11, 'module'],
  [0x12, 'instance'],
]);

const SORTS: ReadonlyMap<number, Sort> = new Map([
  [0x01, 'func'],
  [0x02, 'value'],
  [0x03, 'type'],
  [0x04, 'component'],
  [0x05, 'instance'],
]);

/** The bytes of a sort, before it is known which sorts are legal here: in an alias, a later byte decides. */
export interface SortBytes {
  /** Nothing when the bytes are no sort at all. */
  readonly sort: Sort | undefined;
  /** The byte that an error should show, and where it is: the second one of a core sort. */
  readonly byte: number;
  readonly offset: number;
}

/** The one or two bytes of a `sort`, whatever they are. */
export function readSortBytes(reader: Reader): SortBytes {
  const offset = reader.offset;
  const byte = reader.u8();
  if (byte !== 0x00) return { sort: SORTS.get(byte), byte, offset };
  const coreByte = reader.u8();
  const coreSort = CORE_SORTS.get(coreByte);
  return { sort: coreSort && `core ${coreSort}`, byte: coreByte, offset: offset + 1 };
}

/** `sort`; `what` names the production for the error. */
export function readSort(reader: Reader, what: string): Sort {
  const { sort, byte, offset } = readSortBytes(reader);
  if (sort === undefined) throw errorLeadingByte(offset, byte, what);
  return sort;
}

/** `core:sort` */
export function readCoreSort(reader: Reader): CoreSort {
  const offset = reader.offset;
  const byte = reader.u8();
  const sort = CORE_SORTS.get(byte);
  if (sort === undefined) throw errorLeadingByte(offset, byte, 'external kind');
  return sort;
}

/** `sortidx` */
export function readSortIndex(reader: Reader): SortIndex {
  const offset = reader.offset;
  const sort = readSort(reader, 'component external kind');
  return { sort, index: reader.u32(), offset };
}

/** An index into the space that the context asks for. */
export function readIndex<Space extends string>(reader: Reader): Index<Space> {
  return reader.u32() as Index<Space>;
}

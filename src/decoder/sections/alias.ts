/** Alias definitions and declarations (Binary.md, Alias Definitions). */
import { errorLeadingByte } from '../../errors.ts';
import type { CoreInstanceIndex, InstanceIndex, Sort } from '../component.ts';
import type { Reader } from '../reader.ts';
import { readIndex, readSortBytes } from './sort.ts';
import type { SortBytes } from './sort.ts';

/** `alias` */
export type Alias =
  | {
      readonly kind: 'export';
      readonly sort: Sort;
      readonly instance: InstanceIndex;
      readonly name: string;
      readonly offset: number;
    }
  | {
      readonly kind: 'core-export';
      readonly sort: Sort;
      readonly instance: CoreInstanceIndex;
      readonly name: string;
      readonly offset: number;
    }
  | {
      readonly kind: 'outer';
      readonly sort: Sort;
      readonly count: number;
      readonly index: number;
      readonly offset: number;
    };

/** `alias`. Which sorts are legal depends on the target, which comes after the sort. */
export function readAlias(reader: Reader): Alias {
  const offset = reader.offset;
  const sort = readSortBytes(reader);
  const targetOffset = reader.offset;
  const target = reader.u8();
  switch (target) {
    case 0x00:
      return {
        kind: 'export',
        sort: check(sort, isSort, 'component external kind'),
        instance: readIndex(reader),
        name: reader.name(),
        offset,
      };
    case 0x01:
      return {
        kind: 'core-export',
        sort: check(sort, isCoreSort, 'core instance export kind'),
        instance: readIndex(reader),
        name: reader.name(),
        offset,
      };
    case 0x02:
      return {
        kind: 'outer',
        sort: check(sort, isOuterAliasSort, 'component outer alias kind'),
        count: reader.u32(),
        index: reader.u32(),
        offset,
      };
    default:
      throw errorLeadingByte(targetOffset, target, 'alias');
  }
}

const isSort = (): boolean => true;
const isCoreSort = (sort: Sort): boolean => sort.startsWith('core ');

/** `outeraliassort` */
const isOuterAliasSort = (sort: Sort): boolean =>
  sort === 'core type' || sort === 'core module' || sort === 'type' || sort === 'component';

function check(read: SortBytes, isLegal: (sort: Sort) => boolean, what: string): Sort {
  const { sort, byte, offset } = read;
  if (sort === undefined || !isLegal(sort)) throw errorLeadingByte(offset, byte, what);
  return sort;
}

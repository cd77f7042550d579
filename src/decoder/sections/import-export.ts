/** Imports and exports of a component (Binary.md, Import and Export Definitions). */
import type { ExternName, SortIndex } from '../component.ts';
import type { Reader } from '../reader.ts';
import { readExternName } from './extern-name.ts';
import { readSortIndex } from './sort.ts';
import { readExternType } from './type.ts';
import type { ExternType } from './type.ts';

/** `import` */
export interface Import {
  readonly name: ExternName;
  readonly type: ExternType;
  readonly offset: number;
}

/** `export` */
export interface Export {
  readonly name: ExternName;
  readonly value: SortIndex;
  /** The ascribed type, a supertype of the inferred one. */
  readonly type?: ExternType | undefined;
  readonly offset: number;
}

/** `import` */
export function readImport(reader: Reader): Import {
  const offset = reader.offset;
  return { name: readExternName(reader), type: readExternType(reader), offset };
}

/** `export` */
export function readExport(reader: Reader): Export {
  const offset = reader.offset;
  const name = readExternName(reader);
  const value = readSortIndex(reader);
  const type = reader.optional('optional component export type', readExternType);
  return { name, value, type, offset };
}

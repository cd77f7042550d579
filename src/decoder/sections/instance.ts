/** Core and component instances (Binary.md, Instance Definitions). */
import { errorLeadingByte } from '../../errors.ts';
import type {
  ComponentIndex, CoreInstanceIndex, CoreModuleIndex, CoreSort, ExternName, SortIndex,
} from '../component.ts';
import { MAX_INSTANTIATION_ARGUMENTS, MAX_INSTANTIATION_EXPORTS } from '../limits.ts';
import type { Reader } from '../reader.ts';
import { readExternName } from './extern-name.ts';
import { readCoreSort, readIndex, readSortIndex } from './sort.ts';

/** `core:instance` */
export type CoreInstance =
  | {
      readonly kind: 'instantiate';
      readonly module: CoreModuleIndex;
      readonly args: readonly CoreInstantiateArg[];
      readonly offset: number;
    }
  | { readonly kind: 'exports'; readonly exports: readonly CoreInlineExport[]; readonly offset: number };

/** `core:instantiatearg` */
export interface CoreInstantiateArg {
  readonly name: string;
  readonly instance: CoreInstanceIndex;
  readonly offset: number;
}

/** `core:inlineexport` */
export interface CoreInlineExport {
  readonly name: string;
  readonly sort: CoreSort;
  readonly index: number;
  readonly offset: number;
}

/** `instance` */
export type Instance =
  | {
      readonly kind: 'instantiate';
      readonly component: ComponentIndex;
      readonly args: readonly InstantiateArg[];
      readonly offset: number;
    }
  | { readonly kind: 'exports'; readonly exports: readonly InlineExport[]; readonly offset: number };

/** `instantiatearg` */
export interface InstantiateArg {
  readonly name: string;
  readonly value: SortIndex;
  readonly offset: number;
}

/** `inlineexport` */
export interface InlineExport {
  readonly name: ExternName;
  readonly value: SortIndex;
  readonly offset: number;
}

/** The `core:sort` that an argument of a core instantiation must have: `instance`. */
const CORE_INSTANCE_SORT = 0x12;

/** `core:instance` */
export function readCoreInstance(reader: Reader): CoreInstance {
  const offset = reader.offset;
  const byte = reader.u8();
  if (byte === 0x00) {
    const module = readIndex<'core module'>(reader);
    const what = 'core instantiation arguments';
    const args = reader.vec(MAX_INSTANTIATION_ARGUMENTS, what, readCoreInstantiateArg);
    return { kind: 'instantiate', module, args, offset };
  }
  if (byte === 0x01) {
    const exports = reader.vec(MAX_INSTANTIATION_EXPORTS, 'core instantiation exports', readCoreInlineExport);
    return { kind: 'exports', exports, offset };
  }
  throw errorLeadingByte(offset, byte, 'core instance');
}

function readCoreInstantiateArg(reader: Reader): CoreInstantiateArg {
  const offset = reader.offset;
  const name = reader.name();
  reader.expect(CORE_INSTANCE_SORT, 'instantiation arg kind');
  return { name, instance: readIndex(reader), offset };
}

function readCoreInlineExport(reader: Reader): CoreInlineExport {
  const offset = reader.offset;
  return { name: reader.name(), sort: readCoreSort(reader), index: reader.u32(), offset };
}

/** `instance` */
export function readInstance(reader: Reader): Instance {
  const offset = reader.offset;
  const byte = reader.u8();
  if (byte === 0x00) {
    const component = readIndex<'component'>(reader);
    const args = reader.vec(MAX_INSTANTIATION_ARGUMENTS, 'instantiation arguments', readInstantiateArg);
    return { kind: 'instantiate', component, args, offset };
  }
  if (byte === 0x01) {
    const exports = reader.vec(MAX_INSTANTIATION_EXPORTS, 'instantiation exports', readInlineExport);
    return { kind: 'exports', exports, offset };
  }
  throw errorLeadingByte(offset, byte, 'instance');
}

function readInstantiateArg(reader: Reader): InstantiateArg {
  const offset = reader.offset;
  return { name: reader.name(), value: readSortIndex(reader), offset };
}

function readInlineExport(reader: Reader): InlineExport {
  const offset = reader.offset;
  return { name: readExternName(reader), value: readSortIndex(reader), offset };
}

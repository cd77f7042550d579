/**
 * Core types at component level: core WebAssembly's own, and module types (Binary.md, Type Definitions:
 * `core:type`).
 */
import { errorLeadingByte } from '../../errors.ts';
import { readCoreExternType, readCoreRecType } from '../core-module.ts';
import type { CoreExternDesc, CoreRecType } from '../core-module.ts';
import { MAX_MODULE_TYPE_DECLARATIONS } from '../limits.ts';
import type { Reader } from '../reader.ts';

/**
 * `core:deftype`: a core type at component level. A `rec` group adds as many types as it has to the index
 * space.
 */
export type CoreTypeDef =
  | CoreRecTypeDef
  | { readonly kind: 'module'; readonly declarations: readonly ModuleDecl[]; readonly offset: number };

export interface CoreRecTypeDef {
  readonly kind: 'rec';
  readonly types: CoreRecType;
  readonly offset: number;
}

/** `core:moduledecl` */
export type ModuleDecl =
  | {
      readonly kind: 'import';
      readonly module: string;
      readonly name: string;
      readonly type: CoreExternDesc;
      readonly offset: number;
    }
  | { readonly kind: 'type'; readonly type: CoreRecTypeDef; readonly offset: number }
  | { readonly kind: 'alias'; readonly count: number; readonly index: number; readonly offset: number }
  | {
      readonly kind: 'export';
      readonly name: string;
      readonly type: CoreExternDesc;
      readonly offset: number;
    };

/** Opens a module type here, and a non-final `sub` everywhere else. */
const MODULE_TYPE = 0x50;

/** What a `core:alias` in a module type starts with: `core:sort` of a type, and the target `outer`. */
const TYPE_SORT = 0x10;
const OUTER = 0x01;

/** `core:deftype`. A non-final `sub` is escaped by a zero byte. */
export function readCoreType(reader: Reader): CoreTypeDef {
  const offset = reader.offset;
  const byte = reader.peek();
  if (byte === MODULE_TYPE) {
    reader.skip(1);
    const count = reader.definitionCount(MAX_MODULE_TYPE_DECLARATIONS, 'module type declarations');
    return { kind: 'module', declarations: reader.items(count, readModuleDecl), offset };
  }
  return readRecType(reader);
}

function readRecType(reader: Reader): CoreRecTypeDef {
  const offset = reader.offset;
  if (reader.peek() === 0x00) {
    reader.skip(1);
    const escaped = reader.peek();
    if (escaped !== MODULE_TYPE) throw errorLeadingByte(reader.offset, escaped, 'non-final sub type');
  }
  return { kind: 'rec', types: readCoreRecType(reader), offset };
}

/**
 * `core:moduledecl`. A module type can't be declared in one, so there a non-final `sub` is read with the
 * escape (as Binary.md has it) and without (as tools write it).
 */
function readModuleDecl(reader: Reader): ModuleDecl {
  const offset = reader.offset;
  const byte = reader.u8();
  switch (byte) {
    case 0x00:
      return {
        kind: 'import',
        module: reader.name(),
        name: reader.name(),
        type: readCoreExternType(reader),
        offset,
      };
    case 0x01:
      return { kind: 'type', type: readRecType(reader), offset };
    case 0x02:
      reader.expect(TYPE_SORT, 'outer alias kind');
      reader.expect(OUTER, 'outer alias target');
      return { kind: 'alias', count: reader.u32(), index: reader.u32(), offset };
    case 0x03:
      return { kind: 'export', name: reader.name(), type: readCoreExternType(reader), offset };
    default:
      throw errorLeadingByte(offset, byte, 'type definition');
  }
}

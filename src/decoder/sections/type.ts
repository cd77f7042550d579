/**
 * Type definitions: functions, resources, component and instance types, and the types of imports and exports
 * (Binary.md, Type Definitions). Value types are in `value-type.ts`.
 */
import { errorLeadingByte, errorNesting } from '../../errors.ts';
import type { CoreFuncIndex, CoreTypeIndex, ExternName, TypeIndex, ValueIndex } from '../component.ts';
import { readCoreValType } from '../core-module.ts';
import type { CoreValType } from '../core-module.ts';
import { MAX_FUNCTION_PARAMS, MAX_NESTING_DEPTH, MAX_TYPE_DECLARATIONS } from '../limits.ts';
import type { Reader } from '../reader.ts';
import { readAlias } from './alias.ts';
import type { Alias } from './alias.ts';
import { readCoreType } from './core-type.ts';
import type { CoreTypeDef } from './core-type.ts';
import { readExternName } from './extern-name.ts';
import { readIndex } from './sort.ts';
import { readDefValType, readLabelledType, readValType } from './value-type.ts';
import type { DefValType, LabelledType, ValTypeRef } from './value-type.ts';

export type {
  CaseDef, DefValType, Label, LabelledType, ListDef, PrimitiveType, ResultDef, ValTypeRef,
} from './value-type.ts';

/** `functype` */
export interface FuncTypeDef {
  readonly kind: 'func';
  readonly async: boolean;
  readonly params: readonly LabelledType[];
  readonly result?: ValTypeRef | undefined;
  readonly offset: number;
}

/** `resourcetype` */
export interface ResourceTypeDef {
  readonly kind: 'resource';
  readonly rep: CoreValType;
  readonly dtor?: CoreFuncIndex | undefined;
  readonly offset: number;
}

/** `componenttype` */
export interface ComponentTypeDef {
  readonly kind: 'component';
  readonly declarations: readonly Declaration[];
  readonly offset: number;
}

/** `instancetype` */
export interface InstanceTypeDef {
  readonly kind: 'instance';
  readonly declarations: readonly Declaration[];
  readonly offset: number;
}

/** `deftype` */
export type TypeDef = DefValType | FuncTypeDef | ResourceTypeDef | ComponentTypeDef | InstanceTypeDef;

/** `componentdecl` and `instancedecl`; `import` only in the former. */
export type Declaration =
  | { readonly kind: 'core-type'; readonly type: CoreTypeDef; readonly offset: number }
  | { readonly kind: 'type'; readonly type: TypeDef; readonly offset: number }
  | { readonly kind: 'alias'; readonly alias: Alias; readonly offset: number }
  | ExternDecl<'import'>
  | ExternDecl<'export'>;

/** `importdecl`, `exportdecl` */
interface ExternDecl<K extends 'import' | 'export'> {
  readonly kind: K;
  readonly name: ExternName;
  readonly type: ExternType;
  readonly offset: number;
}

/** `externtype` */
export type ExternType =
  | { readonly kind: 'core-module'; readonly type: CoreTypeIndex; readonly offset: number }
  | { readonly kind: 'func'; readonly type: TypeIndex; readonly offset: number }
  | { readonly kind: 'value'; readonly bound: ValueBound; readonly offset: number }
  | { readonly kind: 'type'; readonly bound: TypeBound; readonly offset: number }
  | { readonly kind: 'component'; readonly type: TypeIndex; readonly offset: number }
  | { readonly kind: 'instance'; readonly type: TypeIndex; readonly offset: number };

/** `typebound` */
export type TypeBound = { readonly kind: 'eq'; readonly type: TypeIndex } | { readonly kind: 'sub-resource' };

/** `valuebound` */
export type ValueBound =
  | { readonly kind: 'eq'; readonly value: ValueIndex }
  | { readonly kind: 'type'; readonly type: ValTypeRef };

const RESOURCE = 0x3f;
const FUNC = 0x40;
const COMPONENT = 0x41;
const INSTANCE = 0x42;
const ASYNC_FUNC = 0x43;

/** `core:sort` of a module, which follows the 0 of `core` in `externtype`. */
const CORE_MODULE_SORT = 0x11;

/** A type of the type section. */
export function readType(reader: Reader): TypeDef {
  return readNestedType(reader, 0);
}

/** `deftype`, `depth` component and instance types deep. */
function readNestedType(reader: Reader, depth: number): TypeDef {
  const offset = reader.offset;
  switch (reader.peek()) {
    case RESOURCE:
      return readResourceType(reader);
    case FUNC:
    case ASYNC_FUNC:
      return readFuncType(reader);
    case COMPONENT:
      return { kind: 'component', declarations: readDeclarations(reader, depth, readComponentDecl), offset };
    case INSTANCE:
      return { kind: 'instance', declarations: readDeclarations(reader, depth, readInstanceDecl), offset };
    default:
      return readDefValType(reader);
  }
}

/** `resourcetype` */
function readResourceType(reader: Reader): ResourceTypeDef {
  const offset = reader.offset;
  reader.skip(1);
  const rep = readCoreValType(reader);
  const dtor = reader.optional('resource destructor', readIndex<'core func'>);
  return { kind: 'resource', rep, dtor, offset };
}

/** `functype` */
function readFuncType(reader: Reader): FuncTypeDef {
  const offset = reader.offset;
  const async = reader.u8() === ASYNC_FUNC;
  const params = reader.vec(MAX_FUNCTION_PARAMS, 'component function parameters', readLabelledType);
  return { kind: 'func', async, params, result: readResultList(reader), offset };
}

/** `resultlist` */
export function readResultList(reader: Reader): ValTypeRef | undefined {
  const offset = reader.offset;
  const byte = reader.u8();
  if (byte === 0x00) return readValType(reader);
  if (byte !== 0x01) throw errorLeadingByte(offset, byte, 'component function results');
  reader.expect(0x00, 'number of results');
  return undefined;
}

type DeclarationReader = (reader: Reader, depth: number) => Declaration;

/** The declarations of a component or instance type, with its opcode. They nest, and how deep is bounded. */
function readDeclarations(reader: Reader, depth: number, read: DeclarationReader): readonly Declaration[] {
  if (depth >= MAX_NESTING_DEPTH) {
    throw errorNesting(reader.offset, 'component and instance types', MAX_NESTING_DEPTH);
  }
  reader.skip(1);
  const count = reader.definitionCount(MAX_TYPE_DECLARATIONS, 'type declarations');
  return reader.items(count, () => read(reader, depth + 1));
}

/** `componentdecl` */
function readComponentDecl(reader: Reader, depth: number): Declaration {
  const offset = reader.offset;
  if (reader.peek() !== 0x03) return readInstanceDecl(reader, depth);
  reader.skip(1);
  return { kind: 'import', name: readExternName(reader), type: readExternType(reader), offset };
}

/** `instancedecl` */
function readInstanceDecl(reader: Reader, depth: number): Declaration {
  const offset = reader.offset;
  const byte = reader.u8();
  switch (byte) {
    case 0x00:
      return { kind: 'core-type', type: readCoreType(reader), offset };
    case 0x01:
      return { kind: 'type', type: readNestedType(reader, depth), offset };
    case 0x02:
      return { kind: 'alias', alias: readAlias(reader), offset };
    case 0x04:
      return { kind: 'export', name: readExternName(reader), type: readExternType(reader), offset };
    default:
      throw errorLeadingByte(offset, byte, 'component or instance type declaration');
  }
}

/** `externtype` */
export function readExternType(reader: Reader): ExternType {
  const offset = reader.offset;
  const byte = reader.u8();
  switch (byte) {
    case 0x00:
      reader.expect(CORE_MODULE_SORT, 'component external kind');
      return { kind: 'core-module', type: readIndex(reader), offset };
    case 0x01:
      return { kind: 'func', type: readIndex(reader), offset };
    case 0x02:
      return { kind: 'value', bound: readValueBound(reader), offset };
    case 0x03:
      return { kind: 'type', bound: readTypeBound(reader), offset };
    case 0x04:
      return { kind: 'component', type: readIndex(reader), offset };
    case 0x05:
      return { kind: 'instance', type: readIndex(reader), offset };
    default:
      throw errorLeadingByte(offset, byte, 'component external kind');
  }
}

/** `typebound` */
function readTypeBound(reader: Reader): TypeBound {
  const offset = reader.offset;
  const byte = reader.u8();
  if (byte === 0x00) return { kind: 'eq', type: readIndex(reader) };
  if (byte === 0x01) return { kind: 'sub-resource' };
  throw errorLeadingByte(offset, byte, 'type bound');
}

/** `valuebound` */
function readValueBound(reader: Reader): ValueBound {
  const offset = reader.offset;
  const byte = reader.u8();
  if (byte === 0x00) return { kind: 'eq', value: readIndex(reader) };
  if (byte === 0x01) return { kind: 'type', type: readValType(reader) };
  throw errorLeadingByte(offset, byte, 'value bound');
}

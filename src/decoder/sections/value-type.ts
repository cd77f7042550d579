/** Value types (Binary.md, Type Definitions: `primvaltype`, `valtype`, `defvaltype`). */
import { errorLeadingByte } from '../../errors.ts';
import type { TypeIndex } from '../component.ts';
import {
  MAX_ENUM_CASES, MAX_FLAGS_DECODED, MAX_RECORD_FIELDS, MAX_TUPLE_TYPES, MAX_VARIANT_CASES,
} from '../limits.ts';
import type { Reader } from '../reader.ts';
import { readIndex } from './sort.ts';

/** `primvaltype` */
export type PrimitiveType =
  | 'bool' | 's8' | 'u8' | 's16' | 'u16' | 's32' | 'u32' | 's64' | 'u64' | 'f32' | 'f64' | 'char' | 'string'
  | 'error-context';

/** `valtype`: a primitive type in place, or the index of a defined one. */
export type ValTypeRef = PrimitiveType | TypeIndex;

/** `labelvaltype` */
export interface LabelledType {
  readonly label: string;
  readonly type: ValTypeRef;
  readonly offset: number;
}

/** A label with its place: a flag or the case of an enum. */
export interface Label {
  readonly label: string;
  readonly offset: number;
}

/** `case` */
export interface CaseDef {
  readonly label: string;
  readonly type?: ValTypeRef | undefined;
  readonly offset: number;
}

/** `defvaltype` */
export type DefValType =
  | { readonly kind: 'primitive'; readonly type: PrimitiveType; readonly offset: number }
  | { readonly kind: 'record'; readonly fields: readonly LabelledType[]; readonly offset: number }
  | { readonly kind: 'variant'; readonly cases: readonly CaseDef[]; readonly offset: number }
  | ListDef
  | { readonly kind: 'tuple'; readonly types: readonly ValTypeRef[]; readonly offset: number }
  | { readonly kind: 'flags'; readonly labels: readonly Label[]; readonly offset: number }
  | { readonly kind: 'enum'; readonly labels: readonly Label[]; readonly offset: number }
  | { readonly kind: 'option'; readonly type: ValTypeRef; readonly offset: number }
  | ResultDef
  | { readonly kind: 'own'; readonly resource: TypeIndex; readonly offset: number }
  | { readonly kind: 'borrow'; readonly resource: TypeIndex; readonly offset: number }
  | { readonly kind: 'stream'; readonly element?: ValTypeRef | undefined; readonly offset: number }
  | { readonly kind: 'future'; readonly element?: ValTypeRef | undefined; readonly offset: number }
  | { readonly kind: 'map'; readonly key: ValTypeRef; readonly value: ValTypeRef; readonly offset: number };

/** `list`, with a length if it is fixed (🔧). */
export interface ListDef {
  readonly kind: 'list';
  readonly element: ValTypeRef;
  readonly length?: number | undefined;
  readonly offset: number;
}

export interface ResultDef {
  readonly kind: 'result';
  readonly ok?: ValTypeRef | undefined;
  readonly error?: ValTypeRef | undefined;
  readonly offset: number;
}

const PRIMITIVES: ReadonlyMap<number, PrimitiveType> = new Map([
  [0x7f, 'bool'],
  [0x7e, 's8'],
  [0x7d, 'u8'],
  [0x7c, 's16'],
  [0x7b, 'u16'],
  [0x7a, 's32'],
  [0x79, 'u32'],
  [0x78, 's64'],
  [0x77, 'u64'],
  [0x76, 'f32'],
  [0x75, 'f64'],
  [0x74, 'char'],
  [0x73, 'string'],
  [0x64, 'error-context'],
]);

/** `valtype`: type indices are the numbers from 0 up of the same s33 whose negative ones are opcodes. */
export function readValType(reader: Reader): ValTypeRef {
  const offset = reader.offset;
  const byte = reader.peek();
  const primitive = PRIMITIVES.get(byte);
  if (primitive !== undefined) {
    reader.skip(1);
    return primitive;
  }
  const index = reader.s33();
  if (index < 0) throw errorLeadingByte(offset, byte, 'component value type');
  return index as TypeIndex;
}

/** `valtype?` */
export function readOptionalValType(reader: Reader): ValTypeRef | undefined {
  return reader.optional('optional component value type', readValType);
}

/** `labelvaltype` */
export function readLabelledType(reader: Reader): LabelledType {
  const offset = reader.offset;
  return { label: reader.name(), type: readValType(reader), offset };
}

function readLabel(reader: Reader): Label {
  const offset = reader.offset;
  return { label: reader.name(), offset };
}

/** `case`, with the byte that was once for refinement and must be zero. */
function readCase(reader: Reader): CaseDef {
  const offset = reader.offset;
  const label = reader.name();
  const type = readOptionalValType(reader);
  reader.expect(0x00, 'zero byte required');
  return { label, type, offset };
}

type DefValTypeReader = (reader: Reader, offset: number) => DefValType;

/** What follows each opcode of `defvaltype`. 0x6c was `union`. */
const DEFINED: ReadonlyMap<number, DefValTypeReader> = new Map<number, DefValTypeReader>([
  [0x72, (reader, offset) => (
    { kind: 'record', fields: reader.vec(MAX_RECORD_FIELDS, 'record fields', readLabelledType), offset })],
  [0x71, (reader, offset) => (
    { kind: 'variant', cases: reader.vec(MAX_VARIANT_CASES, 'variant cases', readCase), offset })],
  [0x70, (reader, offset) => ({ kind: 'list', element: readValType(reader), length: undefined, offset })],
  [0x6f, (reader, offset) => (
    { kind: 'tuple', types: reader.vec(MAX_TUPLE_TYPES, 'tuple types', readValType), offset })],
  [0x6e, (reader, offset) => (
    { kind: 'flags', labels: reader.vec(MAX_FLAGS_DECODED, 'flag names', readLabel), offset })],
  [0x6d, (reader, offset) => (
    { kind: 'enum', labels: reader.vec(MAX_ENUM_CASES, 'enum cases', readLabel), offset })],
  [0x6b, (reader, offset) => ({ kind: 'option', type: readValType(reader), offset })],
  [0x6a, (reader, offset) => (
    { kind: 'result', ok: readOptionalValType(reader), error: readOptionalValType(reader), offset })],
  [0x69, (reader, offset) => ({ kind: 'own', resource: readIndex(reader), offset })],
  [0x68, (reader, offset) => ({ kind: 'borrow', resource: readIndex(reader), offset })],
  [0x67, (reader, offset) => ({ kind: 'list', element: readValType(reader), length: reader.u32(), offset })],
  [0x66, (reader, offset) => ({ kind: 'stream', element: readOptionalValType(reader), offset })],
  [0x65, (reader, offset) => ({ kind: 'future', element: readOptionalValType(reader), offset })],
  [0x63, (reader, offset) => (
    { kind: 'map', key: readValType(reader), value: readValType(reader), offset })],
]);

/** `defvaltype` */
export function readDefValType(reader: Reader): DefValType {
  const offset = reader.offset;
  const byte = reader.u8();
  const primitive = PRIMITIVES.get(byte);
  if (primitive !== undefined) return { kind: 'primitive', type: primitive, offset };
  const read = DEFINED.get(byte);
  if (read === undefined) throw errorLeadingByte(offset, byte, 'component defined type');
  return read(reader, offset);
}

/**
 * WIT types in TypeScript (js-mapping.md, “Values”). A value that comes from JavaScript may be of a wider
 * type than one that goes there.
 */
import type { NumericKind } from '../../planner/abi/shape.ts';
import type {
  ListExpr, PrimitiveName, RecordField, StreamExpr, TypeExpr, VariantCase,
} from '../../planner/world.ts';
import { quote } from '../quote.ts';
import { propertyName } from './file.ts';
import type { DeclarationFile } from './file.ts';

/** Which way a value goes: into JavaScript, or from there into the component. */
export type Towards = 'js' | 'component';

interface Context {
  readonly file: DeclarationFile;
  readonly towards: Towards;
}

type Printer<T> = (type: T, of: (type: TypeExpr) => string, context: Context) => string;

type Printers = { readonly [K in TypeExpr['kind']]: Printer<Extract<TypeExpr, { kind: K }>> };

/** A type as TypeScript text on one line. */
export function typeText(type: TypeExpr, file: DeclarationFile, towards: Towards): string {
  return print(type, { file, towards });
}

function print<K extends TypeExpr['kind']>(type: Extract<TypeExpr, { kind: K }>, context: Context): string {
  const printer = PRINTERS[type.kind as K] as Printer<Extract<TypeExpr, { kind: K }>>;
  return printer(type, (inner) => print(inner, context), context);
}

const PRINTERS: Printers = {
  named: ({ type }, _, { file }) => file.typeName(type),
  handle: ({ resource }, _, { file }) => file.typeName(resource),
  primitive: ({ name }, _, { file, towards }) => {
    if (name !== 'error-context') return PRIMITIVES[name];
    return towards === 'js' ? file.global('Error') : `${file.global('Error')} | string`;
  },
  record: ({ fields }, of) => `{ ${fields.map((field) => fieldText(field, of)).join(', ')} }`,
  variant: ({ cases }, of) => cases.map((each) => caseText(each, of)).join(' | '),
  flags: ({ labels }) => `{ ${labels.map(({ js }) => `${propertyName(js)}?: boolean`).join(', ')} }`,
  enum: ({ labels }) => labels.map(({ name }) => quote(name)).join(' | '),
  list: printList,
  tuple: ({ types }, of) => `[${types.map(of).join(', ')}]`,
  option: ({ type, tagged }, of, { file }) => (
    tagged ? `${file.helper('Option')}<${of(type)}>` : `${of(type)} | undefined`),
  result: ({ ok, error }, of, { file }) =>
    `${file.helper('Result')}<${payloadText(ok, of)}, ${payloadText(error, of)}>`,
  map: ({ key, value }, of, { file, towards }) => {
    const map = `${file.global('Map')}<${of(key)}, ${of(value)}>`;
    return towards === 'js' ? map : `${map} | ${file.global('Iterable')}<[${of(key)}, ${of(value)}]>`;
  },
  stream: printStream,
  future: ({ element }, of, { file, towards }) => {
    const type = payloadText(element, of);
    if (towards === 'js') return `${file.helper('Future')}<${type}>`;
    return `${type} | ${file.global('PromiseLike')}<${type}>`;
  },
};

const PRIMITIVES: { readonly [P in Exclude<PrimitiveName, 'error-context'>]: string } = {
  bool: 'boolean', s8: 'number', u8: 'number', s16: 'number', u16: 'number', s32: 'number', u32: 'number',
  s64: 'bigint', u64: 'bigint', f32: 'number', f64: 'number', char: 'string', string: 'string',
};

/** The typed array of a list of numbers. */
const TYPED_ARRAYS: { readonly [N in NumericKind]: string } = {
  u8: 'Uint8Array', s8: 'Int8Array', u16: 'Uint16Array', s16: 'Int16Array',
  u32: 'Uint32Array', s32: 'Int32Array', u64: 'BigUint64Array', s64: 'BigInt64Array',
  f32: 'Float32Array', f64: 'Float64Array',
};

function printList({ element, numbers }: ListExpr, of: (type: TypeExpr) => string, context: Context): string {
  const { file, towards } = context;
  if (numbers === undefined) return `${file.global('Array')}<${of(element)}>`;
  const array = file.global(TYPED_ARRAYS[numbers]);
  if (towards === 'js') return array;
  const buffer = numbers === 'u8' ? [file.global('ArrayBuffer')] : [];
  return [array, `${file.global('ArrayLike')}<${of(element)}>`, ...buffer].join(' | ');
}

/** A stream of numbers comes in chunks; from JavaScript as chunks or numbers. */
function printStream(
  { element, numbers }: StreamExpr, of: (type: TypeExpr) => string, { file, towards }: Context,
): string {
  const type = payloadText(element, of);
  const array = numbers === undefined ? undefined : file.global(TYPED_ARRAYS[numbers]);
  if (towards === 'js') {
    return `${file.helper('Stream')}<${array === undefined ? type : `${array}, ${array}`}>`;
  }
  const given = array === undefined ? type : `${array} | ${type}`;
  const types = ['ReadableStream', 'AsyncIterable', 'Iterable'];
  return types.map((name) => `${file.global(name)}<${given}>`).join(' | ');
}

function payloadText(type: TypeExpr | undefined, of: (type: TypeExpr) => string): string {
  return type === undefined ? 'void' : of(type);
}

/** A record's field. */
export function fieldText({ js, type, optional }: RecordField, of: (type: TypeExpr) => string): string {
  return `${propertyName(js)}${optional ? '?' : ''}: ${of(type)}`;
}

/** A variant's case. */
export function caseText({ name, type }: VariantCase, of: (type: TypeExpr) => string): string {
  return `{ tag: ${quote(name)}${type === undefined ? '' : `, val: ${of(type)}`} }`;
}

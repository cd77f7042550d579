/**
 * 🪙 Values: each is used exactly once, and those in the value section are of their type (Binary.md, Start
 * Definitions and Value Definitions).
 */
import { errorValue } from '../../errors.ts';
import { MAX_FUNCTIONS } from '../limits.ts';
import { Reader } from '../reader.ts';
import type { Value } from '../sections/start.ts';
import { addEntry, entryAt } from './scope.ts';
import type { Scope } from './scope.ts';
import { checkValType } from './type-defs.ts';
import type { DefinedType, PrimitiveType, ValType } from './types.ts';

/** `value` */
export function checkValue(scope: Scope, { type, bytes, bytesOffset, offset }: Value): void {
  const valType = checkValType(scope, type, offset);
  const reader = new Reader(bytes, bytesOffset);
  readValue(reader, valType);
  reader.expectEnd();
  addEntry(scope, 'value', valType, offset);
}

/** The type of the value with this index, which from now on can't be used again. */
export function useValue(scope: Scope, index: number, offset: number): ValType {
  const type = entryAt(scope, 'value', index, offset);
  if (scope.usedValues.has(index)) {
    throw errorValue(offset, `value ${index} is used more than once: it must be used exactly once`);
  }
  scope.usedValues.add(index);
  return type;
}

/** At the end of a component. */
export function checkValuesAreUsed(scope: Scope, offset: number): void {
  const unused = scope.spaces.value.findIndex((_, index) => !scope.usedValues.has(index));
  if (unused < 0) return;
  throw errorValue(offset,
    `value ${unused} was not used as part of an instantiation, start function or export: it must be once`);
}

/** `val(t)` */
function readValue(reader: Reader, type: ValType): void {
  if (typeof type === 'string') return PRIMITIVES[type](reader);
  const read = VALUES[type.kind] as (reader: Reader, type: DefinedType) => void;
  read(reader, type);
}

/** An integer in LEB128 of at most `bits` bits. */
function readInteger(
  reader: Reader, name: PrimitiveType, read: () => number, min: number, max: number,
): void {
  const { offset, position } = reader;
  const value = read();
  const mostBytes = Math.ceil(Math.log2(max - min + 1) / 7);
  if (value < min || value > max || reader.position - position > mostBytes) {
    throw errorValue(offset, `invalid value of type ${name}: integer too large`);
  }
}

const PRIMITIVES: { readonly [P in PrimitiveType]: (reader: Reader) => void } = {
  'bool': (reader) => { reader.bool(); },
  's8': (reader) => { reader.u8(); },
  'u8': (reader) => { reader.u8(); },
  's16': (reader) => readInteger(reader, 's16', () => reader.s32(), -0x8000, 0x7fff),
  'u16': (reader) => readInteger(reader, 'u16', () => reader.u32(), 0, 0xffff),
  's32': (reader) => { reader.s32(); },
  'u32': (reader) => { reader.u32(); },
  's64': (reader) => { reader.s64(); },
  'u64': (reader) => { reader.u64(); },
  'f32': (reader) => readFloat(reader, 'f32', [0x00, 0x00, 0xc0, 0x7f]),
  'f64': (reader) => readFloat(reader, 'f64', [0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xf8, 0x7f]),
  'char': readChar,
  'string': (reader) => { reader.name(); },
  'error-context': refuse('error-context'),
};

/** Of the many NaNs only one is allowed. */
function readFloat(reader: Reader, name: 'f32' | 'f64', nan: readonly number[]): void {
  const { offset } = reader;
  const bytes = reader.bytes(nan.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const value = name === 'f32' ? view.getFloat32(0, true) : view.getFloat64(0, true);
  if (Number.isNaN(value) && !nan.every((byte, index) => byte === bytes[index])) {
    throw errorValue(offset, `invalid value of type ${name}: not the canonical NaN`);
  }
}

/** One scalar in UTF-8, without a length. */
function readChar(reader: Reader): void {
  const first = reader.peek();
  reader.utf8(first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);
}

type Of<K extends DefinedType['kind']> = Extract<DefinedType, { kind: K }>;

const VALUES: { readonly [K in DefinedType['kind']]: (reader: Reader, type: Of<K>) => void } = {
  primitive: (reader, { type }) => readValue(reader, type),
  record: (reader, { fields }) => fields.forEach((field) => readValue(reader, field.type)),
  variant: (reader, { cases }) => readOptional(reader, cases[readCase(reader, cases.length)]?.type),
  list(reader, { element, length }) {
    if (length !== undefined) refuse('list of fixed length')(reader);
    const count = reader.count(MAX_FUNCTIONS, 'elements');
    for (let index = 0; index < count; index++) readValue(reader, element);
  },
  tuple: (reader, { types }) => types.forEach((type) => readValue(reader, type)),
  flags: (reader, { labels }) => reader.skip(Math.ceil(labels.length / 8)),
  enum: (reader, { labels }) => { readCase(reader, labels.length); },
  option: (reader, { type }) => readOptional(reader, reader.bool() ? type : undefined),
  result: (reader, { ok, error }) => readOptional(reader, reader.bool() ? error : ok),
  own: refuse('own'),
  borrow: refuse('borrow'),
  stream: refuse('stream'),
  future: refuse('future'),
  map: refuse('map'),
};

function readCase(reader: Reader, count: number): number {
  const { offset } = reader;
  const index = reader.u32();
  if (index >= count) throw errorValue(offset, `invalid case ${index}: there are ${count}`);
  return index;
}

function readOptional(reader: Reader, type: ValType | undefined): void {
  if (type !== undefined) readValue(reader, type);
}

/** Types that Binary.md has no values of. */
function refuse(what: string): (reader: Reader) => void {
  return ({ offset }) => {
    throw errorValue(offset, `a value can't be of a type that contains ${what}`);
  };
}

/**
 * Types to shapes: every number and every JavaScript name that lifting and lowering a value of a type needs
 * (shape.ts). CanonicalABI.md, "Alignment", "Element Size", "Flattening"; cases as `despecialize` of
 * definitions.py makes them.
 */
import { errorFlags } from '../../errors.ts';
import { assignKeys } from '../names.ts';
import type { Type } from '../types.ts';
import type { TypeNumber } from './type-numbers.ts';
import { concatFlat, joinCases, repeatFlat } from './flat.ts';
import { discriminantSize, flagsSize, layoutCases, layoutFixedList, layoutRecord } from './layout.ts';
import type {
  CaseShape, CoreType, NumericKind, PointerType, RecordShape, ScalarShape, Shape, TupleShape,
} from './shape.ts';

/** The shapes for memories of one pointer width. */
export interface ShapeOf {
  /**
   * The shape of a type; the same object for the same type object.
   * @throws TranspileError if the type has no shape: 2^28 bytes or more, or more than 32 flags
   */
  (type: Type): Shape;
  readonly pointer: PointerType;
  /** Equal types have equal numbers. */
  readonly numberOf: TypeNumber;
}

/** How types of each kind get their shape. */
type Makers = { readonly [K in Type['kind']]: (type: Extract<Type, { kind: K }>, shapeOf: ShapeOf) => Shape };

/**
 * Shapes for one pointer width. Memoised by the type object's identity, so a type used often has one shape.
 */
export function makeShapes(
  options: { readonly pointer: PointerType; readonly numberOf: TypeNumber },
): ShapeOf {
  const known = new Map<Type, Shape>();
  const lookUp = (type: Type): Shape => {
    let shape = known.get(type);
    if (shape === undefined) {
      shape = makeShape(type, shapeOf);
      known.set(type, shape);
    }
    return shape;
  };
  const shapeOf: ShapeOf = Object.assign(lookUp, options);
  return shapeOf;
}

/** The shape of several values one behind the other: a tuple, parameters in memory. */
export function makeTuple(shapes: readonly Shape[]): TupleShape {
  const { offsets, ...layout } = layoutRecord(shapes);
  const fields = shapes.map((shape, i) => ({ offset: offsets[i] as number, shape }));
  return { kind: 'tuple', fields, ...composite(layout, shapes) };
}

function makeShape<K extends Type['kind']>(type: Extract<Type, { kind: K }>, shapeOf: ShapeOf): Shape {
  const make = MAKERS[type.kind as K] as (type: Extract<Type, { kind: K }>, shapeOf: ShapeOf) => Shape;
  return make(type, shapeOf);
}

const MAKERS: Makers = {
  bool: () => scalar('bool', 1, 'i32'),
  char: () => scalar('char', 4, 'i32'),
  u8: () => scalar('u8', 1, 'i32'),
  s8: () => scalar('s8', 1, 'i32'),
  u16: () => scalar('u16', 2, 'i32'),
  s16: () => scalar('s16', 2, 'i32'),
  u32: () => scalar('u32', 4, 'i32'),
  s32: () => scalar('s32', 4, 'i32'),
  u64: () => scalar('u64', 8, 'i64'),
  s64: () => scalar('s64', 8, 'i64'),
  f32: () => scalar('f32', 4, 'f32'),
  f64: () => scalar('f64', 8, 'f64'),
  string: (_, { pointer }) => ({ kind: 'string', pointer, ...pointerPair(pointer, false) }),
  'error-context': () => ({ kind: 'error-context', ...index }),
  list: ({ element, length }, shapeOf) => makeList(shapeOf(element), length, shapeOf.pointer),
  map: ({ key, value }, shapeOf) => makeMap(makeTuple([shapeOf(key), shapeOf(value)]), shapeOf.pointer),
  record: ({ fields }, shapeOf) =>
    makeRecord(fields.map(({ name, type }) => ({ name, shape: shapeOf(type) }))),
  tuple: ({ types }, shapeOf) => makeTuple(types.map(shapeOf)),
  flags: ({ labels }) => makeFlags(labels),
  enum: ({ labels }) => makeEnum(labels),
  variant: ({ cases }, shapeOf) => ({
    kind: 'variant',
    ...makeCases(cases.map(({ name, type }) => makeCase(name, type, shapeOf))),
  }),
  option: ({ type }, shapeOf) => ({
    kind: 'option',
    tagged: type.kind === 'option',
    ...makeCases([makeCase('none', undefined, shapeOf), makeCase('some', type, shapeOf)]),
  }),
  result: ({ ok, error }, shapeOf) => ({
    kind: 'result',
    ...makeCases([makeCase('ok', ok, shapeOf), makeCase('err', error, shapeOf)]),
  }),
  own: ({ resource }) => ({ kind: 'own', resource: resource.identity.index, ...index }),
  borrow: ({ resource }) => ({ kind: 'borrow', resource: resource.identity.index, ...index }),
  stream: ({ element }, shapeOf) => ({ kind: 'stream', ...ofElement(element, shapeOf), ...index }),
  future: ({ element }, shapeOf) => ({ kind: 'future', ...ofElement(element, shapeOf), ...index }),
};

/** What shapes of no strings, lists, maps and handles have in common, unless their bytes can be copied. */
const plain = { bitwise: false, allocates: false, handles: false } as const;

/** An index into a handle table. */
const index = { size: 4, align: 4, flat: ['i32'], bitwise: false, allocates: false, handles: true } as const;

function scalar(kind: ScalarShape['kind'], size: number, flat: CoreType): ScalarShape {
  return { kind, size, align: size, flat: [flat], ...plain, bitwise: isNumeric(kind) };
}

function isNumeric(kind: ScalarShape['kind']): kind is NumericKind {
  return kind !== 'bool' && kind !== 'char';
}

/** What strings, lists and maps are in memory: a pointer and a length. */
function pointerPair(pointer: PointerType, handles: boolean) {
  const bytes = pointer === 'i64' ? 8 : 4;
  const flat: readonly CoreType[] = [pointer, pointer];
  return { size: 2 * bytes, align: bytes, flat, bitwise: false, allocates: true, handles };
}

function makeList(element: Shape, length: number | undefined, pointer: PointerType): Shape {
  if (length === undefined) {
    return { kind: 'list', pointer, element, ...pointerPair(pointer, element.handles) };
  }
  const { bitwise, allocates, handles } = element;
  return {
    kind: 'fixed-list', element, length, ...layoutFixedList(element, length),
    flat: repeatFlat(element.flat, length), bitwise, allocates, handles,
  };
}

function makeMap(entry: TupleShape, pointer: PointerType): Shape {
  return { kind: 'map', pointer, entry, ...pointerPair(pointer, entry.handles) };
}

function makeRecord(parts: readonly { readonly name: string; readonly shape: Shape }[]): RecordShape {
  const shapes = parts.map(({ shape }) => shape);
  const keys = assignKeys(parts.map(({ name }) => name));
  const { offsets, ...layout } = layoutRecord(shapes);
  const fields = parts.map(({ name, shape }, i) => {
    return { name, key: keys[i] as string, offset: offsets[i] as number, shape };
  });
  return { kind: 'record', fields, ...composite(layout, shapes) };
}

/** What a record and a tuple have in common. */
function composite(layout: { size: number; align: number; dense: boolean }, shapes: readonly Shape[]) {
  return {
    size: layout.size,
    align: layout.align,
    flat: concatFlat(shapes.map(({ flat }) => flat)),
    bitwise: layout.dense && shapes.every(({ bitwise }) => bitwise),
    allocates: shapes.some(({ allocates }) => allocates),
    handles: shapes.some(({ handles }) => handles),
  };
}

function makeFlags(names: readonly string[]): Shape {
  if (names.length === 0 || names.length > 32) throw errorFlags(undefined, names.length);
  const keys = assignKeys(names);
  const labels = names.map((name, i) => ({ name, key: keys[i] as string }));
  const size = flagsSize(names.length);
  return { kind: 'flags', labels, size, align: size, flat: ['i32'], ...plain };
}

function makeEnum(labels: readonly string[]): Shape {
  const size = discriminantSize(labels.length);
  return { kind: 'enum', labels, size, align: size, flat: ['i32'], ...plain };
}

function makeCase(name: string, type: Type | undefined, shapeOf: ShapeOf): CaseShape {
  return type === undefined ? { name } : { name, shape: shapeOf(type) };
}

/** What variants, options and results have in common. */
function makeCases(cases: readonly CaseShape[]) {
  const shapes = cases.flatMap(({ shape }) => shape ?? []);
  return {
    cases,
    ...layoutCases(cases.map(({ shape }) => shape)),
    flat: joinCases(shapes.map(({ flat }) => flat)),
    bitwise: false,
    allocates: shapes.some(({ allocates }) => allocates),
    handles: shapes.some(({ handles }) => handles),
  };
}

function ofElement(
  element: Type | undefined, shapeOf: ShapeOf,
): { readonly element?: Shape; readonly type: number } {
  const type = shapeOf.numberOf(element);
  return element === undefined ? { type } : { element: shapeOf(element), type };
}

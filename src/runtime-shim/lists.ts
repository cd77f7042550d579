/**
 * Lists of numbers on their way out, and all lists on their way in (js-mapping.md, "Values"). What isn't an
 * array is collected before its length is used. `path`, `i`, `j`: see type-error.ts.
 */
import { checkBigInt, checkInteger, checkNumber, toBigInt } from './check.ts';
import { checkList, type Views } from './memory.ts';
import { formatPath, wrongType, wrongValue } from './type-error.ts';

interface NumbersView {
  readonly BYTES_PER_ELEMENT: number;
  slice(start: number, end: number): unknown;
}

/** A `list` of numbers: a copy of that part of a view. */
export function liftNumbers(views: Views, view: NumbersView, ptr: number, length: number): unknown {
  const size = view.BYTES_PER_ELEMENT;
  checkList(views, ptr, length, size, size);
  return view.slice(ptr / size, ptr / size + length);
}

/** A `list<T>` of any but numbers: an array, or what can be made one. */
export function toArray(value: unknown, path: string, i?: number, j?: number): readonly unknown[] {
  return Array.isArray(value) ? value : Array.from(checkListLike(value, path, i, j));
}

/** A tuple or `list<T, N>`. */
export function toArrayOf(length: number, value: unknown, path: string, i?: number, j?: number): readonly unknown[] {
  const array = toArray(value, path, i, j);
  if (array.length !== length) wrongValue(`${length} elements`, array.length, path, i, j);
  return array;
}

/** A `map<K, V>`: the pairs of a `Map`, or of any iterable. */
export function toEntries(value: unknown, path: string, i?: number, j?: number): readonly unknown[] {
  return value instanceof Map ? [...value] : toArray(value, path, i, j);
}

function typedArrayGetter(key: 'length' | typeof Symbol.toStringTag): (this: unknown) => unknown {
  const { get } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), key)!;
  return get as (this: unknown) => unknown;
}

const typedArrayName = /*#__PURE__*/ typedArrayGetter(Symbol.toStringTag);

const typedArrayLength = /*#__PURE__*/ typedArrayGetter('length');

/** True of a typed array of this type, and of no object that only looks like one. */
function isTypedArray<T>(Type: new () => T, value: unknown): value is T {
  return value instanceof Type && typedArrayName.call(value) !== undefined;
}

/** The number of elements that a typed array has, whatever its class or its user say: none if it has lost its buffer. */
export function lengthOf(numbers: unknown): number {
  // It is stored next, before any other is copied.
  if (numbers === copying.list) copying.buffer = (numbers as Uint8Array<ArrayBuffer>).buffer;
  return typedArrayLength.call(numbers) as number;
}

/** A list of numbers as the typed array that it is stored from; others are converted element by element. */
export function toNumbers<T>(Type: NumbersConstructor<T>, value: unknown, path: string, i?: number, j?: number): T {
  return isTypedArray(Type, value) ? value : copyNumbers(Type, checkListLike(value, path, i, j) as Iterable<number>);
}

/**
 * Where short arrays are copied to: making a buffer takes as long as copying 500 numbers. `buffer` is undefined while one
 * is in use, or was for a call that failed.
 */
const copying: { buffer: ArrayBuffer | undefined; list: unknown } = { buffer: undefined, list: undefined };

/** Constructors of typed arrays ask arrays for iterators: ten times as slow as this. */
function copyNumbers<T>(Type: NumbersConstructor<T>, list: Iterable<number>): T {
  if (!Array.isArray(list)) return new Type(list);
  const { length } = list as readonly number[];
  const numbers = length > 1024 ? new Type(length) : new Type(copying.buffer ?? new ArrayBuffer(0x2000), 0, length);
  if (length <= 1024) {
    copying.buffer = undefined;
    copying.list = numbers;
  }
  for (let i = 0; i < length; i++) (numbers as number[])[i] = list[i] as number;
  return numbers;
}

/** A `list<u8>`: an `ArrayBuffer` is one too. */
export function toBytes(value: unknown, path: string, i?: number, j?: number): Uint8Array {
  if (typedArrayName.call(value) === 'Uint8Array') return value as Uint8Array;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return copyNumbers(Uint8Array, checkListLike(value, path, i, j) as Iterable<number>);
}

/** A list of 64-bit integers. */
export function toBigInts<T>(Type: ElementsConstructor<T, bigint>, value: unknown, path: string, i?: number, j?: number): T {
  if (isTypedArray(Type, value)) return value;
  const element = `${formatPath(path, i, j)}[]`;
  return Type.from(checkListLike(value, path, i, j), (each, at) => toBigInt(each, element, at));
}

// With --strict, each element of what isn't such a typed array is looked at; one that is missing is none.

/** Each is an integer in this range. */
export function toIntegers<T>(
  Type: ElementsConstructor<T, number>, min: number, max: number, value: unknown, path: string, i?: number, j?: number,
): T {
  return toChecked(Type, (each, at, index) => checkInteger(each, min, max, at, index), value, path, i, j);
}

/** A `list<u8>`: an `ArrayBuffer` is one, too. */
export function toIntegerBytes(value: unknown, path: string, i?: number, j?: number): Uint8Array {
  return value instanceof ArrayBuffer ? new Uint8Array(value) : toIntegers(Uint8Array, 0, 0xff, value, path, i, j);
}

/** Each is a bigint in this range. */
export function toBigIntegers<T>(
  Type: ElementsConstructor<T, bigint>, min: bigint, max: bigint, value: unknown, path: string, i?: number, j?: number,
): T {
  return toChecked(Type, (each, at, index) => checkBigInt(each, min, max, at, index), value, path, i, j);
}

/** Each is a number. */
export function toFloats<T>(
  Type: ElementsConstructor<T, number>, value: unknown, path: string, i?: number, j?: number,
): T {
  return toChecked(Type, checkNumber, value, path, i, j);
}

function toChecked<T, E>(
  Type: ElementsConstructor<T, E>, check: (each: unknown, path: string, index: number) => E,
  value: unknown, path: string, i?: number, j?: number,
): T {
  if (isTypedArray(Type, value)) return value;
  const element = `${formatPath(path, i, j)}[]`;
  return Type.from(checkListLike(value, path, i, j), (each, index) => check(each, element, index));
}

interface NumbersConstructor<T> {
  new (numbers?: Iterable<number> | number): T;
  new (buffer: ArrayBuffer, byteOffset: number, length: number): T;
}

interface ElementsConstructor<T, E> {
  new (): T;
  from<V>(list: Iterable<V> | ArrayLike<V>, convert: (value: V, index: number) => E): T;
}

function checkListLike(value: unknown, path: string, i?: number, j?: number): Iterable<unknown> | ArrayLike<unknown> {
  if (typeof value === 'object' && value !== null) {
    if (Symbol.iterator in value) return value as Iterable<unknown>;
    if ('length' in value) return value as ArrayLike<unknown>;
  }
  return wrongType('a list', value, path, i, j);
}

/**
 * Lists on their way in (js-mapping.md, "Values"). What isn't an array is collected before its length is used.
 * `path`, `i`, `j`: see type-error.ts.
 */
import { checkInteger } from './check.ts';
import { formatPath, wrongType } from './type-error.ts';

/** A `list<T>` of any but numbers: an array, or what can be made one. */
export function toArray(value: unknown, path: string, i?: number, j?: number): readonly unknown[] {
  return Array.isArray(value) ? value : Array.from(checkListLike(value, path, i, j));
}

/** A tuple or `list<T, N>`. */
export function toArrayOf(length: number, value: unknown, path: string, i?: number, j?: number): readonly unknown[] {
  const array = toArray(value, path, i, j);
  if (array.length !== length) wrongLength(length, array, path, i, j);
  return array;
}

/** A `map<K, V>`: the pairs of a `Map`, or of any iterable. */
export function toEntries(value: unknown, path: string, i?: number, j?: number): readonly unknown[] {
  return value instanceof Map ? [...value] : toArray(value, path, i, j);
}

/** A list of numbers: such a typed array, or an array; `set` converts the elements of one. */
export function toNumbers(
  Type: NumbersConstructor, value: unknown, path: string, i?: number, j?: number,
): ArrayLike<number> {
  return value instanceof Type || Array.isArray(value) ? value : Array.from(checkListLike(value, path, i, j) as number[]);
}

/** A `list<u8>`: an `ArrayBuffer` is one too. */
export function toBytes(value: unknown, path: string, i?: number, j?: number): ArrayLike<number> {
  return value instanceof ArrayBuffer ? new Uint8Array(value) : toNumbers(Uint8Array, value, path, i, j);
}

/** A list of 64-bit integers. */
export function toBigInts(
  Type: BigIntsConstructor, value: unknown, path: string, i?: number, j?: number,
): ArrayLike<bigint> {
  return value instanceof Type ? value : Array.from(checkListLike(value, path, i, j) as bigint[], BigInt);
}

/** With --strict, the elements of a list that is no typed array are each an integer in this range. */
export function checkIntegers(
  list: ArrayLike<number>, min: number, max: number, path: string, i?: number, j?: number,
): ArrayLike<number> {
  if (Array.isArray(list)) {
    const element = `${formatPath(path, i, j)}[]`;
    list.forEach((value, index) => checkInteger(value, min, max, element, index));
  }
  return list;
}

interface NumbersConstructor {
  new (): ArrayLike<number>;
}

interface BigIntsConstructor {
  new (): ArrayLike<bigint>;
}

function checkListLike(value: unknown, path: string, i?: number, j?: number): Iterable<unknown> | ArrayLike<unknown> {
  if (typeof value === 'object' && value !== null) {
    if (Symbol.iterator in value) return value as Iterable<unknown>;
    if ('length' in value) return value as ArrayLike<unknown>;
  }
  return wrongType('a list', value, path, i, j);
}

function wrongLength(length: number, array: readonly unknown[], path: string, i?: number, j?: number): never {
  return wrongType(`${length} elements`, array, path, i, j);
}

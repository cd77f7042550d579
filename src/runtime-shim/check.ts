/**
 * Checks of values on their way in, one call each in the emitted code (js-mapping.md, "Values", "from JS").
 * They give back what they check, or what it is lowered to. `path`, `i`, `j`: see type-error.ts.
 */
import { wrongType, wrongValue } from './type-error.ts';

/** A field of a record that may not be left out. */
export function checkPresent<T>(value: T, what: string, path: string, i?: number, j?: number): T {
  if (value === undefined) wrongType(what, value, path, i, j);
  return value;
}

export function checkString(value: unknown, path: string, i?: number, j?: number): string {
  if (typeof value !== 'string') wrongType('a string', value, path, i, j);
  return value;
}

/** A 64-bit integer: a bigint, or what `BigInt` makes one of. */
export function toBigInt(value: unknown, path: string, i?: number, j?: number): bigint {
  if (typeof value === 'bigint') return value;
  try {
    return BigInt(value as string);
  } catch (error) {
    // User code threw it.
    if (typeof value === 'object' && value !== null) throw error;
    wrongType('a bigint', value, path, i, j);
  }
}

/** `char_to_i32` */
export function checkChar(value: unknown, path: string, i?: number, j?: number): number {
  if (typeof value !== 'string') wrongType('a string', value, path, i, j);
  if (value.length === 1) {
    const unit = value.charCodeAt(0);
    if ((unit & 0xf800) !== 0xd800) return unit;
  }
  const scalar = value.codePointAt(0);
  if (scalar === undefined || scalar < 0x10000 || value.length > 2) {
    wrongValue('one Unicode scalar value', value, path, i, j);
  }
  return scalar;
}

type Labels = readonly string[];

/** The index of a label of an enum; `indexOf` takes longer. */
export function checkEnum(labels: Labels, value: unknown, path: string, i?: number, j?: number): number {
  for (let index = 0; index < labels.length; index++) if (labels[index] === value) return index;
  return wrongCase(labels, value, path, i, j);
}

/** Throws: `value` is the label of no case. */
export function wrongCase(cases: Labels, value: unknown, path: string, i?: number, j?: number): never {
  const what = `one of ${cases.map((label) => JSON.stringify(label)).join(', ')}`;
  if (typeof value === 'string') wrongValue(what, value, path, i, j);
  wrongType(what, value, path, i, j);
}

/** A record: anything that has properties of its own. */
export function checkObject<T>(value: T, path: string, i?: number, j?: number): T {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
    wrongType('an object', value, path, i, j);
  }
  return value;
}

/** Flags: an object, or nothing for none. */
export function checkFlags<T>(value: T, path: string, i?: number, j?: number): T | {} {
  return value == null ? {} : checkObject(value, path, i, j);
}

// With --strict, values that JavaScript would convert are refused.

export function checkInteger(
  value: unknown, min: number, max: number, path: string, i?: number, j?: number,
): number {
  if (typeof value !== 'number') wrongType('a number', value, path, i, j);
  if (!Number.isInteger(value) || value < min || value > max) {
    wrongValue(`an integer from ${min} to ${max}`, value, path, i, j);
  }
  return value;
}

export function checkBigInt(
  value: unknown, min: bigint, max: bigint, path: string, i?: number, j?: number,
): bigint {
  if (typeof value !== 'bigint') wrongType('a bigint', value, path, i, j);
  if (value < min || value > max) wrongValue(`an integer from ${min} to ${max}`, value, path, i, j);
  return value;
}

export function checkNumber(value: unknown, path: string, i?: number, j?: number): number {
  if (typeof value !== 'number') wrongType('a number', value, path, i, j);
  return value;
}

export function checkBoolean(value: unknown, path: string, i?: number, j?: number): boolean {
  if (typeof value !== 'boolean') wrongType('a boolean', value, path, i, j);
  return value;
}

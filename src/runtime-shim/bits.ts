/**
 * Core values in slots of another type: what `join` makes of payloads of different cases (CanonicalABI.md,
 * "Flattening"), `char`s, and lengths of latin1+utf16 strings in 64-bit memories.
 */
import { utf16Tag } from './strings-lift.ts';
import { trap } from './trap.ts';

const scratch = /*#__PURE__*/ new DataView(/*#__PURE__*/ new ArrayBuffer(8));

const slots = /*#__PURE__*/ new ArrayBuffer(128);

/** Doubles in slots of i64, and these slots (values/cases.ts). There are no more than 16 core parameters. */
export const slotDoubles: Float64Array = /*#__PURE__*/ new Float64Array(slots);

export const slotBits: BigInt64Array = /*#__PURE__*/ new BigInt64Array(slots);

/** `core_i32_reinterpret_f32` */
export function i32FromF32(value: number): number {
  scratch.setFloat32(0, value);
  return scratch.getInt32(0);
}

/** `core_f32_reinterpret_i32` */
export function f32FromI32(bits: number): number {
  scratch.setInt32(0, bits);
  return scratch.getFloat32(0);
}

/** `core_i64_reinterpret_f64` */
export function i64FromF64(value: number): bigint {
  scratch.setFloat64(0, value);
  return scratch.getBigInt64(0);
}

/** `core_f64_reinterpret_i64` */
export function f64FromI64(bits: bigint): number {
  scratch.setBigInt64(0, bits);
  return scratch.getFloat64(0);
}

/** `wrap_i64_to_i32` */
export function i32FromI64(value: bigint): number {
  return Number(BigInt.asIntN(32, value));
}

/** A pointer or length of a 64-bit memory. */
export function fromI64(value: bigint): number {
  return Number(BigInt.asUintN(64, value));
}

/** `convert_i32_to_char`, the check */
export function checkScalar(i: number): number {
  if (i >>> 0 > 0x10ffff || (i & 0xfffff800) === 0xd800) trap('invalid `char` bit pattern');
  return i;
}

/** `convert_i32_to_char` */
export function liftChar(i: number): string {
  return String.fromCodePoint(checkScalar(i));
}

/** The index of a case, if there are so many. */
export function checkDiscriminant(i: number, cases: number): number {
  if (i >>> 0 >= cases) trap('invalid variant discriminant');
  return i;
}

/** `tagged_code_units` of a 64-bit memory as of a 32-bit one. Lengths that are too long stay so. */
export function codeUnitsFromI64(value: bigint): number {
  const length = Number(BigInt.asUintN(63, value));
  return Math.min(length, utf16Tag - 1) + (value >> 63n ? utf16Tag : 0);
}

/** The same in the other direction. */
export function codeUnitsToI64(value: number): bigint {
  return value < utf16Tag ? BigInt(value) : BigInt(value - utf16Tag) + 0x8000000000000000n;
}

/**
 * Constant expressions (core spec, “Constant Expressions”): what they evaluate to where that is plain, and
 * the functions that they make references to. Everything else about them is left to the engine.
 */

import { errorLeadingByte } from '../../errors.ts';
import type { Reader } from '../reader.ts';
import { readCoreHeapType } from './types.ts';

/** What is known about the value of a constant expression. */
export type CoreConstValue =
  | { readonly kind: 'i32'; readonly value: number }
  | { readonly kind: 'i64'; readonly value: bigint }
  | { readonly kind: 'func'; readonly func: number }
  | { readonly kind: 'null' }
  | { readonly kind: 'global'; readonly global: number }
  | { readonly kind: 'unknown' };

export interface CoreConstExpr {
  readonly value: CoreConstValue;
  /** Every function that a `ref.func` in it names. */
  readonly refFuncs: readonly number[];
  readonly offset: number;
}

const UNKNOWN: CoreConstValue = { kind: 'unknown' };
const END = 0x0b;

/** Reads a constant expression up to and with its `end`. */
export function readCoreConstExpr(reader: Reader): CoreConstExpr {
  const offset = reader.offset;
  let value: CoreConstValue | undefined;
  const refFuncs: number[] = [];
  for (;;) {
    const opcode = reader.u8();
    if (opcode === END) return { value: value ?? UNKNOWN, refFuncs, offset };
    const operand = readInstruction(reader, opcode);
    if (operand.kind === 'func') refFuncs.push(operand.func);
    // Only an expression of one instruction is evaluated.
    value = value === undefined ? operand : UNKNOWN;
  }
}

function readInstruction(reader: Reader, opcode: number): CoreConstValue {
  const offset = reader.offset - 1;
  switch (opcode) {
    case 0x23: return { kind: 'global', global: reader.u32() };
    case 0x41: return { kind: 'i32', value: reader.s32() };
    case 0x42: return { kind: 'i64', value: reader.s64() };
    case 0x43: return skipped(() => reader.skip(4));
    case 0x44: return skipped(() => reader.skip(8));
    // i32 and i64 add, sub, mul.
    case 0x6a: case 0x6b: case 0x6c: case 0x7c: case 0x7d: case 0x7e: return UNKNOWN;
    case 0xd0: return skipped(() => readCoreHeapType(reader), { kind: 'null' });
    case 0xd2: return { kind: 'func', func: reader.u32() };
    case 0xfb: return skipped(() => skipGc(reader));
    case 0xfd: return skipped(() => skipVector(reader));
    default: throw errorLeadingByte(offset, opcode, 'constant expression: non-constant operator');
  }
}

function skipped(skip: () => void, value: CoreConstValue = UNKNOWN): CoreConstValue {
  skip();
  return value;
}

/** The immediates of the constant instructions with prefix 0xfb. */
function skipGc(reader: Reader): void {
  const offset = reader.offset;
  const opcode = reader.u32();
  switch (opcode) {
    // struct.new, struct.new_default, array.new, array.new_default
    case 0x00: case 0x01: case 0x06: case 0x07: reader.u32(); return;
    // array.new_fixed
    case 0x08: reader.u32(); reader.u32(); return;
    // any.convert_extern, extern.convert_any, ref.i31
    case 0x1a: case 0x1b: case 0x1c: return;
    default: throw errorLeadingByte(offset, opcode, 'constant expression: non-constant GC operator');
  }
}

/** `v128.const`, the only constant instruction with prefix 0xfd. */
function skipVector(reader: Reader): void {
  reader.expect(0x0c, 'constant expression: non-constant SIMD operator');
  reader.skip(16);
}

/**
 * The types of a written core module, and the handles by which its items are referred to.
 */

import type { ByteWriter } from './bytes.ts';

export type ValType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128' | 'funcref' | 'externref';

export interface FuncType {
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
}

/** Of a memory (in pages) or a table (in elements). */
export interface Limits {
  readonly min: number;
  readonly max?: number | undefined;
  /** The type of addresses or indices, i32 unless given. */
  readonly address?: 'i32' | 'i64' | undefined;
  readonly shared?: boolean | undefined;
}

export interface GlobalType {
  readonly type: ValType;
  readonly mutable: boolean;
}

// Items of a module: imported or defined, made by the module writer only.

export interface Func {
  readonly kind: 'func';
  readonly index: number;
  readonly type: FuncType;
}

export interface Table {
  readonly kind: 'table';
  readonly index: number;
  readonly limits: Limits;
}

export interface Memory {
  readonly kind: 'memory';
  readonly index: number;
  readonly limits: Limits;
}

export interface Global {
  readonly kind: 'global';
  readonly index: number;
  readonly type: GlobalType;
}

export type Item = Func | Table | Memory | Global;

const VAL_TYPE_CODES: { readonly [T in ValType]: number } = {
  i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b, funcref: 0x70, externref: 0x6f,
};

export function valTypeCode(type: ValType): number {
  return VAL_TYPE_CODES[type];
}

export function writeFuncType(out: ByteWriter, { params, results }: FuncType): void {
  out.u8(0x60);
  out.vec(params, (type) => out.u8(valTypeCode(type)));
  out.vec(results, (type) => out.u8(valTypeCode(type)));
}

export function writeLimits(out: ByteWriter, { min, max, address, shared }: Limits): void {
  out.u8((max === undefined ? 0 : 1) | (shared === true ? 2 : 0) | (address === 'i64' ? 4 : 0));
  out.unsigned(min);
  if (max !== undefined) out.unsigned(max);
}

export function writeGlobalType(out: ByteWriter, { type, mutable }: GlobalType): void {
  out.u8(valTypeCode(type), mutable ? 1 : 0);
}

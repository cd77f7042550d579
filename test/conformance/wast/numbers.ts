/**
 * Number literals of the WebAssembly text format (core specification, §6.3.1): signs, underscores,
 * hexadecimal integers and floats, `inf` and the three ways to write a NaN.
 */
import type { FloatType, IntegerType } from './literals.ts';

const INTEGER = /^[+-]?(?:0x[0-9a-fA-F](?:_?[0-9a-fA-F])*|[0-9](?:_?[0-9])*)$/;
const DECIMAL_FLOAT = /^[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?$/;
const HEX_FLOAT = /^0x([0-9a-fA-F]+)(?:\.([0-9a-fA-F]*))?(?:[pP]([+-]?[0-9]+))?$/;
const NAN = /^[+-]?nan(?::(?:canonical|arithmetic|0x[0-9a-fA-F_]+))?$/;

/**
 * The value of an integer literal. As in the core text format, a literal may write the bits as an
 * unsigned or as a signed number (`0xffffffff` is the s32 -1). Returns `undefined` for text that is no
 * integer of that size.
 */
export function parseIntegerLiteral(text: string, type: IntegerType): bigint | undefined {
  if (!INTEGER.test(text)) return undefined;
  const digits = text.replaceAll('_', '').replace(/^[+-]/, '');
  const value = text.startsWith('-') ? -BigInt(digits) : BigInt(digits);
  const bits = BigInt(type.slice(1));
  if (value >= 1n << bits || value < -(1n << (bits - 1n))) return undefined;
  if (type.startsWith('s')) return BigInt.asIntN(Number(bits), value);
  return value < 0n ? undefined : value;
}

/**
 * The value of a float literal, rounded to its type; any NaN is `NaN`. `undefined` for text that is no
 * float.
 */
export function parseFloatLiteral(text: string, type: FloatType): number | undefined {
  if (NAN.test(text)) return Number.NaN;
  const sign = text.startsWith('-') ? -1 : 1;
  const magnitude = parseMagnitude(text.replace(/^[+-]/, '').replaceAll('_', ''));
  if (magnitude === undefined) return undefined;
  const value = sign * magnitude;
  return type === 'f32' ? Math.fround(value) : value;
}

function parseMagnitude(digits: string): number | undefined {
  if (digits === 'inf') return Number.POSITIVE_INFINITY;
  if (DECIMAL_FLOAT.test(digits)) return Number(digits);
  const hex = HEX_FLOAT.exec(digits);
  if (!hex) return undefined;
  const fraction = hex[2] ?? '';
  const mantissa = Number(BigInt(`0x${hex[1] ?? ''}${fraction}`));
  return mantissa * 2 ** (Number(hex[3] ?? '0') - 4 * fraction.length);
}

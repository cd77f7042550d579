/**
 * The functions of which wit-component makes a module, so that a core module can be given imports that don't exist
 * yet: each calls its own entry of a table, which is filled later.
 *
 *     (func (;2;) (type $t) (param i32 i32) local.get 0 local.get 1 i32.const 2 call_indirect (type $t))
 */
import type { CoreModule } from '../core-module.ts';

const END = 0x0b;
const CALL_INDIRECT = 0x11;
const LOCAL_GET = 0x20;
const I32_CONST = 0x41;

/**
 * Does function number `func`, whose body takes the bytes from `start` to `end`, nothing but call entry number `func`
 * of table 0 as its own type, with its parameters? Other encodings of the same are not recognised.
 */
export function isTrampoline(module: CoreModule, func: number, start: number, end: number): boolean {
  const { bytes } = module;
  const type = module.funcs[func] ?? 0;
  const composite = module.types[type]?.composite;
  // The least that one has: no locals, its parameters, a constant, a call. That tells nearly all functions apart.
  if (composite?.kind !== 'func' || bytes[start] !== 0 || end - start < 7 + 2 * composite.params.length) return false;
  const first = bytes[start + 1];
  if (first !== (composite.params.length === 0 ? I32_CONST : LOCAL_GET)) return false;
  const expected = [
    0, ...composite.params.flatMap((_, param) => [LOCAL_GET, ...unsigned(param)]),
    I32_CONST, ...signed(func), CALL_INDIRECT, ...unsigned(type), 0, END,
  ];
  return expected.length === end - start && expected.every((byte, i) => bytes[start + i] === byte);
}

/** LEB128 of a number below 2³¹. */
function unsigned(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** Signed LEB128 of a number from 0 to 2³¹. */
function signed(value: number): readonly number[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >>> 7)];
}

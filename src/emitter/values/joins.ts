/**
 * Core values in the slots that the cases of a variant share (CanonicalABI.md, `join`, `CoerceValueIter` of
 * `lift_flat_variant`, and the same in `lower_flat_variant`).
 */
import type { Expression } from 'estree';
import type { CoreType } from '../../planner/abi/shape.ts';
import type { Output } from '../output.ts';
import { expression } from '../template.ts';
import type { CoreValue } from './place.ts';

/** The value of type `want` in a slot. */
export function fromSlot(out: Output, { value, type }: CoreValue, want: CoreType): CoreValue {
  const make = FROM[`${type} ${want}`];
  if (type !== want && make === undefined) throw new Error(`no ${want} is passed as ${type}`);
  return { value: make === undefined ? value : make(out, value), type: want };
}

/** A value of type `have` as the slot of type `type` holds it. */
export function toSlot(out: Output, value: Expression, have: CoreType, type: CoreType): Expression {
  const make = TO[`${have} ${type}`];
  if (type !== have && make === undefined) throw new Error(`no ${have} is passed as ${type}`);
  return make === undefined ? value : make(out, value);
}

type Coercion = (out: Output, value: Expression) => Expression;

const FROM: Readonly<Record<string, Coercion>> = {
  'i32 f32': (out, value) => expression`${out.shim('f32FromI32')}(${value})`,
  'i64 i32': (out, value) => expression`${out.shim('i32FromI64')}(${value})`,
  'i64 f32': (out, value) => expression`${out.shim('f32FromI32')}(${out.shim('i32FromI64')}(${value}))`,
  'i64 f64': (out, value) => expression`${out.shim('f64FromI64')}(${value})`,
};

const TO: Readonly<Record<string, Coercion>> = {
  'f32 i32': (out, value) => expression`${out.shim('i32FromF32')}(${value})`,
  'i32 i64': (_, value) => expression`BigInt(${unsigned(value)})`,
  'f32 i64': (out, value) => expression`BigInt(${unsigned(expression`${out.shim('i32FromF32')}(${value})`)})`,
  'f64 i64': (out, value) => expression`${out.shim('i64FromF64')}(${value})`,
};

/** `value >>> 0`, unless it is that already. */
function unsigned(value: Expression): Expression {
  const isUnsigned = value.type === 'BinaryExpression' && value.operator === '>>>';
  return isUnsigned ? value : expression`${value} >>> 0`;
}

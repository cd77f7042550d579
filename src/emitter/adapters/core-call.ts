/**
 * Calls of core functions. One that is itself an adapter, such as the lowered import that a component lifts again, is
 * called by JavaScript from JavaScript (or may be, where it is in core code if the engine allows): then what a call of core code converts is converted here (JavaScript interface
 * of core WebAssembly, `ToWebAssemblyValue`).
 */
import type { Expression } from 'estree';
import type { CoreType } from '../../planner/abi/shape.ts';
import type { CoreRef, Signature } from '../../planner/plan.ts';
import type { Output } from '../output.ts';
import { expression } from '../template.ts';

const CONVERT: { readonly [T in CoreType]: (value: Expression) => Expression } = {
  i32: (value) => expression`${value} | 0`,
  i64: (value) => expression`BigInt.asIntN(64, ${value})`,
  f32: (value) => expression`Math.fround(${value})`,
  f64: (value) => expression`+${value}`,
};

/** `core0_add(a, b)`; of an adapter, `lowerAdd(a | 0, b | 0) | 0`. */
export function coreCall(
  out: Output, ref: CoreRef, args: readonly Expression[], { params, results }: Signature['core'],
): Expression {
  if (ref.kind !== 'adapter' && ref.fallback === undefined) return expression`${out.ref(ref)}(${args})`;
  const call = expression`${out.ref(ref)}(${args.map((arg, i) => CONVERT[params[i]!](arg))})`;
  const [result] = results;
  return result === undefined ? call : CONVERT[result](call);
}

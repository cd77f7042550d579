/**
 * Checks and masks of single core values, and handles (CanonicalABI.md, `convert_i32_to_char`, `load_flags`,
 * `lift_own`).
 */
import type { FlagsShape, HandleShape } from '../../planner/abi/shape.ts';
import type { Local } from '../core/code.ts';
import type { Func } from '../core/types.ts';
import type { Cx } from './context.ts';
import { handleKey, trap } from './context.ts';

/** No surrogate, nothing beyond U+10FFFF. */
export function checkChar(cx: Cx, value: Local): void {
  const { code } = cx;
  code.localGet(value).i32Const(0x110000).op('i32.ge_u');
  code.localGet(value).i32Const(-0x800).op('i32.and').i32Const(0xd800).op('i32.eq');
  code.op('i32.or').if(() => trap(cx, 'invalid `char` bit pattern'));
}

/** A function that turns a handle of the one side into one of the other. */
export function handlePasser({ handles }: Cx, shape: HandleShape): Func {
  const found = handles.get(handleKey(shape));
  if (found === undefined) throw new Error('a handle is passed that was not foreseen');
  return found;
}

/** The bits that are flags; there are fewer than 32. */
export const maskOf = ({ labels }: FlagsShape): number => 2 ** labels.length - 1;

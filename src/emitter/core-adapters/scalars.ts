/** Checks and masks of single core values (CanonicalABI.md, `convert_i32_to_char`, `load_flags`). */
import type { FlagsShape } from '../../planner/abi/shape.ts';
import type { Local } from '../core/code.ts';
import type { Cx } from './context.ts';
import { trap } from './context.ts';

/** No surrogate, nothing beyond U+10FFFF. */
export function checkChar(cx: Cx, value: Local): void {
  const { code } = cx;
  code.localGet(value).i32Const(0x110000).op('i32.ge_u');
  code.localGet(value).i32Const(-0x800).op('i32.and').i32Const(0xd800).op('i32.eq');
  code.op('i32.or').if(() => trap(cx, 'invalid `char` bit pattern'));
}

/** The bits that are flags; there are fewer than 32. */
export const maskOf = ({ labels }: FlagsShape): number => 2 ** labels.length - 1;

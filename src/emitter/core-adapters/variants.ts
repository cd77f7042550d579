/**
 * Which code runs for which case of a variant, option or result (CanonicalABI.md, `load_variant`, `lift_flat_variant`).
 */
import type { OptionShape, ResultShape, Shape, VariantShape } from '../../planner/abi/shape.ts';
import type { Label, Local } from '../core/code.ts';
import type { Cx } from './context.ts';
import { trap } from './context.ts';

export type CasesShape = VariantShape | OptionShape | ResultShape;

/** Traps unless the case in `index` is one of `count`. */
export function checkDiscriminant(cx: Cx, index: Local, count: number): void {
  cx.code.localGet(index).i32Const(count).op('i32.ge_u').if(() => trap(cx, 'invalid variant discriminant'));
}

/** Writes `payload` for each kind of payload that cases have; the others, and `index` beyond them, do nothing. */
export function switchCases(cx: Cx, { cases }: CasesShape, index: Local, payload: (shape: Shape) => void): void {
  const { code, shared } = cx;
  const kinds = new Map<number, Shape>();
  const kindsOfCases = cases.map(({ shape }) => shape && shared.kindOf(shape));
  cases.forEach(({ shape }, i) => {
    if (shape !== undefined) kinds.set(kindsOfCases[i]!, shape);
  });
  const [zero, one] = cases;
  if (kinds.size === 0) return;
  if (cases.length === 2) {
    const write = (shape: Shape | undefined) => (): void => void (shape && payload(shape));
    code.localGet(index).if(write(one!.shape), zero!.shape && write(zero!.shape));
    return;
  }
  code.block((done) => {
    const labels = new Map<number, Label>();
    const open = ([kind, ...rest]: readonly number[]): void => {
      if (kind === undefined) {
        code.localGet(index).brTable(kindsOfCases.map((each) => (each === undefined ? done : labels.get(each)!)), done);
        return;
      }
      code.block((label) => {
        labels.set(kind, label);
        open(rest);
      });
      payload(kinds.get(kind)!);
      code.br(done);
    };
    open([...kinds.keys()]);
  });
}

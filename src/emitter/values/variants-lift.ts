/**
 * Variants, options and results on their way to JavaScript: `{ tag, val }`, a value or `undefined`.
 */
import type { Expression, Statement } from 'estree';
import type { OptionShape, ResultShape, VariantShape } from '../../planner/abi/shape.ts';
import { declare, literal, object } from '../builders.ts';
import { expression, statements } from '../template.ts';
import type { CasesShape } from './cases.ts';
import {
  checkedDiscriminant, discriminantAt, invalidDiscriminant, payloadSource, switchCase,
} from './cases.ts';
import type { LiftContext } from './context.ts';
import { block, within } from './context.ts';
import type { Source } from './place.ts';

/**
 *     let shape;
 *     switch (memory.u8[ptr]) {
 *       case 0: shape = { tag: 'point' }; break;
 *       case 1: shape = { tag: 'circle', val: memory.f64[ptr + 8 >>> 3] }; break;
 *       default: trap('invalid variant discriminant');
 *     }
 */
export function liftVariant(cx: LiftContext, shape: VariantShape, source: Source, hint: string): Expression {
  const result = cx.body.local(hint);
  const cases = shape.cases.map(({ name }, index) => switchCase(index, block(cx, (inner) => {
    inner.body.add(statements`${result} = ${liftTagged(inner, shape, index, source, name)}; break;`);
  })));
  cx.body.add(declare(result, undefined, 'let'), statements`
    switch (${discriminantAt(shape.discriminant, source)}) {
      case ${cases}:
      default: ${invalidDiscriminant(cx)};
    }`);
  return result;
}

/** `checkDiscriminant(memory.u8[ptr], 2) === 0 ? undefined : liftUtf8(…)` */
export function liftOption(cx: LiftContext, shape: OptionShape, source: Source, hint: string): Expression {
  const none = shape.tagged ? object([['tag', literal('none')]]) : expression`undefined`;
  const some = (inner: LiftContext): Expression => (shape.tagged
    ? liftTagged(inner, shape, 1, source, hint)
    : liftPayload(inner, shape, 1, source, hint) ?? expression`undefined`);
  return liftEither(cx, shape, source, hint, () => none, some);
}

/** `{ tag: 'ok', val: … }` or `{ tag: 'err', val: … }`; without a payload, `val` is there and undefined. */
export function liftResult(cx: LiftContext, shape: ResultShape, source: Source, hint: string): Expression {
  const lift = (index: number) => (inner: LiftContext): Expression =>
    liftTagged(inner, shape, index, source, hint);
  return liftEither(cx, shape, source, hint, lift(0), lift(1));
}

/** Statements for the two cases of a function's `result`. */
export function liftOutcome(
  cx: LiftContext, shape: ResultShape, source: Source, ok: readonly Statement[], err: readonly Statement[],
): Statement[] {
  const index = eitherIndex(cx, shape, source);
  if (ok.length === 0) return statements`if (${index} !== 0) { ${[...err]} }`;
  return statements`if (${index} === 0) { ${[...ok]} } else { ${[...err]} }`;
}

type LiftCase = (inner: LiftContext) => Expression;

/** One of two: an expression, or `if` and `else` where statements are needed. */
function liftEither(
  cx: LiftContext, shape: CasesShape, source: Source, hint: string, first: LiftCase, second: LiftCase,
): Expression {
  const test = expression`${eitherIndex(cx, shape, source)} === 0`;
  const [one, other] = [within(cx), within(cx)];
  const [oneValue, otherValue] = [first(one), second(other)];
  const [oneBody, otherBody] = [one.body.statements, other.body.statements];
  if (oneBody.length + otherBody.length === 0) return expression`${test} ? ${oneValue} : ${otherValue}`;
  const result = cx.body.local(hint);
  cx.body.add(declare(result, undefined, 'let'), statements`
    if (${test}) {
      ${oneBody}
      ${result} = ${oneValue};
    } else {
      ${otherBody}
      ${result} = ${otherValue};
    }`);
  return result;
}

/** `checkDiscriminant(memory.u8[ptr], 2)` */
function eitherIndex(cx: LiftContext, { discriminant }: CasesShape, source: Source): Expression {
  return checkedDiscriminant(cx, discriminantAt(discriminant, source), 2);
}

function liftTagged(
  cx: LiftContext, shape: CasesShape, index: number, source: Source, hint: string,
): Expression {
  const payload = liftPayload(cx, shape, index, source, hint)
    ?? (shape.kind === 'result' ? expression`undefined` : undefined);
  const tag = ['tag', literal(shape.cases[index]!.name)] as const;
  return object(payload === undefined ? [tag] : [tag, ['val', payload]]);
}

/** The payload of a case, if it has one. */
export function liftPayload(
  cx: LiftContext, shape: CasesShape, index: number, source: Source, hint: string,
): Expression | undefined {
  const payload = shape.cases[index]?.shape;
  return payload && cx.lift(cx, payload, payloadSource(cx, shape, index, source), hint);
}

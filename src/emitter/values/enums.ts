/**
 * Enums: variants without payloads; JavaScript has the label.
 */
import type { Expression, Identifier } from 'estree';
import type { EnumShape } from '../../planner/abi/shape.ts';
import { literal } from '../builders.ts';
import { expression } from '../template.ts';
import { checkedDiscriminant, discriminantAt, invalidDiscriminant } from './cases.ts';
import { bind, isAtom } from './code.ts';
import type { LiftContext, LowerContext, Path, TransferContext } from './context.ts';
import { checked } from './context.ts';
import type { Sink, Source } from './place.ts';
import { put, unsignedView } from './place.ts';

/** A parameter's labels, if there are no more, are compared one by one: that is faster than a loop, and longer. */
const FEW = 4;

/** `labels[memory.u8[ptr]] ?? trap('invalid variant discriminant')`, or `ret >>> 0 < 3 ? labels[ret] : trap(…)` */
export function liftEnum(cx: LiftContext, { labels, size }: EnumShape, source: Source): Expression {
  const index = discriminantAt(size, source);
  const label = expression`${labelsOf(cx, labels)}[${index}]`;
  if (!isAtom(index)) return expression`${label} ?? ${invalidDiscriminant(cx)}`;
  return expression`${index} >>> 0 < ${labels.length} ? ${label} : ${invalidDiscriminant(cx)}`;
}

/**
 * `color === 'red' ? 0 : color === 'blue' ? 1 : wrongCase(labels, color, 'paint: argument "color"')`, or
 * `checkEnum(labels, color, 'paint: argument "color"')`
 */
export function lowerEnum(
  cx: LowerContext, { labels, size }: EnumShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const index = labels.length > FEW || sink.kind === 'memory'
    ? checked(cx, 'checkEnum', [labelsOf(cx, labels), value], path)
    : comparedWith(cx, labels, bind(cx.body, value, path.hint), path);
  return put(cx.body, sink, unsignedView(size), index, path.hint);
}

function comparedWith(cx: LowerContext, labels: readonly string[], value: Identifier, path: Path): Expression {
  const other = checked(cx, 'wrongCase', [labelsOf(cx, labels), value], path);
  return labels.reduceRight((rest, label, index) => expression`${value} === ${label} ? ${index} : ${rest}`, other);
}

export function transferEnum(
  cx: TransferContext, { labels, size }: EnumShape, source: Source, _to: EnumShape, sink: Sink, hint: string,
): Expression[] {
  const index = checkedDiscriminant(cx, discriminantAt(size, source), labels.length);
  return put(cx.body, sink, unsignedView(size), index, hint);
}

/** The labels of an enum, once in the output. */
function labelsOf({ out }: LiftContext | LowerContext, labels: readonly string[]): Identifier {
  const list = expression`[${labels.map((label) => literal(label))}]`;
  return out.state(`labels ${JSON.stringify(labels)}`, 'labels', list);
}

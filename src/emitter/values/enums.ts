/**
 * Enums: variants without payloads; JavaScript has the label.
 */
import type { Expression, Identifier } from 'estree';
import type { EnumShape } from '../../planner/abi/shape.ts';
import { literal } from '../builders.ts';
import { expression } from '../template.ts';
import { checkedDiscriminant, discriminantAt, invalidDiscriminant } from './cases.ts';
import type { LiftContext, LowerContext, Path, TransferContext } from './context.ts';
import { checked } from './context.ts';
import type { Sink, Source } from './place.ts';
import { put, unsignedView } from './place.ts';

/** `labels[memory.u8[ptr]] ?? trap('invalid variant discriminant')` */
export function liftEnum(cx: LiftContext, { labels, size }: EnumShape, source: Source): Expression {
  return expression`${labelsOf(cx, labels)}[${discriminantAt(size, source)}] ?? ${invalidDiscriminant(cx)}`;
}

/** `checkEnum(labels, color, 'paint: argument "color"')` */
export function lowerEnum(
  cx: LowerContext, { labels, size }: EnumShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const index = checked(cx, 'checkEnum', [labelsOf(cx, labels), value], path);
  return put(cx.body, sink, unsignedView(size), index, path.hint);
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

/**
 * Records, tuples and flags (CanonicalABI.md, `load_record`, `load_flags` and their counterparts).
 */
import type { Expression, Identifier } from 'estree';
import type { FlagsShape, RecordShape, Shape, TupleShape } from '../../planner/abi/shape.ts';
import { literal, member, object } from '../builders.ts';
import { expression, statements } from '../template.ts';
import { bind, inOrder } from './code.ts';
import type { LiftContext, LowerContext, Path, TransferContext } from './context.ts';
import { checked, fieldPath, partPath } from './context.ts';
import { copyHint } from './lists-lower.ts';
import type { Sink, Source } from './place.ts';
import { element, onlyValue, put, sinkPart, sourcePart, unsignedView } from './place.ts';

interface Part {
  readonly offset: number;
  readonly shape: Shape;
}

/** The sources of the parts of a composite. */
function sourcesOf(parts: readonly Part[], source: Source): Source[] {
  let index = 0;
  return parts.map(({ offset, shape }) => {
    const part = sourcePart(source, offset, index, shape);
    index += shape.flat.length;
    return part;
  });
}

// ---------------------------------------------------------------------------------------------- lift

/** `{ name: liftUtf8(…), age: memory.u8[ptr + 8] }` */
export function liftRecord(cx: LiftContext, { fields }: RecordShape, source: Source): Expression {
  const sources = sourcesOf(fields, source);
  const lifts = fields.map(({ key, shape }, i) => () => cx.lift(cx, shape, sources[i]!, key));
  const values = inOrder(cx.body, lifts, 'field');
  return object(fields.map(({ key }, i) => [key, values[i]!] as const));
}

export function liftTuple(cx: LiftContext, { fields }: TupleShape, source: Source, hint: string): Expression {
  const sources = sourcesOf(fields, source);
  const lifts = fields.map(({ shape }, i) => () => cx.lift(cx, shape, sources[i]!, `${hint}${i}`));
  return expression`[${inOrder(cx.body, lifts, hint)}]`;
}

/** `{ read: (flags & 1) !== 0, write: (flags & 2) !== 0 }` */
export function liftFlags(
  cx: LiftContext, { labels, size }: FlagsShape, source: Source, hint: string,
): Expression {
  const bits = source.kind === 'memory' ? element(source, unsignedView(size)) : onlyValue(source);
  const flags = bind(cx.body, bits, `${hint}Flags`);
  return object(labels.map(({ key }, i) => [key, expression`(${flags} & ${2 ** i}) !== 0`] as const));
}

// ---------------------------------------------------------------------------------------------- lower

export function lowerRecord(
  cx: LowerContext, { fields }: RecordShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const record = bindChecked(cx, 'checkObject', value, path);
  return fields.flatMap(({ key, offset, shape }) =>
    cx.lower(cx, shape, propertyOf(cx, record, key), sinkPart(sink, offset), fieldPath(path, key)));
}

export function lowerTuple(
  cx: LowerContext, { fields }: TupleShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const array = checked(cx, 'toArrayOf', [literal(fields.length), value], path);
  const tuple = bind(cx.body, array, copyHint(value, path));
  return fields.flatMap(({ offset, shape }, i) => cx.lower(
    cx, shape, expression`${tuple}[${i}]`, sinkPart(sink, offset), partPath(path, i, `${path.hint}${i}`),
  ));
}

/** A property of what the user gave. One that every object inherits, such as `toString`, is none. */
function propertyOf({ out }: LowerContext, value: Expression, key: string): Expression {
  if (!(key in Object.prototype)) return member(value, key);
  return expression`${out.shim('hostMember')}(${value}, ${key})`;
}

/** A value that a check gives back: a name stays the name. */
function bindChecked(cx: LowerContext, check: 'checkObject', value: Expression, path: Path): Identifier {
  const call = checked(cx, check, [value], path);
  if (value.type !== 'Identifier') return bind(cx.body, call, path.hint);
  cx.body.add(statements`${call};`);
  return value;
}

/** `(flags.read ? 1 : 0) | (flags.write ? 2 : 0)` */
export function lowerFlags(
  cx: LowerContext, { labels, size }: FlagsShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const given = path.isField ? checked(cx, 'checkPresent', [value, literal('an object')], path) : value;
  const flags = bind(cx.body, checked(cx, 'checkFlags', [given], path), `${path.hint}Flags`);
  const bits = labels
    .map(({ key }, i) => expression`${propertyOf(cx, flags, key)} ? ${2 ** i} : 0`)
    .reduce((left, right) => expression`${left} | ${right}`);
  return put(cx.body, sink, unsignedView(size), bits, path.hint);
}

// ---------------------------------------------------------------------------------------------- transfer

export function transferParts(
  cx: TransferContext, from: readonly Part[], source: Source, to: readonly Part[], sink: Sink,
  nameOf: (index: number) => string,
): Expression[] {
  const sources = sourcesOf(from, source);
  return to.flatMap(({ offset, shape }, i) =>
    cx.transfer(cx, from[i]!.shape, sources[i]!, shape, sinkPart(sink, offset), nameOf(i)));
}

export const transferRecord = (
  cx: TransferContext, from: RecordShape, source: Source, to: RecordShape, sink: Sink,
): Expression[] => transferParts(cx, from.fields, source, to.fields, sink, (i) => to.fields[i]!.key);

export const transferTuple = (
  cx: TransferContext, from: TupleShape, source: Source, to: TupleShape, sink: Sink, hint: string,
): Expression[] => transferParts(cx, from.fields, source, to.fields, sink, (i) => `${hint}${i}`);

/** Bits beyond the labels are dropped. */
export function transferFlags(
  cx: TransferContext, { labels, size }: FlagsShape, source: Source, _to: FlagsShape, sink: Sink,
  hint: string,
): Expression[] {
  const bits = source.kind === 'memory' ? element(source, unsignedView(size)) : onlyValue(source);
  const masked = labels.length === 32 || (source.kind === 'memory' && labels.length === 8 * size)
    ? bits : expression`${bits} & ${2 ** labels.length - 1}`;
  return put(cx.body, sink, unsignedView(size), masked, hint);
}

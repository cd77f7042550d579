/**
 * What variants, options, results and enums have in common: a case number, a byte or more in memory and an i32
 * flat, and a payload behind it; flat payloads share their slots (joins.ts). CanonicalABI.md, `load_variant`,
 * `lift_flat_variant` and their counterparts.
 */
import type { Expression, Statement, SwitchCase } from 'estree';
import type { CoreType, OptionShape, ResultShape, VariantShape } from '../../planner/abi/shape.ts';
import { declare, literal } from '../builders.ts';
import type { Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import type { LiftContext, LowerContext, TransferContext } from './context.ts';
import { innerBody } from './code.ts';
import { fromSlot, toSlot } from './joins.ts';
import type { Sink, Source } from './place.ts';
import { FLAT_INLINE, element, moved, onlyValue, sinkPart, store, unsignedView, zeroOf } from './place.ts';

export type CasesShape = VariantShape | OptionShape | ResultShape;

type Writing = LowerContext | TransferContext;

/** The number of the case at `source`; `size` is that of the discriminant. */
export function discriminantAt(size: number, source: Source): Expression {
  return source.kind === 'memory'
    ? element(source, unsignedView(size))
    : onlyValue({ kind: 'flat', values: source.values.slice(0, 1) });
}

/** The same, known to be below `count`. */
export function checkedDiscriminant(
  { out }: LiftContext | TransferContext, index: Expression, count: number,
): Expression {
  return expression`${out.shim('checkDiscriminant')}(${index}, ${count})`;
}

export const invalidDiscriminant = ({ out }: LiftContext | TransferContext): Expression =>
  expression`${out.shim('trap')}(${'invalid variant discriminant'})`;

/** Where the payload of a case is. */
export function payloadSource(
  { out }: LiftContext | TransferContext, shape: CasesShape, index: number, source: Source,
): Source {
  if (source.kind === 'memory') return moved(source, shape.payload);
  const types = shape.cases[index]?.shape?.flat ?? [];
  return { kind: 'flat', values: types.map((type, i) => fromSlot(out, source.values[i + 1]!, type)) };
}

/** `case 0: …`, and a block around what declares names. */
export function switchCase(test: string | number, body: readonly Statement[]): SwitchCase {
  const declares = body.some(({ type }) => type === 'VariableDeclaration');
  const consequent: Statement[] = declares ? [{ type: 'BlockStatement', body: [...body] }] : [...body];
  return { type: 'SwitchCase', test: literal(test), consequent };
}

/** Where a case goes: in memory as it is; flat in variables, of which those that it does not use stay zero. */
export interface CaseSink {
  /** The variables, once one of the cases is there. */
  values(): Expression[];
  /** Writes the case, with the payload that `payload` puts into the sink it is given. */
  put<Cx extends Writing>(cx: Cx, index: number, payload: (cx: Cx, sink: Sink) => Expression[]): void;
}

export function caseSink(
  cx: Writing, shape: CasesShape, sink: Sink, hint: string,
): CaseSink {
  if (sink.kind === 'flat') return flatCaseSink(cx, shape, hint);
  return {
    values: () => [],
    put(inner, index, payload) {
      inner.body.add(store(sink, unsignedView(shape.discriminant), literal(index)));
      payload(inner, sinkPart(sink, shape.payload));
    },
  };
}

function flatCaseSink(
  cx: Writing, { flat, cases }: CasesShape, hint: string,
): CaseSink {
  const names = flat.map((_, i) => cx.body.local(i === 0 ? `${hint}Case` : `${hint}${flat.length > 2 ? i : 'Value'}`));
  const types = (index: number): readonly CoreType[] => cases[index]?.shape?.flat ?? [];
  const isJoined = (i: number): boolean => 'lower' in cx && flat[i] === 'i64'
    && cases.some((_, index) => (types(index)[i - 1] ?? 'i64') !== 'i64');
  const joined = [...flat.keys()].filter(isJoined);
  names.forEach((name, i) => {
    if (!joined.includes(i)) cx.body.add(declare(name, zeroOf(flat[i]!), 'let'));
  });
  return {
    values() {
      for (const i of joined) cx.body.add(declare(names[i]!, expression`${cx.out.shim('slotBits')}[${i}]`));
      return names;
    },
    put(inner, index, payload) {
      const { out, body } = inner;
      if (index > 0) body.add(statements`${names[0]!} = ${index};`);
      const room = 'later' in inner && inner.later !== undefined ? innerBody(inner.later) : undefined;
      const given = payload(room === undefined ? inner : { ...inner, later: room, keep: keeper(cx, inner) }, FLAT_INLINE);
      const isLater = room !== undefined && room.statements.length > 0;
      given.forEach((value, i) => {
        const [have, type] = [types(index)[i]!, flat[i + 1]!];
        if (joined.includes(i + 1)) body.add(intoJoined(out, i + 1, value, have));
        else (isLater ? room : body).add(statements`${names[i + 1]!} = ${toSlot(out, value, have, type)};`);
      });
      for (const i of joined) if (i > given.length) body.add(intoJoined(out, i, zeroOf('i64'), 'i64'));
      if (isLater) (inner as LowerContext).later!.add(statements`if (${names[0]!} === ${index}) { ${room.statements} }`);
    },
  };
}

/** Keeps what a case lowers later in a variable outside of it. */
function keeper(outer: Writing, { body }: Writing): NonNullable<LowerContext['keep']> {
  return (value, hint) => {
    const name = outer.body.local(`${hint}Given`);
    outer.body.add(declare(name, undefined, 'let'));
    body.add(statements`${name} = ${value};`);
    return name;
  };
}

/**
 * Slots that doubles and integers share are put together in memory of JavaScript's: from there they are passed without a
 * BigInt being made. What is there is overwritten by whatever user code calls: so it is read before any runs again.
 */
function intoJoined(out: Output, slot: number, value: Expression, have: CoreType): Statement[] {
  if (have === 'f64') return statements`${out.shim('slotDoubles')}[${slot}] = ${value};`;
  return statements`${out.shim('slotBits')}[${slot}] = ${toSlot(out, value, have, 'i64')};`;
}

/**
 * Variants, options, results and enums (CanonicalABI.md, `load_variant`, `lift_flat_variant` and their counterparts).
 * A case number is a byte or more in memory and an i32 flat; flat payloads share their slots (joins.ts).
 */
import type { Expression, Identifier, Statement, SwitchCase } from 'estree';
import type { EnumShape, OptionShape, ResultShape, VariantShape } from '../../planner/abi/shape.ts';
import { declare, literal, object } from '../builders.ts';
import { expression, statements } from '../template.ts';
import { bind } from './code.ts';
import type { LiftContext, LowerContext, Path, TransferContext } from './context.ts';
import { block, checked, pathArgs, payloadPath, within } from './context.ts';
import { fromSlot, toSlot } from './joins.ts';
import type { Sink, Source } from './place.ts';
import { FLAT_INLINE, element, moved, onlyValue, put, sinkPart, store, unsignedView, zeroOf } from './place.ts';

type CasesShape = VariantShape | OptionShape | ResultShape;

/** The number of the case at `source`. */
function discriminantAt({ discriminant }: { readonly discriminant: number }, source: Source): Expression {
  return source.kind === 'memory'
    ? element(source, unsignedView(discriminant))
    : onlyValue({ kind: 'flat', values: source.values.slice(0, 1) });
}

/** Where the payload of a case is. */
function payloadSource({ out }: LiftContext | TransferContext, shape: CasesShape, index: number, source: Source): Source {
  if (source.kind === 'memory') return moved(source, shape.payload);
  const types = shape.cases[index]?.shape?.flat ?? [];
  return { kind: 'flat', values: types.map((type, i) => fromSlot(out, source.values[i + 1]!, type)) };
}

/** `case 0: …`, and a block around what declares names. */
function switchCase(test: Expression | undefined, body: readonly Statement[]): SwitchCase {
  const declares = body.some(({ type }) => type === 'VariableDeclaration');
  return {
    type: 'SwitchCase',
    test: test ?? null,
    consequent: declares ? [{ type: 'BlockStatement', body: [...body] }] : [...body],
  };
}

const invalidDiscriminant = ({ out }: LiftContext | TransferContext): Expression =>
  expression`${out.shim('trap')}(${'invalid variant discriminant'})`;

// ---------------------------------------------------------------------------------------------- enums

/** `labels[memory.u8[ptr]] ?? trap('invalid variant discriminant')` */
export function liftEnum(cx: LiftContext, { labels, size }: EnumShape, source: Source): Expression {
  const index = discriminantAt({ discriminant: size }, source);
  return expression`${labelsOf(cx, labels)}[${index}] ?? ${invalidDiscriminant(cx)}`;
}

export function lowerEnum(
  cx: LowerContext, { labels, size }: EnumShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const index = checked(cx, 'checkEnum', [labelsOf(cx, labels), value], path);
  return put(cx.body, sink, unsignedView(size), index, path.hint);
}

export function transferEnum(
  cx: TransferContext, { labels, size }: EnumShape, source: Source, _to: EnumShape, sink: Sink, hint: string,
): Expression[] {
  const index = checkedDiscriminant(cx, discriminantAt({ discriminant: size }, source), labels.length);
  return put(cx.body, sink, unsignedView(size), index, hint);
}

/** The labels of an enum, once in the output. */
function labelsOf({ out }: LiftContext | LowerContext, labels: readonly string[]): Identifier {
  const list = expression`[${labels.map((label) => literal(label))}]`;
  return out.state(`labels ${JSON.stringify(labels)}`, 'labels', list);
}

const checkedDiscriminant = (
  { out }: LiftContext | TransferContext, index: Expression, count: number,
): Expression => expression`${out.shim('checkDiscriminant')}(${index}, ${count})`;

// ---------------------------------------------------------------------------------------------- lift

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
  const cases = shape.cases.map(({ name }, index) => switchCase(literal(index), block(cx, (inner) => {
    inner.body.add(statements`${result} = ${liftTagged(inner, shape, index, source, name)}; break;`);
  })));
  cx.body.add(declare(result, undefined, 'let'), statements`
    switch (${discriminantAt(shape, source)}) {
      case ${cases}:
      default: ${invalidDiscriminant(cx)};
    }`);
  return result;
}

/** `checkDiscriminant(memory.u8[ptr], 2) === 0 ? undefined : liftUtf8(…)`; with `if` where statements are needed. */
export function liftOption(cx: LiftContext, shape: OptionShape, source: Source, hint: string): Expression {
  const none = shape.tagged ? object([['tag', literal('none')]]) : expression`undefined`;
  const some = (inner: LiftContext): Expression => (shape.tagged
    ? liftTagged(inner, shape, 1, source, hint)
    : liftPayload(inner, shape, 1, source, hint) ?? expression`undefined`);
  return liftEither(cx, shape, source, hint, () => none, some);
}

/** `{ tag: 'ok', val: … }` or `{ tag: 'err', val: … }`; without a payload, `val` is there and undefined. */
export function liftResult(cx: LiftContext, shape: ResultShape, source: Source, hint: string): Expression {
  const lift = (index: number) => (inner: LiftContext): Expression => liftTagged(inner, shape, index, source, hint);
  return liftEither(cx, shape, source, hint, lift(0), lift(1));
}

type LiftCase = (inner: LiftContext) => Expression;

function liftEither(
  cx: LiftContext, shape: CasesShape, source: Source, hint: string, first: LiftCase, second: LiftCase,
): Expression {
  const isFirst = expression`${checkedDiscriminant(cx, discriminantAt(shape, source), 2)} === 0`;
  const [one, other] = [within(cx), within(cx)];
  const [oneValue, otherValue] = [first(one), second(other)];
  const [oneBody, otherBody] = [one.body.statements, other.body.statements];
  if (oneBody.length === 0 && otherBody.length === 0) return expression`${isFirst} ? ${oneValue} : ${otherValue}`;
  const result = cx.body.local(hint);
  cx.body.add(declare(result, undefined, 'let'), statements`
    if (${isFirst}) {
      ${oneBody}
      ${result} = ${oneValue};
    } else {
      ${otherBody}
      ${result} = ${otherValue};
    }`);
  return result;
}

function liftTagged(cx: LiftContext, shape: CasesShape, index: number, source: Source, hint: string): Expression {
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

// ---------------------------------------------------------------------------------------------- lower

/**
 * Where a case goes: in memory as it is; flat in variables, of which those that it does not use stay zero.
 */
interface CaseSink {
  readonly values: readonly Identifier[];
  /** Statements that put the case there. */
  put(cx: LowerContext | TransferContext, index: number, payload: (sink: Sink) => Expression[]): void;
}

function caseSink(
  cx: LowerContext | TransferContext, shape: CasesShape, sink: Sink, hint: string,
): CaseSink {
  if (sink.kind === 'memory') {
    return {
      values: [],
      put({ body }, index, payload) {
        body.add(store(sink, unsignedView(shape.discriminant), literal(index)));
        payload(sinkPart(sink, shape.payload));
      },
    };
  }
  const values = shape.flat.map((type, i) => {
    const name = cx.body.local(i === 0 ? `${hint}Case` : `${hint}${shape.flat.length > 2 ? i : 'Value'}`);
    cx.body.add(declare(name, zeroOf(type), 'let'));
    return name;
  });
  return {
    values,
    put({ out, body }, index, payload) {
      const types = shape.cases[index]?.shape?.flat ?? [];
      if (index > 0) body.add(statements`${values[0]!} = ${index};`);
      payload(FLAT_INLINE).forEach((value, i) => {
        body.add(statements`${values[i + 1]!} = ${toSlot(out, value, types[i]!, shape.flat[i + 1]!)};`);
      });
    },
  };
}

/**
 *     switch (shape?.tag) {
 *       case 'point': memory.u8[ptr] = 0; break;
 *       case 'circle': memory.u8[ptr] = 1; memory.f64[ptr + 8 >>> 3] = shape.val; break;
 *       default: wrongCase(['point', 'circle'], shape?.tag, 'area: argument "shape"');
 *     }
 */
export function lowerVariant(
  cx: LowerContext, shape: VariantShape | ResultShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const given = bind(cx.body, value, path.hint);
  const target = caseSink(cx, shape, sink, path.hint);
  const cases = shape.cases.map(({ name }, index) => switchCase(literal(name), block(cx, (inner) => {
    target.put(inner, index, (part) => lowerPayload(inner, shape, index, expression`${given}.val`, part, path));
    inner.body.add(statements`break;`);
  })));
  const tag = expression`${given}?.tag`;
  cx.body.add(statements`
    switch (${tag}) {
      case ${cases}:
      default: ${wrongCase(cx, shape, tag, path)};
    }`);
  return [...target.values];
}

/** `wrongCase(['point', 'circle'], shape?.tag, 'area: argument "shape".tag')` */
function wrongCase({ out }: LowerContext, { cases }: CasesShape, tag: Expression, path: Path): Expression {
  const labels = expression`[${cases.map(({ name }) => literal(name))}]`;
  return expression`${out.shim('wrongCase')}(${[labels, tag, ...pathArgs({ ...path, text: `${path.text}.tag` })]})`;
}

function lowerPayload(
  cx: LowerContext, shape: CasesShape, index: number, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const payload = shape.cases[index]?.shape;
  return payload === undefined ? [] : cx.lower(cx, payload, value, sink, payloadPath(path, `${path.hint}Val`));
}

/**
 *     if (email == null) {
 *       memory.u8[ptr] = 0;
 *     } else {
 *       memory.u8[ptr] = 1;
 *       …
 *     }
 */
export function lowerOption(
  cx: LowerContext, shape: OptionShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const given = bind(cx.body, value, path.hint);
  const target = caseSink(cx, shape, sink, path.hint);
  const payload = shape.cases[1]!.shape!;
  const none = block(cx, (inner) => target.put(inner, 0, () => []));
  const some = block(cx, (inner) => target.put(inner, 1, (part) => {
    const inside = { ...path, isField: false };
    return shape.tagged
      ? inner.lower(inner, payload, expression`${given}.val`, part, payloadPath(path, `${path.hint}Val`))
      : inner.lower(inner, payload, given, part, inside);
  }));
  cx.body.add(shape.tagged
    ? tagged(given, wrongCase(cx, shape, expression`${given}.tag`, path), none, some)
    : either(given, none, some));
  return [...target.values];
}

/** `if … else …`, without what is empty. */
function either(given: Identifier, none: Statement[], some: Statement[]): Statement[] {
  if (none.length === 0) return statements`if (${given} != null) { ${some} }`;
  return statements`if (${given} == null) { ${none} } else { ${some} }`;
}

/** The outer one of two options: `{ tag: 'none' }` or `{ tag: 'some', val }`. */
function tagged(given: Identifier, wrong: Expression, none: Statement[], some: Statement[]): Statement[] {
  return statements`
    if (${given} != null && ${given}.tag !== 'none') {
      if (${given}.tag !== 'some') ${wrong};
      ${some}
    } else {
      ${none}
    }`;
}

// ---------------------------------------------------------------------------------------------- transfer

export function transferCases(
  cx: TransferContext, from: CasesShape, source: Source, to: CasesShape, sink: Sink, hint: string,
): Expression[] {
  const target = caseSink(cx, to, sink, hint);
  const cases = from.cases.map(({ shape: payload }, index) => switchCase(literal(index), block(cx, (inner) => {
    target.put(inner, index, (part) => {
      const other = to.cases[index]?.shape;
      if (payload === undefined || other === undefined) return [];
      return inner.transfer(inner, payload, payloadSource(inner, from, index, source), other, part, `${hint}Val`);
    });
    inner.body.add(statements`break;`);
  })));
  cx.body.add(statements`
    switch (${discriminantAt(from, source)}) {
      case ${cases}:
      default: ${invalidDiscriminant(cx)};
    }`);
  return [...target.values];
}

// ---------------------------------------------------------------------------------------------- a function's result

/** Statements for the two cases of a `result`. */
export function liftResultCase(
  cx: LiftContext, shape: ResultShape, source: Source, ok: readonly Statement[], err: readonly Statement[],
): Statement[] {
  const index = checkedDiscriminant(cx, discriminantAt(shape, source), 2);
  if (ok.length === 0) return statements`if (${index} !== 0) { ${[...err]} }`;
  return statements`if (${index} === 0) { ${[...ok]} } else { ${[...err]} }`;
}

/** Lowers a `result` of which the case is known: `failed` is 0 or 1, `value` the payload. */
export function lowerOutcome(
  cx: LowerContext, shape: ResultShape, failed: Identifier, value: Expression, sink: Sink,
  okPath: Path, errPath: Path,
): Expression[] {
  const target = caseSink(cx, shape, sink, okPath.hint);
  const cases = [okPath, errPath].map((path, index) => block(cx, (inner) => target.put(inner, index, (part) => {
    const payload = shape.cases[index]?.shape;
    return payload === undefined ? [] : inner.lower(inner, payload, value, part, path);
  })));
  const [ok = [], err = []] = cases;
  cx.body.add(ok.length === 0
    ? statements`if (${failed}) { ${err} }`
    : statements`if (${failed}) { ${err} } else { ${ok} }`);
  return [...target.values];
}

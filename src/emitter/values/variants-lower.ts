/**
 * Variants, options and results on their way into a component, from JavaScript or from another component.
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { OptionShape, ResultShape, Shape, VariantShape } from '../../planner/abi/shape.ts';
import { literal } from '../builders.ts';
import { expression, statements } from '../template.ts';
import type { CasesShape } from './cases.ts';
import { caseSink, discriminantAt, invalidDiscriminant, payloadSource, switchCase } from './cases.ts';
import { bind } from './code.ts';
import type { LowerContext, Path, TransferContext } from './context.ts';
import { block, pathArgs, payloadPath } from './context.ts';
import type { Sink, Source } from './place.ts';
import { moved, store, unsignedView } from './place.ts';

/**
 *     switch (shape?.tag) {
 *       case 'point': memory.u8[ptr] = 0; break;
 *       case 'circle': memory.u8[ptr] = 1; memory.f64[ptr + 8 >>> 3] = shape.val; break;
 *       default: wrongCase(['point', 'circle'], shape?.tag, 'area: argument "shape".tag');
 *     }
 */
export function lowerVariant(
  cx: LowerContext, shape: VariantShape | ResultShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const given = bind(cx.body, value, path.hint);
  const target = caseSink(cx, shape, sink, path.hint);
  const cases = shape.cases.map(({ name, shape: payload }, index) => switchCase(name, block(cx, (inner) => {
    target.put(inner, index, (at, part) =>
      (payload === undefined ? [] : lowerVal(at, payload, given, part, path)));
    inner.body.add(statements`break;`);
  })));
  const tag = expression`${given}?.tag`;
  cx.body.add(statements`
    switch (${tag}) {
      case ${cases}:
      default: ${wrongCase(cx, shape, tag, path)};
    }`);
  return target.values();
}

/** The `val` of what the user gave. */
function lowerVal(
  cx: LowerContext, payload: Shape, given: Identifier, sink: Sink, path: Path,
): Expression[] {
  return cx.lower(cx, payload, expression`${given}.val`, sink, payloadPath(path, `${path.hint}Val`));
}

/** `wrongCase(['point', 'circle'], shape?.tag, 'area: argument "shape".tag')` */
function wrongCase({ out }: LowerContext, { cases }: CasesShape, tag: Expression, path: Path): Expression {
  const labels = expression`[${cases.map(({ name }) => literal(name))}]`;
  const args = [labels, tag, ...pathArgs({ ...path, text: `${path.text}.tag` })];
  return expression`${out.shim('wrongCase')}(${args})`;
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
  const some = block(cx, (inner) => target.put(inner, 1, (at, part) => (shape.tagged
    ? lowerVal(at, payload, given, part, path)
    : at.lower(at, payload, given, part, { ...path, isField: false }))));
  cx.body.add(shape.tagged
    ? tagged(given, wrongCase(cx, shape, expression`${given}.tag`, path), none, some)
    : either(given, none, some));
  return target.values();
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

/**
 * Lowers a function's `result` of which the case is known: `failed` is 0 or 1, `value` the payload.
 *
 *     memory.u8[ptr] = failed;
 *     if (failed) memory.u8[ptr + 1] = checkEnum(…);
 *     else …
 */
export function lowerOutcome(
  cx: LowerContext, shape: ResultShape, failed: Identifier, value: Expression, sink: Sink,
  okPath: Path, errPath: Path,
): Expression[] {
  const { body } = cx;
  if (sink.kind === 'flat') {
    if (shape.flat.length > 1) throw new Error('a result with a payload is not returned flat');
    return [failed];
  }
  const write = (index: number, path: Path): Statement[] => block(cx, (inner) => {
    const payload = shape.cases[index]?.shape;
    if (payload !== undefined) inner.lower(inner, payload, value, moved(sink, shape.payload), path);
  });
  const [ok, err] = [write(0, okPath), write(1, errPath)];
  body.add(store(sink, unsignedView(shape.discriminant), failed));
  if (ok.length + err.length === 0) return [];
  if (err.length === 0) body.add(statements`if (!${failed}) { ${ok} }`);
  else if (ok.length === 0) body.add(statements`if (${failed}) { ${err} }`);
  else body.add(statements`if (${failed}) { ${err} } else { ${ok} }`);
  return [];
}

/** A `switch` over the case numbers, with the transfer of each payload. */
export function transferCases(
  cx: TransferContext, from: CasesShape, source: Source, to: CasesShape, sink: Sink, hint: string,
): Expression[] {
  const target = caseSink(cx, to, sink, hint);
  const cases = from.cases.map(({ shape: payload }, index) => switchCase(index, block(cx, (inner) => {
    target.put(inner, index, (at, part) => {
      const other = to.cases[index]?.shape;
      if (payload === undefined || other === undefined) return [];
      const place = payloadSource(at, from, index, source);
      return at.transfer(at, payload, place, other, part, `${hint}Val`);
    });
    inner.body.add(statements`break;`);
  })));
  cx.body.add(statements`
    switch (${discriminantAt(from.discriminant, source)}) {
      case ${cases}:
      default: ${invalidDiscriminant(cx)};
    }`);
  return target.values();
}

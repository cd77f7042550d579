/**
 * Codecs: how the elements of a stream or future get out of a memory and into it (CanonicalABI.md, “Buffer
 * State”; runtime-shim/copy.ts). One object for each element type and options.
 *
 *     const codec = {
 *       type: 2, size: 8, align: 4, views: memory, bytes: false, numbers: undefined,
 *       lift(ptr, n) {
 *         const elements = [];
 *         for (let i = 0, elementPtr = ptr; i < n; i++, elementPtr += 8) elements.push(liftUtf8(…));
 *         return elements;
 *       },
 *       lower(values, ptr) {
 *         for (let i = 0, valuePtr = ptr; i < values.length; i++, valuePtr += 8) storeString(…);
 *       },
 *     };
 */
import type { Expression, Identifier, Property, Statement } from 'estree';
import type { Shape } from '../../planner/abi/shape.ts';
import type { Codec } from '../../planner/plan.ts';
import { declare, literal, member, property } from '../builders.ts';
import type { Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import type { LiftContext, LowerContext, Path } from '../values/context.ts';
import { viewsOf } from '../values/context.ts';
import { lift } from '../values/lift.ts';
import { liftElements } from '../values/lists-lift.ts';
import { lowerElements } from '../values/lists-lower.ts';
import { lower } from '../values/lower.ts';
import type { NumbersShape } from '../values/numbers.ts';
import { isNumber, toNumbers } from '../values/numbers.ts';
import { VIEW_OF, indexOf } from '../values/place.ts';

/** `Plan.codecs[index]` */
export function emitCodec(out: Output, index: number): Statement[] {
  const codec = out.plan.codecs[index]!;
  const { type, element, options } = codec;
  const none = expression`undefined`;
  const isOfNumbers = element !== undefined && isNumber(element);
  if (isOfNumbers) out.feature('numbers');
  const hasNumbers = out.plan.codecs.some((each) => each.element !== undefined && isNumber(each.element));
  const properties: Property[] = [
    property('type', literal(type)),
    property('size', literal(element?.size ?? 0)),
    property('align', literal(element?.align ?? 1)),
    property('views', element === undefined ? none : viewsOf({ out, body: out.body() }, options)),
    property('bytes', literal(element?.bitwise ?? true)),
    ...(hasNumbers ? [property('numbers', isOfNumbers ? literal(VIEW_OF[element.kind]) : none)] : []),
  ];
  if (element !== undefined) {
    if (codec.lifts) properties.push(emitLift(out, codec, element));
    if (codec.lowers) properties.push(emitLower(out, codec, element, pathText(out, index)));
  }
  return [declare(out.codec(index), { type: 'ObjectExpression', properties })];
}

/** Elements have no function and no parameter, by whose names users know them. */
function pathText({ plan }: Output, index: number): string {
  const kinds = new Set(plan.adapters.flatMap((adapter) =>
    (adapter.kind === 'builtin' && 'codec' in adapter.builtin && adapter.builtin.codec === index
      ? [adapter.builtin.name.split('.')[0]] : [])));
  if (kinds.has('stream') && kinds.has('future')) return 'stream or future element';
  return kinds.has('future') ? 'future value' : 'stream element';
}

function method(code: readonly Statement[]): Property {
  const [first] = code;
  const object = first?.type === 'ExpressionStatement' ? first.expression : undefined;
  const only = object?.type === 'ObjectExpression' ? object.properties[0] : undefined;
  if (only?.type !== 'Property') throw new Error('an object of one method was expected');
  return only;
}

/** `lift(ptr, n)`: an array, or of numbers a typed array. */
function emitLift(out: Output, { options }: Codec, element: Shape): Property {
  const body = out.body();
  const [ptr, n] = [body.local('ptr'), body.local('n')];
  const cx: LiftContext = { out, body, options, lenders: undefined, loans: undefined, self: undefined, lift };
  const value = numbersAt(cx, element, ptr, n) ?? liftElements(cx, element, ptr, n, 'elements');
  return method(statements`({
    lift(${ptr}, ${n}) {
      ${body.statements}
      return ${value};
    }
  })`);
}

/** A copy of numbers: `memory.u32.slice(ptr >>> 2, (ptr >>> 2) + n)` */
function numbersAt(cx: LiftContext, element: Shape, ptr: Expression, n: Expression): Expression | undefined {
  if (!isNumber(element)) return undefined;
  const view = VIEW_OF[element.kind];
  const at = (): Expression => indexOf(view, ptr, cx.options.pointer);
  return expression`${member(viewsOf(cx, cx.options), view)}.slice(${at()}, ${expression`${at()}`} + ${n})`;
}

/** `lower(values, ptr)` */
function emitLower(out: Output, { options }: Codec, element: Shape, text: string): Property {
  const body = out.body();
  const [values, ptr] = [body.local('values'), body.local('ptr')];
  const cx: LowerContext = { out, body, options, lowered: undefined, lower };
  const path: Path = { text, indices: [], hint: 'element', isField: false };
  if (isNumber(element)) lowerNumbers(cx, element, values, ptr, path);
  else lowerElements(cx, element, values, ptr, expression`${values}.length`, 'element', () => path);
  return method(statements`({
    lower(${values}, ${ptr}) {
      ${body.statements}
    }
  })`);
}

/** `memory.u32.set(values, ptr >>> 2);` A typed array converts numbers as is wanted, but not to BigInts. */
function lowerNumbers(
  cx: LowerContext, element: NumbersShape['element'], values: Identifier, ptr: Expression, path: Path,
): void {
  const { out, body, options } = cx;
  const view = VIEW_OF[element.kind];
  const isConverted = !out.settings.strict && view !== 'u64' && view !== 's64';
  const numbers = isConverted ? values : toNumbers(cx, { element }, values, path);
  const at = indexOf(view, ptr, options.pointer);
  body.add(statements`${member(viewsOf(cx, options), view)}.set(${numbers}, ${at});`);
}

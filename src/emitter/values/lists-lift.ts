/**
 * Lists on their way to JavaScript (CanonicalABI.md, `load_list`): a loop with the element's code inside.
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { FixedListShape, ListShape, Shape } from '../../planner/abi/shape.ts';
import { declare, literal } from '../builders.ts';
import { expression, statements } from '../template.ts';
import { inOrder } from './code.ts';
import type { LiftContext } from './context.ts';
import { block, singular, viewsOf } from './context.ts';
import { loop } from './loops.ts';
import { isNumbers, liftNumbers } from './numbers.ts';
import { checkedPair } from './pairs.ts';
import type { Source } from './place.ts';
import { address, memoryPlace, sourcePart } from './place.ts';

/**
 *     const users = new Array(usersLength);
 *     for (let i = 0, userPtr = usersPtr; i < usersLength; i++, userPtr += 24) users[i] = …;
 */
export function liftList(cx: LiftContext, shape: ListShape, source: Source, hint: string): Expression {
  if (isNumbers(shape)) return liftNumbers(cx, shape, source);
  const { ptr, length } = checkedPair(cx, cx.options, shape, source, hint);
  return liftElements(cx, shape.element, ptr, length, hint);
}

/** The elements from an address on, in an array. */
export function liftElements(
  cx: LiftContext, element: Shape, start: Expression, length: Expression, hint: string,
): Expression {
  const list = cx.body.local(hint);
  const made = declare(list, expression`new Array(${length})`);
  cx.body.add(made, forEach(cx, element, start, length, hint, (inner, source, index) => {
    const value = inner.lift(inner, element, source, singular(hint));
    inner.body.add(statements`${list}[${index}] = ${value};`);
  }));
  return list;
}

/** A loop over elements in memory; `write` adds what is done with each. */
export function forEach(
  cx: LiftContext, { size }: Shape, start: Expression, length: Expression, hint: string,
  write: (cx: LiftContext, source: Source, index: Identifier) => void,
): Statement[] {
  const { body, options } = cx;
  const index = body.local('i');
  const ptr = body.local(`${singular(hint)}Ptr`);
  const source = memoryPlace(viewsOf(cx, options), options.pointer, ptr);
  return loop(index, length, [{ name: ptr, start, size }], block({ ...cx, mayShare: false }, (inner) => write(inner, source, index)));
}

/** An array literal, or from memory a loop. */
export function liftFixedList(
  cx: LiftContext, shape: FixedListShape, source: Source, hint: string,
): Expression {
  const { element, length } = shape;
  if (source.kind === 'memory' && length > MAX_UNROLLED) {
    return liftElements(cx, element, address(source), literal(length), hint);
  }
  const parts = Array.from({ length }, (_, i) => elementSource(shape, source, i));
  const lifts = parts.map((part) => () => cx.lift(cx, element, part, singular(hint)));
  return expression`[${inOrder(cx.body, lifts, singular(hint))}]`;
}

/** Up to so many elements in place are written out. */
export const MAX_UNROLLED = 4;

export const elementSource = ({ element }: FixedListShape, source: Source, i: number): Source =>
  sourcePart(source, i * element.size, i * element.flat.length, element);

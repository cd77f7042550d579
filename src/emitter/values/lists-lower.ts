/**
 * Lists on their way into a component, from JavaScript or from another component (CanonicalABI.md,
 * `store_list`): bytes are copied where that will do, else there is a loop with the element's code inside.
 */
import type { Expression, Identifier } from 'estree';
import type { FixedListShape, ListShape, Shape } from '../../planner/abi/shape.ts';
import { literal } from '../builders.ts';
import { expression, statements } from '../template.ts';
import { bind } from './code.ts';
import type { LowerContext, Path, TransferContext } from './context.ts';
import { allocating, block, checked, elementPath, kept, partPath, reallocOf, singular, viewsOf } from './context.ts';
import { MAX_UNROLLED, elementSource } from './lists-lift.ts';
import { loop } from './loops.ts';
import { isNumbers, lowerNumbers, toNumbers } from './numbers.ts';
import { allocate, arrayLength, checkedPair, writePair } from './pairs.ts';
import type { MemoryPlace, Sink, Source } from './place.ts';
import { address, memoryPlace, sinkPart } from './place.ts';

// ------------------------------------------------------------------------------------------- from JavaScript

/**
 *     const users = toArray(value, 'count: argument "users"');
 *     const usersLength = users.length >>> 0;
 *     const usersPtr = realloc(0, 0, 4, usersLength * 24);
 *     for (let i = 0, userPtr = usersPtr; i < usersLength; i++, userPtr += 24) …
 */
export function lowerList(
  cx: LowerContext, shape: ListShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const { out, body } = cx;
  if (isNumbers(shape)) {
    const numbers = kept(cx, toNumbers(cx, shape, value, path), copyHint(value, path));
    return lowerNumbers(allocating(cx), shape, numbers, sink, path.hint);
  }
  const list = bind(body, checked(cx, 'toArray', [value], path), copyHint(value, path));
  const { ptr, length } = allocate(cx, shape.element, arrayLength(list), path.hint);
  lowerElements(cx, shape.element, list, ptr, length, ...elementsAt(path));
  return writePair(out, body, shape.pointer, sink, ptr, length);
}

/** What elements are called, and where each one is. */
function elementsAt(path: Path): readonly [name: string, pathOf: (index: Identifier) => Path] {
  const name = singular(path.hint);
  return [name, (index) => elementPath(path, index, name)];
}

/** What a list or tuple made of `value` is called. */
export const copyHint = (value: Expression, { hint }: Path): string =>
  (value.type === 'Identifier' ? `${hint}List` : hint);

/** The loop that stores the elements of an array; `pathOf` says where each one is. */
export function lowerElements(
  cx: LowerContext, element: Shape, list: Identifier, start: Expression, length: Expression, name: string,
  pathOf: (index: Identifier) => Path,
): void {
  const { body, options } = cx;
  const index = body.local('i');
  const ptr = body.local(`${name}Ptr`);
  const place = memoryPlace(viewsOf(cx, options), options.pointer, ptr);
  const inner = block({ ...cx, mayShare: false }, (inside) =>
    inside.lower(inside, element, expression`${list}[${index}]`, place, pathOf(index)));
  body.add(loop(index, length, [{ name: ptr, start, size: element.size }], inner));
}

export function lowerFixedList(
  cx: LowerContext, { element, length }: FixedListShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const array = checked(cx, 'toArrayOf', [literal(length), value], path);
  const list = bind(cx.body, array, copyHint(value, path));
  if (sink.kind === 'memory' && length > MAX_UNROLLED) {
    lowerElements(cx, element, list, address(sink), literal(length), ...elementsAt(path));
    return [];
  }
  const hint = singular(path.hint);
  return Array.from({ length }, (_, i) => i).flatMap((i) => cx.lower(
    cx, element, expression`${list}[${i}]`, sinkPart(sink, i * element.size), partPath(path, i, hint),
  ));
}

// ------------------------------------------------------------------------------------ from another component

/** As much of a list's shape as is needed. */
export type Elements = Pick<ListShape, 'pointer' | 'element'>;

/**
 *     checkList(memory0, ptr, length, 24, 4);
 *     const ptr2 = realloc1(0, 0, 4, length * 24);
 *     copyBytes(memory0, ptr, memory1, ptr2, length * 24);
 */
export function transferList(
  cx: TransferContext, from: Elements, source: Source, to: Elements, sink: Sink, hint: string,
): Expression[] {
  const { out, body } = cx;
  const { size, align, bitwise } = to.element;
  const { ptr, length } = checkedPair(cx, cx.from, from, source, hint);
  const bytes = size === 1 ? length : expression`${length} * ${size}`;
  const copy = bind(body, expression`${reallocOf(cx, cx.to)}(0, 0, ${align}, ${bytes})`, `${hint}Copy`);
  if (bitwise) {
    const args = [viewsOf(cx, cx.from), ptr, viewsOf(cx, cx.to), copy, bytes];
    body.add(statements`${out.shim('copyBytes')}(${args});`);
  } else {
    const rows = [{ shape: from.element, start: ptr }, { shape: to.element, start: copy }] as const;
    transferElements(cx, ...rows, length, hint);
  }
  return writePair(out, body, to.pointer, sink, copy, length);
}

interface Row {
  readonly shape: Shape;
  readonly start: Expression;
}

/** The loop that moves the elements of a list. */
function transferElements(cx: TransferContext, from: Row, to: Row, length: Expression, hint: string): void {
  const { body } = cx;
  const name = singular(hint);
  const index = body.local('i');
  const source = { name: body.local(`${name}Ptr`), start: from.start, size: from.shape.size };
  const sink = { name: body.local(`${name}Copy`), start: to.start, size: to.shape.size };
  const inner = block(cx, (inside) => inside.transfer(
    inside, from.shape, memoryPlace(viewsOf(cx, cx.from), cx.from.pointer, source.name),
    to.shape, memoryPlace(viewsOf(cx, cx.to), cx.to.pointer, sink.name), name,
  ));
  body.add(loop(index, length, [source, sink], inner));
}

export function transferFixedList(
  cx: TransferContext, from: FixedListShape, source: Source, to: FixedListShape, sink: Sink, hint: string,
): Expression[] {
  if (source.kind === 'memory' && sink.kind === 'memory' && from.length > MAX_UNROLLED) {
    transferInPlace(cx, from, source, to, sink, hint);
    return [];
  }
  const { element } = to;
  return Array.from({ length: from.length }, (_, i) => elementSource(from, source, i)).flatMap((part, i) =>
    cx.transfer(cx, from.element, part, element, sinkPart(sink, i * element.size), singular(hint)));
}

function transferInPlace(
  cx: TransferContext, from: FixedListShape, source: MemoryPlace, to: FixedListShape, sink: MemoryPlace,
  hint: string,
): void {
  const { out, body } = cx;
  const [start, copy] = [address(source), address(sink)];
  if (to.bitwise) {
    const args = [source.views, start, sink.views, copy, literal(to.size)];
    body.add(statements`${out.shim('copyBytes')}(${args});`);
    return;
  }
  const rows = [{ shape: from.element, start }, { shape: to.element, start: copy }] as const;
  transferElements(cx, ...rows, literal(from.length), hint);
}

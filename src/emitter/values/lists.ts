/**
 * Lists (CanonicalABI.md, `load_list`, `store_list`): numbers are copied as a whole, all else in a loop with the
 * element's code inside.
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { FixedListShape, ListShape, NumericKind, Shape } from '../../planner/abi/shape.ts';
import { declare, literal, member } from '../builders.ts';
import { expression, id, statements } from '../template.ts';
import { bind, inOrder } from './code.ts';
import type { LiftContext, LowerContext, Path, TransferContext } from './context.ts';
import { block, checked, elementPath, reallocOf, singular, viewsOf } from './context.ts';
import { loop } from './loops.ts';
import type { Pair } from './pairs.ts';
import { bindPair, readPair, writePair } from './pairs.ts';
import type { MemoryPlace, Sink, Source } from './place.ts';
import { VIEW_OF, address, indexOf, memoryPlace, sourcePart, sinkPart } from './place.ts';
import { rangeOf } from './scalars.ts';

/** The constructor of the typed array that JavaScript sees. */
const ARRAY_OF: { readonly [K in NumericKind]: string } = {
  u8: 'Uint8Array', s8: 'Int8Array', u16: 'Uint16Array', s16: 'Int16Array', u32: 'Uint32Array', s32: 'Int32Array',
  u64: 'BigUint64Array', s64: 'BigInt64Array', f32: 'Float32Array', f64: 'Float64Array',
};

function numericKind({ kind }: Shape): NumericKind | undefined {
  return Object.hasOwn(ARRAY_OF, kind) ? kind as NumericKind : undefined;
}

// ---------------------------------------------------------------------------------------------- lift

/**
 *     liftNumbers(memory, memory.u32, ptr >>> 0, length >>> 0)
 *
 *     const users = [];
 *     for (let i = 0, userPtr = usersPtr; i < usersLength; i++, userPtr += 24) users.push(…);
 */
export function liftList(cx: LiftContext, shape: ListShape, source: Source, hint: string): Expression {
  const { out, body, options } = cx;
  const numeric = numericKind(shape.element);
  if (numeric !== undefined) {
    const views = viewsOf(cx, options);
    const [ptr, length] = readPair(out, shape.pointer, source);
    return expression`${out.shim('liftNumbers')}(${views}, ${member(views, VIEW_OF[numeric])}, ${ptr}, ${length})`;
  }
  const pair = checkedPair(cx, shape, source, hint);
  const list = body.local(hint);
  body.add(declare(list, expression`[]`));
  body.add(liftElements(cx, shape.element, pair.ptr, pair.length, hint, (element, value) =>
    element.body.add(statements`${list}.push(${value});`)));
  return list;
}

/** The loop that lifts elements; `use` adds what is done with each. */
export function liftElements(
  cx: LiftContext, element: Shape, start: Expression, length: Expression, hint: string,
  use: (cx: LiftContext, value: Expression) => void,
): Statement[] {
  const { body, options } = cx;
  const index = body.local('i');
  const name = singular(hint);
  const ptr = body.local(`${name}Ptr`);
  const place = memoryPlace(viewsOf(cx, options), options.pointer, ptr);
  const inner = block(cx, (inside) => use(inside, inside.lift(inside, element, place, name)));
  return loop(index, length, [{ name: ptr, start, size: element.size }], inner);
}

/** Pointer and length of a list in memory, both known to be good. */
export function checkedPair(
  { out, body, options }: LiftContext, { pointer, element }: Pick<ListShape, 'pointer' | 'element'>, source: Source,
  hint: string,
): Pair {
  const pair = bindPair(out, body, pointer, source, hint);
  const views = viewsOf({ out, body }, options);
  body.add(statements`
    ${out.shim('checkList')}(${views}, ${pair.ptr}, ${pair.length}, ${element.size}, ${element.align});`);
  return pair;
}

/** An array literal, or from memory a loop. */
export function liftFixedList(cx: LiftContext, shape: FixedListShape, source: Source, hint: string): Expression {
  const { element, length } = shape;
  if (source.kind === 'flat' || length <= MAX_UNROLLED) {
    const parts = Array.from({ length }, (_, i) => elementSource(shape, source, i));
    const lifts = parts.map((part) => () => cx.lift(cx, element, part, singular(hint)));
    return expression`[${inOrder(cx.body, lifts, singular(hint))}]`;
  }
  const list = cx.body.local(hint);
  cx.body.add(declare(list, expression`[]`));
  cx.body.add(liftElements(cx, element, address(source), literal(length), hint, (inner, value) =>
    inner.body.add(statements`${list}.push(${value});`)));
  return list;
}

/** Up to so many elements in place are written out. */
const MAX_UNROLLED = 4;

const elementSource = ({ element }: FixedListShape, source: Source, i: number): Source =>
  sourcePart(source, i * element.size, i * element.flat.length, element);

// ---------------------------------------------------------------------------------------------- lower

/**
 *     const users = toArray(value, 'count: argument "users"');
 *     const usersLength = users.length;
 *     const usersPtr = realloc(0, 0, 4, usersLength * 24);
 *     for (let i = 0, userPtr = usersPtr; i < usersLength; i++, userPtr += 24) …
 */
export function lowerList(
  cx: LowerContext, shape: ListShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const { out, body } = cx;
  const { pointer, element } = shape;
  const hint = copyHint(value, path);
  if (isNumeric(shape)) return lowerNumbers(cx, shape, bind(body, toNumbers(cx, shape, value, path), hint), sink, path.hint);
  const list = bind(body, checked(cx, 'toArray', [value], path), hint);
  const { ptr, length } = allocate(cx, element, list, path.hint);
  lowerElements(cx, element, list, ptr, length, path);
  return writePair(out, body, pointer, sink, ptr, length);
}

/** A list of numbers: JavaScript has a typed array for it, and no user code runs when that is stored. */
export const isNumeric = (shape: Shape): shape is ListShape =>
  shape.kind === 'list' && numericKind(shape.element) !== undefined;

/** What a list or tuple made of `value` is called. */
export const copyHint = (value: Expression, { hint }: Path): string =>
  (value.type === 'Identifier' ? `${hint}List` : hint);

/** `toBytes(data, 'send: argument "data"')` */
export function toNumbers(cx: LowerContext, { element }: ListShape, value: Expression, path: Path): Expression {
  const kind = numericKind(element)!;
  const type = id(ARRAY_OF[kind]);
  const [min, max] = rangeOf(kind) ?? [];
  if (cx.out.settings.strict && typeof min === 'number' && typeof max === 'number') {
    return checked(cx, 'toIntegers', [type, literal(min), literal(max), value], path);
  }
  if (kind === 'u8') return checked(cx, 'toBytes', [value], path);
  return checked(cx, kind === 'u64' || kind === 's64' ? 'toBigInts' : 'toNumbers', [type, value], path);
}

/**
 *     const dataLength = data.length;
 *     const dataPtr = realloc(0, 0, 1, dataLength);
 *     memory.u8.set(data, dataPtr);
 */
export function lowerNumbers(
  cx: LowerContext, { pointer, element }: ListShape, list: Identifier, sink: Sink, hint: string,
): Expression[] {
  const view = VIEW_OF[numericKind(element)!];
  const { ptr, length } = allocate(cx, element, list, hint);
  const target = member(viewsOf(cx, cx.options), view);
  cx.body.add(statements`${target}.set(${list}, ${indexOf(view, ptr, pointer)});`);
  return writePair(cx.out, cx.body, pointer, sink, ptr, length);
}

/** Room for as many elements as the list has. */
export function allocate(cx: LowerContext, { size, align }: Shape, list: Identifier, hint: string): Pair {
  const { body, options } = cx;
  const length = bind(body, expression`${list}.length`, `${hint}Length`);
  const bytes = size === 1 ? length : expression`${length} * ${size}`;
  const ptr = bind(body, expression`${reallocOf(cx, options)}(0, 0, ${align}, ${bytes})`, `${hint}Ptr`);
  return { ptr, length };
}

/** The loop that stores the elements of an array. */
function lowerElements(
  cx: LowerContext, element: Shape, list: Identifier, start: Expression, length: Expression, path: Path,
): void {
  const { body, options } = cx;
  const index = body.local('i');
  const name = singular(path.hint);
  const ptr = body.local(`${name}Ptr`);
  const place = memoryPlace(viewsOf(cx, options), options.pointer, ptr);
  const inner = block(cx, (inside) =>
    inside.lower(inside, element, expression`${list}[${index}]`, place, elementPath(path, index, name)));
  body.add(loop(index, length, [{ name: ptr, start, size: element.size }], inner));
}

export function lowerFixedList(
  cx: LowerContext, { element, length }: FixedListShape, value: Expression, sink: Sink, path: Path,
): Expression[] {
  const list = bind(cx.body, checked(cx, 'toArrayOf', [literal(length), value], path), copyHint(value, path));
  if (sink.kind === 'memory' && length > MAX_UNROLLED) {
    lowerElements(cx, element, list, address(sink), literal(length), path);
    return [];
  }
  const hint = singular(path.hint);
  return Array.from({ length }, (_, i) => i).flatMap((i) => {
    const part = { ...path, text: `${path.text}[${i}]`, hint, isField: false };
    return cx.lower(cx, element, expression`${list}[${i}]`, sinkPart(sink, i * element.size), part);
  });
}

// ---------------------------------------------------------------------------------------------- transfer

/**
 *     checkList(memory0, ptr, length, 24, 4);
 *     const ptr2 = realloc1(0, 0, 4, length * 24);
 *     copyBytes(memory0, ptr, memory1, ptr2, length * 24);
 */
export function transferList(
  cx: TransferContext, from: Pick<ListShape, 'pointer' | 'element'>, source: Source,
  to: Pick<ListShape, 'pointer' | 'element'>, sink: Sink, hint: string,
): Expression[] {
  const { out, body } = cx;
  const { size, align } = to.element;
  const { ptr, length } = bindPair(out, body, from.pointer, source, hint);
  const views = viewsOf(cx, cx.from);
  body.add(statements`
    ${out.shim('checkList')}(${views}, ${ptr}, ${length}, ${from.element.size}, ${from.element.align});`);
  const bytes = size === 1 ? length : expression`${length} * ${size}`;
  const copy = bind(body, expression`${reallocOf(cx, cx.to)}(0, 0, ${align}, ${bytes})`, `${hint}Copy`);
  if (to.element.bitwise) {
    body.add(statements`${out.shim('copyBytes')}(${views}, ${ptr}, ${viewsOf(cx, cx.to)}, ${copy}, ${bytes});`);
  } else {
    transferElements(cx, from.element, ptr, to.element, copy, length, hint);
  }
  return writePair(out, body, to.pointer, sink, copy, length);
}

function transferElements(
  cx: TransferContext, from: Shape, start: Expression, to: Shape, copy: Expression, length: Expression, hint: string,
): void {
  const { body } = cx;
  const name = singular(hint);
  const index = body.local('i');
  const source = { name: body.local(`${name}Ptr`), start, size: from.size };
  const sink = { name: body.local(`${name}Copy`), start: copy, size: to.size };
  const inner = block(cx, (inside) => inside.transfer(
    inside, from, memoryPlace(viewsOf(cx, cx.from), cx.from.pointer, source.name),
    to, memoryPlace(viewsOf(cx, cx.to), cx.to.pointer, sink.name), name,
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
  return Array.from({ length: from.length }, (_, i) => i).flatMap((i) => cx.transfer(
    cx, from.element, elementSource(from, source, i), to.element, sinkPart(sink, i * to.element.size), singular(hint),
  ));
}

function transferInPlace(
  cx: TransferContext, from: FixedListShape, source: MemoryPlace, to: FixedListShape, sink: MemoryPlace, hint: string,
): void {
  const { out, body } = cx;
  if (!to.bitwise) {
    transferElements(cx, from.element, address(source), to.element, address(sink), literal(from.length), hint);
    return;
  }
  const args = [source.views, address(source), sink.views, address(sink), literal(to.size)];
  body.add(statements`${out.shim('copyBytes')}(${args});`);
}

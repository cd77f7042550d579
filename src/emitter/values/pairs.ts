/**
 * The pointer and length that strings, lists and maps are passed as. Inside the emitted code both are Numbers;
 * 64-bit memories have BigInts of them in core values and in memory.
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { ListShape, PointerType, Shape } from '../../planner/abi/shape.ts';
import type { Options } from '../../planner/plan.ts';
import { literal } from '../builders.ts';
import type { Body, Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { bind } from './code.ts';
import type { LowerContext } from './context.ts';
import { reallocOf, viewsOf } from './context.ts';
import type { MemoryPlace, Sink, Source } from './place.ts';
import { address, element, moved } from './place.ts';

export interface Pair {
  readonly ptr: Identifier;
  readonly length: Identifier;
}

/** How the length is meant: those of latin1+utf16 strings may be tagged. */
export type Length = 'plain' | 'tagged';

const pointerBytes = (pointer: PointerType): number => (pointer === 'i64' ? 8 : 4);

/** A pointer that core code passed, as a Number: `ptr >>> 0`. */
export const pointerFromCore = (out: Output, pointer: PointerType, value: Expression): Expression =>
  (pointer === 'i32' ? expression`${value} >>> 0` : expression`${out.shim('fromI64')}(${value})`);

/** A Number as a core value of the pointer's type. */
export const pointerToCore = (pointer: PointerType, value: Expression): Expression =>
  (pointer === 'i32' ? value : expression`BigInt(${value})`);

function lengthFromCore(out: Output, pointer: PointerType, value: Expression, kind: Length): Expression {
  if (pointer === 'i32' || kind === 'plain') return pointerFromCore(out, pointer, value);
  return expression`${out.shim('codeUnitsFromI64')}(${value})`;
}

function lengthToCore(out: Output, pointer: PointerType, value: Expression, kind: Length): Expression {
  if (pointer === 'i32' || kind === 'plain') return pointerToCore(pointer, value);
  return expression`${out.shim('codeUnitsToI64')}(${value})`;
}

// --------------------------------------------------------------------------------------------------- reading

/** A pair as it is passed or stored. */
export function corePair(pointer: PointerType, source: Source): readonly Expression[] {
  if (source.kind === 'flat') return source.values.map(({ value }) => value);
  const view = pointer === 'i32' ? 'u32' : 'u64';
  return [element(source, view), element(moved(source, pointerBytes(pointer)), view)];
}

/** Reads a pair: expressions that can be used once. */
export function readPair(
  out: Output, pointer: PointerType, source: Source, kind: Length = 'plain',
): readonly [ptr: Expression, length: Expression] {
  if (source.kind === 'flat') {
    const [ptr, length] = source.values;
    if (ptr === undefined || length === undefined) throw new Error('a flat source has no pair left');
    return [pointerFromCore(out, pointer, ptr.value), lengthFromCore(out, pointer, length.value, kind)];
  }
  const second = moved(source, pointerBytes(pointer));
  if (pointer === 'i32') return [element(source, 'u32'), element(second, 'u32')];
  return [
    pointerFromCore(out, pointer, element(source, 'u64')),
    lengthFromCore(out, pointer, element(second, 'u64'), kind),
  ];
}

/**
 * The pointer and length of a list, under names and known to be good.
 *
 *     checkList(memory, usersPtr, usersLength, 24, 4);
 */
export function checkedPair(
  cx: { readonly out: Output; readonly body: Body }, options: Options,
  { pointer, element: { size, align } }: Pick<ListShape, 'pointer' | 'element'>, source: Source, hint: string,
): Pair {
  const { out, body } = cx;
  const [ptrValue, lengthValue] = readPair(out, pointer, source);
  const ptr = bind(body, ptrValue, `${hint}Ptr`);
  const length = bind(body, lengthValue, `${hint}Length`);
  const args = [viewsOf(cx, options), ptr, length, literal(size), literal(align)];
  body.add(statements`${out.shim('checkList')}(${args});`);
  return { ptr, length };
}

// --------------------------------------------------------------------------------------------------- writing

/** How many elements an array has; if it is a `Proxy`, what that says, as an integer. */
export const arrayLength = (array: Identifier): Expression => expression`${array}.length >>> 0`;

/** Room for so many elements. */
export function allocate(cx: LowerContext, { size, align }: Shape, count: Expression, hint: string): Pair {
  const { body, options } = cx;
  const length = bind(body, count, `${hint}Length`);
  const bytes = size === 1 ? length : expression`${length} * ${size}`;
  const ptr = bind(body, expression`${reallocOf(cx, options)}(0, 0, ${align}, ${bytes})`, `${hint}Ptr`);
  return { ptr, length };
}

/** Writes a pair. Returns the core values if the sink is flat. */
export function writePair(
  out: Output, body: Body, pointer: PointerType, sink: Sink, ptr: Expression, length: Expression,
  kind: Length = 'plain',
): Expression[] {
  if (sink.kind === 'flat') {
    if (pointer === 'i32') return [ptr, length];
    return [pointerToCore(pointer, ptr), lengthToCore(out, pointer, length, kind)];
  }
  body.add(storePair(out, pointer, sink, ptr, length, kind));
  return [];
}

/** `storePair(memory, ptr + 8, usersPtr, usersLength);` */
function storePair(
  out: Output, pointer: PointerType, sink: MemoryPlace, ptr: Expression, length: Expression, kind: Length,
): Statement[] {
  const store = out.shim(pointer === 'i32' ? 'storePair' : 'storePair64');
  const stored = kind === 'tagged' ? lengthToCore(out, pointer, length, kind) : length;
  return statements`${store}(${[sink.views, address(sink), ptr, stored]});`;
}

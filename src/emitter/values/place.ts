/**
 * Where values are: in memory, or flat in core values. Lifting reads from a source, lowering writes to a sink
 * (CanonicalABI.md, "Loading", "Flat Lifting", "Storing", "Flat Lowering").
 */
import type { Expression, Identifier, Statement } from 'estree';
import type { CoreType, PointerType, ScalarKind, Shape } from '../../planner/abi/shape.ts';
import { literal, member } from '../builders.ts';
import type { Body } from '../output.ts';
import { expression, statements } from '../template.ts';
import { bind, isAtom } from './code.ts';

/** `offset` bytes behind `base` in a memory. */
export interface MemoryPlace {
  readonly kind: 'memory';
  /** The memory's views (runtime-shim/memory.ts). */
  readonly views: Identifier;
  readonly pointer: PointerType;
  /** An address, as a name. */
  readonly base: Identifier;
  readonly offset: number;
}

/** An expression of a core type. */
export interface CoreValue {
  readonly value: Expression;
  readonly type: CoreType;
}

export type Source = MemoryPlace | { readonly kind: 'flat'; readonly values: readonly CoreValue[] };

/** `inline`: the core value is evaluated at once, so that it needs no name. */
export type Sink = MemoryPlace | { readonly kind: 'flat'; readonly inline: boolean };

export const FLAT: Sink = { kind: 'flat', inline: false };

/** For a value that is one core value: whoever asks for it evaluates it at once. */
export const FLAT_INLINE: Sink = { kind: 'flat', inline: true };

/** A typed array of the views. */
export type View = 'u8' | 's8' | 'u16' | 's16' | 'u32' | 's32' | 'u64' | 's64' | 'f32' | 'f64';

export const VIEW_OF: { readonly [K in ScalarKind]: View } = {
  bool: 'u8', char: 'u32', u8: 'u8', s8: 's8', u16: 'u16', s16: 's16', u32: 'u32', s32: 's32',
  u64: 'u64', s64: 's64', f32: 'f32', f64: 'f64',
};

const SHIFT: { readonly [V in View]: number } = {
  u8: 0, s8: 0, u16: 1, s16: 1, u32: 2, s32: 2, f32: 2, u64: 3, s64: 3, f64: 3,
};

/** The view of unsigned integers of so many bytes. */
export const unsignedView = (size: number): View => (size === 1 ? 'u8' : size === 2 ? 'u16' : 'u32');

export const memoryPlace = (views: Identifier, pointer: PointerType, base: Identifier): MemoryPlace =>
  ({ kind: 'memory', views, pointer, base, offset: 0 });

/** The same place, `bytes` further. */
export const moved = (place: MemoryPlace, bytes: number): MemoryPlace =>
  ({ ...place, offset: place.offset + bytes });

/** Its address: `ptr + 8`. */
export const address = ({ base, offset }: MemoryPlace): Expression =>
  (offset === 0 ? base : expression`${base} + ${offset}`);

/** An index into a view for an address that is aligned for it: `ptr + 8 >>> 2`. */
export function indexOf(view: View, ptr: Expression, pointer: PointerType): Expression {
  const shift = SHIFT[view];
  if (shift === 0) return ptr;
  return pointer === 'i32' ? expression`${ptr} >>> ${shift}` : expression`${ptr} / ${2 ** shift}`;
}

/** `memory.u32[ptr + 8 >>> 2]` */
export function element(place: MemoryPlace, view: View): Expression {
  return expression`${member(place.views, view)}[${indexOf(view, address(place), place.pointer)}]`;
}

export const load: typeof element = element;

/** `memory.u32[ptr + 8 >>> 2] = value;` */
export function store(place: MemoryPlace, view: View, value: Expression): Statement[] {
  return statements`${element(place, view)} = ${value};`;
}

/**
 * The part of a composite's source that is one of its parts: at `offset` in memory, behind `index` core
 * values flat.
 */
export function sourcePart(source: Source, offset: number, index: number, shape: Shape): Source {
  if (source.kind === 'memory') return moved(source, offset);
  return { kind: 'flat', values: source.values.slice(index, index + shape.flat.length) };
}

export const sinkPart = (sink: Sink, offset: number): Sink =>
  (sink.kind === 'memory' ? moved(sink, offset) : FLAT);

/** Puts a value that is one core value: in memory through `view`, flat under a name if it needs one. */
export function put(body: Body, sink: Sink, view: View, value: Expression, hint: string): Expression[] {
  if (sink.kind === 'memory') {
    body.add(store(sink, view, value));
    return [];
  }
  return [sink.inline || isAtom(value) ? value : bind(body, value, hint)];
}

/** The single core value of a flat source. */
export function onlyValue(source: Extract<Source, { kind: 'flat' }>): Expression {
  const [only] = source.values;
  if (only === undefined) throw new Error('a flat source has no value left');
  return only.value;
}

/** A handle. */
export const handleAt = (source: Source): Expression =>
  (source.kind === 'memory' ? element(source, 'u32') : onlyValue(source));

/** The zero of a core type. */
export const zeroOf = (type: CoreType): Expression => literal(type === 'i64' ? 0n : 0);

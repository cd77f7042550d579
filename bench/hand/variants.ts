// Glue for guests/variants.ts.
import { cannotEnter, checkString, instantiate, trap } from './lib/core.ts';
import { attach, checkPointer, views } from './lib/memory.ts';
import type { MemoryCore } from './lib/memory.ts';
import { byteLength, liftUtf8, lowerUtf8 } from './lib/utf8.ts';

const core = instantiate<MemoryCore & {
  'take-shape'(tag: number, a: bigint, b: bigint, c: number): number;
  'give-rect'(): number;
  'give-named'(): number;
  'take-option'(some: number, value: number): number;
  'give-option'(some: number): number;
  'take-result'(err: number, a: number, b: number): number;
  'give-result'(err: number): number;
  'give-failure'(err: number): number;
}>('main');
attach(core);
const {
  'take-shape': coreTakeShape, 'give-rect': coreGiveRect, 'give-named': coreGiveNamed,
  'take-option': coreTakeOption,
  'give-option': coreGiveOption, 'take-result': coreTakeResult, 'give-result': coreGiveResult,
  'give-failure': coreGiveFailure,
} = core;

export class ComponentError extends Error {
  readonly payload: unknown;

  constructor(payload: unknown) {
    super(typeof payload === 'string' ? payload : 'the function returned an error (see error.payload)');
    this.payload = payload;
  }
}

export type Result<T, E> = { readonly tag: 'ok'; readonly val: T } | { readonly tag: 'err'; readonly val: E };

export type Shape =
  | { readonly tag: 'circle'; readonly val: number }
  | { readonly tag: 'rect'; readonly val: readonly [number, number] }
  | { readonly tag: 'named'; readonly val: Result<string, number> }
  | { readonly tag: 'none' };

let entered = 0;

function enter(): void {
  if (entered !== 0) cannotEnter();
  entered = 1;
}

/** The bits of doubles as integers, without a BigInt being made. */
const doubles = new Float64Array(2);
const bits = new BigInt64Array(doubles.buffer);

export function takeShape(shape: Shape): number {
  let result;
  switch (shape.tag) {
    case 'circle':
      doubles[0] = shape.val;
      enter();
      result = coreTakeShape(0, bits[0]!, 0n, 0);
      break;
    case 'rect':
      doubles[0] = shape.val[0];
      doubles[1] = shape.val[1];
      enter();
      result = coreTakeShape(1, bits[0]!, bits[1]!, 0);
      break;
    case 'named':
      result = takeNamed(shape.val);
      break;
    case 'none':
      enter();
      result = coreTakeShape(3, 0n, 0n, 0);
      break;
    default:
      throw new TypeError('expected a shape');
  }
  entered = 0;
  return result >>> 0;
}

function takeNamed(named: Result<string, number>): number {
  if (named.tag === 'ok') {
    checkString(named.val);
    enter();
    const ptr = lowerUtf8(named.val);
    return coreTakeShape(2, 0n, BigInt(ptr), byteLength);
  }
  if (named.tag !== 'err') throw new TypeError('expected a result');
  enter();
  return coreTakeShape(2, 1n, BigInt(named.val >>> 0), 0);
}

function liftShape(at: number): Shape {
  const { u8, u32, f64 } = views;
  const double = at >>> 3;
  switch (u8[at]) {
    case 0: return { tag: 'circle', val: f64[double + 1]! };
    case 1: return { tag: 'rect', val: [f64[double + 1]!, f64[double + 2]!] };
    case 2: {
      const word = at >>> 2;
      switch (u8[at + 8]) {
        case 0: return { tag: 'named', val: { tag: 'ok', val: liftUtf8(u32[word + 3]!, u32[word + 4]!) } };
        case 1: return { tag: 'named', val: { tag: 'err', val: u32[word + 3]! } };
        default: return trap('invalid variant discriminant');
      }
    }
    case 3: return { tag: 'none' };
    default: return trap('invalid variant discriminant');
  }
}

export function giveRect(): Shape {
  enter();
  const result = liftShape(checkPointer(coreGiveRect(), 8, 24));
  entered = 0;
  return result;
}

export function giveNamed(): Shape {
  enter();
  const result = liftShape(checkPointer(coreGiveNamed(), 8, 24));
  entered = 0;
  return result;
}

export function takeOption(value: number | undefined): number {
  const some = value === undefined || value === null ? 0 : 1;
  const number = some === 1 ? value! | 0 : 0;
  enter();
  const result = coreTakeOption(some, number);
  entered = 0;
  return result >>> 0;
}

export function giveOption(some: boolean): number | undefined {
  enter();
  const at = checkPointer(coreGiveOption(some ? 1 : 0), 4, 8);
  const tag = views.u8[at]!;
  if (tag > 1) trap('invalid variant discriminant');
  entered = 0;
  return tag === 1 ? views.u32[(at >>> 2) + 1] : undefined;
}

export function takeResult(value: Result<number, string>): number {
  let result;
  if (value.tag === 'ok') {
    const number = value.val | 0;
    enter();
    result = coreTakeResult(0, number, 0);
  } else if (value.tag === 'err') {
    checkString(value.val);
    enter();
    const ptr = lowerUtf8(value.val);
    result = coreTakeResult(1, ptr, byteLength);
  } else {
    throw new TypeError('expected a result');
  }
  entered = 0;
  return result >>> 0;
}

export function giveResult(err: boolean): number {
  enter();
  const at = checkPointer(coreGiveResult(err ? 1 : 0), 4, 12);
  const { u8, u32 } = views;
  const word = at >>> 2;
  const tag = u8[at];
  if (tag === 0) {
    entered = 0;
    return u32[word + 1]!;
  }
  if (tag !== 1) trap('invalid variant discriminant');
  const message = liftUtf8(u32[word + 1]!, u32[word + 2]!);
  entered = 0;
  throw new ComponentError(message);
}

type Failure = { readonly tag: 'io'; readonly val: string } | { readonly tag: 'code'; readonly val: number } | { readonly tag: 'other' };

function liftFailure(at: number): Failure {
  const { u8, u32 } = views;
  const word = at >>> 2;
  switch (u8[at]) {
    case 0: return { tag: 'io', val: liftUtf8(u32[word + 1]!, u32[word + 2]!) };
    case 1: return { tag: 'code', val: u32[word + 1]! };
    case 2: return { tag: 'other' };
    default: return trap('invalid variant discriminant');
  }
}

export function giveFailure(err: boolean): number {
  enter();
  const at = checkPointer(coreGiveFailure(err ? 1 : 0), 4, 16);
  const tag = views.u8[at];
  if (tag === 0) {
    entered = 0;
    return views.u32[(at >>> 2) + 1]!;
  }
  if (tag !== 1) trap('invalid variant discriminant');
  const failure = liftFailure(at + 4);
  entered = 0;
  throw new ComponentError(failure);
}

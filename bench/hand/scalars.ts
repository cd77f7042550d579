// Glue for guests/scalars.ts. A trap of `next` or `turn` can be
// observed later, so that there is an `entered` flag.
import { cannotEnter, instantiate, trap } from './lib/core.ts';

type Unary = (a: number) => number;
type Binary = (a: number, b: number) => number;

const core = instantiate<{
  nop(): void;
  add32: Binary;
  add64(a: bigint, b: bigint): bigint;
  addf32: Binary;
  addf64: Binary;
  invert: Unary;
  next: Unary;
  turn: Unary;
  toggle: Unary;
}>('main');
const { add32, add64, addf32, addf64 } = core;

let entered = 0;

export function nop(): void {
  if (entered !== 0) cannotEnter();
  entered = 1;
  core.nop();
  entered = 0;
}

function add(a: number, b: number): number {
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = add32(a, b);
  entered = 0;
  return result;
}

export const addU8 = (a: number, b: number): number => add(a & 255, b & 255) & 255;
export const addS8 = (a: number, b: number): number => add(a << 24 >> 24, b << 24 >> 24) << 24 >> 24;
export const addU16 = (a: number, b: number): number => add(a & 65535, b & 65535) & 65535;
export const addS16 = (a: number, b: number): number => add(a << 16 >> 16, b << 16 >> 16) << 16 >> 16;
export const addU32 = (a: number, b: number): number => add(a | 0, b | 0) >>> 0;
export const addS32 = (a: number, b: number): number => add(a | 0, b | 0);

const bigint = (value: bigint): bigint => typeof value === 'bigint' ? value : BigInt(value);

export function addS64(a: bigint, b: bigint): bigint {
  a = bigint(a);
  b = bigint(b);
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = add64(a, b);
  entered = 0;
  return result;
}

export const addU64 = (a: bigint, b: bigint): bigint => BigInt.asUintN(64, addS64(a, b));

export function addF32(a: number, b: number): number {
  a = +a;
  b = +b;
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = addf32(a, b);
  entered = 0;
  return result;
}

export function addF64(a: number, b: number): number {
  a = +a;
  b = +b;
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = addf64(a, b);
  entered = 0;
  return result;
}

export function invert(a: boolean): boolean {
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = core.invert(a ? 1 : 0);
  entered = 0;
  return result !== 0;
}

export function next(a: string): string {
  const point = typeof a === 'string' ? a.codePointAt(0) : undefined;
  if (point === undefined || a.length !== (point > 0xffff ? 2 : 1) || (point & ~0x7ff) === 0xd800) {
    throw new TypeError('expected a Unicode scalar value');
  }
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = core.next(point) >>> 0;
  if (result > 0x10ffff || (result & ~0x7ff) === 0xd800) trap('invalid char');
  entered = 0;
  return result < 0x10000 ? String.fromCharCode(result) : String.fromCodePoint(result);
}

type Side = 'north' | 'east' | 'south' | 'west';

export function turn(a: Side): Side {
  let value;
  switch (a) {
    case 'north': value = 0; break;
    case 'east': value = 1; break;
    case 'south': value = 2; break;
    case 'west': value = 3; break;
    default: throw new TypeError('expected a side');
  }
  if (entered !== 0) cannotEnter();
  entered = 1;
  let result: Side;
  switch (core.turn(value)) {
    case 0: result = 'north'; break;
    case 1: result = 'east'; break;
    case 2: result = 'south'; break;
    case 3: result = 'west'; break;
    default: trap('invalid enum');
  }
  entered = 0;
  return result;
}

export interface Perms {
  readonly read: boolean;
  readonly write: boolean;
  readonly exec: boolean;
  readonly share: boolean;
  readonly hide: boolean;
  readonly lock: boolean;
}

export function toggle(a: Partial<Perms>): Perms {
  if (typeof a !== 'object') throw new TypeError('expected an object');
  const given = (a.read ? 1 : 0) | (a.write ? 2 : 0) | (a.exec ? 4 : 0) | (a.share ? 8 : 0)
    | (a.hide ? 16 : 0)
    | (a.lock ? 32 : 0);
  if (entered !== 0) cannotEnter();
  entered = 1;
  const flags = core.toggle(given);
  entered = 0;
  return {
    read: (flags & 1) !== 0, write: (flags & 2) !== 0, exec: (flags & 4) !== 0,
    share: (flags & 8) !== 0, hide: (flags & 16) !== 0, lock: (flags & 32) !== 0,
  };
}

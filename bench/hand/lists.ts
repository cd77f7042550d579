// Glue for guests/lists.ts.
import { cannotEnter, checkString, instantiate, trap } from './lib/core.ts';
import { allocate, attach, checkList, checkPointer, views } from './lib/memory.ts';
import type { MemoryCore } from './lib/memory.ts';
import { lowerPoints, liftPoints, lowerUsers, liftUsers } from './lib/records.ts';
import type { Point, User } from './lib/records.ts';
import { byteLength, liftUtf8, lowerUtf8 } from './lib/utf8.ts';

const core = instantiate<MemoryCore & {
  take(ptr: number, length: number): number;
  store(ptr: number, length: number): void;
  give(): number;
}>('main');
attach(core);

let entered = 0;

function enter(): void {
  if (entered !== 0) cannotEnter();
  entered = 1;
}

function take(ptr: number, length: number): number {
  const result = core.take(ptr, length);
  entered = 0;
  return result >>> 0;
}

function store(ptr: number, length: number): void {
  core.store(ptr, length);
  entered = 0;
}

/** The host's getters and iterators run while a list is lowered: if they throw, the instance is as before. */
function outside(error: unknown): unknown {
  if (!(error instanceof WebAssembly.RuntimeError)) entered = 0;
  return error;
}

/** Where the guest has put pointer and length, as an index of words. */
const give = (): number => checkPointer(core.give(), 4, 8) >>> 2;

type Numbers = Iterable<number>;

/** What a typed array has, whatever a subclass says of it: no guest's memory is written to where nothing was asked for. */
const trueLength = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'length')!.get!;

function lowerBytes(list: Numbers): Uint8Array {
  return list instanceof Uint8Array ? list : new Uint8Array(list);
}

export function takeBytes(list: Numbers): number {
  const bytes = lowerBytes(list);
  enter();
  const length: number = trueLength.call(bytes);
  const ptr = allocate(1, length);
  views.u8.set(bytes, ptr);
  return take(ptr, length);
}

export function storeBytes(list: Numbers): void {
  const bytes = lowerBytes(list);
  enter();
  const length: number = trueLength.call(bytes);
  const ptr = allocate(1, length);
  views.u8.set(bytes, ptr);
  store(ptr, length);
}

export function giveBytes(): Uint8Array {
  enter();
  const at = give();
  const length = views.u32[at + 1]!;
  const ptr = checkList(views.u32[at]!, length, 1, 1);
  const result = views.u8.slice(ptr, ptr + length);
  entered = 0;
  return result;
}

/** A plain array is stored element by element: making a typed array of it first takes longer. */
function lowerWords(list: Numbers): number {
  if (list instanceof Uint32Array) {
    const ptr = allocate(4, list.length * 4);
    views.u32.set(list, ptr >>> 2);
    return ptr;
  }
  const array = toArray(list);
  const { length } = array;
  const ptr = allocate(4, length * 4);
  const at = ptr >>> 2;
  const { u32 } = views;
  for (let i = 0; i < length; i++) u32[at + i] = array[i]!;
  return ptr;
}

const toArray = (list: Numbers): readonly number[] =>
  Array.isArray(list) ? list as readonly number[] : Array.from(list);

export function takeWords(list: Uint32Array | readonly number[]): number {
  enter();
  try {
    const ptr = lowerWords(list);
    return take(ptr, list.length);
  } catch (error) {
    throw outside(error);
  }
}

export function storeWords(list: Uint32Array | readonly number[]): void {
  enter();
  try {
    const ptr = lowerWords(list);
    store(ptr, list.length);
  } catch (error) {
    throw outside(error);
  }
}

export function giveWords(): Uint32Array {
  enter();
  const at = give();
  const length = views.u32[at + 1]!;
  const ptr = checkList(views.u32[at]!, length, 4, 4);
  const result = views.u32.slice(ptr >>> 2, (ptr >>> 2) + length);
  entered = 0;
  return result;
}

const toDoubles = (list: Numbers): Float64Array =>
  list instanceof Float64Array ? list : new Float64Array(list);

export function takeDoubles(list: Numbers): number {
  const doubles = toDoubles(list);
  enter();
  const ptr = allocate(8, doubles.length * 8);
  views.f64.set(doubles, ptr >>> 3);
  return take(ptr, doubles.length);
}

export function storeDoubles(list: Numbers): void {
  const doubles = toDoubles(list);
  enter();
  const ptr = allocate(8, doubles.length * 8);
  views.f64.set(doubles, ptr >>> 3);
  store(ptr, doubles.length);
}

export function giveDoubles(): Float64Array {
  enter();
  const at = give();
  const length = views.u32[at + 1]!;
  const ptr = checkList(views.u32[at]!, length, 8, 8);
  const result = views.f64.slice(ptr >>> 3, (ptr >>> 3) + length);
  entered = 0;
  return result;
}

function lowerStrings(list: readonly string[]): number {
  const { length } = list;
  const ptr = allocate(4, length * 8);
  for (let i = 0, at = ptr >>> 2; i < length; i++, at += 2) {
    const item = list[i]!;
    checkString(item);
    const string = lowerUtf8(item);
    const { u32 } = views;
    u32[at] = string;
    u32[at + 1] = byteLength;
  }
  return ptr;
}

export function takeStrings(list: readonly string[]): number {
  if (!Array.isArray(list)) return takeStrings(Array.from(list));
  enter();
  const { length } = list;
  try {
    const ptr = lowerStrings(list);
    return take(ptr, length);
  } catch (error) {
    throw outside(error);
  }
}

export function storeStrings(list: readonly string[]): void {
  enter();
  const { length } = list;
  try {
    const ptr = lowerStrings(list);
    store(ptr, length);
  } catch (error) {
    throw outside(error);
  }
}

export function giveStrings(): string[] {
  enter();
  const at = give();
  const { u32 } = views;
  const length = u32[at + 1]!;
  let word = checkList(u32[at]!, length, 4, 8) >>> 2;
  const result = new Array<string>(length);
  for (let i = 0; i < length; i++, word += 2) result[i] = liftUtf8(u32[word]!, u32[word + 1]!);
  entered = 0;
  return result;
}

export function takePoints(list: readonly Point[]): number {
  if (!Array.isArray(list)) trap('no array');
  enter();
  const { length } = list;
  try {
    const ptr = lowerPoints(list);
    return take(ptr, length);
  } catch (error) {
    throw outside(error);
  }
}

export function storePoints(list: readonly Point[]): void {
  enter();
  const { length } = list;
  try {
    const ptr = lowerPoints(list);
    store(ptr, length);
  } catch (error) {
    throw outside(error);
  }
}

export function givePoints(): Point[] {
  enter();
  const at = give();
  const result = liftPoints(views.u32[at]!, views.u32[at + 1]!);
  entered = 0;
  return result;
}

export function takeUsers(list: readonly User[]): number {
  if (!Array.isArray(list)) trap('no array');
  enter();
  const { length } = list;
  try {
    const ptr = lowerUsers(list);
    return take(ptr, length);
  } catch (error) {
    throw outside(error);
  }
}

export function storeUsers(list: readonly User[]): void {
  enter();
  const { length } = list;
  try {
    const ptr = lowerUsers(list);
    store(ptr, length);
  } catch (error) {
    throw outside(error);
  }
}

export function giveUsers(): User[] {
  enter();
  const at = give();
  const result = liftUsers(views.u32[at]!, views.u32[at + 1]!);
  entered = 0;
  return result;
}

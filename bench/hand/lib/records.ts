// Lists of records: one loop with the element's code in it. A field that is missing, and may not be, is a
// TypeError, as everywhere.
import { checkString, trap } from './core.ts';
import { allocate, checkList, views } from './memory.ts';
import { byteLength, liftUtf8, lowerUtf8 } from './utf8.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly color: number;
}

export interface User {
  readonly id: number;
  readonly name: string;
  readonly score: number;
  readonly age: number | undefined;
}

export function missing(): never {
  throw new TypeError('a field is missing');
}

export function lowerPoints(list: readonly Point[]): number {
  const { length } = list;
  const ptr = allocate(8, length * 24);
  let { f64, u32 } = views;
  for (let i = 0, at = ptr; i < length; i++, at += 24) {
    const { x, y, color } = list[i]!;
    if (x === undefined || y === undefined || color === undefined) missing();
    // What getters and valueOf do, can make memory grow.
    if (f64.length === 0) ({ f64, u32 } = views);
    f64[at >>> 3] = x;
    f64[(at >>> 3) + 1] = y;
    u32[(at >>> 2) + 4] = color;
  }
  return ptr;
}

export function liftPoints(ptr: number, length: number): Point[] {
  ptr = checkList(ptr, length, 8, 24);
  const { f64, u32 } = views;
  const result = new Array<Point>(length);
  for (let i = 0, at = ptr; i < length; i++, at += 24) {
    result[i] = { x: f64[at >>> 3]!, y: f64[(at >>> 3) + 1]!, color: u32[(at >>> 2) + 4]! };
  }
  return result;
}

export function lowerUsers(list: readonly User[]): number {
  const { length } = list;
  const ptr = allocate(8, length * 32);
  for (let i = 0, at = ptr; i < length; i++, at += 32) {
    const { id, name, score, age } = list[i]!;
    if (id === undefined || score === undefined) missing();
    checkString(name);
    const string = lowerUtf8(name);
    const { f64, u32, u8 } = views;
    const word = at >>> 2;
    u32[word] = id;
    u32[word + 1] = string;
    u32[word + 2] = byteLength;
    f64[(at >>> 3) + 2] = score;
    if (age === undefined || age === null) {
      u8[at + 24] = 0;
    } else {
      u8[at + 24] = 1;
      u32[word + 7] = age;
    }
  }
  return ptr;
}

export function liftUsers(ptr: number, length: number): User[] {
  ptr = checkList(ptr, length, 8, 32);
  const { f64, u32, u8 } = views;
  const result = new Array<User>(length);
  for (let i = 0, at = ptr; i < length; i++, at += 32) {
    const word = at >>> 2;
    const some = u8[at + 24]!;
    if (some > 1) trap('invalid variant discriminant');
    result[i] = {
      id: u32[word]!,
      name: liftUtf8(u32[word + 1]!, u32[word + 2]!),
      score: f64[(at >>> 3) + 2]!,
      age: some === 1 ? u32[word + 7]! : undefined,
    };
  }
  return result;
}

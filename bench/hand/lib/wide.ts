// The record of 16 fields, which goes through memory: offsets by hand.
import { checkString, trap } from './core.ts';
import { allocate, views } from './memory.ts';
import { missing } from './records.ts';
import { byteLength, liftUtf8, lowerUtf8 } from './utf8.ts';

export interface Wide {
  readonly a: number;
  readonly b: number;
  readonly c: string;
  readonly d: number;
  readonly e: bigint;
  readonly f: boolean;
  readonly g: number;
  readonly h: number | undefined;
  readonly i: string;
  readonly j: number;
  readonly k: string;
  readonly l: number;
  readonly m: number | undefined;
  readonly n: bigint;
  readonly o: string;
  readonly p: number;
}

/**
 * a 0, b 4, c 8, d 16, e 24, f 32, g 34, h 36 and 40, i 44, j 52, k 56, l 60, m 64 and 72, n 80, o 88, p 96:
 * 104 bytes.
 */
export function lowerWide({ a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p }: Wide): number {
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined) missing();
  if (f === undefined) missing();
  if (g === undefined || i === undefined || j === undefined || k === undefined || l === undefined) missing();
  if (n === undefined || o === undefined || p === undefined) missing();
  checkString(c);
  checkString(i);
  checkString(o);
  const point = typeof k === 'string' ? k.codePointAt(0) : undefined;
  if (point === undefined || k.length !== (point > 0xffff ? 2 : 1) || (point & ~0x7ff) === 0xd800) {
    throw new TypeError('expected a Unicode scalar value');
  }
  const at = allocate(8, 104);
  const word = at >>> 2;
  const double = at >>> 3;
  const first = lowerUtf8(c);
  views.u32[word + 3] = byteLength;
  const second = lowerUtf8(i);
  views.u32[word + 12] = byteLength;
  const third = lowerUtf8(o);
  const { u8, u16, u32, f64, f32, u64 } = views;
  u32[word + 23] = byteLength;
  u32[word] = a;
  u32[word + 1] = b;
  u32[word + 2] = first;
  f64[double + 2] = d;
  u64[double + 3] = e;
  u8[at + 32] = f ? 1 : 0;
  u16[(at + 34) >>> 1] = g;
  if (h === undefined || h === null) {
    u8[at + 36] = 0;
  } else {
    u8[at + 36] = 1;
    u32[word + 10] = h;
  }
  u32[word + 11] = second;
  f32[word + 13] = j;
  u32[word + 14] = point;
  u8[at + 60] = l;
  if (m === undefined || m === null) {
    u8[at + 64] = 0;
  } else {
    u8[at + 64] = 1;
    f64[double + 9] = m;
  }
  u64[double + 10] = n;
  u32[word + 22] = third;
  u32[word + 24] = p;
  return at;
}

export function liftWide(at: number): Wide {
  const { u8, u16, u32, f64, f32, u64 } = views;
  const word = at >>> 2;
  const double = at >>> 3;
  const h = u8[at + 36]!;
  const m = u8[at + 64]!;
  if (h > 1 || m > 1) trap('invalid variant discriminant');
  const point = u32[word + 14]!;
  if (point > 0x10ffff || (point & ~0x7ff) === 0xd800) trap('invalid char');
  return {
    a: u32[word]!,
    b: u32[word + 1]!,
    c: liftUtf8(u32[word + 2]!, u32[word + 3]!),
    d: f64[double + 2]!,
    e: u64[double + 3]!,
    f: u8[at + 32] !== 0,
    g: u16[(at + 34) >>> 1]! << 16 >> 16,
    h: h === 1 ? u32[word + 10]! : undefined,
    i: liftUtf8(u32[word + 11]!, u32[word + 12]!),
    j: f32[word + 13]!,
    k: point < 0x10000 ? String.fromCharCode(point) : String.fromCodePoint(point),
    l: u8[at + 60]!,
    m: m === 1 ? f64[double + 9]! : undefined,
    n: BigInt.asIntN(64, u64[double + 10]!),
    o: liftUtf8(u32[word + 22]!, u32[word + 23]!),
    p: u32[word + 24]!,
  };
}

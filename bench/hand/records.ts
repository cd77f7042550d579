// Glue for guests/records.ts.
import { cannotEnter, checkString, instantiate, trap } from './lib/core.ts';
import { attach, checkPointer, views } from './lib/memory.ts';
import type { MemoryCore } from './lib/memory.ts';
import { missing } from './lib/records.ts';
import type { User } from './lib/records.ts';
import { byteLength, liftUtf8, lowerUtf8 } from './lib/utf8.ts';
import { liftWide, lowerWide } from './lib/wide.ts';
import type { Wide } from './lib/wide.ts';

const core = instantiate<MemoryCore & {
  'take-user'(id: number, name: number, length: number, score: number, some: number, age: number): number;
  'give-user'(): number;
  'take-line'(x: number, y: number, x2: number, y2: number, color: number, dashed: number): number;
  'give-line'(): number;
  'take-tuple'(a: number, b: number, s: number, length: number): number;
  'give-tuple'(): number;
  'take-wide'(at: number): number;
  'store-wide'(at: number): void;
  'give-wide'(): number;
}>('main');
attach(core);
const {
  'take-user': coreTakeUser, 'give-user': coreGiveUser, 'take-line': coreTakeLine, 'give-line': coreGiveLine,
  'take-tuple': coreTakeTuple, 'give-tuple': coreGiveTuple, 'take-wide': coreTakeWide,
  'store-wide': coreStoreWide,
  'give-wide': coreGiveWide,
} = core;

let entered = 0;

export function takeUser({ id, name, score, age }: User): number {
  if (id === undefined || score === undefined) missing();
  checkString(name);
  id |= 0;
  score = +score;
  const some = age === undefined || age === null ? 0 : 1;
  const years = some === 1 ? age! | 0 : 0;
  if (entered !== 0) cannotEnter();
  entered = 1;
  const string = lowerUtf8(name);
  const result = coreTakeUser(id, string, byteLength, score, some, years);
  entered = 0;
  return result >>> 0;
}

export function giveUser(): User {
  if (entered !== 0) cannotEnter();
  entered = 1;
  const at = checkPointer(coreGiveUser(), 8, 32);
  const { u8, u32, f64 } = views;
  const word = at >>> 2;
  const some = u8[at + 24]!;
  if (some > 1) trap('invalid variant discriminant');
  const result = {
    id: u32[word]!,
    name: liftUtf8(u32[word + 1]!, u32[word + 2]!),
    score: f64[(at >>> 3) + 2]!,
    age: some === 1 ? u32[word + 7]! : undefined,
  };
  entered = 0;
  return result;
}

export interface Line {
  readonly start: { readonly x: number; readonly y: number };
  readonly end: { readonly x: number; readonly y: number };
  readonly style: { readonly color: number; readonly dashed: boolean };
}

export function takeLine({ start, end, style }: Line): number {
  let { x, y } = start;
  let { x: x2, y: y2 } = end;
  let { color } = style;
  const { dashed } = style;
  if (x === undefined || y === undefined || x2 === undefined || y2 === undefined || color === undefined) missing();
  if (dashed === undefined) missing();
  // What is no number is converted before anyone enters: `valueOf` may throw.
  x = +x;
  y = +y;
  x2 = +x2;
  y2 = +y2;
  color |= 0;
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = coreTakeLine(x, y, x2, y2, color, dashed ? 1 : 0);
  entered = 0;
  return result >>> 0;
}

export function giveLine(): Line {
  if (entered !== 0) cannotEnter();
  entered = 1;
  const at = checkPointer(coreGiveLine(), 8, 40);
  const { u8, u32, f64 } = views;
  const double = at >>> 3;
  const result = {
    start: { x: f64[double]!, y: f64[double + 1]! },
    end: { x: f64[double + 2]!, y: f64[double + 3]! },
    style: { color: u32[(at >>> 2) + 8]!, dashed: u8[at + 36] !== 0 },
  };
  entered = 0;
  return result;
}

type Tuple = readonly [number, number, string];

export function takeTuple(value: Tuple): number {
  if (!Array.isArray(value) || value.length !== 3) throw new TypeError('expected a tuple');
  const a = value[0] | 0;
  const b = +value[1];
  const s = value[2] as string;
  checkString(s);
  if (entered !== 0) cannotEnter();
  entered = 1;
  const string = lowerUtf8(s);
  const result = coreTakeTuple(a, b, string, byteLength);
  entered = 0;
  return result >>> 0;
}

export function giveTuple(): Tuple {
  if (entered !== 0) cannotEnter();
  entered = 1;
  const at = checkPointer(coreGiveTuple(), 8, 24);
  const { u32, f64 } = views;
  const word = at >>> 2;
  const result = [u32[word]!, f64[(at >>> 3) + 1]!, liftUtf8(u32[word + 4]!, u32[word + 5]!)] as const;
  entered = 0;
  return result;
}

/** The host's getters run meanwhile: if they throw, the instance is as before. */
function lowered(value: Wide): number {
  try {
    return lowerWide(value);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) entered = 0;
    throw error;
  }
}

export function takeWide(value: Wide): number {
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = coreTakeWide(lowered(value));
  entered = 0;
  return result >>> 0;
}

export function storeWide(value: Wide): void {
  if (entered !== 0) cannotEnter();
  entered = 1;
  coreStoreWide(lowered(value));
  entered = 0;
}

export function giveWide(): Wide {
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = liftWide(checkPointer(coreGiveWide(), 8, 104));
  entered = 0;
  return result;
}

/**
 * UTF-8 strings from one memory to another (CanonicalABI.md, `store_string_copy`). What is copied is looked at on the
 * way; only text that isn't ASCII is given to a decoder, in JavaScript, to see whether it is UTF-8.
 */
import type { CodeWriter, Local } from '../core/code.ts';
import type { Func } from '../core/types.ts';
import { MAX_BYTE_LENGTH, allocate, isOutside } from './checks.ts';
import type { Cx } from './context.ts';
import { directionOf, memoryOf, trap } from './context.ts';

/** Longer text is copied by one instruction, and looked at where it has come to. */
const MAX_COPIED = 128;

const HIGH_BITS = 0x8080_8080_8080_8080n;

/** A function `(ptr, length)` that copies a string and gives its new address. */
export function stringCopier(cx: Cx): Func {
  const { shared, from, to } = cx;
  const [source, target] = [memoryOf(from), memoryOf(to)];
  const { checkUtf8 } = from;
  if (checkUtf8 === undefined) throw new Error('a string is copied that was not foreseen');
  const type = { params: ['i32', 'i32'], results: ['i32'] } as const;
  return shared.helper(`string ${directionOf(cx)}`, type, (code, [ptr, length]) => {
    const copy: Copy = {
      code, ptr: ptr!, length: length!, source, target,
      at: code.local('i32'), i: code.local('i32'), end: code.local('i32'), bits: code.local('i64'),
    };
    code.localGet(length!).i32Const(MAX_BYTE_LENGTH).op('i32.gt_u');
    isOutside(code, source, ptr!, () => code.localGet(length!).op('i64.extend_i32_u'));
    code.op('i32.or').if(() => {
      trap({ shared, code }, 'string pointer/length out of bounds of memory (string content out-of-bounds)');
    });
    allocate({ ...cx, code }, 1, length!, copy.at);
    code.localGet(length!).i32Const(8).op('i32.lt_u').if(() => copyBytes(copy), () => {
      code.localGet(length!).i32Const(8).op('i32.sub').localSet(copy.end);
      code.localGet(length!).i32Const(MAX_COPIED).op('i32.gt_u').if(() => copyLong(copy), () => copyWords(copy));
    });
    code.localGet(copy.bits).i64Const(HIGH_BITS).op('i64.and', 'i64.eqz', 'i32.eqz').if(() => {
      code.localGet(ptr!).localGet(length!).call(checkUtf8);
    });
    code.localGet(copy.at);
  });
}

interface Copy {
  readonly code: CodeWriter;
  readonly ptr: Local;
  readonly length: Local;
  readonly source: ReturnType<typeof memoryOf>;
  readonly target: ReturnType<typeof memoryOf>;
  /** Where it goes. */
  readonly at: Local;
  readonly i: Local;
  /** Where the last 8 bytes begin. */
  readonly end: Local;
  /** All bytes, one over the other. */
  readonly bits: Local;
}

const sum = (code: CodeWriter, a: Local, b: Local): CodeWriter => code.localGet(a).localGet(b).op('i32.add');

/** Runs `body` for i = 0, step, … while it is below `end`. */
function loop({ code, i }: Copy, end: Local, step: number, body: () => void): void {
  code.block((done) => code.loop((next) => {
    code.localGet(i).localGet(end).op('i32.ge_u').brIf(done);
    body();
    code.localGet(i).i32Const(step).op('i32.add').localSet(i).br(next);
  }));
}

/** Fewer than 8, one by one. */
function copyBytes(copy: Copy): void {
  const { code, ptr, length, source, target, at, i, bits } = copy;
  const byte = code.local('i64');
  loop(copy, length, 1, () => {
    sum(code, at, i);
    sum(code, ptr, i).load('i64.load8_u', { memory: source }).localTee(byte).store('i64.store8', { memory: target });
    code.localGet(bits).localGet(byte).op('i64.or').localSet(bits);
  });
}

/** 8 at a time; the last 8 overlap. */
function copyWords(copy: Copy): void {
  const { code, ptr, source, target, at, i, end, bits } = copy;
  const word = code.local('i64');
  const copyAt = (offset: Local): void => {
    sum(code, at, offset);
    sum(code, ptr, offset).load('i64.load', { memory: source }).localTee(word).store('i64.store', { memory: target });
    code.localGet(bits).localGet(word).op('i64.or').localSet(bits);
  };
  loop(copy, end, 8, () => copyAt(i));
  copyAt(end);
}

/** Copies all, then looks at 32 bytes at a time, as far as there are so many, and at the last 32. */
function copyLong(copy: Copy): void {
  const { code, ptr, length, source, target, at, i, end, bits } = copy;
  code.localGet(at).localGet(ptr).localGet(length).memoryCopy(target, source);
  const [address, all] = [code.local('i32'), code.local('v128')];
  const look = (offset: Local): void => {
    sum(code, at, offset).localTee(address).load('v128.load', { memory: target });
    code.localGet(address).load('v128.load', { memory: target, offset: 16 });
    code.op('v128.or').localGet(all).op('v128.or').localSet(all);
  };
  code.localGet(end).i32Const(24).op('i32.sub').localSet(end);
  loop(copy, end, 32, () => look(i));
  look(end);
  // The mask has a bit for each byte; less than nothing has the highest bit of all.
  code.i64Const(0n).localGet(all).op('i8x16.bitmask', 'i64.extend_i32_u', 'i64.sub').localSet(bits);
}

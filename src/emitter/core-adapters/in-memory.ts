/**
 * Values in memory, to memory (CanonicalABI.md, "Loading", "Storing"). Both memories have 32-bit pointers, so a value
 * looks alike in them. Padding is not written.
 */
import type {
  EnumShape, FixedListShape, FlagsShape, HandleShape, ScalarShape, Shape,
} from '../../planner/abi/shape.ts';
import type { Local } from '../core/code.ts';
import type { LoadInstruction, StoreInstruction } from '../core/opcodes.ts';
import { checkDiscriminant, switchCases } from './variants.ts';
import type { CasesShape } from './variants.ts';
import type { Cx, Place } from './context.ts';
import { memoryOf, moved } from './context.ts';
import { copyList } from './lists.ts';
import { checkChar, handlePasser, maskOf } from './scalars.ts';
import { stringCopier } from './strings.ts';

type Move<K> = (cx: Cx, shape: Extract<Shape, { kind: K }>, from: Place, to: Place) => void;

const MOVE: { readonly [K in Shape['kind']]: Move<K> } = {
  'u8': moveBytes, 's8': moveBytes, 'u16': moveBytes, 's16': moveBytes, 'u32': moveBytes, 's32': moveBytes,
  'u64': moveBytes, 's64': moveBytes, 'f32': moveBytes, 'f64': moveBytes,
  'bool': moveInteger, 'flags': moveInteger, 'char': moveInteger, 'enum': moveInteger,
  'string': moveString,
  'list': movePair, 'map': movePair,
  'fixed-list': moveFixedList,
  'record': (cx, { fields }, from, to) => moveFields(cx, fields, from, to),
  'tuple': (cx, { fields }, from, to) => moveFields(cx, fields, from, to),
  'variant': moveCases, 'option': moveCases, 'result': moveCases,
  'own': moveHandle, 'borrow': moveHandle, 'stream': refuse, 'future': refuse, 'error-context': refuse,
};

/** Moves one value. */
export function move(cx: Cx, shape: Shape, from: Place, to: Place): void {
  if (shape.bitwise && shape.size <= MAX_WORDS) moveBytes(cx, shape, from, to);
  else (MOVE[shape.kind] as Move<Shape['kind']>)(cx, shape, from, to);
}

function refuse(_cx: Cx, { kind }: Shape): void {
  throw new Error(`core code can't pass a ${kind}`);
}

/** Bytes that are moved by loads and stores of 8 at most. */
const MAX_WORDS = 64;

/** A list of fixed length that has more elements is moved by a loop. */
const MAX_UNROLLED = 4;

const BY_SIZE: { readonly [size: number]: readonly [LoadInstruction, StoreInstruction] } = {
  1: ['i32.load8_u', 'i32.store8'], 2: ['i32.load16_u', 'i32.store16'], 4: ['i32.load', 'i32.store'],
  8: ['i64.load', 'i64.store'],
};

function moveBytes({ code }: Cx, { size }: Shape, from: Place, to: Place): void {
  for (let done = 0; done < size;) {
    const bytes = [8, 4, 2, 1].find((each) => each <= size - done)!;
    const [load, store] = BY_SIZE[bytes]!;
    code.localGet(to.base).localGet(from.base);
    code.load(load, moved(from, done)).store(store, moved(to, done));
    done += bytes;
  }
}

/** What is checked, or normalised, on the way: one integer. */
function moveInteger(cx: Cx, shape: ScalarShape | FlagsShape | EnumShape, from: Place, to: Place): void {
  const { code } = cx;
  const [load, store] = BY_SIZE[shape.size]!;
  const value = code.local('i32');
  code.localGet(from.base).load(load, from).localSet(value);
  if (shape.kind === 'char') checkChar(cx, value);
  if (shape.kind === 'enum') checkDiscriminant(cx, value, shape.labels.length);
  code.localGet(to.base).localGet(value);
  if (shape.kind === 'bool') code.i32Const(0).op('i32.ne');
  if (shape.kind === 'flags' && shape.labels.length < 8 * shape.size) code.i32Const(maskOf(shape)).op('i32.and');
  code.store(store, to);
}

function moveHandle(cx: Cx, shape: HandleShape, from: Place, to: Place): void {
  const { code } = cx;
  code.localGet(to.base).localGet(from.base).load('i32.load', from);
  code.call(handlePasser(cx, shape)).store('i32.store', to);
}

/** The pointer and length at a place. */
function loadPair({ code }: Cx, from: Place): readonly [ptr: Local, length: Local] {
  const [ptr, length] = [code.local('i32'), code.local('i32')];
  code.localGet(from.base).load('i32.load', from).localSet(ptr);
  code.localGet(from.base).load('i32.load', moved(from, 4)).localSet(length);
  return [ptr, length];
}

function storeLength({ code }: Cx, to: Place, length: Local): void {
  code.localGet(to.base).localGet(length).store('i32.store', moved(to, 4));
}

function moveString(cx: Cx, _: Shape, from: Place, to: Place): void {
  const [ptr, length] = loadPair(cx, from);
  cx.code.localGet(to.base).localGet(ptr).localGet(length).call(stringCopier(cx)).store('i32.store', to);
  storeLength(cx, to, length);
}

function movePair(cx: Cx, shape: Extract<Shape, { kind: 'list' | 'map' }>, from: Place, to: Place): void {
  const [ptr, length] = loadPair(cx, from);
  cx.code.localGet(to.base);
  copyList(cx, shape, ptr, length);
  cx.code.store('i32.store', to);
  storeLength(cx, to, length);
}

function moveFields(
  cx: Cx, fields: readonly { readonly offset: number; readonly shape: Shape }[], from: Place, to: Place,
): void {
  for (const { offset, shape } of fields) move(cx, shape, moved(from, offset), moved(to, offset));
}

function moveFixedList(cx: Cx, { element, length, size, bitwise }: FixedListShape, from: Place, to: Place): void {
  const { code } = cx;
  const address = ({ base, offset }: Place): void => void code.localGet(base).i32Const(offset).op('i32.add');
  if (bitwise) {
    address(to);
    address(from);
    code.i32Const(size).memoryCopy(to.memory, from.memory);
    return;
  }
  if (length <= MAX_UNROLLED) {
    for (let i = 0; i < length; i++) move(cx, element, moved(from, i * element.size), moved(to, i * element.size));
    return;
  }
  const [source, target, end] = [code.local('i32'), code.local('i32'), code.local('i32')];
  address(to);
  code.localSet(target);
  address(from);
  code.localTee(source).i32Const(size).op('i32.add').localSet(end);
  moveElements(cx, element, source, target, end);
}

/** Moves elements from `source` up to `end`. */
export function moveElements(cx: Cx, element: Shape, source: Local, target: Local, end: Local): void {
  const { code, from, to } = cx;
  const step = (ptr: Local): void => void code.localGet(ptr).i32Const(element.size).op('i32.add').localSet(ptr);
  code.block((done) => code.loop((next) => {
    code.localGet(source).localGet(end).op('i32.eq').brIf(done);
    move(cx, element,
      { memory: memoryOf(from), base: source, offset: 0 }, { memory: memoryOf(to), base: target, offset: 0 });
    step(source);
    step(target);
    code.br(next);
  }));
}

function moveCases(cx: Cx, shape: CasesShape, from: Place, to: Place): void {
  const { code } = cx;
  const [load, store] = BY_SIZE[shape.discriminant]!;
  const index = code.local('i32');
  code.localGet(from.base).load(load, from).localSet(index);
  checkDiscriminant(cx, index, shape.cases.length);
  code.localGet(to.base).localGet(index).store(store, to);
  switchCases(cx, shape, index, (payload) => move(cx, payload, moved(from, shape.payload), moved(to, shape.payload)));
}

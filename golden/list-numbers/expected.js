// list-numbers: a WebAssembly component as a JavaScript module, written by wcm2js.

function decodeBase64(text) {
  const { fromBase64 } = Uint8Array;
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function trap(message) {
  throw new WebAssembly.RuntimeError(message);
}

function cannotEnter() {
  trap('cannot enter component instance');
}

const maxByteLength = 0xfffffff;

function memoryViews(memory) {
  const { buffer } = memory;
  return {
    memory,
    u8: new Uint8Array(buffer),
    s8: new Int8Array(buffer),
    u16: new Uint16Array(buffer),
    s16: new Int16Array(buffer),
    u32: new Uint32Array(buffer),
    s32: new Int32Array(buffer),
    u64: new BigUint64Array(buffer),
    s64: new BigInt64Array(buffer),
    f32: new Float32Array(buffer),
    f64: new Float64Array(buffer),
  };
}

function refreshViews(views) {
  if (views.u8.length === 0) Object.assign(views, memoryViews(views.memory));
}

function isOutside(views, ptr, size) {
  if (ptr + size <= views.u8.length) return false;
  refreshViews(views);
  return ptr + size > views.u8.length;
}

function checkPointer(views, ptr, alignment, size) {
  if (ptr & (alignment - 1)) trap('unaligned pointer');
  if (isOutside(views, ptr, size)) trap('pointer out of bounds of memory');
  return ptr;
}

function checkRealloc(views, ptr, alignment, size) {
  refreshViews(views);
  if (ptr & (alignment - 1)) trap('realloc return: result not aligned (unaligned pointer)');
  if (ptr + size > views.u8.length) trap('realloc return: beyond end of memory (list content out-of-bounds)');
  return ptr;
}

function checkList(views, ptr, length, size, alignment) {
  const byteLength = length * size;
  if (byteLength > maxByteLength) trap('list content out-of-bounds');
  if (ptr & (alignment - 1)) trap('unaligned pointer');
  if (isOutside(views, ptr, byteLength)) trap('list content out-of-bounds');
}

function formatPath(path, ...at) {
  return path.replace(/\*|\[\]/g, ([open, end = '']) => `${end && open}${at.shift() ?? ''}${end}`);
}

function wrongType(what, value, path, i, j) {
  throw new TypeError(`${formatPath(path, i, j)}: expected ${what}, got ${value === null ? 'null' : typeof value}`);
}

function toBigInt(value, path, i, j) {
  if (typeof value === 'bigint') return value;
  try {
    return BigInt(value);
  } catch (error) {
    if (typeof value === 'object' && value !== null) throw error;
    wrongType('a bigint', value, path, i, j);
  }
}

function liftNumbers(views, view, ptr, length) {
  const size = view.BYTES_PER_ELEMENT;
  checkList(views, ptr, length, size, size);
  return view.slice(ptr / size, ptr / size + length);
}

function typedArrayGetter(key) {
  const { get } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), key);
  return get;
}

const typedArrayName = /*#__PURE__*/ typedArrayGetter(Symbol.toStringTag);

const typedArrayLength = /*#__PURE__*/ typedArrayGetter('length');

function isTypedArray(Type, value) {
  return value instanceof Type && typedArrayName.call(value) !== undefined;
}

function lengthOf(numbers) {
  if (numbers === copying.list) copying.buffer = numbers.buffer;
  return typedArrayLength.call(numbers);
}

function toNumbers(Type, value, path, i, j) {
  return isTypedArray(Type, value) ? value : copyNumbers(Type, checkListLike(value, path, i, j));
}

const copying = { buffer: undefined, list: undefined };

function copyNumbers(Type, list) {
  if (!Array.isArray(list)) return new Type(list);
  const { length } = list;
  const numbers = length > 1024 ? new Type(length) : new Type(copying.buffer ?? new ArrayBuffer(0x2000), 0, length);
  if (length <= 1024) {
    copying.buffer = undefined;
    copying.list = numbers;
  }
  for (let i = 0; i < length; i++) numbers[i] = list[i];
  return numbers;
}

function toBytes(value, path, i, j) {
  if (typedArrayName.call(value) === 'Uint8Array') return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return copyNumbers(Uint8Array, checkListLike(value, path, i, j));
}

function toBigInts(Type, value, path, i, j) {
  if (isTypedArray(Type, value)) return value;
  const element = `${formatPath(path, i, j)}[]`;
  return Type.from(checkListLike(value, path, i, j), (each, at) => toBigInt(each, element, at));
}

function checkListLike(value, path, i, j) {
  if (typeof value === 'object' && value !== null) {
    if (Symbol.iterator in value) return value;
    if ('length' in value) return value;
  }
  return wrongType('a list', value, path, i, j);
}

const state = { entered: 0 };

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABDwJgBH9/f38Bf2ACf38BfwMDAgABBQMBAAEGBwF/AUGACAsHGwMGbWVtb3J5AgAHcmVhbGxvYwAABHBhaXIAAQo8AicBAX8jACACQQFrakEAIAJrcSEEIAQgA2okACAEIAAgAfwKAAAgBAsSAEEIIAA2AgBBDCABNgIAQQgLAEQEbmFtZQACAW0CMAIABQADb2xkAQhvbGQtc2l6ZQIFYWxpZ24DBHNpemUEA25ldwECAANwdHIBA2xlbgcHAQAEbmV4dA=='));
const core0 = await WebAssembly.instantiate(module0);
const { memory: core0_memory, realloc: core0_realloc, pair: core0_pair } = core0.exports;
const memory = memoryViews(core0_memory);

function realloc(ptr, oldSize, align, newSize) {
  ptr = core0_realloc(ptr, oldSize, align, newSize) >>> 0;
  return checkRealloc(memory, ptr, align, newSize);
}

// echo-u8: func(l: list<u8>) -> list<u8>
function echoU8(l) {
  l = toBytes(l, 'echoU8: argument "l"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const lLength = lengthOf(l);
  const lPtr = realloc(0, 0, 1, lLength);
  if (lLength > 0) memory.u8.set(l, lPtr);
  const ret = checkPointer(memory, core0_pair(lPtr, lLength) >>> 0, 4, 8);
  const result = liftNumbers(memory, memory.u8, memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
  state.entered = 0;
  return result;
}

// echo-s8: func(l: list<s8>) -> list<s8>
function echoS8(l) {
  l = toNumbers(Int8Array, l, 'echoS8: argument "l"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const lLength = lengthOf(l);
  const lPtr = realloc(0, 0, 1, lLength);
  if (lLength > 0) memory.s8.set(l, lPtr);
  const ret = checkPointer(memory, core0_pair(lPtr, lLength) >>> 0, 4, 8);
  const result = liftNumbers(memory, memory.s8, memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
  state.entered = 0;
  return result;
}

// echo-u16: func(l: list<u16>) -> list<u16>
function echoU16(l) {
  l = toNumbers(Uint16Array, l, 'echoU16: argument "l"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const lLength = lengthOf(l);
  const lPtr = realloc(0, 0, 2, lLength * 2);
  if (lLength > 0) memory.u16.set(l, lPtr >>> 1);
  const ret = checkPointer(memory, core0_pair(lPtr, lLength) >>> 0, 4, 8);
  const result = liftNumbers(memory, memory.u16, memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
  state.entered = 0;
  return result;
}

// echo-s16: func(l: list<s16>) -> list<s16>
function echoS16(l) {
  l = toNumbers(Int16Array, l, 'echoS16: argument "l"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const lLength = lengthOf(l);
  const lPtr = realloc(0, 0, 2, lLength * 2);
  if (lLength > 0) memory.s16.set(l, lPtr >>> 1);
  const ret = checkPointer(memory, core0_pair(lPtr, lLength) >>> 0, 4, 8);
  const result = liftNumbers(memory, memory.s16, memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
  state.entered = 0;
  return result;
}

// echo-u32: func(l: list<u32>) -> list<u32>
function echoU32(l) {
  l = toNumbers(Uint32Array, l, 'echoU32: argument "l"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const lLength = lengthOf(l);
  const lPtr = realloc(0, 0, 4, lLength * 4);
  if (lLength > 0) memory.u32.set(l, lPtr >>> 2);
  const ret = checkPointer(memory, core0_pair(lPtr, lLength) >>> 0, 4, 8);
  const result = liftNumbers(memory, memory.u32, memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
  state.entered = 0;
  return result;
}

// echo-s32: func(l: list<s32>) -> list<s32>
function echoS32(l) {
  l = toNumbers(Int32Array, l, 'echoS32: argument "l"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const lLength = lengthOf(l);
  const lPtr = realloc(0, 0, 4, lLength * 4);
  if (lLength > 0) memory.s32.set(l, lPtr >>> 2);
  const ret = checkPointer(memory, core0_pair(lPtr, lLength) >>> 0, 4, 8);
  const result = liftNumbers(memory, memory.s32, memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
  state.entered = 0;
  return result;
}

// echo-u64: func(l: list<u64>) -> list<u64>
function echoU64(l) {
  l = toBigInts(BigUint64Array, l, 'echoU64: argument "l"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const lLength = lengthOf(l);
  const lPtr = realloc(0, 0, 8, lLength * 8);
  if (lLength > 0) memory.u64.set(l, lPtr >>> 3);
  const ret = checkPointer(memory, core0_pair(lPtr, lLength) >>> 0, 4, 8);
  const result = liftNumbers(memory, memory.u64, memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
  state.entered = 0;
  return result;
}

// echo-s64: func(l: list<s64>) -> list<s64>
function echoS64(l) {
  l = toBigInts(BigInt64Array, l, 'echoS64: argument "l"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const lLength = lengthOf(l);
  const lPtr = realloc(0, 0, 8, lLength * 8);
  if (lLength > 0) memory.s64.set(l, lPtr >>> 3);
  const ret = checkPointer(memory, core0_pair(lPtr, lLength) >>> 0, 4, 8);
  const result = liftNumbers(memory, memory.s64, memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
  state.entered = 0;
  return result;
}

// echo-f32: func(l: list<f32>) -> list<f32>
function echoF32(l) {
  l = toNumbers(Float32Array, l, 'echoF32: argument "l"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const lLength = lengthOf(l);
  const lPtr = realloc(0, 0, 4, lLength * 4);
  if (lLength > 0) memory.f32.set(l, lPtr >>> 2);
  const ret = checkPointer(memory, core0_pair(lPtr, lLength) >>> 0, 4, 8);
  const result = liftNumbers(memory, memory.f32, memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
  state.entered = 0;
  return result;
}

// echo-f64: func(l: list<f64>) -> list<f64>
function echoF64(l) {
  l = toNumbers(Float64Array, l, 'echoF64: argument "l"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const lLength = lengthOf(l);
  const lPtr = realloc(0, 0, 8, lLength * 8);
  if (lLength > 0) memory.f64.set(l, lPtr >>> 3);
  const ret = checkPointer(memory, core0_pair(lPtr, lLength) >>> 0, 4, 8);
  const result = liftNumbers(memory, memory.f64, memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
  state.entered = 0;
  return result;
}

export {
  echoU8, echoU8 as 'echo-u8', echoS8, echoS8 as 'echo-s8', echoU16, echoU16 as 'echo-u16', echoS16,
  echoS16 as 'echo-s16', echoU32, echoU32 as 'echo-u32', echoS32, echoS32 as 'echo-s32', echoU64,
  echoU64 as 'echo-u64', echoS64, echoS64 as 'echo-s64', echoF32, echoF32 as 'echo-f32', echoF64,
  echoF64 as 'echo-f64'
};

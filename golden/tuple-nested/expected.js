// tuple-nested: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function memoryViews(memory) {
  const { buffer } = memory;
  return {
    memory,
    u8: new Uint8Array(buffer),
    u64: new BigUint64Array(buffer),
    f32: new Float32Array(buffer),
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

function formatPath(path, ...at) {
  return path.replace(/\*|\[\]/g, ([open, end = '']) => `${end && open}${at.shift() ?? ''}${end}`);
}

function wrongType(what, value, path, i, j) {
  throw new TypeError(`${formatPath(path, i, j)}: expected ${what}, got ${value === null ? 'null' : typeof value}`);
}

function wrongValue(what, value, path, i, j) {
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value);
  throw new TypeError(`${formatPath(path, i, j)}: expected ${what}, got ${text}`);
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

function toArray(value, path, i, j) {
  return Array.isArray(value) ? value : Array.from(checkListLike(value, path, i, j));
}

function toArrayOf(length, value, path, i, j) {
  const array = toArray(value, path, i, j);
  if (array.length !== length) wrongValue(`${length} elements`, array.length, path, i, j);
  return array;
}

function checkListLike(value, path, i, j) {
  if (typeof value === 'object' && value !== null) {
    if (Symbol.iterator in value) return value;
    if ('length' in value) return value;
  }
  return wrongType('a list', value, path, i, j);
}

const state = { entered: 0 };

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABCAFgA39+fQF/AwIBAAUDAQABBw4CBm1lbW9yeQIAAWYAAAoYARYAQRAgASAArXw3AwBBGCACOAIAQRALAAkEbmFtZQACAW0='));
const core0 = await WebAssembly.instantiate(module0);
const { memory: core0_memory, f: core0_f } = core0.exports;
const memory = memoryViews(core0_memory);

// f: func(t: tuple<u8, tuple<u64, f32>>) -> tuple<u64, f32>
function f(t) {
  const tList = toArrayOf(2, t, 'f: argument "t"');
  const t0 = tList[0] & 255;
  const t1 = toArrayOf(2, tList[1], 'f: argument "t"[1]');
  const t10 = toBigInt(t1[0], 'f: argument "t"[1][0]');
  const t11 = +t1[1];
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = checkPointer(memory, core0_f(t0, t10, t11) >>> 0, 8, 16);
  state.entered = 0;
  return [memory.u64[ret >>> 3], memory.f32[ret + 8 >>> 2]];
}

export { f };

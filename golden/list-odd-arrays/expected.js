// list-odd-arrays: a WebAssembly component as a JavaScript module, written by wcm2js.

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
  };
}

function refreshViews(views) {
  if (views.u8.length === 0) Object.assign(views, memoryViews(views.memory));
}

function checkRealloc(views, ptr, alignment, size) {
  refreshViews(views);
  if (ptr & (alignment - 1)) trap('realloc return: result not aligned (unaligned pointer)');
  if (ptr + size > views.u8.length) trap('realloc return: beyond end of memory (list content out-of-bounds)');
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

function toArray(value, path, i, j) {
  return Array.isArray(value) ? value : Array.from(checkListLike(value, path, i, j));
}

function toArrayOf(length, value, path, i, j) {
  const array = toArray(value, path, i, j);
  if (array.length !== length) wrongValue(`${length} elements`, array.length, path, i, j);
  return array;
}

function typedArrayGetter(key) {
  const { get } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), key);
  return get;
}

const typedArrayName = /*#__PURE__*/ typedArrayGetter(Symbol.toStringTag);

const typedArrayLength = /*#__PURE__*/ typedArrayGetter('length');

function lengthOf(numbers) {
  if (numbers === copying.list) copying.buffer = numbers.buffer;
  return typedArrayLength.call(numbers);
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

function checkListLike(value, path, i, j) {
  if (typeof value === 'object' && value !== null) {
    if (Symbol.iterator in value) return value;
    if ('length' in value) return value;
  }
  return wrongType('a list', value, path, i, j);
}

function compileOnce(compile) {
  let compiled;
  return () => (compiled ??= compile().catch((error) => {
    compiled = undefined;
    throw error;
  }));
}

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABDwJgBH9/f38Bf2ACf38BfwMDAgABBQMBAAEGBwF/AUGACAsHGgMGbWVtb3J5AgAHcmVhbGxvYwAAA3N1bQABCkICGwEBfyMAQQdqQXhxJAAjACEEIwAgA2okACAECyQBAX8DQCABBEAgAUEBayEBIAIgACABai0AAGohAgwBCwsgAgsAJwRuYW1lAAIBbQIIAQEBAgNzdW0DCQEBAQAEbmV4dAcHAQAEZnJlZQ==')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const state = { entered: 0 };

  const module0 = await coreModule();
  const core0 = await instantiateCore(module0);
  const { memory: core0_memory, realloc: core0_realloc, sum: core0_sum } = core0.exports;
  const memory = memoryViews(core0_memory);

  function realloc(ptr, oldSize, align, newSize) {
    const before = state.entered;
    state.entered = 2;
    ptr = core0_realloc(ptr, oldSize, align, newSize) >>> 0;
    checkRealloc(memory, ptr, align, newSize);
    state.entered = before;
    return ptr;
  }

  // sum: func(list: list<u8>) -> u32
  function sum(list) {
    list = toBytes(list, 'sum: argument "list"');
    if (state.entered) cannotEnter();
    state.entered = 2;
    const listLength = lengthOf(list);
    const listPtr = realloc(0, 0, 1, listLength);
    if (listLength > 0) memory.u8.set(list, listPtr);
    const ret = core0_sum(listPtr, listLength);
    state.entered = 0;
    return ret >>> 0;
  }

  // count: func(pairs: list<tuple<u8, u8>>) -> u32
  function count(pairs) {
    if (state.entered) cannotEnter();
    state.entered = 1;
    try {
      const pairsList = toArray(pairs, 'count: argument "pairs"');
      const pairsLength = pairsList.length >>> 0;
      const pairsPtr = realloc(0, 0, 1, pairsLength * 2);
      for (let i = 0, pairPtr = pairsPtr; i < pairsLength; i++, pairPtr += 2) {
        const pair = toArrayOf(2, pairsList[i], 'count: argument "pairs"[]', i);
        memory.u8[pairPtr] = pair[0];
        memory.u8[pairPtr + 1] = pair[1];
      }
      state.entered = 2;
      const ret = core0_sum(pairsPtr, pairsLength);
      state.entered = 0;
      return ret >>> 0;
    } catch (error) {
      if (state.entered === 1) state.entered = 0;
      throw error;
    }
  }

  return { sum, count };
}

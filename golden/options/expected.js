// options: a WebAssembly component as a JavaScript module, written by wcm2js.

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
    u32: new Uint32Array(buffer),
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

function checkDiscriminant(i, cases) {
  if (i >>> 0 >= cases) trap('invalid variant discriminant');
  return i;
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

function wrongCase(cases, value, path, i, j) {
  const what = `one of ${cases.map((label) => JSON.stringify(label)).join(', ')}`;
  if (typeof value === 'string') wrongValue(what, value, path, i, j);
  wrongType(what, value, path, i, j);
}

const state = { entered: 0 };

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABDgJgAn9/AX9gA39/fwF/AwMCAAEFAwEAAQcWAwZtZW1vcnkCAANvbmUAAAN0d28AAQouAhIAQRAgADoAAEEUIAE2AgBBEAsZAEEQIAA6AABBFCABOgAAQRggAjYCAEEQCwAJBG5hbWUAAgFt'));
const core0 = await WebAssembly.instantiate(module0);
const { memory: core0_memory, one: core0_one, two: core0_two } = core0.exports;
const memory = memoryViews(core0_memory);

// one: func(o: option<u32>) -> option<u32>
function one(o) {
  let oCase = 0;
  let oValue = 0;
  if (o != null) {
    oCase = 1;
    oValue = o >>> 0;
  }
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = checkPointer(memory, core0_one(oCase, oValue) >>> 0, 4, 8);
  const result = checkDiscriminant(memory.u8[ret], 2) === 0 ? undefined : memory.u32[ret + 4 >>> 2];
  state.entered = 0;
  return result;
}

// two: func(o: option<option<u32>>) -> option<option<u32>>
function two(o) {
  let oCase = 0;
  let o1 = 0;
  let o2 = 0;
  if (o != null && o.tag !== 'none') {
    if (o.tag !== 'some') wrongCase(['none', 'some'], o.tag, 'two: argument "o".tag');
    oCase = 1;
    const oVal = o.val;
    let oValCase = 0;
    let oValValue = 0;
    if (oVal != null) {
      oValCase = 1;
      oValValue = oVal >>> 0;
    }
    o1 = oValCase;
    o2 = oValValue;
  } else {}
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = checkPointer(memory, core0_two(oCase, o1, o2) >>> 0, 4, 12);
  const result = checkDiscriminant(memory.u8[ret], 2) === 0 ? { tag: 'none' } : {
    tag: 'some', val: checkDiscriminant(memory.u8[ret + 4], 2) === 0 ? undefined : memory.u32[ret + 8 >>> 2]
  };
  state.entered = 0;
  return result;
}

export { one, two };

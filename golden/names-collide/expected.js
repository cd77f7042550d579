// names-collide: a WebAssembly component as a JavaScript module, written by wcm2js.

function decodeBase64(text) {
  const { fromBase64 } = Uint8Array;
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function trap(message) {
  throw new WebAssembly.RuntimeError(message);
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

function checkPresent(value, what, path, i, j) {
  if (value === undefined) wrongType(what, value, path, i, j);
  return value;
}

function checkObject(value, path, i, j) {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
    wrongType('an object', value, path, i, j);
  }
  return value;
}

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABCwJgAAF/YAJ/fwF/AwQDAAABBQMBAAEHHAQGbWVtb3J5AgADb25lAAADdHdvAAEDcmVjAAIKHgMEAEEBCwQAQQILEgBBCCABOgAAQQkgADoAAEEICwAJBG5hbWUAAgFt'));
const core0 = await WebAssembly.instantiate(module0);
const { one: core0_one, two: core0_two, memory: core0_memory, rec: core0_rec } = core0.exports;

// x1-2y: func() -> u32
function x12y() {
  return core0_one() >>> 0;
}

// x1-2-y: func() -> u32
function x12Y() {
  return core0_two() >>> 0;
}

const memory = memoryViews(core0_memory);

// rec-swap: func(r: rec) -> rec
function recSwap(r) {
  checkObject(r, 'recSwap: argument "r"');
  const a12b = checkPresent(r['a1-2b'], 'a number', 'recSwap: argument "r"["a1-2b"]') & 255;
  const a12b2 = checkPresent(r.a12b, 'a number', 'recSwap: argument "r".a12b') & 255;
  const ret = checkPointer(memory, core0_rec(a12b, a12b2) >>> 0, 1, 2);
  return { 'a1-2b': memory.u8[ret], a12b: memory.u8[ret + 1] };
}

export { x12y, x12y as 'x1-2y', x12Y, x12Y as 'x1-2-y', recSwap, recSwap as 'rec-swap' };

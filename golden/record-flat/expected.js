// record-flat: a WebAssembly component as a JavaScript module, written by wcm2js.

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
    s32: new Int32Array(buffer),
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

const state = { entered: 0 };

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABBwFgAn98AX8DAgEABQMBAAEHEQIGbWVtb3J5AgAEc3dhcAAAChYBFABBECABqjYCAEEYIAC3OQMAQRALAAkEbmFtZQACAW0='));
const core0 = await WebAssembly.instantiate(module0);
const { memory: core0_memory, swap: core0_swap } = core0.exports;
const memory = memoryViews(core0_memory);

// swap: func(p: point) -> point
function swap(p) {
  checkObject(p, 'swap: argument "p"');
  const x = checkPresent(p.x, 'a number', 'swap: argument "p".x') | 0;
  const y = +checkPresent(p.y, 'a number', 'swap: argument "p".y');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = checkPointer(memory, core0_swap(x, y) >>> 0, 8, 16);
  state.entered = 0;
  return { x: memory.s32[ret >>> 2], y: memory.f64[ret + 8 >>> 3] };
}

export { swap };

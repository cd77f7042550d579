// flags-enum: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function checkObject(value, path, i, j) {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
    wrongType('an object', value, path, i, j);
  }
  return value;
}

function checkFlags(value, path, i, j) {
  return value == null ? {} : checkObject(value, path, i, j);
}

const state = { entered: 0 };
const labels = ['dark-red', 'green'];

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwMDAgAABxACBWZsYWdzAAAEZW51bQABChICCAAgAEHwH3ILBwAgAEEBagsACQRuYW1lAAIBbQ=='));
const core0 = await WebAssembly.instantiate(module0);
const { flags: core0_flags, enum: core0_enum } = core0.exports;

// all: func(f: permissions) -> permissions
function all(f) {
  const fFlags = checkFlags(f, 'all: argument "f"');
  f = (fFlags.read ? 1 : 0) | (fFlags.writeAll ? 2 : 0) | (fFlags.x ? 4 : 0);
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_flags(f);
  state.entered = 0;
  return { read: (ret & 1) !== 0, writeAll: (ret & 2) !== 0, x: (ret & 4) !== 0 };
}

// next: func(c: colour) -> colour
function next(c) {
  c = c === 'dark-red' ? 0 : c === 'green' ? 1 : wrongCase(labels, c, 'next: argument "c"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_enum(c);
  const result = ret >>> 0 < 2 ? labels[ret] : trap('invalid variant discriminant');
  state.entered = 0;
  return result;
}

export { all, next };

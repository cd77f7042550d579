// variant-join: a WebAssembly component as a JavaScript module, written by wcm2js.

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

const scratch = /*#__PURE__*/ new DataView(/*#__PURE__*/ new ArrayBuffer(8));

const slots = /*#__PURE__*/ new ArrayBuffer(128);

const slotBits = /*#__PURE__*/ new BigInt64Array(slots);

function i32FromF32(value) {
  scratch.setFloat32(0, value);
  return scratch.getInt32(0);
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

function checkPresent(value, what, path, i, j) {
  if (value === undefined) wrongType(what, value, path, i, j);
  return value;
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

function wrongCase(cases, value, path, i, j) {
  const what = `one of ${cases.map((label) => JSON.stringify(label)).join(', ')}`;
  if (typeof value === 'string') wrongValue(what, value, path, i, j);
  wrongType(what, value, path, i, j);
}

const state = { entered: 0 };

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABEwNgAn9+AX9gAn9/AX9gAn9+AX4DBAMAAQIFAwEAAQciBAZtZW1vcnkCAAR3aWRlAAAGbmFycm93AAEFYWxvbmUAAgosAxIAQRAgADoAAEEYIAE3AwBBEAsSAEEQIAA6AABBFCABNgIAQRALBAAgAQsACQRuYW1lAAIBbQ=='));
const core0 = await WebAssembly.instantiate(module0);
const { memory: core0_memory, wide: core0_wide, narrow: core0_narrow, alone: core0_alone } = core0.exports;
const memory = memoryViews(core0_memory);

// wide: func(v: wide-type) -> wide-type
function wide2(v) {
  let vCase = 0;
  switch (v?.tag) {
    case 'f':
      slotBits[1] = BigInt(i32FromF32(+checkPresent(v.val, 'a number', 'wide: argument "v".val')) >>> 0);
      break;
    case 'l':
      vCase = 1;
      slotBits[1] = toBigInt(v.val, 'wide: argument "v".val');
      break;
    case 'none':
      vCase = 2;
      slotBits[1] = 0n;
      break;
    default:
      wrongCase(['f', 'l', 'none'], v?.tag, 'wide: argument "v".tag');
  }
  const vValue = slotBits[1];
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = checkPointer(memory, core0_wide(vCase, vValue) >>> 0, 8, 16);
  let result;
  switch (memory.u8[ret]) {
    case 0:
      result = { tag: 'f', val: memory.f32[ret + 8 >>> 2] };
      break;
    case 1:
      result = { tag: 'l', val: memory.u64[ret + 8 >>> 3] };
      break;
    case 2:
      result = { tag: 'none' };
      break;
    default:
      trap('invalid variant discriminant');
  }
  state.entered = 0;
  return result;
}

// narrow: func(v: narrow-type) -> narrow-type
function narrow(v) {
  let vCase = 0;
  let vValue = 0;
  switch (v?.tag) {
    case 'small':
      vValue = checkPresent(v.val, 'a number', 'narrow: argument "v".val') & 255;
      break;
    case 'f':
      vCase = 1;
      vValue = i32FromF32(+checkPresent(v.val, 'a number', 'narrow: argument "v".val'));
      break;
    default:
      wrongCase(['small', 'f'], v?.tag, 'narrow: argument "v".tag');
  }
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = checkPointer(memory, core0_narrow(vCase, vValue) >>> 0, 4, 8);
  let result;
  switch (memory.u8[ret]) {
    case 0:
      result = { tag: 'small', val: memory.u8[ret + 4] };
      break;
    case 1:
      result = { tag: 'f', val: memory.f32[ret + 4 >>> 2] };
      break;
    default:
      trap('invalid variant discriminant');
  }
  state.entered = 0;
  return result;
}

// alone: func(v: option<u64>) -> u64
function alone(v) {
  let vCase = 0;
  let vValue = 0n;
  if (v != null) {
    vCase = 1;
    vValue = toBigInt(v, 'alone: argument "v"');
  }
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_alone(vCase, vValue);
  state.entered = 0;
  return BigInt.asUintN(64, ret);
}

export { wide2 as wide, narrow, alone };

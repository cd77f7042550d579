// scalars: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function checkScalar(i) {
  if (i >>> 0 > 0x10ffff || (i & 0xfffff800) === 0xd800) trap('invalid `char` bit pattern');
  return i;
}

function liftChar(i) {
  return String.fromCodePoint(checkScalar(i));
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

function checkChar(value, path, i, j) {
  if (typeof value !== 'string') wrongType('a string', value, path, i, j);
  if (value.length === 1) {
    const unit = value.charCodeAt(0);
    if ((unit & 0xf800) !== 0xd800) return unit;
  }
  const scalar = value.codePointAt(0);
  if (scalar === undefined || scalar < 0x10000 || value.length > 2) {
    wrongValue('one Unicode scalar value', value, path, i, j);
  }
  return scalar;
}

const state = { entered: 0 };

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABFQRgAX8Bf2ABfgF+YAF9AX1gAXwBfAMNDAAAAAAAAAABAQIDAAdJDARib29sAAACdTgAAQJzOAACA3UxNgADA3MxNgAEA3UzMgAFA3MzMgAGA3U2NAAHA3M2NAAIA2YzMgAJA2Y2NAAKBGNoYXIACwo9DAQAIAALBAAgAAsEACAACwQAIAALBAAgAAsEACAACwQAIAALBAAgAAsEACAACwQAIAALBAAgAAsEACAACwAJBG5hbWUAAgFt'));
const core0 = await WebAssembly.instantiate(module0);
const {
  bool: core0_bool, u8: core0_u8, s8: core0_s8, u16: core0_u16, s16: core0_s16, u32: core0_u32,
  s32: core0_s32, u64: core0_u64, s64: core0_s64, f32: core0_f32, f64: core0_f64, char: core0_char
} = core0.exports;

// echo-bool: func(v: bool) -> bool
function echoBool(v) {
  v = v ? 1 : 0;
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_bool(v);
  state.entered = 0;
  return ret !== 0;
}

// echo-u8: func(v: u8) -> u8
function echoU8(v) {
  v &= 255;
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_u8(v);
  state.entered = 0;
  return ret & 255;
}

// echo-s8: func(v: s8) -> s8
function echoS8(v) {
  v = v << 24 >> 24;
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_s8(v);
  state.entered = 0;
  return ret << 24 >> 24;
}

// echo-u16: func(v: u16) -> u16
function echoU16(v) {
  v &= 65535;
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_u16(v);
  state.entered = 0;
  return ret & 65535;
}

// echo-s16: func(v: s16) -> s16
function echoS16(v) {
  v = v << 16 >> 16;
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_s16(v);
  state.entered = 0;
  return ret << 16 >> 16;
}

// echo-u32: func(v: u32) -> u32
function echoU32(v) {
  v >>>= 0;
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_u32(v);
  state.entered = 0;
  return ret >>> 0;
}

// echo-s32: func(v: s32) -> s32
function echoS32(v) {
  v |= 0;
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_s32(v);
  state.entered = 0;
  return ret;
}

// echo-u64: func(v: u64) -> u64
function echoU64(v) {
  v = toBigInt(v, 'echoU64: argument "v"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_u64(v);
  state.entered = 0;
  return BigInt.asUintN(64, ret);
}

// echo-s64: func(v: s64) -> s64
function echoS64(v) {
  v = toBigInt(v, 'echoS64: argument "v"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_s64(v);
  state.entered = 0;
  return ret;
}

// echo-f32: func(v: f32) -> f32
function echoF32(v) {
  v = +v;
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_f32(v);
  state.entered = 0;
  return ret;
}

// echo-f64: func(v: f64) -> f64
function echoF64(v) {
  v = +v;
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_f64(v);
  state.entered = 0;
  return ret;
}

// echo-char: func(v: char) -> char
function echoChar(v) {
  v = checkChar(v, 'echoChar: argument "v"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_char(v);
  const result = liftChar(ret);
  state.entered = 0;
  return result;
}

export {
  echoBool, echoBool as 'echo-bool', echoU8, echoU8 as 'echo-u8', echoS8, echoS8 as 'echo-s8', echoU16,
  echoU16 as 'echo-u16', echoS16, echoS16 as 'echo-s16', echoU32, echoU32 as 'echo-u32', echoS32,
  echoS32 as 'echo-s32', echoU64, echoU64 as 'echo-u64', echoS64, echoS64 as 'echo-s64', echoF32,
  echoF32 as 'echo-f32', echoF64, echoF64 as 'echo-f64', echoChar, echoChar as 'echo-char'
};

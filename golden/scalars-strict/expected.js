// scalars-strict: a WebAssembly component as a JavaScript module, written by wcm2js.

function decodeBase64(text) {
  const { fromBase64 } = Uint8Array;
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
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

function checkInteger(value, min, max, path, i, j) {
  if (typeof value !== 'number') wrongType('a number', value, path, i, j);
  if (!Number.isInteger(value) || value < min || value > max) {
    wrongValue(`an integer from ${min} to ${max}`, value, path, i, j);
  }
  return value;
}

function checkBigInt(value, min, max, path, i, j) {
  if (typeof value !== 'bigint') wrongType('a bigint', value, path, i, j);
  if (value < min || value > max) wrongValue(`an integer from ${min} to ${max}`, value, path, i, j);
  return value;
}

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABCwJgAX8Bf2ABfgF+AwMCAAEHDAICdTgAAANzNjQAAQoLAgQAIAALBAAgAAsACQRuYW1lAAIBbQ=='));
const core0 = await WebAssembly.instantiate(module0);
const { u8: core0_u8, s64: core0_s64 } = core0.exports;

// echo-u8: func(small-number: u8) -> u8
function echoU8(smallNumber) {
  return core0_u8(checkInteger(smallNumber, 0, 255, 'echoU8: argument "smallNumber"') & 255) & 255;
}

// echo-s64: func(v: s64) -> s64
function echoS64(v) {
  return core0_s64(checkBigInt(v, -9223372036854775808n, 9223372036854775807n, 'echoS64: argument "v"'));
}

export { echoU8, echoU8 as 'echo-u8', echoS64, echoS64 as 'echo-s64' };

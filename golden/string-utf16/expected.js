// string-utf16: a WebAssembly component as a JavaScript module, written by wcm2js.

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
    u16: new Uint16Array(buffer),
    u32: new Uint32Array(buffer),
    codeUnits: 0,
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

const utf16Decoder = /*#__PURE__*/ new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true });

const shortLength = 16;

function checkStringRange(views, ptr, byteLength, alignment) {
  const outOfBounds = 'string pointer/length out of bounds of memory (string content out-of-bounds)';
  if (byteLength > maxByteLength) trap(outOfBounds);
  if (ptr & (alignment - 1)) trap(`string pointer not aligned to ${alignment} (unaligned pointer)`);
  if (isOutside(views, ptr, byteLength)) trap(outOfBounds);
}

function liftUtf16(views, ptr, codeUnits) {
  checkStringRange(views, ptr, 2 * codeUnits, 2);
  const { u16 } = views;
  const at = ptr / 2;
  if (codeUnits <= shortLength) {
    let surrogates = false;
    for (let i = 0; i < codeUnits; i++) surrogates ||= (u16[at + i] & 0xf800) === 0xd800;
    if (!surrogates) return charactersAt(u16, at, codeUnits);
  }
  try {
    return utf16Decoder.decode(u16.subarray(at, at + codeUnits));
  } catch {
    trap('invalid utf-16');
  }
}

function charactersAt(a, i, length) {
  const make = String.fromCharCode;
  switch (length) {
    case 0: return '';
    case 1: return make(a[i++]);
    case 2: return make(a[i++], a[i++]);
    case 3: return make(a[i++], a[i++], a[i++]);
    case 4: return make(a[i++], a[i++], a[i++], a[i++]);
    case 5: return make(a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 6: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 7: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 8: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 9: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 10: return make(a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++]);
    case 11: return make(
      a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++],
    );
    case 12: return make(
      a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++],
    );
    default: return make(
      a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++], a[i++],
      a[i++], a[i++], a[i++], a[i++],
    ).slice(0, length);
  }
}

function formatPath(path, ...at) {
  return path.replace(/\*|\[\]/g, ([open, end = '']) => `${end && open}${at.shift() ?? ''}${end}`);
}

function wrongType(what, value, path, i, j) {
  throw new TypeError(`${formatPath(path, i, j)}: expected ${what}, got ${value === null ? 'null' : typeof value}`);
}

function checkString(value, path, i, j) {
  if (typeof value !== 'string') wrongType('a string', value, path, i, j);
  return value;
}

function lowerUtf16(views, realloc, string) {
  const { length } = string;
  const ptr = realloc(0, 0, 2, 2 * length);
  storeCodeUnits(views.u16, ptr / 2, string);
  views.codeUnits = length;
  return ptr;
}

function storeCodeUnits(u16, at, string) {
  if (!string.isWellFormed?.()) {
    string = string.toWellFormed?.() ?? string.replace(/\p{Surrogate}/gu, '\ufffd');
  }
  const { length } = string;
  if (length > 200) {
    const units = u16.subarray(at, at + length);
    for (let i = 0; i < length; i++) units[i] = string.charCodeAt(i);
  } else {
    for (let i = 0; i < length; i++) u16[at + i] = string.charCodeAt(i);
  }
}

const state = { entered: 0 };

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABDwJgBH9/f38Bf2ACf38BfwMDAgABBQMBAAEGBwF/AUGACAsHGwMGbWVtb3J5AgAHcmVhbGxvYwAABGVjaG8AAQo8AicBAX8jACACQQFrakEAIAJrcSEEIAQgA2okACAEIAAgAfwKAAAgBAsSAEEIIAA2AgBBDCABNgIAQQgLAEQEbmFtZQACAW0CMAIABQADb2xkAQhvbGQtc2l6ZQIFYWxpZ24DBHNpemUEA25ldwECAANwdHIBA2xlbgcHAQAEbmV4dA=='));
const core0 = await WebAssembly.instantiate(module0);
const { memory: core0_memory, realloc: core0_realloc, echo: core0_echo } = core0.exports;
const memory = memoryViews(core0_memory);

function realloc(ptr, oldSize, align, newSize) {
  ptr = core0_realloc(ptr, oldSize, align, newSize) >>> 0;
  return checkRealloc(memory, ptr, align, newSize);
}

// echo: func(text: string) -> string
function echo(text) {
  checkString(text, 'echo: argument "text"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const textPtr = lowerUtf16(memory, realloc, text);
  const textLength = memory.codeUnits;
  const ret = checkPointer(memory, core0_echo(textPtr, textLength) >>> 0, 4, 8);
  const result = liftUtf16(memory, memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
  state.entered = 0;
  return result;
}

export { echo };

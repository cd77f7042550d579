// call-string-same: a WebAssembly component as a JavaScript module, written by wcm2js.

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
    u32: new Uint32Array(buffer),
    codeUnits: 0,
    isAscii: true,
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

function copyBytes(from, ptr, to, toPtr, byteLength) {
  if (byteLength > 64) {
    to.u8.set(from.u8.subarray(ptr, ptr + byteLength), toPtr);
    return;
  }
  const source = from.u8;
  const target = to.u8;
  for (let i = 0; i < byteLength; i++) target[toPtr + i] = source[ptr + i];
}

function storePair(views, at, ptr, length) {
  views.u32[at >>> 2] = ptr;
  views.u32[(at >>> 2) + 1] = length;
}

function storeString(views, at, ptr) {
  storePair(views, at, ptr, views.codeUnits);
}

const utf8Decoder = /*#__PURE__*/ new TextDecoder('utf-8', { ignoreBOM: true });

const shortLength = 16;

function checkStringRange(views, ptr, byteLength, alignment) {
  const outOfBounds = 'string pointer/length out of bounds of memory (string content out-of-bounds)';
  if (byteLength > maxByteLength) trap(outOfBounds);
  if (ptr & (alignment - 1)) trap(`string pointer not aligned to ${alignment} (unaligned pointer)`);
  if (isOutside(views, ptr, byteLength)) trap(outOfBounds);
}

function liftUtf8(views, ptr, byteLength) {
  checkStringRange(views, ptr, byteLength, 1);
  const { u8 } = views;
  if (byteLength <= shortLength) {
    let bits = 0;
    for (let i = 0; i < byteLength; i++) bits |= u8[ptr + i];
    if (bits < 0x80) return charactersAt(u8, ptr, byteLength);
  }
  return decodeUtf8(u8.subarray(ptr, ptr + byteLength));
}

function decodeUtf8(bytes) {
  const string = utf8Decoder.decode(bytes);
  if (string.includes('\ufffd')) trapOnUtf8(bytes);
  return string;
}

function checkUtf8(memory, ptr, byteLength) {
  decodeUtf8(new Uint8Array(memory.buffer, ptr >>> 0, byteLength));
}

function trapOnUtf8(bytes) {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let what = 'invalid utf-8';
  try {
    decoder.decode(bytes, { stream: true });
    what = 'incomplete utf-8 byte sequence';
    decoder.decode();
  } catch {
    trap(what);
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

async function compileIfValid(bytes) {
  return WebAssembly.validate(bytes) ? WebAssembly.compile(bytes) : undefined;
}

const utf8Encoder = /*#__PURE__*/ new TextEncoder();

const loopLength = 40;

function lowerUtf8(views, realloc, string) {
  const { length } = string;
  const ptr = realloc(0, 0, 1, length);
  const { u8 } = views;
  const looked = length <= loopLength ? length : views.isAscii ? 0 : loopLength;
  for (let i = 0; i < looked; i++) {
    const unit = string.charCodeAt(i);
    if (unit > 0x7f) return lowerRestToUtf8(views, realloc, string, ptr, 0, 0);
    u8[ptr + i] = unit;
  }
  if (looked < length) {
    const { read, written } = utf8Encoder.encodeInto(string, u8.subarray(ptr, ptr + length));
    views.isAscii = read === length;
    if (read < length) return lowerRestToUtf8(views, realloc, string, ptr, read, written);
  }
  views.codeUnits = length;
  return ptr;
}

function lowerRestToUtf8(views, realloc, string, ptr, read, written) {
  const worst = 3 * string.length;
  ptr = realloc(ptr, string.length, 1, worst);
  const room = views.u8.subarray(ptr + written, ptr + worst);
  written += utf8Encoder.encodeInto(string.slice(read), room).written;
  if (written < worst) ptr = realloc(ptr, worst, 1, written);
  views.codeUnits = written;
  return ptr;
}

const utf8ToUtf8 = (src, ptr, length, dst, realloc) => {
  checkStringRange(src, ptr, length, 1);
  const to = realloc(0, 0, 1, length);
  copyBytes(src, ptr, dst, to, length);
  if (!isShortAscii(src.u8, ptr, length)) decodeUtf8(src.u8.subarray(ptr, ptr + length));
  dst.codeUnits = length;
  return to;
};

function isShortAscii(u8, ptr, length) {
  if (length > 64) return false;
  let bits = 0;
  for (let i = 0; i < length; i++) bits |= u8[ptr + i];
  return bits < 0x80;
}

const state = { entered: 0 };

function trapWith(text) {
  trap([
    'unaligned pointer', 'pointer out of bounds of memory',
    'string pointer/length out of bounds of memory (string content out-of-bounds)',
    'realloc return: beyond end of memory (list content out-of-bounds)'
  ][text]);
}

const [module0, module1, module2, module3] = await Promise.all([
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABDwJgBH9/f38Bf2ACf38BfwMDAgABBQMBAAEGBwF/AUGACAsHGAMGbWVtb3J5AgAHcmVhbGxvYwAAAWYAAQo8AicBAX8jACACQQFrakEAIAJrcSEEIAQgA2okACAEIAAgAfwKAAAgBAsSAEEIIAA2AgBBDCABNgIAQQgLADgEbmFtZQACAW0CJAEABQADb2xkAQhvbGQtc2l6ZQIFYWxpZ24DBHNpemUEA25ldwcHAQAEbmV4dA==')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABCQFgBH9/f38BfwMCAQAFAwEAAQYHAX8BQYAICwcUAgZtZW1vcnkCAAdyZWFsbG9jAAAKKQEnAQF/IwAgAkEBa2pBACACa3EhBCAEIANqJAAgBCAAIAH8CgAAIAQLADoEbmFtZQAEA21lbQIkAQAFAANvbGQBCG9sZC1zaXplAgVhbGlnbgMEc2l6ZQQDbmV3BwcBAARuZXh0')),
  compileIfValid(decodeBase64('AGFzbQEAAAABHgVgBH9/f38Bf2ACf38AYAJ/fwF/YAF/AGADf39/AAJXCAAHbWVtb3J5MAIAAAAIcmVhbGxvYzAAAAAFdXRmODAAAQAHbWVtb3J5MQIAAAAIcmVhbGxvYzEAAAAFdXRmODEAAQAHY2FsbGVlMAACAAV0cmFwMAADAwQDBAICBwUBATAABgrEBgN6AQR/IAAgARAHIQMgAyABEAQhBCAEQQNxBEBBABAFAAsgBK1CCHw/Aa1CEIZWBEBBARAFAAsgAkEDcQRAQQAQBQALIAKtQgh8PwCtQhCGVgRAQQEQBQALIAQoQgEAIQUgBChCAQQhBiACIAUgBhAINgIAIAIgBjYCBAvkAgUDfwJ+AX8BewF+IAFB/////wBLIACtIAGtfD8ArUIQhlZyBEBBAhAFAAtBAEEAQQEgARACIQIgAq0gAa18PwGtQhCGVgRAQQMQBQALIAFBCEkEQAJAA0AgAyABTw0BIAIgA2ogACADajEAACIGPEABACAFIAaEIQUgA0EBaiEDDAALCwUgAUEIayEEIAFBgAFLBEAgAiAAIAH8CgEAIARBGGshBAJAA0AgAyAETw0BIAIgA2oiB/0ARAEAIAf9AEQBEP1QIAj9UCEIIANBIGohAwwACwsgAiAEaiIH/QBEAQAgB/0ARAEQ/VAgCP1QIQhCACAI/WStfSEFBQJAA0AgAyAETw0BIAIgA2ogACADaikDACIJN0MBACAFIAmEIQUgA0EIaiEDDAALCyACIARqIAAgBGopAwAiCTdDAQAgBSAJhCEFCwsgBUKAgYKEiJCgwIB/g1BFBEAgACABEAELIAIL4AIFA38CfgF/AXsBfiABQf////8ASyAArSABrXw/Aa1CEIZWcgRAQQIQBQALQQBBAEEBIAEQACECIAKtIAGtfD8ArUIQhlYEQEEDEAUACyABQQhJBEACQANAIAMgAU8NASACIANqIAAgA2oxQAEAIgY8AAAgBSAGhCEFIANBAWohAwwACwsFIAFBCGshBCABQYABSwRAIAIgACAB/AoAASAEQRhrIQQCQANAIAMgBE8NASACIANqIgf9AAQAIAf9AAQQ/VAgCP1QIQggA0EgaiEDDAALCyACIARqIgf9AAQAIAf9AAQQ/VAgCP1QIQhCACAI/WStfSEFBQJAA0AgAyAETw0BIAIgA2ogACADailDAQAiCTcDACAFIAmEIQUgA0EIaiEDDAALCyACIARqIAAgBGopQwEAIgk3AwAgBSAJhCEFCwsgBUKAgYKEiJCgwIB/g1BFBEAgACABEAMLIAIL')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABDQJgA39/fwBgAn9/AX8CBgEAAWYAAAMCAQEHCAEEZWNobwABCg4BDAAgACABQRAQAEEQCwAPBG5hbWUAAgFtAQQBAAFm'))
]);
const core0 = await WebAssembly.instantiate(module0);
const { memory: core0_memory, realloc: core0_realloc, f: core0_f } = core0.exports;
const core1 = await WebAssembly.instantiate(module1);
const { memory: core1_memory, realloc: core1_realloc } = core1.exports;
const memory0 = memoryViews(core1_memory);

function realloc0(ptr, oldSize, align, newSize) {
  ptr = core1_realloc(ptr, oldSize, align, newSize) >>> 0;
  return checkRealloc(memory0, ptr, align, newSize);
}

const memory1 = memoryViews(core0_memory);

function realloc1(ptr, oldSize, align, newSize) {
  ptr = core0_realloc(ptr, oldSize, align, newSize) >>> 0;
  return checkRealloc(memory1, ptr, align, newSize);
}

// f: func(s: string) -> string
function callF(sPtr, sLength, resultPtr) {
  const sPtr2 = utf8ToUtf8(memory0, sPtr >>> 0, sLength >>> 0, memory1, realloc1);
  const sLength2 = memory1.codeUnits;
  const ret = checkPointer(memory1, core0_f(sPtr2, sLength2) >>> 0, 4, 8);
  const ptr = checkPointer(memory0, resultPtr >>> 0, 4, 8);
  storeString(memory0, ptr,
    utf8ToUtf8(memory1, memory1.u32[ret >>> 2], memory1.u32[ret + 4 >>> 2], memory0, realloc0));
}

const core2 = module2 && await WebAssembly.instantiate(module2, {
  '': {
    memory0: core1_memory, realloc0: core1_realloc,
    utf80: (ptr, length) => checkUtf8(core1_memory, ptr, length), memory1: core0_memory,
    realloc1: core0_realloc, utf81: (ptr, length) => checkUtf8(core0_memory, ptr, length), callee0: core0_f,
    trap0: trapWith
  }
});
const { 0: core2_0 = callF } = core2?.exports ?? ({});
const core3 = await WebAssembly.instantiate(module3, { '': { f: core2_0 } });
const { echo: core3_echo } = core3.exports;

// echo: func(s: string) -> string
function echo(s) {
  checkString(s, 'echo: argument "s"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const sPtr = lowerUtf8(memory0, realloc0, s);
  const sLength = memory0.codeUnits;
  const ret = checkPointer(memory0, core3_echo(sPtr, sLength) >>> 0, 4, 8);
  const result = liftUtf8(memory0, memory0.u32[ret >>> 2], memory0.u32[ret + 4 >>> 2]);
  state.entered = 0;
  return result;
}

export { echo };

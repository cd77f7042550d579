// multi-memory-fallbacks: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function checkRealloc(views, ptr, alignment, size) {
  refreshViews(views);
  if (ptr & (alignment - 1)) trap('realloc return: result not aligned (unaligned pointer)');
  if (ptr + size > views.u8.length) trap('realloc return: beyond end of memory (list content out-of-bounds)');
  return ptr;
}

function checkList(views, ptr, length, size, alignment) {
  const byteLength = length * size;
  if (byteLength > maxByteLength) trap('list content out-of-bounds');
  if (ptr & (alignment - 1)) trap('unaligned pointer');
  if (isOutside(views, ptr, byteLength)) trap('list content out-of-bounds');
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

const utf8Decoder = /*#__PURE__*/ new TextDecoder('utf-8', { ignoreBOM: true });

function checkStringRange(views, ptr, byteLength, alignment) {
  const outOfBounds = 'string pointer/length out of bounds of memory (string content out-of-bounds)';
  if (byteLength > maxByteLength) trap(outOfBounds);
  if (ptr & (alignment - 1)) trap(`string pointer not aligned to ${alignment} (unaligned pointer)`);
  if (isOutside(views, ptr, byteLength)) trap(outOfBounds);
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

async function compileIfValid(bytes) {
  return WebAssembly.validate(bytes) ? WebAssembly.compile(bytes) : undefined;
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

function call(callee, postReturn, keyPtr, keyLength) {
  const keyPtr2 = utf8ToUtf8(memory0, keyPtr >>> 0, keyLength >>> 0, memory1, realloc);
  const keyLength2 = memory1.codeUnits;
  const ret = callee(keyPtr2, keyLength2);
  postReturn(ret);
  return ret;
}

function trapWith(text) {
  trap([
    'list content out-of-bounds', 'unaligned pointer',
    'realloc return: result not aligned (unaligned pointer)',
    'realloc return: beyond end of memory (list content out-of-bounds)',
    'string pointer/length out of bounds of memory (string content out-of-bounds)'
  ][text]);
}

const [module0, module1, module2, module3] = await Promise.all([
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABEwNgBH9/f38Bf2ACf38Bf2ABfwADBgUAAQEBAgUDAQABBgwCfwFBgAgLfwFBAAsHLgYGbWVtb3J5AgAHcmVhbGxvYwAAA3B1dAABBGRyb3AAAgNzdW0AAwRwb3N0AAQKSgUXAQF/IwBBB2pBeHEhBCAEIANqJAAgBAsOACMBIAAtAABqJAEjAQsOACMBIAAtAABrJAEjAQsKACAAKAIAIAFqCwcAQYAIJAALAFEEbmFtZQAFBGNvZGUCNQQAAQQDbmV3AQIAA3B0cgEGbGVuZ3RoAgIAA3B0cgEGbGVuZ3RoAwIAA3B0cgEGbGVuZ3RoBwwCAARuZXh0AQNzdW0=')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAAFAwEAAQcKAQZtZW1vcnkCAAsOAQBBAAsIYWJjAAUAAAAADgRuYW1lAAcGbWVtb3J5')),
  compileIfValid(decodeBase64('AGFzbQEAAAABGARgAn9/AGAEf39/fwF/YAJ/fwF/YAF/AAJqCgAHbWVtb3J5MAIAAAAFdXRmODAAAAAHbWVtb3J5MQIAAAAIcmVhbGxvYzAAAQAHY2FsbGVlMAACAAVwb3N0MAADAAdjYWxsZWUxAAIABXBvc3QxAAMAB2NhbGxlZTIAAgAFdHJhcDAAAwMFBAICAgIHDQMBMAAIATEACQEyAAoKpAQEGgECfyAAIAEQCyECIAIgARACIQMgAxADIAMLGgECfyAAIAEQCyECIAIgARAEIQMgAxAFIAMLhQEBBH8gAUH///8fSwRAQQAQBwALIABBA3EEQEEBEAcACyABQQRsIQIgAK0gAq18PwCtQhCGVgRAQQAQBwALQQBBAEEEIAIQASEDIANBA3EEQEECEAcACyADrSACrXw/Aa1CEIZWBEBBAxAHAAsgAyAAIAL8CgEAIAMhBCAEIAEQBiEFIAUL5AIFA38CfgF/AXsBfiABQf////8ASyAArSABrXw/AK1CEIZWcgRAQQQQBwALQQBBAEEBIAEQASECIAKtIAGtfD8BrUIQhlYEQEEDEAcACyABQQhJBEACQANAIAMgAU8NASACIANqIAAgA2oxAAAiBjxAAQAgBSAGhCEFIANBAWohAwwACwsFIAFBCGshBCABQYABSwRAIAIgACAB/AoBACAEQRhrIQQCQANAIAMgBE8NASACIANqIgf9AEQBACAH/QBEARD9UCAI/VAhCCADQSBqIQMMAAsLIAIgBGoiB/0ARAEAIAf9AEQBEP1QIAj9UCEIQgAgCP1krX0hBQUCQANAIAMgBE8NASACIANqIAAgA2opAwAiCTdDAQAgBSAJhCEFIANBCGohAwwACwsgAiAEaiAAIARqKQMAIgk3QwEAIAUgCYQhBQsLIAVCgIGChIiQoMCAf4NQRQRAIAAgARAACyACCw==')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABCwJgAn9/AX9gAAF/AhcDAANwdXQAAAAEZHJvcAAAAANzdW0AAAMCAQEHBwEDcnVuAAMKIwEhAEEAQQEQABpBAUEBEAAaQQJBARABQeQAbEEEQQEQAmoLAB8EbmFtZQAFBGNvZGUBEQMAA3B1dAEEZHJvcAIDc3Vt'))
]);
const core0 = await WebAssembly.instantiate(module0);
const {
  memory: core0_memory, realloc: core0_realloc, put: core0_put, post: core0_post, drop: core0_drop,
  sum: core0_sum
} = core0.exports;
const core1 = await WebAssembly.instantiate(module1);
const { memory: core1_memory } = core1.exports;
const memory0 = memoryViews(core1_memory);
const memory1 = memoryViews(core0_memory);

function realloc(ptr, oldSize, align, newSize) {
  ptr = core0_realloc(ptr, oldSize, align, newSize) >>> 0;
  return checkRealloc(memory1, ptr, align, newSize);
}

// put: func(key: string) -> u32
function callPut(keyPtr, keyLength) {
  return call(core0_put, core0_post, keyPtr, keyLength);
}

// drop: func(name: string) -> u32
function callDrop(namePtr, nameLength) {
  return call(core0_drop, core0_post, namePtr, nameLength);
}

// sum: func(numbers: list<u32>) -> u32
function callSum(numbersPtr, numbersLength) {
  const numbersPtr2 = numbersPtr >>> 0;
  const numbersLength2 = numbersLength >>> 0;
  checkList(memory0, numbersPtr2, numbersLength2, 4, 4);
  const numbersCopy = realloc(0, 0, 4, numbersLength2 * 4);
  copyBytes(memory0, numbersPtr2, memory1, numbersCopy, numbersLength2 * 4);
  const ret = core0_sum(numbersCopy, numbersLength2);
  return ret;
}

const core2 = module2 && await WebAssembly.instantiate(module2, {
  '': {
    memory0: core1_memory, utf80: (ptr, length) => checkUtf8(core1_memory, ptr, length),
    memory1: core0_memory, realloc0: core0_realloc, callee0: core0_put, post0: core0_post,
    callee1: core0_drop, post1: core0_post, callee2: core0_sum, trap0: trapWith
  }
});
const { 0: core2_0 = callPut, 1: core2_1 = callDrop, 2: core2_2 = callSum } = core2?.exports ?? ({});
const core3 = await WebAssembly.instantiate(module3, { '': { put: core2_0, drop: core2_1, sum: core2_2 } });
const { run: core3_run } = core3.exports;

// run: func() -> u32
function run() {
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core3_run();
  state.entered = 0;
  return ret >>> 0;
}

export { run };

// call-list-records: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function checkString(value, path, i, j) {
  if (typeof value !== 'string') wrongType('a string', value, path, i, j);
  return value;
}

function checkObject(value, path, i, j) {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
    wrongType('an object', value, path, i, j);
  }
  return value;
}

function toArray(value, path, i, j) {
  return Array.isArray(value) ? value : Array.from(checkListLike(value, path, i, j));
}

function checkListLike(value, path, i, j) {
  if (typeof value === 'object' && value !== null) {
    if (Symbol.iterator in value) return value;
    if ('length' in value) return value;
  }
  return wrongType('a list', value, path, i, j);
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
    'unaligned pointer', 'pointer out of bounds of memory', 'list content out-of-bounds',
    'realloc return: result not aligned (unaligned pointer)',
    'realloc return: beyond end of memory (list content out-of-bounds)', 'invalid variant discriminant',
    'string pointer/length out of bounds of memory (string content out-of-bounds)'
  ][text]);
}

const [module0, module1, module2, module3] = await Promise.all([
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABDwJgBH9/f38Bf2ACf38BfwMDAgABBQMBAAEGBwF/AUGACAsHGAMGbWVtb3J5AgAHcmVhbGxvYwAAAWYAAQo8AicBAX8jACACQQFrakEAIAJrcSEEIAQgA2okACAEIAAgAfwKAAAgBAsSAEEIIAA2AgBBDCABNgIAQQgLADgEbmFtZQACAW0CJAEABQADb2xkAQhvbGQtc2l6ZQIFYWxpZ24DBHNpemUEA25ldwcHAQAEbmV4dA==')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABCQFgBH9/f38BfwMCAQAFAwEAAQYHAX8BQYAICwcUAgZtZW1vcnkCAAdyZWFsbG9jAAAKKQEnAQF/IwAgAkEBa2pBACACa3EhBCAEIANqJAAgBCAAIAH8CgAAIAQLADoEbmFtZQAEA21lbQIkAQAFAANvbGQBCG9sZC1zaXplAgVhbGlnbgMEc2l6ZQQDbmV3BwcBAARuZXh0')),
  compileIfValid(decodeBase64('AGFzbQEAAAABHgVgBH9/f38Bf2ACf38AYAJ/fwF/YAF/AGADf39/AAJXCAAHbWVtb3J5MAIAAAAIcmVhbGxvYzAAAAAFdXRmODAAAQAHbWVtb3J5MQIAAAAIcmVhbGxvYzEAAAAFdXRmODEAAQAHY2FsbGVlMAACAAV0cmFwMAADAwYFBAICAgIHBQEBMAAGCpIKBXoBBH8gACABEAchAyADIAEQBCEEIARBA3EEQEEAEAUACyAErUIIfD8BrUIQhlYEQEEBEAUACyACQQNxBEBBABAFAAsgAq1CCHw/AK1CEIZWBEBBARAFAAsgBChCAQAhBSAEKEIBBCEGIAIgBSAGEAg2AgAgAiAGNgIEC+UBAQd/IAFB1arVCksEQEECEAUACyAAQQNxBEBBABAFAAsgAUEMbCECIACtIAKtfD8ArUIQhlYEQEECEAUAC0EAQQBBBCACEAIhAyADQQNxBEBBAxAFAAsgA60gAq18PwGtQhCGVgRAQQQQBQALIAAgAmohBSADIQQCQANAIAAgBUYNASAAKAIAIQYgACgCBCEHIAQgBiAHEAk2QgEAIAQgBzZCAQQgAC0ACCEIIAhBAk8EQEEFEAUACyAEIAg6QAEIIAgEQCAEIAAtAAk6QAEJCyAAQQxqIQAgBEEMaiEEDAALCyADC+UBAQd/IAFB1arVCksEQEECEAUACyAAQQNxBEBBABAFAAsgAUEMbCECIACtIAKtfD8BrUIQhlYEQEECEAUAC0EAQQBBBCACEAAhAyADQQNxBEBBAxAFAAsgA60gAq18PwCtQhCGVgRAQQQQBQALIAAgAmohBSADIQQCQANAIAAgBUYNASAAKEIBACEGIAAoQgEEIQcgBCAGIAcQCjYCACAEIAc2AgQgAC1AAQghCCAIQQJPBEBBBRAFAAsgBCAIOgAIIAgEQCAEIAAtQAEJOgAJCyAAQQxqIQAgBEEMaiEEDAALCyADC+QCBQN/An4BfwF7AX4gAUH/////AEsgAK0gAa18PwCtQhCGVnIEQEEGEAUAC0EAQQBBASABEAIhAiACrSABrXw/Aa1CEIZWBEBBBBAFAAsgAUEISQRAAkADQCADIAFPDQEgAiADaiAAIANqMQAAIgY8QAEAIAUgBoQhBSADQQFqIQMMAAsLBSABQQhrIQQgAUGAAUsEQCACIAAgAfwKAQAgBEEYayEEAkADQCADIARPDQEgAiADaiIH/QBEAQAgB/0ARAEQ/VAgCP1QIQggA0EgaiEDDAALCyACIARqIgf9AEQBACAH/QBEARD9UCAI/VAhCEIAIAj9ZK19IQUFAkADQCADIARPDQEgAiADaiAAIANqKQMAIgk3QwEAIAUgCYQhBSADQQhqIQMMAAsLIAIgBGogACAEaikDACIJN0MBACAFIAmEIQULCyAFQoCBgoSIkKDAgH+DUEUEQCAAIAEQAQsgAgvgAgUDfwJ+AX8BewF+IAFB/////wBLIACtIAGtfD8BrUIQhlZyBEBBBhAFAAtBAEEAQQEgARAAIQIgAq0gAa18PwCtQhCGVgRAQQQQBQALIAFBCEkEQAJAA0AgAyABTw0BIAIgA2ogACADajFAAQAiBjwAACAFIAaEIQUgA0EBaiEDDAALCwUgAUEIayEEIAFBgAFLBEAgAiAAIAH8CgABIARBGGshBAJAA0AgAyAETw0BIAIgA2oiB/0ABAAgB/0ABBD9UCAI/VAhCCADQSBqIQMMAAsLIAIgBGoiB/0ABAAgB/0ABBD9UCAI/VAhCEIAIAj9ZK19IQUFAkADQCADIARPDQEgAiADaiAAIANqKUMBACIJNwMAIAUgCYQhBSADQQhqIQMMAAsLIAIgBGogACAEailDAQAiCTcDACAFIAmEIQULCyAFQoCBgoSIkKDAgH+DUEUEQCAAIAEQAwsgAgs=')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABDQJgA39/fwBgAn9/AX8CBgEAAWYAAAMCAQEHCAEEZWNobwABCg4BDAAgACABQRAQAEEQCwAPBG5hbWUAAgFtAQQBAAFm'))
]);
const core0 = await WebAssembly.instantiate(module0);
const { memory: core0_memory, realloc: core0_realloc, f: core0_f } = core0.exports;
const core1 = await WebAssembly.instantiate(module1);
const { memory: core1_memory, realloc: core1_realloc } = core1.exports;
const memory0 = memoryViews(core1_memory);

function realloc0(ptr, oldSize, align, newSize) {
  const before = state.entered;
  state.entered = 2;
  ptr = core1_realloc(ptr, oldSize, align, newSize) >>> 0;
  checkRealloc(memory0, ptr, align, newSize);
  state.entered = before;
  return ptr;
}

const memory1 = memoryViews(core0_memory);

function realloc1(ptr, oldSize, align, newSize) {
  ptr = core0_realloc(ptr, oldSize, align, newSize) >>> 0;
  return checkRealloc(memory1, ptr, align, newSize);
}

// f: func(l: list<person>) -> list<person>
function callF(lPtr, lLength, resultPtr) {
  const lPtr2 = lPtr >>> 0;
  const lLength2 = lLength >>> 0;
  checkList(memory0, lPtr2, lLength2, 12, 4);
  const lCopy = realloc1(0, 0, 4, lLength2 * 12);
  for (let i = 0, itemPtr = lPtr2, itemCopy = lCopy; i < lLength2; i++, itemPtr += 12, itemCopy += 12) {
    storeString(memory1, itemCopy,
      utf8ToUtf8(memory0, memory0.u32[itemPtr >>> 2], memory0.u32[itemPtr + 4 >>> 2], memory1, realloc1));
    switch (memory0.u8[itemPtr + 8]) {
      case 0:
        memory1.u8[itemCopy + 8] = 0;
        break;
      case 1:
        memory1.u8[itemCopy + 8] = 1;
        memory1.u8[itemCopy + 9] = memory0.u8[itemPtr + 9];
        break;
      default:
        trap('invalid variant discriminant');
    }
  }
  const ret = checkPointer(memory1, core0_f(lCopy, lLength2) >>> 0, 4, 8);
  const ptr = checkPointer(memory0, resultPtr >>> 0, 4, 8);
  const resultPtr2 = memory1.u32[ret >>> 2];
  const resultLength = memory1.u32[ret + 4 >>> 2];
  checkList(memory1, resultPtr2, resultLength, 12, 4);
  const resultCopy = realloc0(0, 0, 4, resultLength * 12);
  for (let i2 = 0, itemPtr2 = resultPtr2, itemCopy2 = resultCopy; i2 < resultLength; i2++, itemPtr2 += 12, itemCopy2 += 12) {
    storeString(memory0, itemCopy2,
      utf8ToUtf8(memory1, memory1.u32[itemPtr2 >>> 2], memory1.u32[itemPtr2 + 4 >>> 2], memory0, realloc0));
    switch (memory1.u8[itemPtr2 + 8]) {
      case 0:
        memory0.u8[itemCopy2 + 8] = 0;
        break;
      case 1:
        memory0.u8[itemCopy2 + 8] = 1;
        memory0.u8[itemCopy2 + 9] = memory1.u8[itemPtr2 + 9];
        break;
      default:
        trap('invalid variant discriminant');
    }
  }
  storePair(memory0, ptr, resultCopy, resultLength);
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

// echo: func(l: list<person>) -> list<person>
function echo(l) {
  if (state.entered) cannotEnter();
  state.entered = 1;
  try {
    const lList = toArray(l, 'echo: argument "l"');
    const lLength = lList.length >>> 0;
    const lPtr = realloc0(0, 0, 4, lLength * 12);
    for (let i = 0, itemPtr = lPtr; i < lLength; i++, itemPtr += 12) {
      const item = checkObject(lList[i], 'echo: argument "l"[]', i);
      storeString(memory0, itemPtr,
        lowerUtf8(memory0, realloc0, checkString(item.name, 'echo: argument "l"[].name', i)));
      const age = item.age;
      if (age == null) memory0.u8[itemPtr + 8] = 0;
      else {
        memory0.u8[itemPtr + 8] = 1;
        memory0.u8[itemPtr + 9] = age;
      }
    }
    state.entered = 2;
    const ret = checkPointer(memory0, core3_echo(lPtr, lLength) >>> 0, 4, 8);
    const resultPtr = memory0.u32[ret >>> 2];
    const resultLength = memory0.u32[ret + 4 >>> 2];
    checkList(memory0, resultPtr, resultLength, 12, 4);
    const result = new Array(resultLength);
    for (let i2 = 0, itemPtr2 = resultPtr; i2 < resultLength; i2++, itemPtr2 += 12) {
      result[i2] = {
        name: liftUtf8(memory0, memory0.u32[itemPtr2 >>> 2], memory0.u32[itemPtr2 + 4 >>> 2]),
        age: checkDiscriminant(memory0.u8[itemPtr2 + 8], 2) === 0 ? undefined : memory0.u8[itemPtr2 + 9]
      };
    }
    state.entered = 0;
    return result;
  } catch (error) {
    if (state.entered === 1) state.entered = 0;
    throw error;
  }
}

export { echo };

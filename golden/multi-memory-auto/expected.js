// multi-memory-auto: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function checkScalar(i) {
  if (i >>> 0 > 0x10ffff || (i & 0xfffff800) === 0xd800) trap('invalid `char` bit pattern');
  return i;
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

function checkString(value, path, i, j) {
  if (typeof value !== 'string') wrongType('a string', value, path, i, j);
  return value;
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

function liftNumbers(views, view, ptr, length) {
  const size = view.BYTES_PER_ELEMENT;
  checkList(views, ptr, length, size, size);
  return view.slice(ptr / size, ptr / size + length);
}

function toArray(value, path, i, j) {
  return Array.isArray(value) ? value : Array.from(checkListLike(value, path, i, j));
}

function toArrayOf(length, value, path, i, j) {
  const array = toArray(value, path, i, j);
  if (array.length !== length) wrongValue(`${length} elements`, array.length, path, i, j);
  return array;
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

function compileOnce(compile) {
  let compiled;
  return () => (compiled ??= compile().catch((error) => {
    compiled = undefined;
    throw error;
  }));
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

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABFwNgBH9/f38Bf2AGf39/f39/AX9gAX8AAwQDAAECBQMBAAEGBwF/AUGACAsHIQQGbWVtb3J5AgAHcmVhbGxvYwAAA3B1dAABBHBvc3QAAgpZAycBAX8jACACQQFrakEAIAJrcSEEIAQgA2okACAEIAAgAfwKAAAgBAsnAEEIQRA2AgBBDEEDNgIAQRAgATYCAEEUIAM2AgBBGCAFNgIAQQgLBwBBgAgkAAsAOwRuYW1lAAUEY29kZQIkAQAFAANvbGQBCG9sZC1zaXplAgVhbGlnbgMEc2l6ZQQDbmV3BwcBAARuZXh0')));
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABCQFgBH9/f38BfwMCAQAFAwEAAQYHAX8BQYAICwcUAgZtZW1vcnkCAAdyZWFsbG9jAAAKKQEnAQF/IwAgAkEBa2pBACACa3EhBCAEIANqJAAgBCAAIAH8CgAAIAQLAD0EbmFtZQAHBm1lbW9yeQIkAQAFAANvbGQBCG9sZC1zaXplAgVhbGlnbgMEc2l6ZQQDbmV3BwcBAARuZXh0')));
const coreModule3 = compileOnce(() => compileIfValid(decodeBase64('AGFzbQEAAAABLAZgBH9/f38Bf2ACf38AYAZ/f39/f38Bf2ABfwBgB39/f39/f38AYAJ/fwF/AlcIAAdtZW1vcnkwAgAAAAhyZWFsbG9jMAAAAAV1dGY4MAABAAdtZW1vcnkxAgAAAAhyZWFsbG9jMQAAAAdjYWxsZWUwAAIABXBvc3QwAAMABXRyYXAwAAMDBAMEBQUHBQEBMAAGCuoGA5sCAQl/IAAgARAHIQcgAiADEAghCCAEQQJPBEBBABAFAAsgBARAIAVB/wFxIQogCiEJCyAHIAEgCCADIAQgCRADIQsgC0EDcQRAQQEQBQALIAutQgh8PwGtQhCGVgRAQQIQBQALIAZBA3EEQEEBEAUACyAGrUIIfD8ArUIQhlYEQEECEAUACyALKEIBACEMIAsoQgEEIQ0gBiANQf///x9LBEBBAxAFAAsgDEEDcQRAQQEQBQALIA1BBGwhDiAMrSAOrXw/Aa1CEIZWBEBBAxAFAAtBAEEAQQQgDhAAIQ8gD0EDcQRAQQQQBQALIA+tIA6tfD8ArUIQhlYEQEEFEAUACyAPIAwgDvwKAAEgDzYCACAGIA02AgQgCxAEC+QCBQN/An4BfwF7AX4gAUH/////AEsgAK0gAa18PwCtQhCGVnIEQEEGEAUAC0EAQQBBASABEAIhAiACrSABrXw/Aa1CEIZWBEBBBRAFAAsgAUEISQRAAkADQCADIAFPDQEgAiADaiAAIANqMQAAIgY8QAEAIAUgBoQhBSADQQFqIQMMAAsLBSABQQhrIQQgAUGAAUsEQCACIAAgAfwKAQAgBEEYayEEAkADQCADIARPDQEgAiADaiIH/QBEAQAgB/0ARAEQ/VAgCP1QIQggA0EgaiEDDAALCyACIARqIgf9AEQBACAH/QBEARD9UCAI/VAhCEIAIAj9ZK19IQUFAkADQCADIARPDQEgAiADaiAAIANqKQMAIgk3QwEAIAUgCYQhBSADQQhqIQMMAAsLIAIgBGogACAEaikDACIJN0MBACAFIAmEIQULCyAFQoCBgoSIkKDAgH+DUEUEQCAAIAEQAQsgAgvkAQEHfyABQdWq1QpLBEBBAxAFAAsgAEEDcQRAQQEQBQALIAFBDGwhAiAArSACrXw/AK1CEIZWBEBBAxAFAAtBAEEAQQQgAhACIQMgA0EDcQRAQQQQBQALIAOtIAKtfD8BrUIQhlYEQEEFEAUACyAAIAJqIQUgAyEEAkADQCAAIAVGDQEgACgCACEGIAZBgIDEAE8gBkGAcHFBgLADRnIEQEEHEAUACyAEIAY2QgEAIAAoAgQhByAAKAIIIQggBCAHIAgQBzZCAQQgBCAINkIBCCAAQQxqIQAgBEEMaiEEDAALCyADCw==')));
const coreModule4 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABFQJgB39/f39/f38AYAZ/f39/f38BfwIIAQADcHV0AAADAgEBBwcBA3J1bgABChYBFAAgACABIAIgAyAEIAVBEBAAQRALABQEbmFtZQAFBGNvZGUBBgEAA3B1dA==')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const state = { entered: 0 };

  function trapWith(text) {
    trap([
      'invalid variant discriminant', 'unaligned pointer', 'pointer out of bounds of memory',
      'list content out-of-bounds', 'realloc return: result not aligned (unaligned pointer)',
      'realloc return: beyond end of memory (list content out-of-bounds)',
      'string pointer/length out of bounds of memory (string content out-of-bounds)',
      'invalid `char` bit pattern'
    ][text]);
  }

  const [module0, module1, module2, module3] = await Promise.all([
    coreModule(), coreModule2(), coreModule3(), coreModule4()
  ]);
  const core0 = await instantiateCore(module0);
  const { memory: core0_memory, realloc: core0_realloc, put: core0_put, post: core0_post } = core0.exports;
  const core1 = await instantiateCore(module1);
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

  // put: func(key: string, tags: list<tuple<char, string>>, age: option<u8>) -> list<u32>
  function callPut(keyPtr, keyLength, tagsPtr, tagsLength, ageCase, age1, resultPtr) {
    const keyPtr2 = utf8ToUtf8(memory0, keyPtr >>> 0, keyLength >>> 0, memory1, realloc1);
    const keyLength2 = memory1.codeUnits;
    const tagsPtr2 = tagsPtr >>> 0;
    const tagsLength2 = tagsLength >>> 0;
    checkList(memory0, tagsPtr2, tagsLength2, 12, 4);
    const tagsCopy = realloc1(0, 0, 4, tagsLength2 * 12);
    for (let i = 0, tagPtr = tagsPtr2, tagCopy = tagsCopy; i < tagsLength2; i++, tagPtr += 12, tagCopy += 12) {
      memory1.u32[tagCopy >>> 2] = checkScalar(memory0.u32[tagPtr >>> 2]);
      storeString(memory1, tagCopy + 4,
        utf8ToUtf8(memory0, memory0.u32[tagPtr + 4 >>> 2], memory0.u32[tagPtr + 8 >>> 2], memory1,
          realloc1));
    }
    let ageCase2 = 0;
    let ageValue = 0;
    switch (ageCase) {
      case 0:
        break;
      case 1:
        ageCase2 = 1;
        ageValue = age1 & 255;
        break;
      default:
        trap('invalid variant discriminant');
    }
    const ret = checkPointer(memory1,
      core0_put(keyPtr2, keyLength2, tagsCopy, tagsLength2, ageCase2, ageValue) >>> 0, 4, 8);
    const ptr = checkPointer(memory0, resultPtr >>> 0, 4, 8);
    const resultPtr2 = memory1.u32[ret >>> 2];
    const resultLength = memory1.u32[ret + 4 >>> 2];
    checkList(memory1, resultPtr2, resultLength, 4, 4);
    const resultCopy = realloc0(0, 0, 4, resultLength * 4);
    copyBytes(memory1, resultPtr2, memory0, resultCopy, resultLength * 4);
    storePair(memory0, ptr, resultCopy, resultLength);
    core0_post(ret);
  }

  const core2 = module2 && await instantiateCore(module2, {
    '': {
      memory0: core1_memory, realloc0: core1_realloc,
      utf80: (ptr, length) => checkUtf8(core1_memory, ptr, length), memory1: core0_memory,
      realloc1: core0_realloc, callee0: core0_put, post0: core0_post, trap0: trapWith
    }
  });
  const { 0: core2_0 = callPut } = core2?.exports ?? ({});
  const core3 = await instantiateCore(module3, { '': { put: core2_0 } });
  const { run: core3_run } = core3.exports;

  // run: func(key: string, tags: list<tuple<char, string>>, age: option<u8>) -> list<u32>
  function run(key, tags, age) {
    checkString(key, 'run: argument "key"');
    let ageCase = 0;
    let ageValue = 0;
    if (age != null) {
      ageCase = 1;
      ageValue = age & 255;
    }
    if (state.entered) cannotEnter();
    state.entered = 1;
    try {
      const keyPtr = lowerUtf8(memory0, realloc0, key);
      const keyLength = memory0.codeUnits;
      const tagsList = toArray(tags, 'run: argument "tags"');
      const tagsLength = tagsList.length >>> 0;
      const tagsPtr = realloc0(0, 0, 4, tagsLength * 12);
      for (let i = 0, tagPtr = tagsPtr; i < tagsLength; i++, tagPtr += 12) {
        const tag = toArrayOf(2, tagsList[i], 'run: argument "tags"[]', i);
        memory0.u32[tagPtr >>> 2] = checkChar(tag[0], 'run: argument "tags"[][0]', i);
        storeString(memory0, tagPtr + 4,
          lowerUtf8(memory0, realloc0, checkString(tag[1], 'run: argument "tags"[][1]', i)));
      }
      state.entered = 2;
      const ret = checkPointer(memory0,
        core3_run(keyPtr, keyLength, tagsPtr, tagsLength, ageCase, ageValue) >>> 0, 4, 8);
      const result = liftNumbers(memory0, memory0.u32, memory0.u32[ret >>> 2], memory0.u32[ret + 4 >>> 2]);
      state.entered = 0;
      return result;
    } catch (error) {
      if (state.entered === 1) state.entered = 0;
      throw error;
    }
  }

  return { run };
}

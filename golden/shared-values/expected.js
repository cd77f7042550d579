// shared-values: a WebAssembly component as a JavaScript module, written by wcm2js.

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
    u64: new BigUint64Array(buffer),
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

function toBigInt(value, path, i, j) {
  if (typeof value === 'bigint') return value;
  try {
    return BigInt(value);
  } catch (error) {
    if (typeof value === 'object' && value !== null) throw error;
    wrongType('a bigint', value, path, i, j);
  }
}

function checkObject(value, path, i, j) {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
    wrongType('an object', value, path, i, j);
  }
  return value;
}

function errorPayload(error) {
  if (typeof error === 'object' && error !== null && Object.hasOwn(error, 'payload')) {
    return error.payload;
  }
  if (error instanceof Error || Object.prototype.toString.call(error) === '[object Error]') throw error;
  return error;
}

function missingImport(from, name, offered = {}) {
  const withoutVersion = (key) => key.replace(/@.*/, '');
  const others = Object.keys(offered).filter((key) => withoutVersion(key) === withoutVersion(from));
  const versions = others.length > 0 ? `; offered: ${others.join(', ')}` : '';
  throw new WebAssembly.LinkError(`missing import ${from}${name && `: ${name}`}${versions}`);
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

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABDwJgBH9/f38Bf2ACf38BfwMDAgABBQMBAAEGBwF/AUGACAsHGwMGbWVtb3J5AgAHcmVhbGxvYwAABHBhaXIAAQo8AicBAX8jACACQQFrakEAIAJrcSEEIAQgA2okACAEIAAgAfwKAAAgBAsSAEEIIAA2AgBBDCABNgIAQQgLAEYEbmFtZQAEA21lbQIwAgAFAANvbGQBCG9sZC1zaXplAgVhbGlnbgMEc2l6ZQQDbmV3AQIAA3B0cgEDbGVuBwcBAARuZXh0')));
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABCwJgAn9/AGABfwF/AhICAARyZWFkAAAABWFnYWluAAADAwIBAQcQAgRyZWFkAAIFYWdhaW4AAwoZAgoAIABBEBAAQRgLDAAgAEHAABABQcAACwAZBG5hbWUAAgFtAQ4CAARyZWFkAQVhZ2Fpbg==')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const read = (imports.read?.default ?? imports.read) ?? missingImport('read', '', imports);
  const readAgain = imports['read-again']?.default ?? imports['read-again']
    ?? missingImport('read-again', '', imports);

  const state = { entered: 0 };

  function lowerRecord(ptr, value, path) {
    checkObject(value, path);
    memory.u64[ptr >>> 3] = toBigInt(value.seconds, '*.seconds', path);
    storeString(memory, ptr + 8, lowerUtf8(memory, realloc, checkString(value.note, '*.note', path)));
    const tags = toArray(value.tags, '*.tags', path);
    const tagsLength = tags.length >>> 0;
    const tagsPtr = realloc(0, 0, 4, tagsLength * 8);
    for (let i = 0, tagPtr = tagsPtr; i < tagsLength; i++, tagPtr += 8) {
      storeString(memory, tagPtr, lowerUtf8(memory, realloc, checkString(tags[i], '*.tags[]', path, i)));
    }
    storePair(memory, ptr + 16, tagsPtr, tagsLength);
  }

  function liftList(ptr, length) {
    const valuePtr = ptr >>> 0;
    const valueLength = length >>> 0;
    checkList(memory, valuePtr, valueLength, 24, 8);
    const value = new Array(valueLength);
    for (let i = 0, itemPtr = valuePtr; i < valueLength; i++, itemPtr += 24) {
      const field = liftUtf8(memory, memory.u32[itemPtr + 8 >>> 2], memory.u32[itemPtr + 12 >>> 2]);
      const tagsPtr = memory.u32[itemPtr + 16 >>> 2];
      const tagsLength = memory.u32[itemPtr + 20 >>> 2];
      checkList(memory, tagsPtr, tagsLength, 8, 4);
      const tags = new Array(tagsLength);
      for (let i2 = 0, tagPtr = tagsPtr; i2 < tagsLength; i2++, tagPtr += 8) {
        tags[i2] = liftUtf8(memory, memory.u32[tagPtr >>> 2], memory.u32[tagPtr + 4 >>> 2]);
      }
      value[i] = { seconds: memory.u64[itemPtr >>> 3], note: field, tags };
    }
    return value;
  }

  function liftRecord(ptr) {
    const field = liftUtf8(memory, memory.u32[ptr + 8 >>> 2], memory.u32[ptr + 12 >>> 2]);
    const tagsPtr = memory.u32[ptr + 16 >>> 2];
    const tagsLength = memory.u32[ptr + 20 >>> 2];
    checkList(memory, tagsPtr, tagsLength, 8, 4);
    const tags = new Array(tagsLength);
    for (let i = 0, tagPtr = tagsPtr; i < tagsLength; i++, tagPtr += 8) {
      tags[i] = liftUtf8(memory, memory.u32[tagPtr >>> 2], memory.u32[tagPtr + 4 >>> 2]);
    }
    return { seconds: memory.u64[ptr >>> 3], note: field, tags };
  }

  const [module0, module1] = await Promise.all([coreModule(), coreModule2()]);
  const core0 = await instantiateCore(module0);
  const { memory: core0_memory, realloc: core0_realloc, pair: core0_pair } = core0.exports;
  const memory = memoryViews(core0_memory);

  function realloc(ptr, oldSize, align, newSize) {
    const before = state.entered;
    state.entered = 2;
    ptr = core0_realloc(ptr, oldSize, align, newSize) >>> 0;
    checkRealloc(memory, ptr, align, newSize);
    state.entered = before;
    return ptr;
  }

  // read: func(n: u32) -> result<moment>
  function lowerRead(n, resultPtr) {
    let result, failed = 0;
    try {
      result = read(n >>> 0);
    } catch (error) {
      errorPayload(error);
      failed = 1;
    }
    const ptr = checkPointer(memory, resultPtr >>> 0, 8, 32);
    memory.u8[ptr] = failed;
    if (!failed) lowerRecord(ptr + 8, result, 'read: result');
  }

  // read-again: func(n: u32) -> moment
  function lowerReadAgain(n, resultPtr) {
    const result = readAgain(n >>> 0);
    const ptr = checkPointer(memory, resultPtr >>> 0, 8, 24);
    lowerRecord(ptr, result, 'readAgain: result');
  }

  const core1 = await instantiateCore(module1, { '': { read: lowerRead, again: lowerReadAgain } });
  const { read: core1_read, again: core1_again } = core1.exports;

  // echo: func(list: list<moment>) -> list<moment>
  function echo(list) {
    if (state.entered) cannotEnter();
    state.entered = 1;
    try {
      const listList = toArray(list, 'echo: argument "list"');
      const listLength = listList.length >>> 0;
      const listPtr = realloc(0, 0, 8, listLength * 24);
      for (let i = 0, itemPtr = listPtr; i < listLength; i++, itemPtr += 24) {
        const item = checkObject(listList[i], 'echo: argument "list"[]', i);
        memory.u64[itemPtr >>> 3] = toBigInt(item.seconds, 'echo: argument "list"[].seconds', i);
        storeString(memory, itemPtr + 8,
          lowerUtf8(memory, realloc, checkString(item.note, 'echo: argument "list"[].note', i)));
        const tags = toArray(item.tags, 'echo: argument "list"[].tags', i);
        const tagsLength = tags.length >>> 0;
        const tagsPtr = realloc(0, 0, 4, tagsLength * 8);
        for (let i2 = 0, tagPtr = tagsPtr; i2 < tagsLength; i2++, tagPtr += 8) {
          storeString(memory, tagPtr,
            lowerUtf8(memory, realloc, checkString(tags[i2], 'echo: argument "list"[].tags[]', i, i2)));
        }
        storePair(memory, itemPtr + 16, tagsPtr, tagsLength);
      }
      state.entered = 2;
      const ret = checkPointer(memory, core0_pair(listPtr, listLength) >>> 0, 4, 8);
      const result = liftList(memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
      state.entered = 0;
      return result;
    } catch (error) {
      if (state.entered === 1) state.entered = 0;
      throw error;
    }
  }

  // echo-again: func(list: list<moment>) -> list<moment>
  function echoAgain(list) {
    if (state.entered) cannotEnter();
    state.entered = 1;
    try {
      const listList = toArray(list, 'echoAgain: argument "list"');
      const listLength = listList.length >>> 0;
      const listPtr = realloc(0, 0, 8, listLength * 24);
      for (let i = 0, itemPtr = listPtr; i < listLength; i++, itemPtr += 24) {
        const item = checkObject(listList[i], 'echoAgain: argument "list"[]', i);
        memory.u64[itemPtr >>> 3] = toBigInt(item.seconds, 'echoAgain: argument "list"[].seconds', i);
        storeString(memory, itemPtr + 8,
          lowerUtf8(memory, realloc, checkString(item.note, 'echoAgain: argument "list"[].note', i)));
        const tags = toArray(item.tags, 'echoAgain: argument "list"[].tags', i);
        const tagsLength = tags.length >>> 0;
        const tagsPtr = realloc(0, 0, 4, tagsLength * 8);
        for (let i2 = 0, tagPtr = tagsPtr; i2 < tagsLength; i2++, tagPtr += 8) {
          storeString(memory, tagPtr,
            lowerUtf8(memory, realloc, checkString(tags[i2], 'echoAgain: argument "list"[].tags[]', i,
                i2)));
        }
        storePair(memory, itemPtr + 16, tagsPtr, tagsLength);
      }
      state.entered = 2;
      const ret = checkPointer(memory, core0_pair(listPtr, listLength) >>> 0, 4, 8);
      const result = liftList(memory.u32[ret >>> 2], memory.u32[ret + 4 >>> 2]);
      state.entered = 0;
      return result;
    } catch (error) {
      if (state.entered === 1) state.entered = 0;
      throw error;
    }
  }

  // first: func(n: u32) -> moment
  function first(n) {
    n >>>= 0;
    if (state.entered) cannotEnter();
    state.entered = 2;
    const ret = checkPointer(memory, core1_read(n) >>> 0, 8, 24);
    const result = liftRecord(ret);
    state.entered = 0;
    return result;
  }

  // second: func(n: u32) -> moment
  function second(n) {
    n >>>= 0;
    if (state.entered) cannotEnter();
    state.entered = 2;
    const ret = checkPointer(memory, core1_again(n) >>> 0, 8, 24);
    const result = liftRecord(ret);
    state.entered = 0;
    return result;
  }

  return { echo, echoAgain, 'echo-again': echoAgain, first, second };
}

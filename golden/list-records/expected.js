// list-records: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function checkPresent(value, what, path, i, j) {
  if (value === undefined) wrongType(what, value, path, i, j);
  return value;
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

const state = { entered: 0 };

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABDwJgBH9/f38Bf2ACf38BfwMDAgABBQMBAAEGBwF/AUGACAsHGwMGbWVtb3J5AgAHcmVhbGxvYwAABHBhaXIAAQo8AicBAX8jACACQQFrakEAIAJrcSEEIAQgA2okACAEIAAgAfwKAAAgBAsSAEEIIAA2AgBBDCABNgIAQQgLAEQEbmFtZQACAW0CMAIABQADb2xkAQhvbGQtc2l6ZQIFYWxpZ24DBHNpemUEA25ldwECAANwdHIBA2xlbgcHAQAEbmV4dA=='));
const core0 = await WebAssembly.instantiate(module0);
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

// echo: func(people: list<person>) -> list<person>
function echo(people) {
  if (state.entered) cannotEnter();
  state.entered = 1;
  try {
    const peopleList = toArray(people, 'echo: argument "people"');
    const peopleLength = peopleList.length >>> 0;
    const peoplePtr = realloc(0, 0, 4, peopleLength * 20);
    for (let i = 0, itemPtr = peoplePtr; i < peopleLength; i++, itemPtr += 20) {
      const item = checkObject(peopleList[i], 'echo: argument "people"[]', i);
      memory.u32[itemPtr >>> 2] = checkPresent(item.id, 'a number', 'echo: argument "people"[].id', i);
      storeString(memory, itemPtr + 4,
        lowerUtf8(memory, realloc, checkString(item.firstName, 'echo: argument "people"[].firstName', i)));
      const tags = toArray(item.tags, 'echo: argument "people"[].tags', i);
      const tagsLength = tags.length >>> 0;
      const tagsPtr = realloc(0, 0, 4, tagsLength * 8);
      for (let i2 = 0, tagPtr = tagsPtr; i2 < tagsLength; i2++, tagPtr += 8) {
        storeString(memory, tagPtr,
          lowerUtf8(memory, realloc, checkString(tags[i2], 'echo: argument "people"[].tags[]', i, i2)));
      }
      storePair(memory, itemPtr + 12, tagsPtr, tagsLength);
    }
    state.entered = 2;
    const ret = checkPointer(memory, core0_pair(peoplePtr, peopleLength) >>> 0, 4, 8);
    const resultPtr = memory.u32[ret >>> 2];
    const resultLength = memory.u32[ret + 4 >>> 2];
    checkList(memory, resultPtr, resultLength, 20, 4);
    const result = new Array(resultLength);
    for (let i3 = 0, itemPtr2 = resultPtr; i3 < resultLength; i3++, itemPtr2 += 20) {
      const field = liftUtf8(memory, memory.u32[itemPtr2 + 4 >>> 2], memory.u32[itemPtr2 + 8 >>> 2]);
      const tagsPtr2 = memory.u32[itemPtr2 + 12 >>> 2];
      const tagsLength2 = memory.u32[itemPtr2 + 16 >>> 2];
      checkList(memory, tagsPtr2, tagsLength2, 8, 4);
      const tags2 = new Array(tagsLength2);
      for (let i4 = 0, tagPtr2 = tagsPtr2; i4 < tagsLength2; i4++, tagPtr2 += 8) {
        tags2[i4] = liftUtf8(memory, memory.u32[tagPtr2 >>> 2], memory.u32[tagPtr2 + 4 >>> 2]);
      }
      result[i3] = { id: memory.u32[itemPtr2 >>> 2], firstName: field, tags: tags2 };
    }
    state.entered = 0;
    return result;
  } catch (error) {
    if (state.entered === 1) state.entered = 0;
    throw error;
  }
}

export { echo };

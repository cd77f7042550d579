// variants-ready: a WebAssembly component as a JavaScript module, written by wcm2js.

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
    f64: new Float64Array(buffer),
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

const slots = /*#__PURE__*/ new ArrayBuffer(128);

const slotDoubles = /*#__PURE__*/ new Float64Array(slots);

const slotBits = /*#__PURE__*/ new BigInt64Array(slots);

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

function wrongValue(what, value, path, i, j) {
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value);
  throw new TypeError(`${formatPath(path, i, j)}: expected ${what}, got ${text}`);
}

function checkPresent(value, what, path, i, j) {
  if (value === undefined) wrongType(what, value, path, i, j);
  return value;
}

function checkString(value, path, i, j) {
  if (typeof value !== 'string') wrongType('a string', value, path, i, j);
  return value;
}

function wrongCase(cases, value, path, i, j) {
  const what = `one of ${cases.map((label) => JSON.stringify(label)).join(', ')}`;
  if (typeof value === 'string') wrongValue(what, value, path, i, j);
  wrongType(what, value, path, i, j);
}

function liftNumbers(views, view, ptr, length) {
  const size = view.BYTES_PER_ELEMENT;
  checkList(views, ptr, length, size, size);
  return view.slice(ptr / size, ptr / size + length);
}

function toArray(value, path, i, j) {
  return Array.isArray(value) ? value : Array.from(checkListLike(value, path, i, j));
}

function typedArrayGetter(key) {
  const { get } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), key);
  return get;
}

const typedArrayName = /*#__PURE__*/ typedArrayGetter(Symbol.toStringTag);

const typedArrayLength = /*#__PURE__*/ typedArrayGetter('length');

function lengthOf(numbers) {
  if (numbers === copying.list) copying.buffer = numbers.buffer;
  return typedArrayLength.call(numbers);
}

const copying = { buffer: undefined, list: undefined };

function copyNumbers(Type, list) {
  if (!Array.isArray(list)) return new Type(list);
  const { length } = list;
  const numbers = length > 1024 ? new Type(length) : new Type(copying.buffer ?? new ArrayBuffer(0x2000), 0, length);
  if (length <= 1024) {
    copying.buffer = undefined;
    copying.list = numbers;
  }
  for (let i = 0; i < length; i++) numbers[i] = list[i];
  return numbers;
}

function toBytes(value, path, i, j) {
  if (typedArrayName.call(value) === 'Uint8Array') return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return copyNumbers(Uint8Array, checkListLike(value, path, i, j));
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

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABFwNgBH9/f38Bf2ADf39/AX9gA39+fwF/AwQDAAECBQMBAAEGBwF/AUHAAAsHIwQGbWVtb3J5AgAHcmVhbGxvYwAABXRocmVlAAEEd2lkZQACClMDFwEBfyMAQQdqQXhxIQQgBCADaiQAIAQLGQBBECAAOgAAQRQgATYCAEEYIAI2AgBBEAsfAEEQIAA6AABBGCABNwMAIABFBEBBHCACNgIAC0EQCwAbBG5hbWUAAgFtAgcBAAEEAmF0BwcBAARuZXh0'));
const core0 = await WebAssembly.instantiate(module0);
const { memory: core0_memory, realloc: core0_realloc, three: core0_three, wide: core0_wide } = core0.exports;
const memory = memoryViews(core0_memory);

function realloc(ptr, oldSize, align, newSize) {
  const before = state.entered;
  state.entered = 2;
  ptr = core0_realloc(ptr, oldSize, align, newSize) >>> 0;
  checkRealloc(memory, ptr, align, newSize);
  state.entered = before;
  return ptr;
}

// perhaps: func(text: option<string>) -> option<string>
function perhaps(text) {
  let textCase = 0;
  let text1 = 0;
  let text2 = 0;
  let textGiven;
  if (text != null) {
    textCase = 1;
    textGiven = checkString(text, 'perhaps: argument "text"');
  }
  if (state.entered) cannotEnter();
  state.entered = 2;
  if (textCase === 1) {
    const textPtr = lowerUtf8(memory, realloc, textGiven);
    const textLength = memory.codeUnits;
    text1 = textPtr;
    text2 = textLength;
  }
  const ret = checkPointer(memory, core0_three(textCase, text1, text2) >>> 0, 4, 12);
  const result = checkDiscriminant(memory.u8[ret], 2) === 0 ? undefined : liftUtf8(memory,
    memory.u32[ret + 4 >>> 2], memory.u32[ret + 8 >>> 2]);
  state.entered = 0;
  return result;
}

// echo: func(part: part) -> part
function echo(part) {
  let partCase = 0;
  let part1 = 0;
  let part2 = 0;
  let partValGiven;
  let partValGiven2;
  switch (part?.tag) {
    case 'bytes':
      partValGiven = toBytes(part.val, 'echo: argument "part".val');
      break;
    case 'text':
      partCase = 1;
      partValGiven2 = checkString(part.val, 'echo: argument "part".val');
      break;
    case 'end':
      partCase = 2;
      break;
    default:
      wrongCase(['bytes', 'text', 'end'], part?.tag, 'echo: argument "part".tag');
  }
  if (state.entered) cannotEnter();
  state.entered = 2;
  if (partCase === 0) {
    const partValLength = lengthOf(partValGiven);
    const partValPtr = realloc(0, 0, 1, partValLength);
    if (partValLength > 0) memory.u8.set(partValGiven, partValPtr);
    part1 = partValPtr;
    part2 = partValLength;
  }
  if (partCase === 1) {
    const partValPtr2 = lowerUtf8(memory, realloc, partValGiven2);
    const partValLength2 = memory.codeUnits;
    part1 = partValPtr2;
    part2 = partValLength2;
  }
  const ret = checkPointer(memory, core0_three(partCase, part1, part2) >>> 0, 4, 12);
  let result;
  switch (memory.u8[ret]) {
    case 0:
      result = {
        tag: 'bytes',
        val: liftNumbers(memory, memory.u8, memory.u32[ret + 4 >>> 2], memory.u32[ret + 8 >>> 2])
      };
      break;
    case 1:
      result = { tag: 'text', val: liftUtf8(memory, memory.u32[ret + 4 >>> 2], memory.u32[ret + 8 >>> 2]) };
      break;
    case 2:
      result = { tag: 'end' };
      break;
    default:
      trap('invalid variant discriminant');
  }
  state.entered = 0;
  return result;
}

// mixed-in: func(v: mixed) -> mixed
function mixedIn(v) {
  if (state.entered) cannotEnter();
  state.entered = 1;
  try {
    let vCase = 0;
    let v2 = 0;
    switch (v?.tag) {
      case 'text': {
        const vValPtr = lowerUtf8(memory, realloc, checkString(v.val, 'mixedIn: argument "v".val'));
        const vValLength = memory.codeUnits;
        slotBits[1] = BigInt(vValPtr >>> 0);
        v2 = vValLength;
        break;
      }
      case 'number':
        vCase = 1;
        slotDoubles[1] = +checkPresent(v.val, 'a number', 'mixedIn: argument "v".val');
        break;
      default:
        wrongCase(['text', 'number'], v?.tag, 'mixedIn: argument "v".tag');
    }
    const v1 = slotBits[1];
    state.entered = 2;
    const ret = checkPointer(memory, core0_wide(vCase, v1, v2) >>> 0, 8, 16);
    let result;
    switch (memory.u8[ret]) {
      case 0:
        result = { tag: 'text', val: liftUtf8(memory, memory.u32[ret + 8 >>> 2], memory.u32[ret + 12 >>> 2]) };
        break;
      case 1:
        result = { tag: 'number', val: memory.f64[ret + 8 >>> 3] };
        break;
      default:
        trap('invalid variant discriminant');
    }
    state.entered = 0;
    return result;
  } catch (error) {
    if (state.entered === 1) state.entered = 0;
    throw error;
  }
}

// names: func(v: option<list<string>>) -> option<list<string>>
function names(v) {
  if (state.entered) cannotEnter();
  state.entered = 1;
  try {
    let vCase = 0;
    let v1 = 0;
    let v2 = 0;
    if (v != null) {
      vCase = 1;
      const vList = toArray(v, 'names: argument "v"');
      const vLength = vList.length >>> 0;
      const vPtr = realloc(0, 0, 4, vLength * 8);
      for (let i = 0, itemPtr = vPtr; i < vLength; i++, itemPtr += 8) {
        storeString(memory, itemPtr,
          lowerUtf8(memory, realloc, checkString(vList[i], 'names: argument "v"[]', i)));
      }
      v1 = vPtr;
      v2 = vLength;
    }
    state.entered = 2;
    const ret = checkPointer(memory, core0_three(vCase, v1, v2) >>> 0, 4, 12);
    let result2;
    if (checkDiscriminant(memory.u8[ret], 2) === 0) result2 = undefined;
    else {
      const resultPtr = memory.u32[ret + 4 >>> 2];
      const resultLength = memory.u32[ret + 8 >>> 2];
      checkList(memory, resultPtr, resultLength, 8, 4);
      const result = new Array(resultLength);
      for (let i2 = 0, itemPtr2 = resultPtr; i2 < resultLength; i2++, itemPtr2 += 8) {
        result[i2] = liftUtf8(memory, memory.u32[itemPtr2 >>> 2], memory.u32[itemPtr2 + 4 >>> 2]);
      }
      result2 = result;
    }
    state.entered = 0;
    return result2;
  } catch (error) {
    if (state.entered === 1) state.entered = 0;
    throw error;
  }
}

export { perhaps, echo, mixedIn, mixedIn as 'mixed-in', names };

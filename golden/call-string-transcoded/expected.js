// call-string-transcoded: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function storePair(views, at, ptr, length) {
  views.u32[at >>> 2] = ptr;
  views.u32[(at >>> 2) + 1] = length;
}

function storeString(views, at, ptr) {
  storePair(views, at, ptr, views.codeUnits);
}

const utf8Decoder = /*#__PURE__*/ new TextDecoder('utf-8', { ignoreBOM: true });

const shortLength = 16;

const utf16Tag = 0x80000000;

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

function widenLatin1(views, ptr, length) {
  const { u8, u16 } = views;
  const at = ptr / 2;
  for (let i = length - 1; i >= 0; i--) u16[at + i] = u8[ptr + i];
}

const utf16ToUtf8 = (src, ptr, length, dst, realloc) => {
  checkUtf16(src, ptr, length);
  return unitsToUtf8(src.u16, ptr / 2, length, 3 * length, dst, realloc);
};

function checkUtf16(src, ptr, length) {
  checkStringRange(src, ptr, 2 * length, 2);
  const units = src.u16;
  const end = ptr / 2 + length;
  for (let at = ptr / 2; at < end; at++) {
    if ((units[at] & 0xf800) !== 0xd800) continue;
    if (units[at] >= 0xdc00 || at + 1 === end || (units[at + 1] & 0xfc00) !== 0xdc00) trap('invalid utf-16');
    at++;
  }
}

function unitsToUtf8(units, at, length, worst, dst, realloc) {
  let to = realloc(0, 0, 1, length);
  let i = 0;
  for (; i < length && units[at + i] < 0x80; i++) dst.u8[to + i] = units[at + i];
  let written = i;
  if (i < length) {
    to = realloc(to, length, 1, worst);
    written += encodeUtf8Into(units, at + i, at + length, dst.u8, to + i);
    if (written < worst) to = realloc(to, worst, 1, written);
  }
  dst.codeUnits = written;
  return to;
}

function encodeUtf8Into(units, at, end, u8, to) {
  const start = to;
  while (at < end) {
    let scalar = units[at++];
    if ((scalar & 0xf800) === 0xd800) scalar = 0x10000 + ((scalar & 0x3ff) << 10) + (units[at++] & 0x3ff);
    if (scalar < 0x80) {
      u8[to++] = scalar;
      continue;
    }
    if (scalar < 0x800) {
      u8[to++] = 0xc0 | (scalar >> 6);
    } else {
      if (scalar > 0xffff) {
        u8[to++] = 0xf0 | (scalar >> 18);
        u8[to++] = 0x80 | ((scalar >> 12) & 0x3f);
      } else {
        u8[to++] = 0xe0 | (scalar >> 12);
      }
      u8[to++] = 0x80 | ((scalar >> 6) & 0x3f);
    }
    u8[to++] = 0x80 | (scalar & 0x3f);
  }
  return to - start;
}

const latin1OrUtf16ToUtf8 = (src, ptr, length, dst, realloc) => {
  if (length >= utf16Tag) return utf16ToUtf8(src, ptr, length - utf16Tag, dst, realloc);
  checkStringRange(src, ptr, length, 2);
  return unitsToUtf8(src.u8, ptr, length, 2 * length, dst, realloc);
};

const utf8ToLatin1OrUtf16 = (src, ptr, length, dst, realloc) => {
  checkStringRange(src, ptr, length, 1);
  let to = realloc(0, 0, 2, length);
  const { u8 } = src;
  const end = ptr + length;
  let written = 0;
  while (ptr < end) {
    const byte = u8[ptr];
    if (byte < 0x80) {
      dst.u8[to + written++] = byte;
      ptr++;
    } else if ((byte === 0xc2 || byte === 0xc3) && ptr + 1 < end && (u8[ptr + 1] & 0xc0) === 0x80) {
      dst.u8[to + written++] = ((byte & 3) << 6) | (u8[ptr + 1] & 0x3f);
      ptr += 2;
    } else {
      return utf8RestToUtf16(src, ptr, end, length, dst, realloc, to, written);
    }
  }
  if (written < length) to = realloc(to, length, 2, written);
  dst.codeUnits = written;
  return to;
};

function utf8RestToUtf16(src, ptr, end, length, dst, realloc, to, written) {
  to = realloc(to, length, 2, 2 * length);
  widenLatin1(dst, to, written);
  const codeUnits = written + decodeUtf8Into(src.u8, ptr, end, dst.u16, to / 2 + written);
  if (codeUnits < length) to = realloc(to, 2 * length, 2, 2 * codeUnits);
  dst.codeUnits = codeUnits + utf16Tag;
  return to;
}

function decodeUtf8Into(u8, ptr, end, u16, at) {
  const start = at;
  while (ptr < end) {
    const lead = u8[ptr++];
    if (lead < 0x80) {
      u16[at++] = lead;
      continue;
    }
    const more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    let scalar = lead & (0x3f >> more);
    let valid = lead >= 0xc2 && lead < 0xf5 && ptr + more <= end;
    for (const last = ptr + more; ptr < last; ptr++) {
      valid &&= (u8[ptr] & 0xc0) === 0x80;
      scalar = (scalar << 6) | (u8[ptr] & 0x3f);
    }
    if (!valid || scalar < (more === 1 ? 0x80 : more === 2 ? 0x800 : 0x10000) || scalar > 0x10ffff
      || (scalar & 0xfffff800) === 0xd800) trapOnUtf8(u8.subarray(ptr - more - 1, end));
    if (scalar > 0xffff) {
      u16[at++] = 0xd7c0 + (scalar >> 10);
      u16[at++] = 0xdc00 | (scalar & 0x3ff);
    } else {
      u16[at++] = scalar;
    }
  }
  return at - start;
}

const state = { entered: 0 };

const [module0, module1, module2] = await Promise.all([
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABDwJgBH9/f38Bf2ACf38BfwMDAgABBQMBAAEGBwF/AUGACAsHGAMGbWVtb3J5AgAHcmVhbGxvYwAAAWYAAQo8AicBAX8jACACQQFrakEAIAJrcSEEIAQgA2okACAEIAAgAfwKAAAgBAsSAEEIIAA2AgBBDCABNgIAQQgLADgEbmFtZQACAW0CJAEABQADb2xkAQhvbGQtc2l6ZQIFYWxpZ24DBHNpemUEA25ldwcHAQAEbmV4dA==')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABCQFgBH9/f38BfwMCAQAFAwEAAQYHAX8BQYAICwcUAgZtZW1vcnkCAAdyZWFsbG9jAAAKKQEnAQF/IwAgAkEBa2pBACACa3EhBCAEIANqJAAgBCAAIAH8CgAAIAQLADoEbmFtZQAEA21lbQIkAQAFAANvbGQBCG9sZC1zaXplAgVhbGlnbgMEc2l6ZQQDbmV3BwcBAARuZXh0')),
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
  const sPtr2 = utf8ToLatin1OrUtf16(memory0, sPtr >>> 0, sLength >>> 0, memory1, realloc1);
  const sLength2 = memory1.codeUnits;
  const ret = checkPointer(memory1, core0_f(sPtr2, sLength2) >>> 0, 4, 8);
  const ptr = checkPointer(memory0, resultPtr >>> 0, 4, 8);
  storeString(memory0, ptr,
    latin1OrUtf16ToUtf8(memory1, memory1.u32[ret >>> 2], memory1.u32[ret + 4 >>> 2], memory0, realloc0));
}

const core2 = await WebAssembly.instantiate(module2, { '': { f: callF } });
const { echo: core2_echo } = core2.exports;

// echo: func(s: string) -> string
function echo(s) {
  checkString(s, 'echo: argument "s"');
  if (state.entered) cannotEnter();
  state.entered = 2;
  const sPtr = lowerUtf8(memory0, realloc0, s);
  const sLength = memory0.codeUnits;
  const ret = checkPointer(memory0, core2_echo(sPtr, sLength) >>> 0, 4, 8);
  const result = liftUtf8(memory0, memory0.u32[ret >>> 2], memory0.u32[ret + 4 >>> 2]);
  state.entered = 0;
  return result;
}

export { echo };

// re-entry: a WebAssembly component as a JavaScript module, written by wcm2js.

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

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABEgNgAABgBH9/f38Bf2ACf38BfwIJAQAEYmFjawAAAwUEAQACAgUDAQABBgcBfwFBgAgLBykFBm1lbW9yeQIAB3JlYWxsb2MAAQRjYWxsAAIDbGVuAAMFY291bnQABAo4BCcBAX8jACACQQFrakEAIAJrcSEEIAQgA2okACAEIAAgAfwKAAAgBAsEABAACwQAIAELBAAgAQsAQQRuYW1lAAIBbQEHAQAEYmFjawIkAQEFAANvbGQBCG9sZC1zaXplAgVhbGlnbgMEc2l6ZQQDbmV3BwcBAARuZXh0')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const back = (imports.back?.default ?? imports.back) ?? missingImport('back', '', imports);

  const state = { entered: 0 };

  const module0 = await coreModule();

  // back: func()
  function lowerBack() {
    back();
  }

  const core0 = await instantiateCore(module0, { '': { back: lowerBack } });
  const { call: core0_call, memory: core0_memory, realloc: core0_realloc, len: core0_len, count: core0_count } = core0.exports;

  // call: func()
  function call() {
    if (state.entered) cannotEnter();
    state.entered = 2;
    core0_call();
    state.entered = 0;
  }

  const memory = memoryViews(core0_memory);

  function realloc(ptr, oldSize, align, newSize) {
    const before = state.entered;
    state.entered = 2;
    ptr = core0_realloc(ptr, oldSize, align, newSize) >>> 0;
    checkRealloc(memory, ptr, align, newSize);
    state.entered = before;
    return ptr;
  }

  // len: func(r: rec) -> u32
  function len(r) {
    checkObject(r, 'len: argument "r"');
    const s = checkString(r.s, 'len: argument "r".s');
    if (state.entered) cannotEnter();
    state.entered = 2;
    const sPtr = lowerUtf8(memory, realloc, s);
    const sLength = memory.codeUnits;
    const ret = core0_len(sPtr, sLength);
    state.entered = 0;
    return ret >>> 0;
  }

  // count: func(rs: list<rec>) -> u32
  function count(rs) {
    if (state.entered) cannotEnter();
    state.entered = 1;
    try {
      const rsList = toArray(rs, 'count: argument "rs"');
      const rsLength = rsList.length >>> 0;
      const rsPtr = realloc(0, 0, 4, rsLength * 8);
      for (let i = 0, itemPtr = rsPtr; i < rsLength; i++, itemPtr += 8) {
        const item = checkObject(rsList[i], 'count: argument "rs"[]', i);
        storeString(memory, itemPtr,
          lowerUtf8(memory, realloc, checkString(item.s, 'count: argument "rs"[].s', i)));
      }
      state.entered = 2;
      const ret = core0_count(rsPtr, rsLength);
      state.entered = 0;
      return ret >>> 0;
    } catch (error) {
      if (state.entered === 1) state.entered = 0;
      throw error;
    }
  }

  return { call, len, count };
}

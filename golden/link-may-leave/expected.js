// link-may-leave: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function missingImport(from, name, offered = {}) {
  const withoutVersion = (key) => key.replace(/@.*/, '');
  const others = Object.keys(offered).filter((key) => withoutVersion(key) === withoutVersion(from));
  const versions = others.length > 0 ? `; offered: ${others.join(', ')}` : '';
  throw new WebAssembly.LinkError(`missing import ${from}${name && `: ${name}`}${versions}`);
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

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwMCAQAHBQEBZgAACgkBBwAgAEEBagsACQRuYW1lAAIBbQ==')));
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABCQJgAX8Bf2AAAAIjAwAHY2FsbGVlMAAAAAVsZWF2ZQABAAltYXlMZWF2ZTIDfwEDAgEABwUBATAAAgoRAQ8AIwBFBEAQAQALIAAQAAs=')));
const coreModule3 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABDgJgAX8Bf2AEf39/fwF/AgYBAAFmAAADAwIBAAUDAQABBgYBfwFBAAsHIwQGbWVtb3J5AgAFbGVhdmUDAAdyZWFsbG9jAAEEY2FsbAACChgCDwAjAARAQQEQABoLQcAACwYAIAAQAAsAGwRuYW1lAAQDbWVtAQQBAAFmBwgBAAVsZWF2ZQ==')));
const coreModule4 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABCQFgBH9/f38BfwIaAgAHY2FsbGVlMAAAAAltYXlMZWF2ZTIDfwEDAgEABwUBATAAAQoWARQAQQAkACAAIAEgAiADEABBASQACw==')));
const coreModule5 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABCgJgAX8AYAF/AX8CHgMABGdpdmUAAAAGbWVtb3J5AgABAAVsZWF2ZQN/AQMCAQEHBwEDbGVuAAEKEQEPACAAJABBCBAAQQwoAgALABwEbmFtZQACAW0BBwEABGdpdmUHCAEABWxlYXZl')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const give = (imports.give?.default ?? imports.give) ?? missingImport('give', '', imports);

  const mayLeave2 = new WebAssembly.Global({ value: 'i32', mutable: true }, 1);
  let storedError;
  const state = { entered: 0 };

  const [module0, module1, module2, module3, module4] = await Promise.all([
    coreModule(), coreModule2(), coreModule3(), coreModule4(), coreModule5()
  ]);
  const core0 = await instantiateCore(module0);
  const { f: core0_f } = core0.exports;
  const core1 = await instantiateCore(module1, {
    '': {
      callee0: core0_f, mayLeave2,
      leave: () => {
        storedError ??= new WebAssembly.RuntimeError('cannot leave component instance');
      }
    }
  });
  const { 0: core1_0 } = core1.exports;
  const core2 = await instantiateCore(module2, { '': { f: core1_0 } });
  const { memory: core2_memory, realloc: core2_realloc, leave: core2_leave, call: core2_call } = core2.exports;
  const memory = memoryViews(core2_memory);
  const core3 = await instantiateCore(module3, { '': { callee0: core2_realloc, mayLeave2 } });
  const { 0: core3_0 } = core3.exports;

  function realloc(ptr, oldSize, align, newSize) {
    ptr = core3_0(ptr, oldSize, align, newSize) >>> 0;
    return checkRealloc(memory, ptr, align, newSize);
  }

  // give: func() -> string
  function lowerGive(resultPtr) {
    const result = give();
    const ptr = checkPointer(memory, resultPtr >>> 0, 4, 8);
    storeString(memory, ptr, lowerUtf8(memory, realloc, checkString(result, 'give: result')));
  }

  const core4 = await instantiateCore(module4, {
    '': { give: lowerGive, memory: core2_memory, leave: core2_leave }
  });
  const { len: core4_len } = core4.exports;

  // call: func(n: u32) -> u32
  function call(n) {
    n >>>= 0;
    if (state.entered) cannotEnter();
    state.entered = 2;
    try {
      const ret = core2_call(n);
      state.entered = 0;
      return ret >>> 0;
    } catch (error) {
      throw storedError ?? error;
    }
  }

  // len: func(leave: u32) -> u32
  function len(leave) {
    leave >>>= 0;
    if (state.entered) cannotEnter();
    state.entered = 2;
    try {
      const ret = core4_len(leave);
      state.entered = 0;
      return ret >>> 0;
    } catch (error) {
      throw storedError ?? error;
    }
  }

  return { call, len };
}

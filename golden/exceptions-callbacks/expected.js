// exceptions-callbacks: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function trapOnThrow(error) {
  if (!(error instanceof WebAssembly.Exception)) return error;
  const { RuntimeError } = WebAssembly;
  return new RuntimeError('uncaught exception propagated out of component', { cause: error });
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

const noType = 1e9;

function handleTable() {
  return { entries: [undefined], free: [], borrowScope: { numBorrows: 0 } };
}

function addHandle(table, handle) {
  const index = table.free.pop() ?? table.entries.length;
  if (index > 0xfffffff) trap('handle table is full');
  table.entries[index] = handle;
  return index;
}

function getHandle(table, index, type) {
  const handle = table.entries[index >>> 0];
  if (handle?.type !== type) trapOnType(handle, index >>> 0, type);
  return handle;
}

function checkUsed(entry, index) {
  if (entry === undefined || entry.type === noType) trap(`unknown handle index ${index}`);
}

function trapOnType(handle, index, type) {
  checkUsed(handle, index);
  const expected = type < 0 ? 'host' : 'guest';
  const found = handle.type < 0 ? 'host' : 'guest';
  trap(`handle index ${index} used with the wrong type, expected ${expected}-defined resource but found `
    + `a ${found === expected ? 'different ' : ''}${found}-defined resource`);
}

function liftOwn(table, index, type) {
  return dropHandle(table, index, type) ?? trap('cannot lift own resource from a borrow');
}

function lowerOwn(table, type, rep, borrowScope) {
  const { entries, free } = table;
  const handle = free.length > 0 ? entries[free[free.length - 1]] : undefined;
  if (handle === undefined) return addHandle(table, { type, rep, borrowScope, numLends: 0 });
  handle.type = type;
  handle.rep = rep;
  handle.borrowScope = borrowScope;
  return free.pop();
}

function dropHandle(table, index, type) {
  const handle = getHandle(table, index, type);
  const { rep, borrowScope, numLends } = handle;
  if (numLends > 0) trap('cannot remove owned resource while borrowed');
  handle.type = noType;
  handle.rep = handle.borrowScope = undefined;
  table.free.push(index >>> 0);
  if (borrowScope === undefined) return rep;
  borrowScope.numBorrows--;
  return undefined;
}

function missingImport(from, name, offered = {}) {
  const withoutVersion = (key) => key.replace(/@.*/, '');
  const others = Object.keys(offered).filter((key) => withoutVersion(key) === withoutVersion(from));
  const versions = others.length > 0 ? `; offered: ${others.join(', ')}` : '';
  throw new WebAssembly.LinkError(`missing import ${from}${name && `: ${name}`}${versions}`);
}

const holderOf = (instance, repKey) => instance[repKey];

const disposeSymbol = Symbol.dispose ?? Symbol.for('dispose');

const borrowed = Symbol('borrowed');

function adoptRep(instance, repKey, rep, registry) {
  const holder = { rep };
  instance[repKey] = holder;
  registry?.register(instance, holder);
  return instance;
}

function ownedRep(instance, repKey) {
  return borrowed in instance ? undefined : holderOf(instance, repKey)?.rep;
}

function releaseRep(instance, repKey) {
  instance[repKey].rep = undefined;
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

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABGgVgAABgAX8AYAR/f39/AX9gAAF/YAJ/fwF/AwUEAQIDBAUDAQABDQMBAAAHKAUGbWVtb3J5AgAFdGhyb3cAAAdyZWFsbG9jAAEDb25lAAIDbGVuAAMKFQQEAAgACwQACAALBABBAQsEACABCwAPBG5hbWUAAgFtCwQBAAF0')));
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABCAJgAX8AYAAAAgkBAARnaXZlAAADAgEBBwcBA2dldAABCggBBgBBEBAACwASBG5hbWUAAgFuAQcBAARnaXZl')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const give = (imports.give?.default ?? imports.give) ?? missingImport('give', '', imports);

  const handles = handleTable();
  const state = { entered: 0 };
  const rRegistry = new FinalizationRegistry((holder) => {
    const rep = holder.rep;
    if (rep === undefined || state.entered) return;
    holder.rep = undefined;
    state.entered = 2;
    try {
      core0_throw(rep);
    } catch (error) {
      throw trapOnThrow(error);
    }
    state.entered = 0;
  });
  const rRep = Symbol('r');

  class R {
    // [constructor]r: func(x: u32) -> r
    constructor(x) {
      x >>>= 0;
      if (state.entered) cannotEnter();
      state.entered = 2;
      const ret = newR(x | 0) | 0;
      adoptRep(this, rRep, liftOwn(handles, ret, 0), rRegistry);
      state.entered = 0;
    }

    [disposeSymbol]() {
      const rep = ownedRep(this, rRep);
      if (rep === undefined) return;
      if (state.entered) cannotEnter();
      releaseRep(this, rRep);
      state.entered = 2;
      try {
        core0_throw(rep);
      } catch (error) {
        throw trapOnThrow(error);
      }
      state.entered = 0;
    }
  }

  const [module0, module1] = await Promise.all([coreModule(), coreModule2()]);
  const core0 = await instantiateCore(module0);
  const { memory: core0_memory, realloc: core0_realloc, len: core0_len, one: core0_one, throw: core0_throw } = core0.exports;
  const memory = memoryViews(core0_memory);

  function realloc(ptr, oldSize, align, newSize) {
    ptr = core0_realloc(ptr, oldSize, align, newSize) >>> 0;
    return checkRealloc(memory, ptr, align, newSize);
  }

  // give: func() -> string
  function lowerGive(resultPtr) {
    try {
      const result = give();
      const ptr = checkPointer(memory, resultPtr >>> 0, 4, 8);
      storeString(memory, ptr, lowerUtf8(memory, realloc, checkString(result, 'give: result')));
    } catch (error) {
      throw trapOnThrow(error);
    }
  }

  const core1 = await instantiateCore(module1, { '': { give: lowerGive } });
  const { get: core1_get } = core1.exports;

  // canon resource.new r
  function newR(rep) {
    return lowerOwn(handles, 0, rep);
  }

  // len: func(s: string) -> u32
  function len(s) {
    checkString(s, 'len: argument "s"');
    if (state.entered) cannotEnter();
    state.entered = 2;
    try {
      const sPtr = lowerUtf8(memory, realloc, s);
      const sLength = memory.codeUnits;
      const ret = core0_len(sPtr, sLength);
      state.entered = 0;
      return ret >>> 0;
    } catch (error) {
      throw trapOnThrow(error);
    }
  }

  // one: func() -> u32
  function one() {
    if (state.entered) cannotEnter();
    state.entered = 2;
    try {
      const ret = core0_one();
      core0_throw(ret);
      state.entered = 0;
      return ret >>> 0;
    } catch (error) {
      throw trapOnThrow(error);
    }
  }

  // get: func()
  function get() {
    if (state.entered) cannotEnter();
    state.entered = 2;
    core1_get();
    state.entered = 0;
  }

  return { R, len, one, get };
}

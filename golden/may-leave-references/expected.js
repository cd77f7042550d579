// may-leave-references: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function cannotLeave() {
  trap('cannot leave component instance');
}

function memoryViews(memory) {
  const { buffer } = memory;
  return {
    memory,
    u8: new Uint8Array(buffer),
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

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAAEBAFwAAEFAwEAAQcSAgV0YWJsZQEABm1lbW9yeQIAAA0EbmFtZQAGBXRhYmxl')));
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABBQFgAXAAAgwBAAV0YWJsZQFwAAEDAgEABwcBA3NldAAACgoBCABBACAAJgALABgEbmFtZQAHBnNldHRlcgUIAQAFdGFibGU=')));
const coreModule3 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABCAJgAXAAYAAAAg8CAANzZXQAAAADbG9nAAEDAgEBBwcBA2FybQACCQUBAwABAQoIAQYA0gEQAAsAGgRuYW1lAAYFZ2l2ZXIBCwIAA3NldAEDbG9n')));
const coreModule4 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABEgNgAABgBH9/f38Bf2ACf38BfwIMAQAFdGFibGUBcAABAwMCAQIHEQIHcmVhbGxvYwAAA2xlbgABChkCEgBBACUA0UUEQEEAEQAAC0EQCwQAIAELAA8EbmFtZQACAW0EBAEAAWY=')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const log = (imports.log?.default ?? imports.log) ?? missingImport('log', '', imports);

  let mayLeave = 1;
  const state = { entered: 0 };

  const [module0, module1, module2, module3] = await Promise.all([
    coreModule(), coreModule2(), coreModule3(), coreModule4()
  ]);
  const core0 = await instantiateCore(module0);
  const { table: core0_table, memory: core0_memory } = core0.exports;
  const core1 = await instantiateCore(module1, { '': { table: core0_table } });
  const { set: core1_set } = core1.exports;

  // log: func()
  function lowerLog() {
    if (!mayLeave) cannotLeave();
    log();
  }

  const core2 = await instantiateCore(module2, { '': { set: core1_set, log: lowerLog } });
  const { arm: core2_arm } = core2.exports;
  const core3 = await instantiateCore(module3, { '': { table: core0_table } });
  const { realloc: core3_realloc, len: core3_len } = core3.exports;

  // arm: func()
  function arm() {
    if (state.entered) cannotEnter();
    state.entered = 2;
    core2_arm();
    state.entered = 0;
  }

  const memory = memoryViews(core0_memory);

  function realloc(ptr, oldSize, align, newSize) {
    mayLeave = 0;
    ptr = core3_realloc(ptr, oldSize, align, newSize) >>> 0;
    mayLeave = 1;
    return checkRealloc(memory, ptr, align, newSize);
  }

  // len: func(s: string) -> u32
  function len(s) {
    checkString(s, 'len: argument "s"');
    if (state.entered) cannotEnter();
    state.entered = 2;
    const sPtr = lowerUtf8(memory, realloc, s);
    const sLength = memory.codeUnits;
    const ret = core3_len(sPtr, sLength);
    state.entered = 0;
    return ret >>> 0;
  }

  return { arm, len };
}

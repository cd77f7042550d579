// multi-memory-not: a WebAssembly component as a JavaScript module, written by wcm2js.

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

const maxByteLength = 0xfffffff;

function memoryViews(memory) {
  const { buffer } = memory;
  return {
    memory,
    u8: new Uint8Array(buffer),
    u16: new Uint16Array(buffer),
    codeUnits: 0,
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

function checkRealloc(views, ptr, alignment, size) {
  refreshViews(views);
  if (ptr & (alignment - 1)) trap('realloc return: result not aligned (unaligned pointer)');
  if (ptr + size > views.u8.length) trap('realloc return: beyond end of memory (list content out-of-bounds)');
  return ptr;
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

function fromI64(value) {
  return Number(BigInt.asUintN(64, value));
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

function lendBorrow(table, index, type, lenders) {
  const handle = getHandle(table, index, type);
  handle.numLends++;
  lenders.push(handle);
  return handle.rep;
}

function releaseLenders(lenders) {
  for (const handle of lenders) handle.numLends--;
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

const utf8ToUtf16 = (src, ptr, length, dst, realloc) => {
  checkStringRange(src, ptr, length, 1);
  let to = realloc(0, 0, 2, 2 * length);
  const codeUnits = decodeUtf8Into(src.u8, ptr, ptr + length, dst.u16, to / 2);
  if (codeUnits < length) to = realloc(to, 2 * length, 2, 2 * codeUnits);
  dst.codeUnits = codeUnits;
  return to;
};

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

const handles2 = handleTable();
const handles1 = handleTable();
const state = { entered: 0 };

const [module0, module1, module2, module3] = await Promise.all([
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABGARgBH9/f38Bf2AAAGACf38AYAR/f39/AAMFBAACAwIFAwEAAQ0DAQABBgcBfwFBgAgLByoFBm1lbW9yeQIAB3JlYWxsb2MAAAR0ZXh0AAEEbG9vawACBXRocm93AAMKNAQnAQF/IwAgAkEBa2pBACACa3EhBCAEIANqJAAgBCAAIAH8CgAAIAQLAgALAgALBAAIAAsAQQRuYW1lAAUEY29kZQIkAQAFAANvbGQBCG9sZC1zaXplAgVhbGlnbgMEc2l6ZQQDbmV3BwcBAARuZXh0CwQBAAF0')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABDgJgBH5+fn4BfmACfn4AAwMCAAEFAwEEAQYHAX4BQoAICwcbAwZtZW1vcnkCAAdyZWFsbG9jAAAEbG9uZwABCiwCJwEBfiMAIAJCAX18QgAgAn2DIQQgBCADfCQAIAQgACAB/AoAACAECwIACwA7BG5hbWUABQR3aWRlAiQBAAUAA29sZAEIb2xkLXNpemUCBWFsaWduAwRzaXplBANuZXcHBwEABG5leHQ=')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABCQFgBH9/f38BfwMCAQAFAwEAAQYHAX8BQYAICwcUAgZtZW1vcnkCAAdyZWFsbG9jAAAKKQEnAQF/IwAgAkEBa2pBACACa3EhBCAEIANqJAAgBCAAIAH8CgAAIAQLAD0EbmFtZQAHBm1lbW9yeQIkAQAFAANvbGQBCG9sZC1zaXplAgVhbGlnbgMEc2l6ZQQDbmV3BwcBAARuZXh0')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABEANgAn9/AGAEf39/fwBgAAACIgQABHRleHQAAAAEbG9vawABAAV0aHJvdwAAAARsb25nAAADBQQCAgICBx4EBHRleHQABARsb29rAAUFdGhyb3cABgRsb25nAAcKKQQIAEEQQQQQAAsMAEEBQQFBEEEEEAELCABBEEEEEAILCABBEEEEEAMLACgEbmFtZQAFBGNvZGUBGgQABHRleHQBBGxvb2sCBXRocm93AwRsb25n'))
]);
const core0 = await WebAssembly.instantiate(module0);
const { memory: core0_memory, realloc: core0_realloc, text: core0_text, look: core0_look, throw: core0_throw } = core0.exports;
const core1 = await WebAssembly.instantiate(module1);
const { memory: core1_memory, realloc: core1_realloc, long: core1_long } = core1.exports;
const core2 = await WebAssembly.instantiate(module2);
const { memory: core2_memory } = core2.exports;
const memory0 = memoryViews(core2_memory);
const memory1 = memoryViews(core0_memory);

function realloc0(ptr, oldSize, align, newSize) {
  ptr = core0_realloc(ptr, oldSize, align, newSize) >>> 0;
  return checkRealloc(memory1, ptr, align, newSize);
}

// text: func(x: string)
function callText(xPtr, xLength) {
  const xPtr2 = utf8ToUtf16(memory0, xPtr >>> 0, xLength >>> 0, memory1, realloc0);
  const xLength2 = memory1.codeUnits;
  core0_text(xPtr2, xLength2);
}

// look: func(r: borrow<resource>, o: resource, x: string)
function callLook(rHandle, oHandle, xPtr, xLength) {
  const lenders = [];
  const r = lendBorrow(handles2, rHandle, 0, lenders);
  const o = lowerOwn(handles1, 0, liftOwn(handles2, oHandle, 0));
  const xPtr2 = utf8ToUtf8(memory0, xPtr >>> 0, xLength >>> 0, memory1, realloc0);
  const xLength2 = memory1.codeUnits;
  core0_look(r, o, xPtr2, xLength2);
  releaseLenders(lenders);
}

// throw: func(x: string)
function callThrow(xPtr, xLength) {
  try {
    const xPtr2 = utf8ToUtf8(memory0, xPtr >>> 0, xLength >>> 0, memory1, realloc0);
    const xLength2 = memory1.codeUnits;
    core0_throw(xPtr2, xLength2);
  } catch (error) {
    throw trapOnThrow(error);
  }
}

const memory2 = memoryViews(core1_memory);

function realloc1(ptr, oldSize, align, newSize) {
  ptr = fromI64(core1_realloc(BigInt(ptr), BigInt(oldSize), BigInt(align), BigInt(newSize)));
  return checkRealloc(memory2, ptr, align, newSize);
}

// long: func(x: string)
function callLong(xPtr, xLength) {
  const xPtr2 = utf8ToUtf8(memory0, xPtr >>> 0, xLength >>> 0, memory2, realloc1);
  const xLength2 = memory2.codeUnits;
  core1_long(BigInt(xPtr2), BigInt(xLength2));
}

const core3 = await WebAssembly.instantiate(module3, {
  '': { text: callText, look: callLook, throw: callThrow, long: callLong }
});
const { text: core3_text, look: core3_look, throw: core3_throw, long: core3_long } = core3.exports;

// text: func()
function text() {
  if (state.entered) cannotEnter();
  state.entered = 2;
  core3_text();
  state.entered = 0;
}

// look: func()
function look() {
  if (state.entered) cannotEnter();
  state.entered = 2;
  core3_look();
  state.entered = 0;
}

// throw: func()
function throw2() {
  if (state.entered) cannotEnter();
  state.entered = 2;
  core3_throw();
  state.entered = 0;
}

// long: func()
function long() {
  if (state.entered) cannotEnter();
  state.entered = 2;
  core3_long();
  state.entered = 0;
}

export { text, look, throw2 as throw, long };

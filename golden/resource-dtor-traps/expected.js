// resource-dtor-traps: a WebAssembly component as a JavaScript module, written by wcm2js.

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

const handles = handleTable();
const state = { entered: 0 };
const rRegistry = new FinalizationRegistry((holder) => {
  const rep = holder.rep;
  if (rep === undefined || state.entered) return;
  holder.rep = undefined;
  state.entered = 2;
  core0_dtor(rep);
  state.entered = 0;
});
const rRep = Symbol('r');

class R {
  // [constructor]r: func() -> r
  constructor() {
    if (state.entered) cannotEnter();
    state.entered = 2;
    const ret = core1_make();
    adoptRep(this, rRep, liftOwn(handles, ret, 0), rRegistry);
    state.entered = 0;
  }

  [disposeSymbol]() {
    const rep = ownedRep(this, rRep);
    if (rep === undefined) return;
    if (state.entered) cannotEnter();
    releaseRep(this, rRep);
    state.entered = 2;
    core0_dtor(rep);
    state.entered = 0;
  }
}

const [module0, module1] = await Promise.all([
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABCAJgAX8AYAAAAwMCAAEHDgIEZHRvcgAAA25vcAABCggCAwAACwIACwAJBG5hbWUAAgFt')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABCgJgAX8Bf2AAAX8CCAEAA25ldwAAAwIBAQcIAQRtYWtlAAEKCAEGAEEBEAALABEEbmFtZQACAW4BBgEAA25ldw=='))
]);
const core0 = await WebAssembly.instantiate(module0);
const { nop: core0_nop, dtor: core0_dtor } = core0.exports;
const core1 = await WebAssembly.instantiate(module1, { '': { new: (rep) => lowerOwn(handles, 0, rep) } });
const { make: core1_make } = core1.exports;

// nop: func()
function nop() {
  if (state.entered) cannotEnter();
  state.entered = 2;
  core0_nop();
  state.entered = 0;
}

export { R, nop };

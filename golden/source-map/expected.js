// source-map: a WebAssembly component as a JavaScript module, written by wcm2js.

import { logIt } from './console.js';

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

function formatPath(path, ...at) {
  return path.replace(/\*|\[\]/g, ([open, end = '']) => `${end && open}${at.shift() ?? ''}${end}`);
}

function wrongType(what, value, path, i, j) {
  throw new TypeError(`${formatPath(path, i, j)}: expected ${what}, got ${value === null ? 'null' : typeof value}`);
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

function wrongInstance(Class, value, path, i, j) {
  if (value instanceof Class) {
    const why = borrowed in value ? 'is only borrowed' : 'has been dropped or given away';
    throw new TypeError(`${formatPath(path, i, j)}: this ${nameOf(Class)} ${why}`);
  }
  wrongType(`an instance of ${nameOf(Class)}`, value, path, i, j);
}

const nameOf = ({ name }) => (typeof name === 'string' ? name : 'the resource');

function ownedRep(instance, repKey) {
  return borrowed in instance ? undefined : holderOf(instance, repKey)?.rep;
}

function releaseRep(instance, repKey) {
  instance[repKey].rep = undefined;
}

const handles0 = handleTable();
const state = { entered: 0 };
const sumRep = Symbol('sum');

class Sum {
  // my:pkg/iface@1.2.3#[constructor]sum: func(n: u32) -> sum
  constructor(n) {
    n >>>= 0;
    if (state.entered) cannotEnter();
    state.entered = 2;
    const ret = core0_make(n);
    adoptRep(this, sumRep, liftOwn(handles0, ret, 0));
    state.entered = 0;
  }

  // my:pkg/iface@1.2.3#[method]sum.add: func(n: u32) -> u32
  add(n) {
    n >>>= 0;
    if (state.entered) cannotEnter();
    const selfHandle = this?.[sumRep]?.rep ?? wrongInstance(Sum, this, 'Sum.add: this');
    state.entered = 2;
    const ret = core0_add(selfHandle, n);
    state.entered = 0;
    return ret >>> 0;
  }

  [disposeSymbol]() {
    const rep = ownedRep(this, sumRep);
    if (rep === undefined) return;
    releaseRep(this, sumRep);
  }
}

// Names for debuggers.
Object.defineProperty(lowerLogIt, 'name', { value: 'my:host/console@1.0.0#log-it' });
Object.defineProperty(doIt, 'name', { value: 'my:pkg/iface@1.2.3#do-it' });
Object.defineProperty(Sum.prototype.add, 'name', { value: 'my:pkg/iface@1.2.3#[method]sum.add' });

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABEANgAX8AYAF/AX9gAn9/AX8CDwIAA2xvZwAAAANuZXcAAQMFBAEBAQIHFgMFZG8taXQAAwRtYWtlAAQDYWRkAAUKJQQLACAAEAAgAEECbAsGACAAEAILBgAgABABCwkAIAAgARACagsAIwsuZGVidWdfaW5mbwECAyBub3QgcmVhZCBieSBhbnlib2R5ADYEbmFtZQAGBWd1ZXN0AScFAANsb2cBA25ldwIKaW5uZXJfd29yawMFdHdpY2UFB3N1bV9hZGQ='));

// my:host/console@1.0.0#log-it: func(n: u32)
function lowerLogIt(n) {
  logIt(n >>> 0);
}

const core0 = await WebAssembly.instantiate(module0, {
  '': { log: lowerLogIt, new: (rep) => lowerOwn(handles0, 0, rep) }
});
const { 'do-it': core0_doIt, make: core0_make, add: core0_add } = core0.exports;

// my:pkg/iface@1.2.3#do-it: func(n: u32) -> u32
function doIt(n) {
  n >>>= 0;
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_doIt(n);
  state.entered = 0;
  return ret >>> 0;
}

const ifaceInterface = { Sum, doIt };

export { ifaceInterface as 'my:pkg/iface@1.2.3', ifaceInterface as iface };
//# sourceMappingURL=source-map.js.map

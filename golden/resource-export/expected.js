// resource-export: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function liftBorrow(table, index, type) {
  return getHandle(table, index, type).rep;
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

function takeRep(Class, repKey, value, path, i, j) {
  const holder = value?.[repKey];
  const rep = holder?.rep;
  if (rep === undefined || borrowed in value || !Object.hasOwn(value, repKey)) {
    wrongInstance(Class, value, path, i, j);
  }
  holder.rep = undefined;
  return rep;
}

function ownedRep(instance, repKey) {
  return borrowed in instance ? undefined : holderOf(instance, repKey)?.rep;
}

function releaseRep(instance, repKey) {
  instance[repKey].rep = undefined;
}

const handles = handleTable();
const counterRep = Symbol('counter');
const state = { entered: 0 };
const counterRegistry = new FinalizationRegistry((holder) => {
  const rep = holder.rep;
  if (rep === undefined || state.entered) return;
  holder.rep = undefined;
  state.entered = 2;
  core0_dtor(rep);
  state.entered = 0;
});

class Counter {
  // [constructor]counter: func(start: u32) -> counter
  constructor(start) {
    start >>>= 0;
    if (state.entered) cannotEnter();
    state.entered = 2;
    const ret = core1_constructor(start);
    adoptRep(this, counterRep, liftOwn(handles, ret, 0), counterRegistry);
    state.entered = 0;
  }

  // [method]counter.add: func(n: u32) -> u32
  add(n) {
    n >>>= 0;
    if (state.entered) cannotEnter();
    const selfHandle = this?.[counterRep]?.rep ?? wrongInstance(Counter, this, 'Counter.add: this');
    state.entered = 2;
    const ret = core1_add(selfHandle, n);
    state.entered = 0;
    return ret >>> 0;
  }

  // [static]counter.sum: func(a: borrow<counter>, b: borrow<counter>) -> u32
  static sum(a, b) {
    if (state.entered) cannotEnter();
    const aHandle = a?.[counterRep]?.rep ?? wrongInstance(Counter, a, 'Counter.sum: argument "a"');
    const bHandle = b?.[counterRep]?.rep ?? wrongInstance(Counter, b, 'Counter.sum: argument "b"');
    state.entered = 2;
    const ret = core1_sum(aHandle, bHandle);
    state.entered = 0;
    return ret >>> 0;
  }

  [disposeSymbol]() {
    const rep = ownedRep(this, counterRep);
    if (rep === undefined) return;
    if (state.entered) cannotEnter();
    releaseRep(this, counterRep);
    state.entered = 2;
    core0_dtor(rep);
    state.entered = 0;
  }
}

const [module0, module1] = await Promise.all([
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABCQJgAX8AYAABfwMDAgABBQMBAAEGBgF/AUEACwcZAwZtZW1vcnkCAARkdG9yAAAFZHJvcHMAAQoQAgkAIwBBAWokAAsEACMACwAVBG5hbWUABANsaWIHCAEABWRyb3Bz')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABEANgAX8Bf2ABfwBgAn9/AX8CIgQAA25ldwAAAANyZXAAAAAEZHJvcAABAAZtZW1vcnkCAAEDBQQAAgIABgYBfwFBAAsHJQQLY29uc3RydWN0b3IAAwNhZGQABANzdW0ABQdjb25zdW1lAAYKUwQaAQF/IwBBBGokACMAIQEgASAANgIAIAEQAAsUACAAIAAoAgAgAWo2AgAgACgCAAsNACAAKAIAIAEoAgBqCxMBAX8gABABKAIAIQEgABACIAELADgEbmFtZQACAW0BEQMAA25ldwEDcmVwAgRkcm9wAhECAwEBA3JlcAYBAQV2YWx1ZQcHAQAEbmV4dA=='))
]);
const core0 = await WebAssembly.instantiate(module0);
const { dtor: core0_dtor, memory: core0_memory, drops: core0_drops } = core0.exports;
const core1 = await WebAssembly.instantiate(module1, {
  '': {
    new: (rep) => lowerOwn(handles, 0, rep), rep: (index) => liftBorrow(handles, index, 0),
    drop: (index) => {
      const rep = dropHandle(handles, index, 0);
      if (rep !== undefined) core0_dtor(rep);
    },
    memory: core0_memory
  }
});
const { consume: core1_consume, constructor: core1_constructor, add: core1_add, sum: core1_sum } = core1.exports;

// consume: func(c: counter) -> u32
function consume(c) {
  if (state.entered) cannotEnter();
  const cHandle = lowerOwn(handles, 0, takeRep(Counter, counterRep, c, 'consume: argument "c"'));
  state.entered = 2;
  const ret = core1_consume(cHandle);
  state.entered = 0;
  return ret >>> 0;
}

// drops: func() -> u32
function drops() {
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_drops();
  state.entered = 0;
  return ret >>> 0;
}

export { Counter, consume, drops };

// member-and-function: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function makeOwner(Class, repKey, rep, registry) {
  return adoptRep(Object.create(Class.prototype), repKey, rep, registry);
}

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

function compileOnce(compile) {
  let compiled;
  return () => (compiled ??= compile().catch((error) => {
    compiled = undefined;
    throw error;
  }));
}

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwMCAQAHBwEDZ2V0AAAKBgEEACAACwAJBG5hbWUAAgFt')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const handles = handleTable();
  const state = { entered: 0 };
  const rRep = Symbol('r');

  class R {
    // [constructor]r: func(x: u32) -> r
    constructor(x) {
      x >>>= 0;
      if (state.entered) cannotEnter();
      state.entered = 2;
      const ret = newR(x | 0) | 0;
      adoptRep(this, rRep, liftOwn(handles, ret, 0));
      state.entered = 0;
    }

    // [method]r.get: func() -> u32
    get() {
      if (state.entered) cannotEnter();
      const selfHandle = this?.[rRep]?.rep ?? wrongInstance(R, this, 'R.get: this');
      state.entered = 2;
      const ret = core0_get(selfHandle);
      state.entered = 0;
      return ret >>> 0;
    }

    [disposeSymbol]() {
      const rep = ownedRep(this, rRep);
      if (rep === undefined) return;
      releaseRep(this, rRep);
    }
  }

  const module0 = await coreModule();
  const core0 = await instantiateCore(module0);
  const { get: core0_get } = core0.exports;

  // canon resource.new r
  function newR(rep) {
    return lowerOwn(handles, 0, rep);
  }

  // [constructor]r: func(x: u32) -> r
  function r(x) {
    x >>>= 0;
    if (state.entered) cannotEnter();
    state.entered = 2;
    const ret = newR(x | 0) | 0;
    const result = makeOwner(R, rRep, liftOwn(handles, ret, 0));
    state.entered = 0;
    return result;
  }

  // [method]r.get: func() -> u32
  function rGet(self) {
    if (state.entered) cannotEnter();
    const selfHandle = self?.[rRep]?.rep ?? wrongInstance(R, self, 'R.get: argument "self"');
    state.entered = 2;
    const ret = core0_get(selfHandle);
    state.entered = 0;
    return ret >>> 0;
  }

  return { R, make: r, get: rGet };
}

// resource-import: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function lowerBorrow(table, type, rep) {
  const { borrowScope } = table;
  borrowScope.numBorrows++;
  return lowerOwn(table, type, rep, borrowScope);
}

function checkBorrowsDropped(table) {
  if (table.borrowScope.numBorrows > 0) trap('borrow handles still remain at the end of the call');
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

const disposeSymbol = Symbol.dispose ?? Symbol.for('dispose');

const nameOf = ({ name }) => (typeof name === 'string' ? name : 'the resource');

function checkInstance(Class, value, path, i, j) {
  if (value instanceof Class) return value;
  wrongType(`an instance of ${nameOf(Class)}`, value, path, i, j);
}

function dropHostHandle(table, index, type) {
  const object = dropHandle(table, index, type);
  object?.[disposeSymbol]?.();
}

function compileOnce(compile) {
  let compiled;
  return () => (compiled ??= compile().catch((error) => {
    compiled = undefined;
    throw error;
  }));
}

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABFARgAX8Bf2ACf38Bf2ABfwBgAAF/AikFAANuZXcAAAAFdmFsdWUAAAAEYmVzdAABAAR0YWtlAAAABGRyb3AAAgMFBAMAAgIHIQQFc3RvcnkABQRob2xkAAYGZm9yZ2V0AAcFdHdpY2UACApXBDYBBH9BAxAAIQBBBBAAIQEgACABEAIhAiAAEAEgAhABaiEDIAAQBCABEAQgA0HkAGwgAhADagsQAQF/IAAQASEBIAAQBCABCwIACwoAIAAQBCAAEAQLAEYEbmFtZQACAW0BHwUAA25ldwEFdmFsdWUCBGJlc3QDBHRha2UEBGRyb3ACGgIFBAABYQEBYgIBYwMDc3VtBgEBBXZhbHVl')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const things = imports['local:host/things'] ?? ({});
  const {
    Thing = missingImport('local:host/things', 'Thing', imports),
    take = missingImport('local:host/things', 'take', imports)
  } = things;

  const handles = handleTable();
  const state = { entered: 0 };

  const module0 = await coreModule();

  // local:host/things#[constructor]thing: func(n: u32) -> thing
  function lowerThing(n) {
    return lowerOwn(handles, -1, checkInstance(Thing, new Thing(n >>> 0), 'new Thing: result'));
  }

  // local:host/things#[method]thing.value: func() -> u32
  function lowerThingValue(selfHandle) {
    const self = liftBorrow(handles, selfHandle, -1);
    return self.value();
  }

  // local:host/things#[static]thing.best: func(a: borrow<thing>, b: borrow<thing>) -> thing
  function lowerThingBest(aHandle, bHandle) {
    return lowerOwn(handles, -1,
      checkInstance(Thing, Thing.best(liftBorrow(handles, aHandle, -1), liftBorrow(handles, bHandle, -1)),
        'Thing.best: result'));
  }

  // local:host/things#take: func(t: thing) -> u32
  function lowerTake(tHandle) {
    return take(liftOwn(handles, tHandle, -1));
  }

  const core0 = await instantiateCore(module0, {
    '': {
      new: lowerThing, value: lowerThingValue, best: lowerThingBest, take: lowerTake,
      drop: (index) => dropHostHandle(handles, index, -1)
    }
  });
  const { story: core0_story, hold: core0_hold, forget: core0_forget, twice: core0_twice } = core0.exports;

  // story: func() -> u32
  function story() {
    if (state.entered) cannotEnter();
    state.entered = 2;
    const ret = core0_story();
    state.entered = 0;
    return ret >>> 0;
  }

  // hold: func(t: borrow<thing>) -> u32
  function hold(t) {
    if (state.entered) cannotEnter();
    const tHandle = lowerBorrow(handles, -1, checkInstance(Thing, t, 'hold: argument "t"'));
    state.entered = 2;
    const ret = core0_hold(tHandle);
    checkBorrowsDropped(handles);
    state.entered = 0;
    return ret >>> 0;
  }

  // forget: func(t: borrow<thing>)
  function forget(t) {
    if (state.entered) cannotEnter();
    const tHandle = lowerBorrow(handles, -1, checkInstance(Thing, t, 'forget: argument "t"'));
    state.entered = 2;
    core0_forget(tHandle);
    checkBorrowsDropped(handles);
    state.entered = 0;
  }

  // twice: func(t: thing)
  function twice(t) {
    if (state.entered) cannotEnter();
    const tHandle = lowerOwn(handles, -1, checkInstance(Thing, t, 'twice: argument "t"'));
    state.entered = 2;
    core0_twice(tHandle);
    state.entered = 0;
  }

  return { story, hold, forget, twice };
}

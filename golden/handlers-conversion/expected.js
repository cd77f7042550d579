// handlers-conversion: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function unreachableFunction() {
  const sections = [1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 4, 1, 0, 0, 0, 10, 5, 1, 3, 0, 0, 11];
  const module = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, ...sections]);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module));
  return exports[''];
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

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABDANgAAF/YAAAYAF/AAIRAgAEZ2l2ZQAAAARmYWlsAAEDAwIAAgcOAgNnZXQAAgRkdG9yAAMKIQIRAAJAH0ABAgAQAA8LC0HjAAsNAAJAH0ABAgAQAQsLCwAYBG5hbWUAAgFtAQ0CAARnaXZlAQRmYWls')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const give = (imports.give?.default ?? imports.give) ?? missingImport('give', '', imports);
  const fail = (imports.fail?.default ?? imports.fail) ?? missingImport('fail', '', imports);

  const unreachable = unreachableFunction();
  let storedError;
  const handles = handleTable();
  const state = { entered: 0 };
  const rRegistry = new FinalizationRegistry((holder) => {
    const rep = holder.rep;
    if (rep === undefined || state.entered) return;
    holder.rep = undefined;
    state.entered = 2;
    try {
      core0_dtor(rep);
    } catch (error) {
      throw storedError ?? error;
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
      try {
        const ret = newR(x | 0) | 0;
        adoptRep(this, rRep, liftOwn(handles, ret, 0), rRegistry);
        state.entered = 0;
      } catch (error) {
        throw storedError ?? error;
      }
    }

    [disposeSymbol]() {
      const rep = ownedRep(this, rRep);
      if (rep === undefined) return;
      if (state.entered) cannotEnter();
      releaseRep(this, rRep);
      state.entered = 2;
      try {
        core0_dtor(rep);
      } catch (error) {
        throw storedError ?? error;
      }
      state.entered = 0;
    }
  }

  const module0 = await coreModule();

  // give: func() -> u32
  function lowerGive() {
    try {
      return give() >>> 0;
    } catch (error) {
      storedError ??= error;
      unreachable();
    }
  }

  // fail: func()
  function lowerFail() {
    try {
      fail();
    } catch (error) {
      storedError ??= error;
      unreachable();
    }
  }

  const core0 = await instantiateCore(module0, { '': { give: lowerGive, fail: lowerFail } });
  const { get: core0_get, dtor: core0_dtor } = core0.exports;

  // canon resource.new r
  function newR(rep) {
    return lowerOwn(handles, 0, rep);
  }

  // get: func() -> u32
  function get() {
    if (state.entered) cannotEnter();
    state.entered = 2;
    try {
      const ret = core0_get();
      state.entered = 0;
      return ret >>> 0;
    } catch (error) {
      throw storedError ?? error;
    }
  }

  return { R, get };
}

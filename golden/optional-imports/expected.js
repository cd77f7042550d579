// optional-imports: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function absentImport(name) {
  return () => trap(`import ${name} was not given`);
}

function absentClass(name, statics = []) {
  const absent = absentImport(name);
  class Absent {
    constructor() {
      absent();
    }
  }
  Object.defineProperty(Absent, 'name', { value: name });
  for (const key of statics) Object.defineProperty(Absent, key, { value: absent });
  return Absent;
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

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABDgNgAX8AYAABf2ABfwF/AksIAARsaW5lAAAAC2NvdW50LWxpbmVzAAEABG9wZW4AAgAFcXVlcnkAAgAFY291bnQAAQAEcGluZwABAARkcm9wAAAABXNjYWxlAAIDAgECBwcBA3J1bgAICj4BPAEBfwJAAkACQAJAAkAgAA4EAAECAwQLQQcQABABDwtBBRACIQEgARADIAEQBg8LEAQPCxAFDwtBBBAHCwB+BG5hbWUAAgFtATsIAARsaW5lAQtjb3VudC1saW5lcwIEb3BlbgMFcXVlcnkEBWNvdW50BQRwaW5nBgRkcm9wBwVzY2FsZQIPAQgCAAR3aGF0AQRjb25uAyUBCAUABXNjYWxlAQRwaW5nAgZzdGF0aWMDBWNsYXNzBARsaW5l')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const log = (imports['local:host/log@1.0.0'] ?? imports['local:host/log']) ?? ({});
  const {
    line = absentImport('local:host/log@1.0.0#line'),
    countLines = missingImport('local:host/log@1.0.0', 'countLines', imports)
  } = log;
  const db = (imports['local:host/db@1.0.0'] ?? imports['local:host/db']) ?? ({});
  const {
    Conn = absentClass('local:host/db@1.0.0#conn', ['count']),
    ping = absentImport('local:host/db@1.0.0#ping')
  } = db;
  const scale = (imports.scale?.default ?? imports.scale) ?? absentImport('scale');

  const handles = handleTable();
  const state = { entered: 0 };

  const module0 = await coreModule();

  // local:host/log@1.0.0#line: func(n: u32)
  function lowerLine(n) {
    line(n >>> 0);
  }

  // local:host/log@1.0.0#count-lines: func() -> u32
  function lowerCountLines() {
    return countLines();
  }

  // local:host/db@1.0.0#[constructor]conn: func(id: u32) -> conn
  function lowerConn(id) {
    return lowerOwn(handles, -1, checkInstance(Conn, new Conn(id >>> 0), 'new Conn: result'));
  }

  // local:host/db@1.0.0#[method]conn.query: func() -> u32
  function lowerConnQuery(selfHandle) {
    const self = liftBorrow(handles, selfHandle, -1);
    return self.query();
  }

  // local:host/db@1.0.0#[static]conn.count: func() -> u32
  function lowerConnCount() {
    return Conn.count();
  }

  // local:host/db@1.0.0#ping: func() -> u32
  function lowerPing() {
    return ping();
  }

  // scale: func(n: u32) -> u32
  function lowerScale(n) {
    return scale(n >>> 0);
  }

  const core0 = await instantiateCore(module0, {
    '': {
      line: lowerLine, 'count-lines': lowerCountLines, open: lowerConn, query: lowerConnQuery,
      count: lowerConnCount, ping: lowerPing, drop: (index) => dropHostHandle(handles, index, -1),
      scale: lowerScale
    }
  });
  const { run: core0_run } = core0.exports;

  // run: func(what: u32) -> u32
  function run(what) {
    what >>>= 0;
    if (state.entered) cannotEnter();
    state.entered = 2;
    const ret = core0_run(what);
    state.entered = 0;
    return ret >>> 0;
  }

  return { run };
}

// resource-copies: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function removeHandle(table, index) {
  const handle = table.entries[index];
  table.entries[index] = undefined;
  table.free.push(index);
  return handle;
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

function lowerTaken(lowered, table, type, Class, repKey, value, path, i, j) {
  const rep = takeRep(Class, repKey, value, path, i, j);
  const index = lowerOwn(table, type, rep);
  const holder = value[repKey];
  lowered.push({ table, index, giveBack: () => (holder.rep = rep) });
  return index;
}

function undoLowering(lowered) {
  for (const { table, index, giveBack } of lowered.reverse()) {
    const scope = removeHandle(table, index).borrowScope;
    if (scope !== undefined) scope.numBorrows--;
    giveBack?.();
  }
}

function compileOnce(compile) {
  let compiled;
  return () => (compiled ??= compile().catch((error) => {
    compiled = undefined;
    throw error;
  }));
}

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABCQJgAX8AYAABfwMDAgABBgYBfwFBAAsHEAIEZHRvcgAABWRyb3BzAAEKEAIJACMAQQFqJAALBAAjAAsAEwRuYW1lAAIBZAcIAQAFZHJvcHM=')));
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABEANgAX8AYAF/AX9gAn9/AX8CCQEABGRyb3AAAAMEAwEAAgcWAwNnZXQAAQR0YWtlAAIFbWVyZ2UAAwoWAwQAIAALBgAgABAACwgAIAEQACAACwASBG5hbWUAAgFtAQcBAARkcm9w')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const handles = handleTable();
  const rRep = Symbol('r');
  const state = { entered: 0 };
  const rRegistry = new FinalizationRegistry((holder) => {
    const rep = holder.rep;
    if (rep === undefined || state.entered) return;
    holder.rep = undefined;
    state.entered = 2;
    core0_dtor(rep);
    state.entered = 0;
  });

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

    // [method]r.get: func() -> u32
    get() {
      if (state.entered) cannotEnter();
      const selfHandle = this?.[rRep]?.rep ?? wrongInstance(R, this, 'R.get: this');
      state.entered = 2;
      const ret = core1_get(selfHandle);
      state.entered = 0;
      return ret >>> 0;
    }

    // [method]r.merge: func(other: r) -> u32
    merge(other) {
      if (state.entered) cannotEnter();
      const lowered = [];
      state.entered = 1;
      try {
        const other2 = lowerTaken(lowered, handles, 0, R, rRep, other, 'R.merge: argument "other"');
        const self = this?.[rRep]?.rep ?? wrongInstance(R, this, 'R.merge: this');
        state.entered = 2;
        const ret = core1_merge(self, other2);
        state.entered = 0;
        return ret >>> 0;
      } catch (error) {
        if (state.entered === 1) {
          undoLowering(lowered);
          state.entered = 0;
        }
        throw error;
      }
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

  const [module0, module1] = await Promise.all([coreModule(), coreModule2()]);
  const core0 = await instantiateCore(module0);
  const { dtor: core0_dtor, drops: core0_drops } = core0.exports;
  const core1 = await instantiateCore(module1, {
    '': {
      drop: (index) => {
        const rep = dropHandle(handles, index, 0);
        if (rep !== undefined) core0_dtor(rep);
      }
    }
  });
  const { take: core1_take, get: core1_get, merge: core1_merge } = core1.exports;

  // canon resource.new r
  function newR(rep) {
    return lowerOwn(handles, 0, rep);
  }

  // take: func(r: r)
  function take(r) {
    if (state.entered) cannotEnter();
    const rHandle = lowerOwn(handles, 0, takeRep(R, rRep, r, 'take: argument "r"'));
    state.entered = 2;
    core1_take(rHandle);
    state.entered = 0;
  }

  // drops: func() -> u32
  function drops() {
    if (state.entered) cannotEnter();
    state.entered = 2;
    const ret = core0_drops();
    state.entered = 0;
    return ret >>> 0;
  }

  return { R, take, drops };
}

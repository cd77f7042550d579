// handlers: a WebAssembly component as a JavaScript module, written by wcm2js.

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

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABCAJgAABgAAF/AgkBAARmYWlsAAADAgEBBwcBA3J1bgABChEBDwACQB9AAQIAEAALC0EHCwAfBG5hbWUAAgFtAQcBAARmYWlsAwsBAQEABmNhdWdodA==')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const fail = (imports.fail?.default ?? imports.fail) ?? missingImport('fail', '', imports);

  const unreachable = unreachableFunction();
  let storedError;
  const state = { entered: 0 };

  const module0 = await coreModule();

  // fail: func()
  function lowerFail() {
    try {
      fail();
    } catch (error) {
      storedError ??= error;
      unreachable();
    }
  }

  const core0 = await instantiateCore(module0, { '': { fail: lowerFail } });
  const { run: core0_run } = core0.exports;

  // run: func() -> u32
  function run() {
    if (state.entered) cannotEnter();
    state.entered = 2;
    try {
      const ret = core0_run();
      state.entered = 0;
      return ret >>> 0;
    } catch (error) {
      throw storedError ?? error;
    }
  }

  return { run };
}

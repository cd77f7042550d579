// target-workerd: a WebAssembly component as a JavaScript module, written by wcm2js.

import coreModule from './target-workerd.core.wasm';
import unreachableModule from './target-workerd.core2.wasm';

function trap(message) {
  throw new WebAssembly.RuntimeError(message);
}

function cannotEnter() {
  trap('cannot enter component instance');
}

function missingImport(from, name, offered = {}) {
  const withoutVersion = (key) => key.replace(/@.*/, '');
  const others = Object.keys(offered).filter((key) => withoutVersion(key) === withoutVersion(from));
  const versions = others.length > 0 ? `; offered: ${others.join(', ')}` : '';
  throw new WebAssembly.LinkError(`missing import ${from}${name && `: ${name}`}${versions}`);
}

const coreModules = { 'target-workerd.core.wasm': coreModule };

export async function instantiate(getCoreModule = (fileName) => coreModules[fileName], imports = {},
  instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const fail = (imports.fail?.default ?? imports.fail) ?? missingImport('fail', '', imports);

  const unreachable = new WebAssembly.Instance(unreachableModule).exports[''];
  let storedError;
  const state = { entered: 0 };

  const module0 = await getCoreModule('target-workerd.core.wasm');

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

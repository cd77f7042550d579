// exceptions-only: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function trapOnThrow(error) {
  if (!(error instanceof WebAssembly.Exception)) return error;
  const { RuntimeError } = WebAssembly;
  return new RuntimeError('uncaught exception propagated out of component', { cause: error });
}

function compileOnce(compile) {
  let compiled;
  return () => (compiled ??= compile().catch((error) => {
    compiled = undefined;
    throw error;
  }));
}

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABCAJgAABgAX8AAwIBAQ0DAQAABwkBBWNoZWNrAAAKCwEJACAABEAIAAsLAA8EbmFtZQACAW0LBAEAAXQ=')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const state = { entered: 0 };

  const module0 = await coreModule();
  const core0 = await instantiateCore(module0);
  const { check: core0_check } = core0.exports;

  // check: func(fails: u32)
  function check(fails) {
    fails >>>= 0;
    if (state.entered) cannotEnter();
    state.entered = 2;
    try {
      core0_check(fails);
      state.entered = 0;
    } catch (error) {
      throw trapOnThrow(error);
    }
  }

  return { check };
}

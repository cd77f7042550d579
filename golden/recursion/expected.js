// recursion: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function compileOnce(compile) {
  let compiled;
  return () => (compiled ??= compile().catch((error) => {
    compiled = undefined;
    throw error;
  }));
}

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwMCAQAHCQEFY291bnQAAAoTAREAIAAEf0EBIAAQAGoFQQALCwATBG5hbWUAAgFtAQgBAAVjb3VudA==')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const state = { entered: 0 };

  const module0 = await coreModule();
  const core0 = await instantiateCore(module0);
  const { count: core0_count } = core0.exports;

  // count: func(for-ever: u32) -> u32
  function count(forEver) {
    forEver >>>= 0;
    if (state.entered) cannotEnter();
    state.entered = 2;
    const ret = core0_count(forEver);
    state.entered = 0;
    return ret >>> 0;
  }

  return { count };
}

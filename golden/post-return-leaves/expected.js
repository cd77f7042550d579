// post-return-leaves: a WebAssembly component as a JavaScript module, written by wcm2js.

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

function cannotLeave() {
  trap('cannot leave component instance');
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

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABCQJgAX8AYAABfwIIAQADbG9nAAADAwIBAAcOAgNnZXQAAQRwb3N0AAIKEQIIAEEBEABBBQsGACAAEAALABEEbmFtZQACAW0BBgEAA2xvZw==')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const log = (imports.log?.default ?? imports.log) ?? missingImport('log', '', imports);

  let mayLeave = 1;
  const state = { entered: 0 };

  const module0 = await coreModule();

  // log: func(n: u32)
  function lowerLog(n) {
    if (!mayLeave) cannotLeave();
    log(n >>> 0);
  }

  const core0 = await instantiateCore(module0, { '': { log: lowerLog } });
  const { get: core0_get, post: core0_post } = core0.exports;

  // get: func() -> u32
  function get() {
    if (state.entered) cannotEnter();
    state.entered = 2;
    const ret = core0_get();
    mayLeave = 0;
    core0_post(ret);
    mayLeave = 1;
    state.entered = 0;
    return ret >>> 0;
  }

  return { get };
}

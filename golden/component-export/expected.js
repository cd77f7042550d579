// component-export: a WebAssembly component as a JavaScript module, written by wcm2js.

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

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwIIAQADYWRkAAADAgEABwkBBXR3aWNlAAEKCgEIACAAEAAQAAsAEQRuYW1lAAIBbQEGAQADYWRk')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  async function instantiateInner(getCoreModule2 = getCoreModule, imports2 = {},
    instantiateCore2 = WebAssembly.instantiate) {
    if (typeof getCoreModule2 === 'object') return instantiateInner(undefined, getCoreModule2 ?? imports2,
      instantiateCore2);

    const add = (imports2.add?.default ?? imports2.add) ?? missingImport('add', '', imports2);

    const state = { entered: 0 };

    const module0 = await coreModule();

    // add: func(n: u32) -> u32
    function lowerAdd(n) {
      return add(n >>> 0);
    }

    const core0 = await instantiateCore2(module0, { '': { add: lowerAdd } });
    const { twice: core0_twice } = core0.exports;

    // twice: func(n: u32) -> u32
    function twice(n) {
      n >>>= 0;
      if (state.entered) cannotEnter();
      state.entered = 2;
      const ret = core0_twice(n);
      state.entered = 0;
      return ret >>> 0;
    }

    return { twice };
  }

  return { inner: instantiateInner };
}

// component-import: a WebAssembly component as a JavaScript module, written by wcm2js.

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

const coreModule = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwMCAQAHBQEBZgAACgkBBwAgAEEDagsACQRuYW1lAAIBbQ==')));
const coreModule2 = compileOnce(() => WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwIGAQABZwAAAwIBAAcHAQNydW4AAQoLAQkAIAAQAEEKbAsADwRuYW1lAAIBbQEEAQABZw==')));

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const twice = (imports.twice?.default ?? imports.twice) ?? missingImport('twice', '', imports);

  const state = { entered: 0 };

  const [module0, module1] = await Promise.all([coreModule(), coreModule2()]);
  const core0 = await instantiateCore(module0);
  const { f: core0_f } = core0.exports;

  // twice#f: func(n: u32) -> u32
  function f(n) {
    return core0_f(n) >>> 0;
  }

  const twiceInterface = await twice(undefined, { f });
  const { g = missingImport('twice', 'g') } = twiceInterface;

  // twice#g: func(n: u32) -> u32
  function lowerG(n) {
    return g(n >>> 0);
  }

  const core1 = await instantiateCore(module1, { '': { g: lowerG } });
  const { run: core1_run } = core1.exports;

  // run: func(n: u32) -> u32
  function run(n) {
    n >>>= 0;
    if (state.entered) cannotEnter();
    state.entered = 2;
    const ret = core1_run(n);
    state.entered = 0;
    return ret >>> 0;
  }

  return { run };
}

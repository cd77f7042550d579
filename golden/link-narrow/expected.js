// link-narrow: a WebAssembly component as a JavaScript module, written by wcm2js.

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

const state = { entered: 0 };

const [module0, module1, module2] = await Promise.all([
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwMCAQAHBQEBZgAACgoBCAAgAEH/AWoLAAkEbmFtZQACAW0=')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwIMAQAHY2FsbGVlMAAAAwIBAAcFAQEwAAEKFAESAQF/IABB/wFxEAAiAUH/AXEL')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABBgFgAX8BfwIGAQABZgAAAwIBAAcHAQNydW4AAQoMAQoAIABBgAJqEAALAA8EbmFtZQACAW0BBAEAAWY='))
]);
const core0 = await WebAssembly.instantiate(module0);
const { f: core0_f } = core0.exports;
const core1 = await WebAssembly.instantiate(module1, { '': { callee0: core0_f } });
const { 0: core1_0 } = core1.exports;
const core2 = await WebAssembly.instantiate(module2, { '': { f: core1_0 } });
const { run: core2_run } = core2.exports;

// run: func(n: u32) -> u32
function run(n) {
  n >>>= 0;
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core2_run(n);
  state.entered = 0;
  return ret >>> 0;
}

export { run };

// tla-compat: a WebAssembly component as a JavaScript module, written by wcm2js.

function decodeBase64(text) {
  const { fromBase64 } = Uint8Array;
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function notInitialized() {
  throw new Error('this module is not ready: await its export $init first');
}

let answer2 = notInitialized;

export const $init = (async () => {
  const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABBQFgAAF/AwIBAAcFAQFmAAAKBgEEAEEqCwAJBG5hbWUAAgFt'));
  const core0 = await WebAssembly.instantiate(module0);
  const { f: core0_f } = core0.exports;

  // answer: func() -> u32
  function answer() {
    return core0_f() >>> 0;
  }

  answer2 = answer;
})();

export { answer2 as answer };

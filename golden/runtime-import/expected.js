// runtime-import: a WebAssembly component as a JavaScript module, written by wcm2js.

import { cannotEnter, decodeBase64 } from 'wcm2js/runtime';

const state = { entered: 0 };

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABBQFgAAF/AwIBAAcFAQFmAAAKBQEDAAALAAkEbmFtZQACAW0='));
const core0 = await WebAssembly.instantiate(module0);
const { f: core0_f } = core0.exports;

// answer: func() -> u32
function answer() {
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_f();
  state.entered = 0;
  return ret >>> 0;
}

export { answer };

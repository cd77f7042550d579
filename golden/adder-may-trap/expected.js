// adder-may-trap: a WebAssembly component as a JavaScript module, written by wcm2js.

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

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABBwFgAn9/AX8DAgEABwcBA2RpdgAACgkBBwAgACABbgsACQRuYW1lAAIBbQ=='));
const core0 = await WebAssembly.instantiate(module0);
const { div: core0_div } = core0.exports;

// div: func(x: u32, y: u32) -> u32
function div(x, y) {
  x >>>= 0;
  y >>>= 0;
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core0_div(x, y);
  state.entered = 0;
  return ret >>> 0;
}

export { div };

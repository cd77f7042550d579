// adder: a WebAssembly component as a JavaScript module, written by wcm2js.

function decodeBase64(text) {
  const { fromBase64 } = Uint8Array;
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABBwFgAn9/AX8DAgEABwcBA2FkZAAACgkBBwAgACABagsACQRuYW1lAAIBbQ=='));
const core0 = await WebAssembly.instantiate(module0);
const { add: core0_add } = core0.exports;

// add: func(x: u32, y: u32) -> u32
function add(x, y) {
  return core0_add(x, y) >>> 0;
}

export { add };

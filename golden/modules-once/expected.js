// modules-once: a WebAssembly component as a JavaScript module, written by wcm2js.

function decodeBase64(text) {
  const { fromBase64 } = Uint8Array;
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABBQFgAAF/AwIBAAYGAX8BQQALBwgBBG5leHQAAAoNAQsAIwBBAWokACMACwAPBG5hbWUAAgFtBwQBAAFu'));
const core0 = await WebAssembly.instantiate(module0);
const { next: core0_next } = core0.exports;
const core1 = await WebAssembly.instantiate(module0);
const { next: core1_next } = core1.exports;

// next-a: func() -> u32
function nextA() {
  return core0_next() >>> 0;
}

// next-b: func() -> u32
function nextB() {
  return core1_next() >>> 0;
}

export { nextA, nextA as 'next-a', nextB, nextB as 'next-b' };

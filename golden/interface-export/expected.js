// interface-export: a WebAssembly component as a JavaScript module, written by wcm2js.

function decodeBase64(text) {
  const { fromBase64 } = Uint8Array;
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

const module0 = await WebAssembly.compile(decodeBase64('AGFzbQEAAAABBQFgAAF/AwIBAAcFAQFmAAAKBgEEAEEqCwAJBG5hbWUAAgFt'));
const core0 = await WebAssembly.instantiate(module0);
const { f: core0_f } = core0.exports;

// local:pkg/deep-thought@1.2.3#the-answer: func() -> u32
function theAnswer() {
  return core0_f() >>> 0;
}

const deepThoughtInterface = { theAnswer };

export { deepThoughtInterface as 'local:pkg/deep-thought@1.2.3', deepThoughtInterface as deepThought };

// link-normalised: a WebAssembly component as a JavaScript module, written by wcm2js.

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

let storedError;
const state = { entered: 0 };

const [module0, module1, module2] = await Promise.all([
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABCQFgBH9/f38BfwMCAQAHBQEBZgAAChgBFgAgACABQegHbGogAkHAhD1sIANqagsACQRuYW1lAAIBbQ==')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABDAJgBH9/f38Bf2AAAAIUAgAHY2FsbGVlMAAAAARjaGFyAAEDAgEABwUBATAAAgowAS4AIABB/wFxIAFBAEcgAsEgAyADQYCAxABPIANBgHBxQYCwA0ZyBEAQAQALEAAL')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABDQJgBH9/f38Bf2AAAX8CBgEAAWYAAAMDAgEBBxICA3J1bgABCGJhZC1jaGFyAAIKIgIRAEGBAkEHQYKABEGAgAQQAAsOAEEAQQBBAEGAsAMQAAsADwRuYW1lAAIBbQEEAQABZg=='))
]);
const core0 = await WebAssembly.instantiate(module0);
const { f: core0_f } = core0.exports;
const core1 = await WebAssembly.instantiate(module1, {
  '': {
    callee0: core0_f,
    char: () => {
      storedError ??= new WebAssembly.RuntimeError('invalid `char` bit pattern');
    }
  }
});
const { 0: core1_0 } = core1.exports;
const core2 = await WebAssembly.instantiate(module2, { '': { f: core1_0 } });
const { run: core2_run, 'bad-char': core2_badChar } = core2.exports;

// run: func() -> u32
function run() {
  if (state.entered) cannotEnter();
  state.entered = 2;
  try {
    const ret = core2_run();
    state.entered = 0;
    return ret >>> 0;
  } catch (error) {
    throw storedError ?? error;
  }
}

// bad-char: func() -> u32
function badChar() {
  if (state.entered) cannotEnter();
  state.entered = 2;
  try {
    const ret = core2_badChar();
    state.entered = 0;
    return ret >>> 0;
  } catch (error) {
    throw storedError ?? error;
  }
}

export { run, badChar, badChar as 'bad-char' };

// link-parent-child: a WebAssembly component as a JavaScript module, written by wcm2js.

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

const [module0, module1] = await Promise.all([
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABBAFgAAADAgEABwUBAWYAAAoEAQIACwAJBG5hbWUAAgFt')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABBAFgAAACBgEAAWYAAAMCAQAHBQEBZwABCgYBBAAQAAsADwRuYW1lAAIBbQEEAQABZg=='))
]);
await WebAssembly.instantiate(module0);

// f: func()
function trapAlways() {
  trap('cannot enter component instance');
}

const core1 = await WebAssembly.instantiate(module1, { '': { f: trapAlways } });
const { g: core1_g } = core1.exports;

// g: func()
function g() {
  if (state.entered) cannotEnter();
  state.entered = 2;
  core1_g();
  state.entered = 0;
}

export { g };

// link-direct: a WebAssembly component as a JavaScript module, written by wcm2js.

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
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABCAFgA39+fAF+AwIBAAcHAQNtdWwAAAoOAQwAIACtIAEgArB8fgsACQRuYW1lAAIBbQ==')),
  WebAssembly.compile(decodeBase64('AGFzbQEAAAABDQJgA39+fAF+YAF/AX4CCAEAA211bAAAAwIBAQcHAQNydW4AAQoTAREAIABCfkQAAAAAAAAUQBAACwARBG5hbWUAAgFtAQYBAANtdWw='))
]);
const core0 = await WebAssembly.instantiate(module0);
const { mul: core0_mul } = core0.exports;
const core1 = await WebAssembly.instantiate(module1, { '': { mul: core0_mul } });
const { run: core1_run } = core1.exports;

// run: func(n: u32) -> s64
function run(n) {
  n >>>= 0;
  if (state.entered) cannotEnter();
  state.entered = 2;
  const ret = core1_run(n);
  state.entered = 0;
  return ret;
}

export { run };

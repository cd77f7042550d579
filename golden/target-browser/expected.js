// target-browser: a WebAssembly component as a JavaScript module, written by wcm2js.

const module0 = await WebAssembly.compileStreaming(fetch(new URL('./target-browser.core.wasm',
  import.meta.url)));
const core0 = await WebAssembly.instantiate(module0);
const { add: core0_add } = core0.exports;

// add: func(x: u32, y: u32) -> u32
function add(x, y) {
  return core0_add(x, y) >>> 0;
}

export { add };

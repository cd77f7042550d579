// target-deno: a WebAssembly component as a JavaScript module, written by wcm2js.

import source module0 from './target-deno.core.wasm';

const core0 = new WebAssembly.Instance(module0);
const { add: core0_add } = core0.exports;

// add: func(x: u32, y: u32) -> u32
function add(x, y) {
  return core0_add(x, y) >>> 0;
}

export { add };

// inline-cutoff: a WebAssembly component as a JavaScript module, written by wcm2js.

async function compileFile(url) {
  const node = url.protocol === 'file:' && globalThis.process?.getBuiltinModule?.('node:fs');
  if (node) return WebAssembly.compile(node.readFileSync(url));
  return WebAssembly.compileStreaming(fetch(url));
}

const module0 = await compileFile(new URL('./inline-cutoff.core.wasm', import.meta.url));
const core0 = await WebAssembly.instantiate(module0);
const { f: core0_f } = core0.exports;

// answer: func() -> u32
function answer() {
  return core0_f() >>> 0;
}

export { answer };

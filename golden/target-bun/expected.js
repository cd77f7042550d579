// target-bun: a WebAssembly component as a JavaScript module, written by wcm2js.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import coreFile from './target-bun.core.wasm' with { type: 'file' };

const module0 = new WebAssembly.Module(readFileSync(resolve(import.meta.dir, coreFile)));
const core0 = new WebAssembly.Instance(module0);
const { add: core0_add } = core0.exports;

// add: func(x: u32, y: u32) -> u32
function add(x, y) {
  return core0_add(x, y) >>> 0;
}

export { add };

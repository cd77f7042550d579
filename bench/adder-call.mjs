// What one call of adder's `add` takes, in a process that does nothing else:
//
//     node bench/adder-call.mjs glue|core <folder>
//
// `glue` calls the export of <folder>/adder.js, `core` the core module's own in <folder>/adder.core.wasm. Prints
// nanoseconds, of the fastest round: what else the machine does only ever adds. The loop hands each result to the
// next call, so that none can be left out.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const WARM_UP = 3;
const ROUNDS = 15;
const CALLS = 10_000_000;

const [, , what, folder = '.'] = process.argv;

async function findAdd() {
  if (what === 'glue') return (await import(pathToFileURL(resolve(folder, 'adder.js')).href)).add.add;
  const module = new WebAssembly.Module(readFileSync(join(folder, 'adder.core.wasm')));
  return new WebAssembly.Instance(module).exports['docs:adder/add@0.1.0#add'];
}

function round(add) {
  let sum = 0;
  const start = performance.now();
  for (let i = 0; i < CALLS; i++) sum = add(sum, i);
  const time = performance.now() - start;
  if (sum >>> 0 !== (CALLS * (CALLS - 1) / 2) % 2 ** 32) throw new Error(`wrong sum: ${sum}`);
  return time * 1e6 / CALLS;
}

const add = await findAdd();
for (let i = 0; i < WARM_UP; i++) round(add);
const times = Array.from({ length: ROUNDS }, () => round(add)).sort((a, b) => a - b);
console.log(times[0]);

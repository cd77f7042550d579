// Transpiles out/guest.wasm (made by build.mjs) and runs it. WASI comes from @bytecodealliance/preview2-shim.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { transpile } from 'wcm2js';

const output = new URL('out/', import.meta.url);
const component = readFileSync(new URL('guest.wasm', output));
console.log(`guest.wasm, ${component.length} bytes, transpiled to examples/js-guest/out/:\n`);

const started = performance.now();
const { files, imports } = transpile(component, { name: 'guest' });
const milliseconds = Math.round(performance.now() - started);
for (const [name, bytes] of Object.entries(files)) {
  const file = new URL(name, output);
  mkdirSync(dirname(fileURLToPath(file)), { recursive: true });
  writeFileSync(file, bytes);
  console.log(`${String(bytes.length).padStart(9)}  ${name}`);
}
console.log(`\nin ${milliseconds} ms; it imports ${imports.join(', ') || 'nothing'}`);

const { greet, words } = await import('./out/guest.js');
console.log(`\ngreet\n  ${greet('Wörld 🚀')}`);
const counted = words.countWords('The cat saw the dog. The dog saw „ñandú“.');
console.log(`\ncountWords\n${counted.map(({ word, count }) => `  ${count} ${word}`).join('\n')}`);

// `node examples/shout/run.mjs`, after `npm run build`: makes a component of shout.wat, a module of that in out/, and
// tells it a story that comes bit by bit. The component parks its stack while it waits for more: Node 24.20 or newer.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { transpile } from 'wcm2js';

const example = fileURLToPath(new URL('.', import.meta.url));
const component = await parse(readFileSync(join(example, 'shout.wat'), 'utf8'));
const { files } = transpile(component, { name: 'shout' });
for (const [name, contents] of Object.entries(files)) {
  const path = join(example, 'out', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}

const { shout } = await import('./out/shout.js');

async function* story() {
  for (const word of ['once ', 'upon ', 'a ', 'time\n']) {
    await new Promise((done) => setTimeout(done, 300));
    yield new TextEncoder().encode(word);
  }
}

const [text, length] = await shout(story());
for await (const chunk of text) process.stdout.write(chunk);
console.log(`${await length} bytes`);

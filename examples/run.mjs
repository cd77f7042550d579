// `npm start`: transpiles user-service/composed.wasm, runs the module that comes out and prints what it does.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { transpile } from 'wcm2js';

import { tellStory } from './user-service/story.mjs';
import { addDocs, readDocs } from './user-service/wit-docs.mjs';

const example = fileURLToPath(new URL('user-service/', import.meta.url));
const output = join(example, 'out');

// The doc comments of the WIT are not in the component; with them, the .d.ts has them too.
const wit = ['validator', 'users', 'database', 'worlds']
  .map((name) => readFileSync(join(example, 'wit', `${name}.wit`), 'utf8'))
  .join('\n');
const component = readFileSync(join(example, 'composed.wasm'));

const { files, warnings } = transpile(addDocs(component, readDocs(wit)), { name: 'users' });

rmSync(output, { recursive: true, force: true });
for (const [name, bytes] of Object.entries(files)) {
  mkdirSync(dirname(join(output, name)), { recursive: true });
  writeFileSync(join(output, name), bytes);
}

console.log(`composed.wasm, ${component.length} bytes, transpiled to examples/user-service/out/:\n`);
for (const [name, bytes] of Object.entries(files)) {
  console.log(`${String(bytes.length).padStart(8)}  ${name}`);
}
for (const warning of warnings) console.log(`\nwarning: ${warning.message ?? warning}`);

for (const { title, lines } of tellStory(await import('./user-service/out/users.js'))) {
  console.log(`\n${title}\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

// Makes ../out/guest.wasm of ../guest.js and ../guest.wit. In this folder, since the tool is installed here.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { componentize } from '@bytecodealliance/componentize-js';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

const { component } = await componentize({
  sourcePath: path('guest.js'),
  witPath: path('guest.wit'),
  worldName: 'js-guest',
  disableFeatures: ['http', 'fetch-event'], // it needs no network
});
mkdirSync(path('out'), { recursive: true });
writeFileSync(path('out/guest.wasm'), component);
console.log(`out/guest.wasm  ${component.length} bytes`);

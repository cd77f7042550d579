// The application of the matrix as a project in a folder of its own, far from this package: what it finds it finds itself.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { projectRoot } from '../../support/source-file.ts';

const inRoot = (path: string): string => join(projectRoot, path);

/** The components of the application that are made of text. */
const TEXTS = {
  'adder.wasm': 'test/matrix/app/adder.wat',
  'counter.wasm': 'golden/resource-export/input.wat',
  'greeter.wasm': 'test/matrix/app/greeter.wat',
  'later.wasm': 'golden/async-export/input.wat',
};

/** Makes the project; `remove` takes it away. */
export async function makeProject(): Promise<{ readonly folder: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'wcm2js-matrix-'));
  cpSync(inRoot('test/matrix/app'), folder, { recursive: true });
  cpSync(inRoot('examples/user-service/composed.wasm'), join(folder, 'users.wasm'));
  cpSync(inRoot('examples/user-service/story.mjs'), join(folder, 'story.mjs'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "matrix", "private": true, "type": "module" }');
  mkdirSync(join(folder, 'node_modules'));
  for (const [file, text] of Object.entries(TEXTS)) {
    writeFileSync(join(folder, file), await parse(readFileSync(inRoot(text), 'utf8')));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The plugin's options: an import of a component comes from beside it; some core modules are files, some in the code. */
export const options = { map: { 'docs:app/host': './host.js' }, base64Cutoff: 1000 };

/** What the application has to find out, beside the story. */
export const expected = {
  sum: 42,
  greeting: 'hello, wörld!',
  counter: 7,
  instances: [2, 2],
  length: 6,
};

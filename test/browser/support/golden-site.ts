// The golden cases as a site: their modules and what drives them, `run.ts`, as JavaScript.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseText } from '@bytecodealliance/jco-transpile/wasm-tools';
import { transpile } from '../../../src/index.ts';
import type { TranspileOptions } from '../../../src/index.ts';
import type { FindPage } from './site.ts';
import { withPaths } from './specifiers.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const golden = join(root, 'golden');

/** What a case imports from beside it, where nobody drives it. */
const BESIDE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'imports-esm': {
    'log.js': 'export const line = () => {}; export const countLines = () => 0;',
    'scale.js': 'export default (n) => n;',
  },
  'source-map': { 'console.js': 'export const logIt = () => {};' },
};

/** Those that are not refused, and for browsers. */
export const CASES: readonly string[] = readdirSync(golden, { withFileTypes: true })
  .filter(({ name }) => !/^target-(?!browser)/.test(name))
  .filter(({ name }) => existsSync(join(golden, name, 'input.wat')) && !existsSync(join(golden, name, 'expected.error.txt')))
  .map(({ name }) => name);

type Files = Readonly<Record<string, string | Uint8Array>>;

const javaScript = (path: string): string => stripTypeScriptTypes(readFileSync(path, 'utf8'));

/** The files of a case; `run.js` drives it, if it can be driven. */
async function filesOf(name: string): Promise<Files> {
  const folder = join(golden, name);
  const given = join(folder, 'options.json');
  const own = existsSync(given) ? JSON.parse(readFileSync(given, 'utf8')) as TranspileOptions : {};
  const bytes = await parseText(readFileSync(join(folder, 'input.wat'), 'utf8'));
  const { files } = transpile(bytes, { name, typescript: false, ...own });
  const code = withPaths(new TextDecoder().decode(files[`${name}.js`]));
  const run = join(folder, 'run.ts');
  const drives = existsSync(run) ? withPaths(javaScript(run)) : 'export const run = ({ load }) => load();';
  return { ...BESIDE[name], ...files, [`${name}.js`]: code, 'run.js': drives };
}

/** Imports a case's module from a folder of its own each time it is loaded, as `golden/support/load.ts` does. */
const DRIVE = `
  let folders = 0;
  export async function drive(name, instantiates) {
    const { run } = await import('/golden/' + name + '/0/run.js');
    const load = async (imports = {}, host = {}) => {
      const folder = '/golden/' + name + '/' + ++folders + '/';
      for (const [file, body] of Object.entries(host)) await fetch(folder + file, { method: 'PUT', body });
      const module = await import(folder + name + '.js');
      await module.$init;
      return instantiates ? await module.instantiate(undefined, imports) : module;
    };
    await run({ load });
    return 'done';
  }`;

/** The same in a worker: given a case, it tells how that went. */
const WORKER = `
  import { drive } from '/drive.js';
  onmessage = ({ data }) => drive(...data).then(postMessage, (error) => postMessage(String(error.stack)));`;

const START_WORKER = `
  const worker = new Worker('/worker.js', { type: 'module' });
  export const driveInWorker = (...data) => new Promise((resolve, reject) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.onerror = (event) => reject(event.message);
    worker.postMessage(data);
  });`;

/** The site: an empty page at `/` from which `/drive.js` and `/start-worker.js` can be imported. */
export async function goldenSite(): Promise<{ readonly find: FindPage; instantiates(name: string): boolean }> {
  const cases = new Map<string, Files>();
  for (const name of CASES) cases.set(name, await filesOf(name));
  const pages: Files = {
    '/': '<!doctype html><title>golden</title><link rel="icon" href="/icon.svg">',
    '/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '/drive.js': DRIVE,
    '/worker.js': WORKER,
    '/start-worker.js': START_WORKER,
    '/expect.js': javaScript(join(root, 'test/browser/support/expect.ts')),
  };
  return {
    find(path) {
      const [, name, file] = /^\/golden\/([^/]+)\/\d+\/(.+)$/.exec(path) ?? [];
      if (name !== undefined && file !== undefined) return cases.get(name)?.[file];
      if (path.startsWith('/runtime/')) return readFileSync(join(root, 'dist/runtime-shim', path.slice('/runtime/'.length)));
      return pages[path];
    },
    instantiates: (name) => /^export (?:async )?function instantiate\(/m.test(String(cases.get(name)?.[`${name}.js`])),
  };
}

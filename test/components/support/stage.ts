/**
 * Puts a component on stage: a folder with what a user would have on disk, and the driver.
 *
 *   esm/<name>.js …      the ES module; its `test:*` imports are mapped to esm/host.js
 *   async/, sync/        the instantiation modes; async minified, sync with its core modules inline
 *   driver.js, perform.js
 *   node_modules         the project's, for the WASI shim
 */
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transpile } from '../../../src/index.ts';
import type { TranspileOptions } from '../../../src/index.ts';
import type { Mode } from './perform.ts';
import type { Play } from './play.ts';

const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));

const OPTIONS: Readonly<Record<Mode, TranspileOptions>> = {
  esm: {},
  async: { instantiation: 'async', minify: true },
  sync: { instantiation: 'sync', base64Cutoff: Infinity },
};

export const MODES = Object.keys(OPTIONS) as readonly Mode[];

/** What a stage may have beside the usual. */
interface Extras {
  /** The driver's module. Default: drivers/<name>.ts. */
  readonly driver?: URL;
  readonly options?: TranspileOptions;
}

/** Transpiles the component in every mode. Returns the path of the folder's `perform.js`. */
export async function setStage(name: string, bytes: Uint8Array, extras: Extras = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), `wcm2js-${name}-`));
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'dir');
  write(join(folder, 'package.json'), '{ "type": "module" }');
  const { driver = new URL(`../drivers/${name}.ts`, import.meta.url), options } = extras;
  write(join(folder, 'driver.js'), javaScript(driver));
  write(join(folder, 'perform.js'), javaScript(new URL('perform.ts', import.meta.url)));

  const { play } = await import(/* @vite-ignore */ driver.href) as { play(): Play<unknown> };
  const keys = Object.keys(play().imports);
  const map = keys.map((key, i) => `${key}=./host.js#import${i}`);
  write(join(folder, 'esm', 'host.js'), hostModule(keys));
  for (const mode of MODES) {
    const ofMode = { ...OPTIONS[mode], ...mode === 'esm' ? { map } : {} };
    const { files } = transpile(bytes, { name, ...options, ...ofMode });
    for (const [file, content] of Object.entries(files)) write(join(folder, mode, file), content);
  }
  return join(folder, 'perform.js');
}

/** The driver's imports, each by a name that `map` can point at. */
function hostModule(keys: readonly string[]): string {
  return [
    'import { play } from \'../driver.js\';',
    'export const host = play();',
    ...keys.map((key, i) => `export const import${i} = host.imports[${JSON.stringify(key)}];`),
  ].join('\n');
}

function javaScript(url: URL): string {
  return stripTypeScriptTypes(readFileSync(url, 'utf8'));
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** The URL of a file, for an import in this process. */
export const urlOf = (path: string): string => pathToFileURL(path).href;

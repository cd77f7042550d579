// Transpiles components apart from each other and loads the modules, for JavaScript to link.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { afterAll } from 'vitest';
import { transpile } from '../../../src/index.ts';
import type { TranspileOptions } from '../../../src/index.ts';
import { projectRoot } from '../../support/source-file.ts';

export type Runtime = 'inline' | 'import';

/** Each module has its own shim functions, or all share those of the package. */
export const RUNTIMES: readonly Runtime[] = ['inline', 'import'];

export type Instantiate<T> = (imports?: object) => Promise<T>;

const scratch = mkdtempSync(join(tmpdir(), 'wcm2js-linked-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** The folder of a module, made of a component's text. */
export async function writeModule(wat: string, options: TranspileOptions): Promise<string> {
  const folder = mkdtempSync(join(scratch, 'module-'));
  const { files } = transpile(await parse(wat), { name: 'm', typescript: false, ...options });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), file.endsWith('.js') ? withRuntime(content) : content);
  }
  return folder;
}

/** What the package exports as `wcm2js/runtime`, which `npm run build` has made. */
function withRuntime(code: Uint8Array): string {
  const runtime = pathToFileURL(join(projectRoot, 'dist/runtime-shim/index.js')).href;
  return new TextDecoder().decode(code).replaceAll("'wcm2js/runtime'", `'${runtime}'`);
}

/** `instantiate` of a component's text, with the imports as its only argument. */
export async function load<T>(wat: string, options: TranspileOptions = {}): Promise<Instantiate<T>> {
  const folder = await writeModule(wat, { instantiation: 'async', ...options });
  const module = await importModule<{ instantiate: Instantiate<T> }>(folder);
  return (imports = {}) => module.instantiate(imports);
}

export const importModule = <T>(folder: string): Promise<T> =>
  import(/* @vite-ignore */ pathToFileURL(join(folder, 'm.js')).href) as Promise<T>;

/** All that can go on has done so: two timers, as one may be due before what was put off until timers had their turn. */
export async function quiet(): Promise<void> {
  for (let i = 0; i < 2; i++) await new Promise((resolve) => setTimeout(resolve, 1));
}

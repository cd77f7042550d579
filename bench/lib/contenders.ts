// Makes and loads the modules that are compared: the same component by each transpiler, and glue written by
// hand. Each gets a folder of its own with its own copies of what it imports: modules that are shared would
// share what V8 learns.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { rollup } from 'rollup';
import type { Plugin } from 'rollup';
import { jcoAt, transpileApart } from './apart.ts';
import type { Group } from './case.ts';

export type Exports = Readonly<Record<string, unknown>>;
export type Contender = { readonly name: string } & ({ readonly exports: Exports } | { readonly reason: string });

type Files = Readonly<Record<string, Uint8Array>>;
export type Transpile = (
  bytes: Uint8Array, options: Readonly<Record<string, unknown>>,
) => Promise<{ readonly files: Files }>;

export const bench = fileURLToPath(new URL('..', import.meta.url));
const OURS = '../dist/index.js';
const JCO = { jco: '@bytecodealliance/jco/dist/api.js', 'jco-1.9.1': 'jco-1.9.1/src/api.js' };

const urlOf = (path: string): string => pathToFileURL(join(bench, path)).href;

/** The transpilers, each as it is published; `apart`: jco in a thread for each component. */
export async function transpilers(apart: boolean): Promise<Readonly<Record<string, Transpile>>> {
  const { transpile } = await import(urlOf(OURS)) as typeof import('../../src/index.ts');
  const found: Record<string, Transpile> = {
    wcm2js: (bytes, options) =>
      Promise.resolve(transpile(bytes, { ...options, typescript: false } as Parameters<typeof transpile>[1])),
  };
  for (const [name, path] of Object.entries(JCO)) {
    const url = urlOf(join('node_modules', path));
    const jco = apart ? transpileApart.bind(undefined, url) : await jcoAt(url);
    found[name] = async (bytes, options) => ({ files: await jco(bytes, options) });
  }
  return found;
}

/** The component of a group and its core modules, in binary. */
export async function assemble(
  { guest }: Pick<Group, 'guest'>,
): Promise<{ bytes: Uint8Array; cores: Files }> {
  const modules = Object.entries(guest.modules);
  const text = guest.component(
    Object.fromEntries(modules.map(([name, body]) => [name, `(core module $${name} ${body})`])),
  );
  const cores: Record<string, Uint8Array> = {};
  for (const [name, body] of modules) cores[name] = await parse(`(module ${body})`);
  return { bytes: await parse(text), cores };
}

function write(folder: string, files: Readonly<Record<string, Uint8Array | string>>): void {
  for (const [name, content] of Object.entries({ ...files, 'package.json': '{ "type": "module" }' })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** Writes what one transpiler makes of a component; where the module is, and what it imports. */
export async function build(
  transpile: Transpile, bytes: Uint8Array, folder: string, host: string | undefined,
  options: Readonly<Record<string, unknown>> = {},
): Promise<readonly string[]> {
  const map = { 'bench:host/*': './host.js' };
  const { files } = await transpile(bytes, { name: 'thing', map, base64Cutoff: 0, ...options });
  const imported = host === undefined ? {}
    : { 'host.js': stripTypeScriptTypes(readFileSync(join(bench, 'hosts', `${host}.ts`), 'utf8')) };
  write(folder, { ...files, ...imported });
  return ['thing.js', ...Object.keys(imported)].map((file) => pathToFileURL(join(folder, file)).href);
}

/** Leaves types out: Rollup reads the glue as Node does. */
const withoutTypes: Plugin = {
  name: 'without types',
  transform: (code, id) => id.endsWith('.ts') ? { code: stripTypeScriptTypes(code), map: null } : null,
};

/**
 * Writes glue written by hand as one module, as whoever ships it would, with its core modules; where it is.
 */
export async function buildByHand(name: string, cores: Files, folder: string): Promise<readonly string[]> {
  const bundle = await rollup({
    input: join(bench, 'hand', `${name}.ts`), plugins: [withoutTypes],
    external: (id) => id.startsWith('node:'),
  });
  await bundle.write({ file: join(folder, 'glue.js') });
  await bundle.close();
  write(folder, Object.fromEntries(Object.entries(cores).map(([core, bytes]) => [`${core}.wasm`, bytes])));
  return [pathToFileURL(join(folder, 'glue.js')).href];
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 100) || 'crashes';

/** All contenders of a group, the marks first. */
export async function contenders(
  group: Group, made: Readonly<Record<string, Transpile>>, scratch: string,
): Promise<readonly Contender[]> {
  const { bytes, cores } = await assemble(group);
  const found: Contender[] = [];
  const add = async (name: string, urls: () => Promise<readonly string[]>): Promise<void> => {
    try {
      const [module, host] = await urls();
      const exports = await import(module!) as Exports;
      const given = host === undefined ? {} : await import(host) as Exports;
      // A plain object: a module's namespace is slower to read.
      found.push({ name, exports: { ...given, ...(exports['api'] as Exports | undefined ?? exports) } });
    } catch (error) {
      if (name === 'wcm2js' || name.startsWith('hand')) throw error;
      found.push({ name, reason: reasonOf(error) });
    }
  };
  for (const hand of group.hand) {
    const name = hand === group.hand[0] ? 'hand' : `hand ${hand}`;
    await add(name, () => buildByHand(hand, cores, join(scratch, group.name, hand)));
  }
  for (const [name, transpile] of Object.entries(made)) {
    const options = name === 'wcm2js' ? {} : group.jco;
    await add(name, () => build(transpile, bytes, join(scratch, group.name, name), group.host, options));
  }
  return found;
}

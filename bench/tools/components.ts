// Components that others built, from 14 kB to 12 MB: those of the shared folder, where there is one, and a
// guest in JavaScript that is built once, with the componentize-js that jco brings along.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sharedPathOrWarn } from '../../test/support/shared.ts';
import { bench } from '../lib/contenders.ts';

export interface Component {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

const SHARED = ['adder', 'strings', 'lists', 'p3/p3-http-echo', 'hello-stdout', 'p3/async-closed-stream'];

interface Componentize {
  componentize(options: Readonly<Record<string, unknown>>): Promise<{ readonly component: Uint8Array }>;
}

async function javascriptGuest(): Promise<string> {
  const path = join(bench, 'node_modules/.cache/js-guest.wasm');
  if (existsSync(path)) return path;
  process.stdout.write('      building js-guest.wasm: once\n');
  const tool = join(bench, 'node_modules/@bytecodealliance/componentize-js/src/componentize.js');
  const { componentize } = await import(pathToFileURL(tool).href) as Componentize;
  const source = join(bench, '../examples/js-guest');
  const { component } = await componentize({
    sourcePath: join(source, 'guest.js'), witPath: join(source, 'guest.wit'), worldName: 'js-guest',
    disableFeatures: ['http', 'fetch-event'],
  });
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, component);
  return path;
}

export async function components(): Promise<readonly Component[]> {
  const folder = sharedPathOrWarn('components');
  const paths = folder === undefined ? []
    : SHARED.map((name) => join(folder, `${name}.wasm`)).filter(existsSync);
  paths.push(await javascriptGuest());
  return paths.map((path) => {
    const bytes = readFileSync(path);
    const size = bytes.length < 1e6 ? `${Math.round(bytes.length / 1e3)} kB`
      : `${(bytes.length / 1e6).toFixed(1)} MB`;
    return { name: `${path.slice(path.lastIndexOf('/') + 1, -'.wasm'.length)} (${size})`, path, bytes };
  });
}

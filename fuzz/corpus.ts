// The components that mutations start from: all those that there are.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';

/** A component and where it is from. */
export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** Golden inputs, examples and the shared components, as far as they are there; sorted by name. */
export async function readCorpus(): Promise<Seed[]> {
  const shared = process.env['WCM2JS_SHARED'] ?? join(root, '../shared');
  const files = [join(root, 'examples'), join(shared, 'components')].flatMap(wasmFilesIn);
  return [...await goldenInputs(), ...files].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function goldenInputs(): Promise<Seed[]> {
  const seeds: Seed[] = [];
  for (const name of readdirSync(join(root, 'golden'))) {
    const path = join(root, 'golden', name, 'input.wat');
    if (!existsSync(path)) continue;
    try {
      seeds.push({ name: `golden/${name}`, bytes: await parse(readFileSync(path, 'utf8')) });
    } catch {
      // Text that the parser refuses: the case is about bytes, or about that.
    }
  }
  return seeds;
}

/** Packages, and what examples write. */
const NOT_SEARCHED = /^(?:out|node_modules|componentize)$/;

function wasmFilesIn(folder: string): Seed[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_SEARCHED.test(entry.name) ? [] : wasmFilesIn(path);
    if (!entry.name.endsWith('.wasm')) return [];
    return [{ name: entry.name, bytes: new Uint8Array(readFileSync(path)) }];
  });
}

/**
 * Loads a transpiled module as a user would: its files in a folder of their own, imported from there.
 */
import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TranspileOptions } from '../../src/index.ts';

/** What a generated module exports, as far as a test knows. */
export type Exports = Record<string, unknown>;

/**
 * Imports the module; in instantiation mode, instantiates it with `imports`. `host` is the source of modules beside it,
 * by file name, for imports that `map` sends there.
 */
export type Load = <T = Exports>(imports?: Exports, host?: Readonly<Record<string, string>>) => Promise<T>;

export function makeLoader(
  files: Readonly<Record<string, Uint8Array>>, { name, instantiation }: TranspileOptions,
): Load {
  return async <T>(imports: Exports = {}, host: Readonly<Record<string, string>> = {}) => {
    const folder = mkdtempSync(join(tmpdir(), 'wcm2js-golden-'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [file, content] of Object.entries({ ...files, ...host })) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    }
    const module = await import(/* @vite-ignore */ pathToFileURL(join(folder, `${name}.js`)).href) as {
      instantiate?: (getCoreModule: undefined, imports: Exports) => unknown;
    };
    return (instantiation === undefined ? module : await module.instantiate?.(undefined, imports)) as T;
  };
}

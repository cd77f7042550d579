/**
 * Puts a generated module on disk and loads it, so that stack traces name a file that can be opened
 * afterwards.
 */
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A loaded module: each call of `instantiate` makes an instance in a store of its own. */
export interface LoadedModule {
  readonly folder: string;
  readonly instantiate: (imports: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

type GetCoreModule = (path: string) => WebAssembly.Module;

interface GeneratedModule {
  readonly instantiate: (
    getCoreModule: GetCoreModule | undefined,
    imports: Readonly<Record<string, unknown>>,
  ) => Record<string, unknown>;
}

/** Writes `files` into `folder` and imports `<name>.js`. */
export async function loadModule(
  files: Readonly<Record<string, Uint8Array>>,
  folder: string,
  name: string,
  coreModules: 'inlined' | 'given',
): Promise<LoadedModule> {
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  const module = await import(pathToFileURL(join(folder, `${name}.js`)).href) as GeneratedModule;
  const getCoreModule: GetCoreModule = (path) => new WebAssembly.Module(readFileSync(join(folder, path)));
  const given = coreModules === 'given' ? getCoreModule : undefined;
  return { folder, instantiate: (imports) => module.instantiate(given, imports) };
}

const FRAME = /at (?:(.*) \()?(?:file:\/\/)?(\/.*?):(\d+):(\d+)\)?$/;

/**
 * The frames of an error inside the module in `folder`, each with its line of source, and the core frames
 * between.
 */
export async function framesInside(error: unknown, folder: string | undefined): Promise<string[]> {
  if (folder === undefined || !(error instanceof Error)) return [];
  const frames: string[] = [];
  for (const line of (error.stack ?? '').split('\n').map((text) => text.trim())) {
    const [, where, path, row, column] = FRAME.exec(line) ?? [];
    if (line.startsWith('at ') && line.includes('wasm://')) {
      frames.push(line.replace('wasm://wasm/', 'core module '));
    } else if (path?.startsWith(folder)) {
      const source = (await readFile(path, 'utf8')).split('\n')[Number(row) - 1]?.trim() ?? '';
      frames.push(`at ${where ?? '(module)'} (${basename(path)}:${row}:${column})  ${source.slice(0, 100)}`);
    }
  }
  return frames;
}

/** A component as a module of a bundle: what all plugins do alike. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readShimSources } from '../emitter/shim-sources.generated.ts';
import { nameFrom } from '../options.ts';
import type { TranspileOptions } from '../options.ts';
import { transpileInPlace } from '../transpile.ts';
import type { PlaceCoreModule } from '../transpile.ts';
import type { PluginSettings } from './options.ts';
import { isCoreModule, readRequest } from './request.ts';
import type { Request } from './request.ts';
import { shimSpecifier } from './runtime.ts';
import { writeTypes } from './types.ts';

export interface Component {
  readonly request: Request;
  readonly bytes: Uint8Array;
}

/** What the bundler is told. */
export interface ComponentModule {
  readonly code: string;
  /** The source map, as JSON; none if there is none. */
  readonly map: string | undefined;
  readonly warnings: readonly string[];
}

/** How a bundler wants the code. */
export interface Surroundings {
  /** Where core modules are put; `inline`: all into the code. */
  readonly place: PlaceCoreModule | 'inline';
  /** Where the functions come from that outputs need, unless the user says. */
  readonly runtime: NonNullable<TranspileOptions['runtime']>;
  /** Whether source maps lead to WIT, unless the user says: functions have names of WIT then, and the code is larger. */
  readonly sourcemap: boolean;
}

/**
 * The component that `id` asks for; undefined if it is a core module, no file, or not for us. Rejects as `readFile` does for files
 * that can't be read.
 */
export async function readComponent(id: string, settings: PluginSettings): Promise<Component | undefined> {
  const request = readRequest(id);
  if (request === undefined || !settings.includes(request.file)) return undefined;
  const bytes = await readFile(request.file).catch(noneIfNoFile);
  return bytes === undefined || isCoreModule(bytes) ? undefined : { request, bytes };
}

/** Other plugins have modules that no file is: what is thrown for those is nothing. */
export function noneIfNoFile(error: unknown): undefined {
  const { code } = error as { readonly code?: unknown };
  if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
}

/**
 * Transpiles a component for a bundle.
 * @throws TranspileError
 */
export function transpileComponent(
  { request, bytes }: Component, { transpile: options, types }: PluginSettings, { place, runtime, sourcemap }: Surroundings,
): ComponentModule {
  const name = nameFrom(basename(request.file, '.wasm'));
  const instantiation = request.instantiation ?? options.instantiation;
  // What is instantiated synchronously can't be fetched.
  const isInline = place === 'inline' || instantiation === 'sync';
  const { files, warnings } = transpileInPlace(bytes, {
    ...options,
    runtime: options.runtime ?? runtime,
    name,
    instantiation,
    // For other components: who instantiates gives the imports.
    map: instantiation === undefined ? options.map : undefined,
    typescript: false,
    // Bundlers put maps where they like.
    sourcemap: Boolean(options.sourcemap ?? sourcemap),
    base64Cutoff: isInline ? Infinity : options.base64Cutoff,
  }, readShimSources, { placeCoreModule: place === 'inline' ? undefined : place, shimSpecifier });
  const text = (file: string): string | undefined => files[file] && new TextDecoder().decode(files[file]);
  const map = text(`${name}.js.map`);
  const code = text(`${name}.js`) ?? '';
  return {
    code: map === undefined ? code : code.replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n'),
    map,
    warnings: [...warnings, ...(types ? writeTypes(request.file, bytes, { ...options, name }) : [])],
  };
}

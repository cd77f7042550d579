/** From the URL of a component to the text of its module: from the cache, or transpiled for it. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isCoreModule, readRequest } from '../request.ts';
import { makeEntry, readEntry, sha256 } from './cache.ts';
import type { Contents } from './cache.ts';
import { cacheFolder } from './cache-folder.ts';
import { CORE_FOLDER } from './core-folder.ts';
import { optionsTextOf } from './options.ts';

/** What the transpiler is asked for. */
export interface CompileRequest {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly instantiation: 'async' | 'sync' | undefined;
  /** A JSON object, not checked yet. */
  readonly options: string;
  /** Core modules can be files in the folder that the module will know as `CORE_FOLDER`. */
  readonly hasFolder: boolean;
}

/** @throws the error that whoever imports the component is to see */
export type Compile = (request: CompileRequest) => Contents;

/** The module's text; none if the URL is of something else than a component. */
export type Sources = (url: string) => string | undefined;

/** @param version of wcm2js: other versions make other modules */
export function makeSources(version: string, compile: Compile): Sources {
  return (url) => {
    const request = url.startsWith('file:') ? readRequest(url) : undefined;
    if (request === undefined) return undefined;
    const file = fileURLToPath(request.file);
    const bytes = readIfThere(file);
    if (bytes === undefined || isCoreModule(bytes)) return undefined;
    const { instantiation } = request;
    const { contents, folder } = contentsOf({ file, bytes, instantiation, options: optionsTextOf(file) });
    for (const warning of contents.warnings) process.emitWarning(`${file}: ${warning}`, { type: 'wcm2js' });
    // On the first line, which is a comment, so that the others stay where a source map has them.
    const hasFiles = folder !== undefined && Object.keys(contents.files).length > 0;
    const head = !hasFiles ? '' : `const ${CORE_FOLDER} = ${JSON.stringify(`${pathToFileURL(folder)}/`)}; `;
    return head + contents.code;
  };

  function contentsOf(asked: Omit<CompileRequest, 'hasFolder'>): { contents: Contents; folder?: string } {
    const { file, bytes, instantiation = '', options } = asked;
    const cache = cacheFolder(file);
    if (cache === undefined) return { contents: compile({ ...asked, hasFolder: false }) };
    const parts = [version, basename(file), instantiation, options, sha256(bytes)];
    const key = sha256(JSON.stringify(parts)).slice(0, 40);
    return readEntry(cache, key)
      ?? makeEntry(cache, key, () => compile({ ...asked, hasFolder: true }))
      ?? { contents: compile({ ...asked, hasFolder: false }) };
  }
}

/** A file that can't be read is left to the engine, which says so in its own words. */
function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Core modules and shims as files in a cache folder, for bundlers that take only files, and for servers in development. */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from './make-folders.ts';

/** A file that is on disk. */
export interface CachedFile {
  readonly path: string;
  /** Changes with the contents. */
  readonly version: string;
}

/** The folder of `cache` that is ours. */
export const ourFolder = (cache: string): string => join(cache, 'wcm2js');

/** The folder in it for the core modules of one component, transpiled with these options. */
export function coreFolder(cache: string, id: string, options: object): string {
  return join(ourFolder(cache), hash(JSON.stringify([id, options])));
}

/**
 * Writes a file into the folder; one that is there already isn't touched, so that nobody builds again because of
 * its date. Whoever reads at the same time reads the old or the new one as a whole.
 */
export function writeCached(folder: string, fileName: string, bytes: Uint8Array): CachedFile {
  const path = join(folder, fileName);
  const version = hash(bytes);
  if (isThere(path, bytes)) return { path, version };
  makeFolders(folder);
  const unfinished = `${path}.${process.pid}.tmp`;
  writeFileSync(unfinished, bytes);
  renameSync(unfinished, path);
  return { path, version };
}

function isThere(path: string, bytes: Uint8Array): boolean {
  try {
    return readFileSync(path).equals(bytes);
  } catch {
    return false;
  }
}

const hash = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 16);

/**
 * Entries of the cache: a folder for each, which appears as a whole under its name, and never changes. Many processes may
 * read and write at the same time.
 *
 *     <cache>/<key>/entry.json      what has to be in the others, and warnings
 *     <cache>/<key>/module.js
 *     <cache>/<key>/app.core.wasm   …
 */
import { createHash } from 'node:crypto';
import {
  existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { makeFolders } from '../make-folders.ts';

/** What the transpiler made of a component. */
export interface Contents {
  readonly code: string;
  /** Core modules, by file name. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly warnings: readonly string[];
}

/** An entry that is on disk, and where. */
export interface Entry {
  readonly contents: Contents;
  readonly folder: string;
}

/** entry.json */
interface Manifest {
  readonly hashes: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

const MANIFEST = 'entry.json';
const MODULE = 'module.js';

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The entry; undefined if there is none that is what was written. */
export function readEntry(cache: string, key: string): Entry | undefined {
  for (const folder of foldersOf(cache, key)) {
    const entry = readFolder(folder);
    if (entry !== 'damaged') return entry;
  }
  return undefined;
}

/** An entry that is damaged is left alone, as who has read it before may need its files; a new one is made beside it. */
const foldersOf = (cache: string, key: string): string[] =>
  ['', '-2', '-3', '-4'].map((suffix) => join(cache, key + suffix));

function readFolder(folder: string): Entry | 'damaged' | undefined {
  if (!existsSync(folder)) return undefined;
  try {
    const { hashes, warnings } = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Manifest;
    const { [MODULE]: module, ...coreModules } = Object.fromEntries(Object.entries(hashes).map(([name, expected]) => {
      const bytes = readFileSync(join(folder, name));
      if (sha256(bytes) !== expected) throw new Error(`${name} is not what was written`);
      return [name, bytes];
    }));
    if (module === undefined) return 'damaged';
    markAsUsed(folder);
    return { contents: { code: module.toString(), files: coreModules, warnings }, folder };
  } catch {
    return 'damaged';
  }
}

/**
 * Makes an entry. What `make` throws is thrown on.
 * @returns what is on disk after that, made here or by someone else meanwhile; undefined if nothing is, as the cache can't be
 *   written to
 */
export function makeEntry(cache: string, key: string, make: () => Contents): Entry | undefined {
  const staging = makeFolder(cache, `.${key}.`);
  if (staging === undefined) return undefined;
  try {
    const contents = make();
    if (writeContents(staging, contents)) publish(staging, cache, key);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  prune(cache);
  return readEntry(cache, key);
}

/** A new folder, of which nobody else knows. */
function makeFolder(cache: string, prefix: string): string | undefined {
  try {
    makeFolders(cache);
    return mkdtempSync(join(cache, prefix));
  } catch {
    return undefined;
  }
}

/** Whether there was place for it. */
function writeContents(folder: string, { code, files, warnings }: Contents): boolean {
  try {
    const all = { [MODULE]: Buffer.from(code), ...files };
    const hashes = Object.entries(all).map(([name, bytes]) => {
      writeFileSync(join(folder, name), bytes);
      return [name, sha256(bytes)];
    });
    const manifest: Manifest = { hashes: Object.fromEntries(hashes), warnings };
    writeFileSync(join(folder, MANIFEST), JSON.stringify(manifest));
    return true;
  } catch {
    return false;
  }
}

/** Gives a folder its name, in one step. Someone else may have been quicker; that entry is as good. */
function publish(staging: string, cache: string, key: string): void {
  for (const folder of foldersOf(cache, key)) {
    try {
      renameSync(staging, folder);
      return;
    } catch {
      if (readFolder(folder) !== 'damaged') return;
    }
  }
}

// ---------------------------------------------------------------------------------------------- growth

const HOUR = 3600_000;
const DAY = 24 * HOUR;

/** As many entries as this stay, however old. */
const MAX_ENTRIES = 200;

/** Once an hour is often enough to know what is in use. */
function markAsUsed(folder: string): void {
  const now = Date.now();
  try {
    if (now - statSync(folder).mtimeMs > HOUR) utimesSync(folder, now / 1000, now / 1000);
  } catch {
    // A cache that can only be read.
  }
}

/**
 * Removes all but the latest entries, and what processes that were ended left behind; nothing that was used within a day:
 * a module that is being loaded reads its core modules from here.
 */
function prune(cache: string): void {
  try {
    const folders = readdirSync(cache).map((name) => join(cache, name))
      .map((path) => ({ path, time: statSync(path).mtimeMs, isWhole: !basename(path).startsWith('.') }));
    const latest = folders.filter(({ isWhole }) => isWhole).sort((a, b) => b.time - a.time).slice(0, MAX_ENTRIES);
    for (const folder of folders) {
      if (latest.includes(folder) || Date.now() - folder.time < DAY) continue;
      rmSync(folder.path, { recursive: true, force: true });
    }
  } catch {
    // Someone else is removing the same. There is a next time.
  }
}

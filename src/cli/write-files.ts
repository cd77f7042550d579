/**
 * Writes all of an output's files, or none. Contents go to new names in the folders they belong in, and are then
 * renamed; whatever fails on the way is undone. Files of others in those folders stay as they are.
 */
import {
  copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, renameSync, rmdirSync, rmSync, statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure, systemReason } from './failure.ts';
import { quote } from './output.ts';

/** A file on its way to `path`. */
interface Staged {
  readonly path: string;
  readonly temporary: string;
  /** Where what was at `path` before is kept; undefined if there was nothing. */
  backup?: string;
  renamed?: boolean;
}

/**
 * @param files paths from `folder`, with `/`, and contents
 * @param input a file that must not be overwritten
 * @returns the paths that were written, in the same order
 * @throws Failure if one of them can't be written; then nothing has changed
 */
export function writeFiles(
  folder: string, files: Readonly<Record<string, Uint8Array>>, input: string | undefined,
): string[] {
  const paths = Object.keys(files).map((name) => join(folder, name));
  refuseToOverwrite(paths, input);
  const made: string[] = [];
  const staged: Staged[] = [];
  let done = false;
  let current = folder;
  try {
    for (const [i, contents] of Object.values(files).entries()) {
      const path = paths[i] ?? folder;
      current = dirname(path);
      made.push(...makeFolder(current));
      current = path;
      const temporary = besideName(path, 'new');
      staged.push({ path, temporary });
      writeFileSync(temporary, contents, { flag: 'wx' });
    }
    for (const file of staged) {
      current = file.path;
      replace(file);
    }
    done = true;
  } catch (error) {
    const reason = systemReason(error) ?? String(error);
    throw new Failure(`can't write ${quote(current)}: ${reason}; nothing was written`, { code: 'FILE' });
  } finally {
    if (!done) undo(staged);
    for (const { temporary, backup } of staged) [temporary, backup].forEach(removeIfThere);
    if (!done) made.reverse().forEach(removeIfEmpty);
  }
  return paths;
}

/** A name in the same folder that no one else uses. */
function besideName(path: string, what: 'new' | 'old'): string {
  return join(dirname(path), `.${basename(path).slice(0, 100)}.${process.pid}.${what}`);
}

/**
 * The folders that had to be made, from outside in. One by one: Node's own way is endless where a file system makes no
 * folders, such as `/proc`.
 */
function makeFolder(folder: string): string[] {
  if (existsSync(folder) && statSync(folder).isDirectory()) return [];
  const path = resolve(folder);
  const made = existsSync(dirname(path)) ? [] : makeFolder(dirname(path));
  try {
    mkdirSync(path);
    return [...made, path];
  } catch (error) {
    // Someone else may have been quicker.
    if (existsSync(path) && statSync(path).isDirectory()) return made;
    made.reverse().forEach(removeIfEmpty);
    throw error;
  }
}

/** Puts the new file at its place in one step; what was there gets a second name first. */
function replace(file: Staged): void {
  const { path, temporary } = file;
  const previous = lstatSync(path, { throwIfNoEntry: false });
  if (previous?.isDirectory() === true) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  if (previous !== undefined) {
    file.backup = besideName(path, 'old');
    try {
      linkSync(path, file.backup);
    } catch {
      copyFileSync(path, file.backup);
    }
  }
  renameSync(temporary, path);
  file.renamed = true;
}

function undo(staged: readonly Staged[]): void {
  for (const { path, backup, renamed } of staged) {
    if (renamed !== true) continue;
    if (backup === undefined) rmSync(path, { force: true });
    else renameSync(backup, path);
  }
}

function removeIfThere(path: string | undefined): void {
  if (path !== undefined) rmSync(path, { force: true });
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Someone else has put something there meanwhile.
  }
}

function refuseToOverwrite(paths: readonly string[], input: string | undefined): void {
  const own = input === undefined ? undefined : statSync(input, { throwIfNoEntry: false });
  if (own === undefined) return;
  for (const path of paths) {
    const other = existsSync(path) ? statSync(path) : undefined;
    if (other !== undefined && other.ino === own.ino && other.dev === own.dev) {
      throw new Failure(`the output ${quote(path)} would overwrite the component itself; `
        + 'use --name or another folder');
    }
  }
}

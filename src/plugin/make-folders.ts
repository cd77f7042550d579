/** Folders of caches. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder with those above it. Throws as `mkdirSync` does, whose own way to do this is endless where a file system makes no
 * folders, such as `/proc`.
 */
export function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Someone else may have been quicker.
    if (!existsSync(folder)) throw error;
  }
}

// Programs that a Debian package brings.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The path of a program: the environment variable `variable`, else the first of `names` on the PATH. Undefined when there is
 * none, and it says so: tests that need one skip then.
 */
export function findOnPath(variable: string, names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [process.env[variable], ...onPath].find(isExecutable);
  if (!found) process.stderr.write(`\n!!! SKIPPED: no ${names[0]} found. Set ${variable} to its binary.\n\n`);
  return found;
}

function isExecutable(path: string | undefined): path is string {
  try {
    accessSync(path ?? '', constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

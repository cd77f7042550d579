/** Where the cache is. */
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { variable } from './environment.ts';

/**
 * The folder for what is made of this component: where the variable `WCM2JS_CACHE` says, or in the next `node_modules`
 * above, or where the user's programs keep what they can make again. Never where other users can write. Undefined:
 * there is none, or none is wanted.
 */
export function cacheFolder(file: string): string | undefined {
  const wanted = variable('WCM2JS_CACHE');
  if (wanted !== undefined) return ['', '0', 'off'].includes(wanted) ? undefined : resolve(wanted);
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (isFolder(modules)) return join(modules, '.cache', 'wcm2js');
    if (dirname(folder) === folder) return userFolder();
  }
}

function userFolder(): string | undefined {
  const [local, caches, home] = ['LOCALAPPDATA', 'XDG_CACHE_HOME', 'HOME'].map((name) => variable(name) || undefined);
  if (process.platform === 'win32') return local && join(local, 'wcm2js', 'Cache');
  if (process.platform === 'darwin') return home && join(home, 'Library', 'Caches', 'wcm2js');
  const folder = caches ?? (home && join(home, '.cache'));
  return folder && join(folder, 'wcm2js');
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}

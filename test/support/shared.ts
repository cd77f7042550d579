/**
 * Finds the folder of shared data (reference scripts, component binaries), which is no part of the
 * project: at `../shared` beside it, or where WCM2JS_SHARED points. Tests that need it skip without it,
 * and say so loudly.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The path of something inside the shared folder, `undefined` where it doesn't exist. */
export function sharedPath(...segments: readonly string[]): string | undefined {
  const path = join(sharedFolder(), ...segments);
  return existsSync(path) ? path : undefined;
}

/** Like `sharedPath`, but an absence is written to stderr: for `describe.skipIf(path === undefined)`. */
export function sharedPathOrWarn(...segments: readonly string[]): string | undefined {
  const path = sharedPath(...segments);
  if (path === undefined) {
    const wanted = join(sharedFolder(), ...segments);
    process.stderr.write(`\n!!! SKIPPED: no ${wanted}. Set WCM2JS_SHARED to the shared folder.\n\n`);
  }
  return path;
}

function sharedFolder(): string {
  const fromEnvironment = process.env['WCM2JS_SHARED'];
  return fromEnvironment === undefined || fromEnvironment === ''
    ? fileURLToPath(new URL('../../../shared', import.meta.url))
    : resolve(fromEnvironment);
}

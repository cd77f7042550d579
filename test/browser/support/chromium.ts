// Headless Chromium, driven by playwright-core. Debian's package is enough; nothing is downloaded.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/**
 * The path of a Chromium: the environment variable `WCM2JS_CHROMIUM`, else `chromium` on the PATH. Undefined
 * when there is none, and it says so: tests that need one skip then.
 */
export function findChromium(): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'chromium'));
  const found = [process.env['WCM2JS_CHROMIUM'], ...onPath].find(isExecutable);
  if (!found) {
    process.stderr.write('\n!!! SKIPPED: no chromium found. Set WCM2JS_CHROMIUM to its binary.\n\n');
  }
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

/** Its own profile; no sandbox, which root can't have; nothing that looks for the network. */
export async function launch(executablePath: string): Promise<Browser> {
  return await chromium.launch({
    executablePath,
    chromiumSandbox: false,
    args: [
      '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  });
}

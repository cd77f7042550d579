// Headless Chromium, driven by playwright-core. Debian's package is enough; nothing is downloaded.

import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { findOnPath } from './find.ts';

export const findChromium = (): string | undefined => findOnPath('WCM2JS_CHROMIUM', ['chromium']);

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

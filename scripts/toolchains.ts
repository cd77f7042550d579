// npm run toolchains: installs what test/toolchains names, unless that has been done since its lock file changed.

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../test/toolchains', import.meta.url));
const lockFile = join(folder, 'package-lock.json');
/** npm writes this when an installation is complete. */
const installed = join(folder, 'node_modules/.package-lock.json');

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lockFile).mtimeMs) {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder, stdio: 'inherit', shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}

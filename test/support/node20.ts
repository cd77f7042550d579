// Where a Node 20 binary is: the oldest line that output must run in. Tests run on the pinned Node.

import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path of a Node 20 binary. Looked for, in this order: the environment variable `WCM2JS_NODE20`, the npm
 * package that the folder `node20` here brings, `node` on the rest of the PATH. Undefined when there is none,
 * and it says so: tests that need one skip then.
 */
export function node20(): string | undefined {
  const installed = fileURLToPath(new URL('./node20/node_modules/node/bin/node', import.meta.url));
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  const found = [process.env['WCM2JS_NODE20'], installed, ...onPath].find(isNode20);
  if (!found) process.stderr.write('\n!!! SKIPPED: no Node 20 found. Set WCM2JS_NODE20 to its binary.\n\n');
  return found;
}

function isNode20(binary: string | undefined): binary is string {
  if (!binary) return false;
  const { status, stdout } = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  return status === 0 && stdout.startsWith('v20.');
}

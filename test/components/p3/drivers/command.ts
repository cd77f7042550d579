// p3-cli* and its like: commands of WASI 0.3 that assert for themselves. They see one folder, new and empty.

import { equal, fail } from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import type { Play } from '../../support/play.ts';

interface Exports {
  readonly 'wasi:cli/run@0.3.0': { run(): Promise<void> };
}

/** What is used of the shim. TypeScript takes its declarations for browsers, which lack these. */
interface Cli {
  _setArgs(args: readonly string[]): void;
  _setCwd(folder: undefined): void;
  _setTerminalStdin(terminal: undefined): void;
  _setTerminalStdout(terminal: undefined): void;
  _setTerminalStderr(terminal: undefined): void;
}

interface Filesystem {
  _setPreopens(preopens: Readonly<Record<string, string>>): void;
}

/** The names of its modules, out of TypeScript's sight. */
const SHIM: string = '@bytecodealliance/preview3-shim';

export function play(): Play<Exports> {
  return {
    imports: {},
    async drive({ 'wasi:cli/run@0.3.0': { run } }) {
      const filesystem = await import(`${SHIM}/filesystem`) as Filesystem;
      const cli = await import(`${SHIM}/cli`) as Cli;
      // Else the package calls pipes terminals, and this process's folder the guest's.
      cli._setCwd(undefined);
      for (const set of [cli._setTerminalStdin, cli._setTerminalStdout, cli._setTerminalStderr]) set(undefined);
      const folder = mkdtempSync(join(tmpdir(), 'wcm2js-preopen-'));
      try {
        filesystem._setPreopens({ '/': folder });
        cli._setArgs(JSON.parse(env['GUEST_ARGS'] ?? fail('GUEST_ARGS is not set')) as string[]);
        equal(await run(), undefined);
        // The package writes in a worker, whose last lines may still be on their way when it says that it is done.
        await setTimeout(200);
        equal(readdirSync(folder).length, 0, 'the guest cleans up');
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
}

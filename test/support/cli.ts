// Runs the built command as a child process in a folder of its own.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { projectRoot } from './source-file.ts';

export const cliPath = join(projectRoot, 'dist/cli/main.js');

/** A new folder that is gone after the file's tests. */
export function makeScratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wcm2js-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly input?: string | Uint8Array;
  /** Beside the environment, from which what decides on colours is taken out. */
  readonly env?: Readonly<Record<string, string>>;
  /** The Node binary; the one that runs the tests by default. */
  readonly node?: string;
}

/** `wcm2js …args` */
export function wcm2js(args: readonly string[], options: RunOptions): Outcome {
  const { cwd, input = '', env = {}, node = process.execPath } = options;
  const own = Object.entries(process.env).filter(([name]) => !/COLOR|^NODE_OPTIONS$|^VITEST/.test(name));
  const { status, stdout, stderr, error } = spawnSync(node, [cliPath, ...args], {
    cwd, input, env: { ...Object.fromEntries(own), ...env }, encoding: 'utf8', maxBuffer: 1 << 26,
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

/** All files and folders below a folder, hidden ones too. */
export function treeOf(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths.map((path) => path.replaceAll('\\', '/')).sort();
}

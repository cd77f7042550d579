// Fresh processes of this Node: how long one takes, how much memory at most.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const peak = fileURLToPath(new URL('./peak.mjs', import.meta.url));

export interface Outcome {
  /** Nanoseconds. */
  readonly time: number;
  readonly stdout: string;
}

/** Runs a program; throws with what it says if it fails. */
export function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Outcome {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 1 << 26,
  });
  const time = (performance.now() - start) * 1e6;
  if (status !== 0) throw new Error(`${stderr.trim().split('\n').find((line) => /error/i.test(line)) ?? stderr.slice(0, 100)}`);
  return { time, stdout };
}

/** The most memory that a program had at a time, in bytes. */
export function peakMemory(args: readonly string[], scratch: string): number {
  const file = join(scratch, 'peak');
  run(['--import', peak, ...args], { BENCH_PEAK: file });
  const kilobytes = Number(readFileSync(file, 'utf8'));
  rmSync(file);
  return kilobytes * 1024;
}

/**
 * Runs scripts in a process of their own, on the pinned Node: a script may hang, need features that an
 * older Node lacks, or end the process, and the tests go on.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DirectiveOutcome } from './outcome.ts';

/** What a process reported by the name of the script, and how it ended if it didn't end by itself. */
export interface ProcessReport {
  readonly outcomes: ReadonlyMap<string, readonly DirectiveOutcome[]>;
  /** Why the process ended early, with the last directive that it reported. */
  readonly broken?: string;
}

interface Line extends DirectiveOutcome {
  readonly file: string;
}

/** Exit codes of a run that went to its end: all passed, some didn't. */
const ORDERLY = [0, 1];

/** Runs the scripts in `folder` of the reference tests, and gives up after `timeout` ms. */
export function runInProcess(folder: string, timeout: number): Promise<ProcessReport> {
  const runner = fileURLToPath(new URL('../run.ts', import.meta.url));
  const child = spawn(pinnedNode(), [runner, '--json', folder], {
    timeout,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const lines = output.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Line);
      const outcomes = byFile(lines);
      const isOrderly = code !== null && ORDERLY.includes(code);
      if (isOrderly) resolve({ outcomes });
      else resolve({ outcomes, broken: howItEnded(lines.at(-1), code ?? signal, errors) });
    });
  });
}

/**
 * The Node that the project pins, as the npm package that it is installed from; else the one that runs
 * this.
 */
function pinnedNode(): string {
  const installed = fileURLToPath(new URL('../../../node_modules/node/bin/node', import.meta.url));
  return existsSync(installed) ? installed : process.execPath;
}

function byFile(lines: readonly Line[]): Map<string, DirectiveOutcome[]> {
  const outcomes = new Map<string, DirectiveOutcome[]>();
  for (const { file, ...outcome } of lines) {
    const ofFile = outcomes.get(file);
    if (ofFile) ofFile.push(outcome);
    else outcomes.set(file, [outcome]);
  }
  return outcomes;
}

function howItEnded(last: Line | undefined, how: number | string | null, errors: string): string {
  const place = last ? `after ${last.file}:${last.line}` : 'before the first directive';
  return `the process ended with ${how} ${place}\n${errors.slice(-2000)}`;
}

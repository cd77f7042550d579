/**
 * Runs scripts in a process of their own, on the pinned Node: a script may hang, need features that an
 * older Node lacks, or end the process, and the tests go on.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DirectiveOutcome } from './outcome.ts';
import type { SeedFailure, SeedReport } from './run-seeds.ts';

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
export async function runInProcess(folder: string, timeout: number): Promise<ProcessReport> {
  const { lines, broken } = await run<Line>([folder], timeout);
  const outcomes = groupByFile(lines);
  return { outcomes, ...(broken === undefined ? {} : { broken }) };
}

/** What became of a script under many seeds: those that were tried, the directives that failed. */
export type SeedsOfScript = SeedReport;

/**
 * Runs a script under the seeds 1 to `seeds`, in a process of its own: some scripts leave tasks behind that yield
 * for ever. Throws when the process doesn't go to its end.
 */
export async function runUnderSeeds(script: string, seeds: number, timeout: number): Promise<SeedsOfScript> {
  type SeedLine = SeedFailure | { readonly seeds: number };
  const { lines, broken } = await run<SeedLine>(['--seeds', `${seeds}`, script], timeout);
  if (broken !== undefined) throw new Error(broken);
  const tried = lines.find((line) => 'seeds' in line)?.seeds ?? 0;
  return { seeds: tried, failures: lines.filter((line) => 'seed' in line) };
}

/** The lines that the runner writes for these arguments. */
function run<T extends object>(
  args: readonly string[],
  timeout: number,
): Promise<{ readonly lines: readonly T[]; readonly broken?: string }> {
  const runner = fileURLToPath(new URL('../run.ts', import.meta.url));
  const child = spawn(pinnedNode(), [runner, '--json', ...args], {
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
      const lines = output.split('\n').slice(0, -1).map((line) => JSON.parse(line) as T);
      const isOrderly = code !== null && ORDERLY.includes(code);
      if (isOrderly) resolve({ lines });
      else resolve({ lines, broken: howItEnded(lines.at(-1), code ?? signal, errors) });
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

function groupByFile<T extends object>(lines: readonly (T & { readonly file: string })[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const line of lines) {
    const group = groups.get(line.file);
    if (group) group.push(line);
    else groups.set(line.file, [line]);
  }
  return groups;
}

function howItEnded(last: object | undefined, how: number | string | null, errors: string): string {
  const place = last && 'file' in last
    ? `after ${String(last.file)}:${'line' in last ? String(last.line) : ''}`
    : 'before the first directive';
  return `the process ended with ${how} ${place}\n${errors.slice(-2000)}`;
}

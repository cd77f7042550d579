/**
 * Runs reference scripts from the command line:
 *
 *   node test/conformance/run.ts [options] [<file.wast>[:line] | <folder>]…
 *
 * Files and folders are looked for here and below the shared reference tests (`values/concat.wast`,
 * `linking`); none means all. With a line, the script runs up to that directive, and only that one is
 * reported. Options are in `USAGE`.
 */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { TranspileOptions } from '../../src/index.ts';
import { sharedPath } from '../support/shared.ts';
import { EXPECTED } from './expected.ts';
import { ORDER } from './order.ts';
import { makeToBytes } from './runner/component-bytes.ts';
import type { DirectiveOutcome } from './runner/outcome.ts';
import { loadJco } from './runner/peer-jco.ts';
import { describeOutcome, describeTally, tally } from './runner/report.ts';
import { runFile } from './runner/run-file.ts';
import type { TakeStrayErrors } from './runner/run-file.ts';
import { runSeeds } from './runner/run-seeds.ts';
import { SETTINGS } from './runner/settings.ts';
import { loadOurs } from './runner/transpiler.ts';

const USAGE = `node test/conformance/run.ts [options] [<file.wast>[:line] | <folder>]...
  -v, --verbose   print passing and blocked directives too, with the messages of refusals
  -s, --summary   print one line for each file only
  -k, --keep      keep the generated modules and print where they are
      --list      print entries for expected.ts, for the scripts that don't pass whole
      --json      print one line of JSON for each directive
      --seed <n>  make the choices that the specification leaves free at random, by this seed
      --seeds <n> run each script under the seeds 1 to n, and report under which it fails
      --multi-memory <on | auto | off>  how calls between components are made
      --peer jco  run the scripts with jco instead, to see whether a failure is the runner's`;

/** The exit code of a run that did not go to its end; 0 is for a run in which all passed, 1 for any other. */
const EXIT_BROKEN = 2;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    verbose: { type: 'boolean', short: 'v', default: false },
    summary: { type: 'boolean', short: 's', default: false },
    keep: { type: 'boolean', short: 'k', default: false },
    list: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    seed: { type: 'string' },
    seeds: { type: 'string' },
    'multi-memory': { type: 'string' },
    peer: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

interface Selected {
  readonly path: string;
  /** The name under the reference tests, or else the path. */
  readonly name: string;
  readonly line?: number;
}

const root = sharedPath('component-model', 'test');

function everything(): string[] {
  if (root === undefined) throw new Error('no reference tests: set WCM2JS_SHARED to their shared folder');
  return [root];
}

/** The script files that an argument stands for. */
async function select(argument: string): Promise<Selected[]> {
  const [, file = argument, line] = /^(.*\.wast):(\d+)$/.exec(argument) ?? [];
  const candidates = [resolve(file), ...(root === undefined ? [] : [join(root, file)])];
  for (const path of candidates) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) {
      const entries = await readdir(path, { recursive: true });
      const scripts = entries.filter((entry) => entry.endsWith('.wast')).sort();
      return scripts.map((entry) => named(join(path, entry)));
    }
    if (found) return [{ ...named(path), ...(line === undefined ? {} : { line: Number(line) }) }];
  }
  throw new Error(`no such script or folder: ${argument}, looked for at ${candidates.join(' and ')}`);
}

function named(path: string): Selected {
  const inRoot = root === undefined ? path : relative(root, path);
  return { path, name: inRoot.startsWith('..') ? relative(process.cwd(), path) : inRoot };
}

function watchStrayErrors(): TakeStrayErrors {
  const errors: unknown[] = [];
  process.on('unhandledRejection', (error) => errors.push(error));
  process.on('uncaughtException', (error) => errors.push(error));
  return () => errors.splice(0);
}

function print(name: string, result: DirectiveOutcome): void {
  if (options.json) {
    console.log(JSON.stringify({ file: name, ...result }));
    return;
  }
  const isNews = result.outcome.kind === 'fail' || result.outcome.kind === 'text refused';
  if (!options.summary && !options.list && (options.verbose || isNews)) {
    console.log(describeOutcome(name, result, options.keep));
  }
}

function printTally(name: string, outcomes: readonly DirectiveOutcome[]): void {
  const counts = tally(outcomes);
  if (options.list && counts.passed < counts.total) {
    console.log(`  '${name}': { kind: 'at least', passing: ${counts.passed}, why: '' },`);
  } else if (!options.list && !options.json) {
    console.log(describeTally(name, counts));
  }
}

type SomeTools = Parameters<typeof runFile>[1];

/** Runs one script; what became of its directives. */
async function runOnce(
  { path, name, line }: Selected,
  tools: SomeTools,
  takeStrayErrors: TakeStrayErrors,
): Promise<DirectiveOutcome[]> {
  const ofFile: DirectiveOutcome[] = [];
  for await (const result of runFile(path, tools, takeStrayErrors, line)) {
    if (line !== undefined && result.line !== line) continue;
    print(name, result);
    ofFile.push(result);
  }
  printTally(name, ofFile);
  return ofFile;
}

/** Runs one script under many seeds; the failures, and one line for the script. */
async function runUnderSeeds(
  { path, name }: Selected,
  tools: SomeTools,
  takeStrayErrors: TakeStrayErrors,
): Promise<readonly DirectiveOutcome[]> {
  const numbers = Array.from({ length: Number(options.seeds) }, (_, i) => i + 1);
  const start = performance.now();
  const expectation = EXPECTED[name];
  const excused = { ...ORDER[name], ...expectation?.kind === 'all but' ? expectation.lines : {} };
  const lines = Object.keys(excused).map(Number);
  const { seeds, failures } = await runSeeds(path, tools, takeStrayErrors, numbers, lines);
  for (const { seed, ...failure } of failures) {
    if (options.json) console.log(JSON.stringify({ file: name, seed, ...failure }));
    else console.log(`seed ${seed}: ${describeOutcome(name, failure, options.keep)}`);
  }
  const milliseconds = Math.round(performance.now() - start);
  if (options.json) console.log(JSON.stringify({ file: name, seeds, milliseconds }));
  else console.log(`${failures.length === 0 ? '✓' : '✗'} ${name}: ${seeds} seeds, ${milliseconds} ms`);
  return failures;
}

async function main(): Promise<void> {
  if (options.help) {
    console.log(USAGE);
    return;
  }
  const takeStrayErrors = watchStrayErrors();
  const seed = options.seed === undefined ? {} : { seed: Number(options.seed) };
  const multiMemory = options['multi-memory'] as TranspileOptions['multiMemory'];
  const transpiler = options.peer === 'jco' ? await loadJco() : await loadOurs({ ...seed, multiMemory });
  const folder = await mkdtemp(join(tmpdir(), 'wcm2js-wast-'));
  const tools = { transpiler, toBytes: makeToBytes(), folder };
  const run = options.seeds === undefined ? runOnce : runUnderSeeds;
  const all: DirectiveOutcome[] = [];
  try {
    const scripts = await Promise.all((positionals.length === 0 ? everything() : positionals).map(select));
    for (const script of scripts.flat()) {
      const settings = SETTINGS[script.name];
      const ofScript = settings === undefined ? tools : { ...tools, options: settings.options };
      all.push(...await run(script, ofScript, takeStrayErrors));
    }
    const counts = tally(all);
    const isSummed = options.seeds === undefined && !options.list;
    if (isSummed && scripts.flat().length > 1) printTally('all', all);
    process.exitCode = counts.passed === counts.total ? 0 : 1;
  } finally {
    if (!options.keep) await rm(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  console.error(error);
  process.exitCode = EXIT_BROKEN;
}
// What a trapped component left waiting must not keep the process.
process.exit();

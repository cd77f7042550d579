/**
 * Runs one script again and again, each time with a seed by which the runtime makes the choices that the
 * specification leaves free. Its components are transpiled and loaded once.
 */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Directive } from '../wast/directives.ts';
import type { DirectiveOutcome } from './outcome.ts';
import { parse, runDirectives } from './run-file.ts';
import type { TakeStrayErrors } from './run-file.ts';
import type { Built, Tools } from './run-script.ts';
import { loadOursWithSeeds, setSeed } from './transpiler.ts';

/** A directive that didn't pass, and under which seed. */
export interface SeedFailure extends DirectiveOutcome {
  readonly seed: number;
}

export interface SeedReport {
  /** How many seeds were tried: 1 where no component of the script has a choice to make. */
  readonly seeds: number;
  readonly failures: readonly SeedFailure[];
}

/** With so many failing seeds a script is given up: each may take as long as a promise may stay pending. */
const ENOUGH = 3;

/** What needs no second run: nothing in these is instantiated and run. */
const ONCE: ReadonlySet<Directive['kind']> = new Set(['assert_invalid', 'assert_malformed', 'assert_unlinkable']);

/** Runs the script at `path` under each of the seeds. What becomes of the directives in `excused` lines is left out. */
export async function runSeeds(
  path: string,
  tools: Pick<Tools, 'toBytes' | 'folder' | 'options'>,
  takeStrayErrors: TakeStrayErrors,
  seeds: readonly number[],
  excused: readonly number[] = [],
): Promise<SeedReport> {
  const directives = parse(await readFile(path, 'utf8'));
  if (!Array.isArray(directives)) return { seeds: 0, failures: [{ seed: NaN, ...directives }] };
  let hasChoices = false;
  const transpiler = await loadOursWithSeeds((_, isSeeded) => (hasChoices ||= isSeeded));
  const scriptName = basename(path, '.wast');
  const folder = join(tools.folder, scriptName);
  const ofRun = { ...tools, transpiler, scriptName, folder, built: new Map<number, Built>() };
  const again = directives.filter(({ kind }) => !ONCE.has(kind));

  const failures: SeedFailure[] = [];
  const failed = new Set<number>();
  let tried = 0;
  for (const seed of seeds) {
    if (failed.size === ENOUGH || (tried > 0 && !hasChoices)) break;
    setSeed(seed);
    for await (const result of runDirectives(tried++ === 0 ? directives : again, ofRun, takeStrayErrors)) {
      if (result.outcome.kind === 'pass' || excused.includes(result.line)) continue;
      failures.push({ seed, ...result });
      failed.add(seed);
    }
  }
  return { seeds: tried, failures };
}

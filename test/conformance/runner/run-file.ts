/** Runs a whole script file and hands out each directive's outcome as it comes. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseScript } from '../wast/directives.ts';
import type { Directive } from '../wast/directives.ts';
import { ScriptError, positionAt } from '../wast/script-error.ts';
import { framesInside } from './load.ts';
import { fail } from './outcome.ts';
import type { DirectiveOutcome } from './outcome.ts';
import { makeRunner } from './run-script.ts';
import type { Tools } from './run-script.ts';
import { show } from './show.ts';
import { titleOf } from './title.ts';

/** Errors that reached no caller since the last look: from promises and timers that nobody holds. */
export type TakeStrayErrors = () => unknown[];

/**
 * Runs the directives of the script at `path` up to `lastLine`. A script that can't be read is one failed
 * directive at the place where reading stopped.
 */
export async function* runFile(
  path: string,
  tools: Omit<Tools, 'scriptName'>,
  takeStrayErrors: TakeStrayErrors,
  lastLine = Number.POSITIVE_INFINITY,
): AsyncGenerator<DirectiveOutcome> {
  const scriptName = basename(path, '.wast');
  const script = await readFile(path, 'utf8');
  const directives = parse(script);
  if (!Array.isArray(directives)) {
    yield directives;
    return;
  }
  const wanted = directives.filter(({ position }) => position.line <= lastLine);
  yield* runDirectives(wanted, { ...tools, folder: join(tools.folder, scriptName), scriptName }, takeStrayErrors);
}

/** Runs directives with a state of their own: names, instances. */
export async function* runDirectives(
  directives: readonly Directive[],
  tools: Tools,
  takeStrayErrors: TakeStrayErrors,
): AsyncGenerator<DirectiveOutcome> {
  const runDirective = makeRunner(tools);
  for (const directive of directives) {
    const outcome = await runDirective(directive);
    await new Promise(setImmediate);
    const [stray] = takeStrayErrors();
    const frames = await framesInside(stray, tools.folder);
    yield {
      line: directive.position.line,
      directive: titleOf(directive),
      outcome: stray === undefined ? outcome : fail('no error beside the result', `a stray ${show(stray)}`, frames),
    };
  }
}

/** The directives of a script, or the failure to read it. */
export function parse(script: string): Directive[] | DirectiveOutcome {
  try {
    return parseScript(script);
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    const { line, column } = positionAt(script, error.offset);
    const outcome = fail('a readable script', `column ${column}: ${error.message}`);
    return { line, directive: '(script)', outcome };
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeToBytes } from './component-bytes.ts';
import type { DirectiveOutcome } from './outcome.ts';
import { runFile } from './run-file.ts';
import type { TakeStrayErrors } from './run-file.ts';
import type { Transpiler } from './transpiler.ts';

const refusing: Transpiler = {
  name: 'refusing',
  coreModules: 'inlined',
  transpile: async () => { throw new Error('no'); },
  refusalText: (error) => (error as Error).message,
};

const folder = mkdtempSync(join(tmpdir(), 'wcm2js-runner-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(
  script: string,
  takeStrayErrors: TakeStrayErrors,
  lastLine?: number,
): Promise<DirectiveOutcome[]> {
  const path = join(folder, 'script.wast');
  writeFileSync(path, script);
  const outcomes: DirectiveOutcome[] = [];
  const tools = { transpiler: refusing, toBytes: makeToBytes(), folder };
  for await (const outcome of runFile(path, tools, takeStrayErrors, lastLine)) outcomes.push(outcome);
  return outcomes;
}

const SCRIPT = '(assert_invalid (component) "no")\n(assert_invalid (component) "no")\n(register "x")';
const noStrayErrors: TakeStrayErrors = () => [];

describe('a script file', () => {
  test('gives each directive with its line and title', async () => {
    const outcomes = await run(SCRIPT, noStrayErrors);
    expect(outcomes.map(({ line, directive, outcome }) => [line, directive, outcome.kind])).toEqual([
      [1, 'assert_invalid "no"', 'pass'],
      [2, 'assert_invalid "no"', 'pass'],
      [3, 'register "x"', 'blocked'],
    ]);
  });

  test('runs up to a line', async () => {
    expect((await run(SCRIPT, noStrayErrors, 2)).map(({ line }) => line)).toEqual([1, 2]);
  });

  test('an error that reached no caller fails the directive during which it was seen', async () => {
    const strayErrors = [[], [new Error('nobody held me')], []];
    const outcomes = await run(SCRIPT, () => strayErrors.shift() ?? []);
    expect(outcomes.map(({ outcome }) => (outcome.kind === 'fail' ? outcome.got : outcome.kind)))
      .toEqual(['pass', 'a stray Error: nobody held me', 'blocked']);
  });

  test('that cannot be read is one failure at the place', async () => {
    expect(await run('(register "x")\n  (oops)', noStrayErrors)).toEqual([{
      line: 2,
      directive: '(script)',
      outcome: {
        kind: 'fail', expected: 'a readable script', got: 'column 4: unknown directive: oops', frames: [],
      },
    }]);
  });
});

/**
 * The reference scripts of the component model, each one test. The scripts of a folder run in one
 * process, on the pinned Node; to work on one of them, use `node test/conformance/run.ts`.
 */
import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { sharedPathOrWarn } from '../support/shared.ts';
import { EXPECTED } from './expected.ts';
import { runInProcess } from './runner/script-process.ts';
import type { ProcessReport } from './runner/script-process.ts';
import { verdict } from './runner/verdict.ts';

const TIMEOUT_MS = 180_000;

const root = sharedPathOrWarn('component-model', 'test');
const scripts = root === undefined
  ? []
  : readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.wast')).sort();
const folders = [...new Set(scripts.map((script) => script.slice(0, script.indexOf('/'))))];

describe.skipIf(root === undefined)('reference scripts', () => {
  test('every listed script exists', () => {
    expect(Object.keys(EXPECTED).filter((script) => !scripts.includes(script))).toEqual([]);
  });

  describe.each(folders)('%s', (folder) => {
    let report: ProcessReport;
    beforeAll(async () => {
      report = await runInProcess(folder, TIMEOUT_MS - 10_000);
    }, TIMEOUT_MS);

    test('the process of the scripts runs to its end', () => {
      if (report.broken !== undefined) expect.fail(report.broken);
    });

    test.each(scripts.filter((script) => script.startsWith(`${folder}/`)))('%s', (script) => {
      const problem = verdict(script, report.outcomes.get(script) ?? [], EXPECTED[script]);
      if (problem !== undefined) expect.fail(problem);
    });
  });
});

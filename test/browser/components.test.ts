/**
 * Components that others built from Rust, in browsers, unbundled: driven as in test/components, over imports that the drivers
 * implement and the WASI shims' builds for browsers; and commands of WASI 0.2 and 0.3, with what they write.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setStage } from '../components/support/stage.ts';
import { CASES as P3_CASES } from '../components/p3/cases.ts';
import type { TranspileOptions } from '../../src/index.ts';
import { sharedPathOrWarn } from '../support/shared.ts';
import { BROWSERS } from './support/browsers.ts';
import type { TestBrowser, TestPage } from './support/browsers.ts';
import { componentSite, removeStages, stageFolder } from './support/component-site.ts';
import { serve } from './support/site.ts';
import type { Site } from './support/site.ts';

interface Played {
  readonly name: string;
  readonly file: string;
  /** The driver, from here; those of test/components otherwise. */
  readonly driver?: URL;
  readonly options?: TranspileOptions;
}

const SYNCHRONOUS: readonly Played[] = [
  'adder', 'smoke', 'numbers', 'strings', 'lists', 'records', 'variants', 'flavorful', 'many-arguments',
  'resources', 'resource-import-and-export', 'resource-with-lists',
].map((name) => ({ name, file: `${name}.wasm` }));

/** Drivers of commands use Node's file system, and there is no server for HTTP. */
const ASYNCHRONOUS: readonly Played[] = P3_CASES
  .filter(({ driver, name }) => driver !== 'command' && name !== 'p3-http-echo')
  .map(({ name, file = `p3/${name}.wasm`, driver = name, options }) => ({
    name, file, driver: new URL(`../components/p3/drivers/${driver}.ts`, import.meta.url), ...(options && { options }),
  }));

/** Commands, how they are started, and what they write. */
const COMMANDS = [
  {
    name: 'hello-stdout', file: 'hello-stdout.wasm', start: '({ run }) => run.run()',
    stdout: 'writing to stdout: hello, world\n', stderr: 'writing to stderr: hello, world\n',
  },
  {
    name: 'stdio.composed', file: 'stdio.composed.wasm', start: '({ testStdio }) => testStdio()',
    stdout: 'Hello world\n', stderr: '',
  },
  {
    name: 'p3-cli-hello-stdout', file: 'p3/p3-cli-hello-stdout.wasm', start: "(m) => m['wasi:cli/run@0.3.0'].run()",
    stdout: 'hello, world\n', stderr: '',
  },
];

const folder = sharedPathOrWarn('components');
const noDriver = new URL('support/no-driver.ts', import.meta.url);
const stages = new Map<string, string>();
let site: Site | undefined;

beforeAll(async () => {
  if (folder === undefined) return;
  site = await serve(componentSite(stages));
  const commands = COMMANDS.map(({ name, file }) => ({ name, file, driver: noDriver }));
  for (const { name, file, ...extras } of [...SYNCHRONOUS, ...ASYNCHRONOUS, ...commands]) {
    stages.set(name, stageFolder(await setStage(name, readFileSync(`${folder}/${file}`), extras)));
  }
});
afterAll(async () => {
  await site?.close();
  removeStages(stages);
});

describe.skipIf(folder === undefined).each(BROWSERS)('in $name', ({ executable, launch }) => {
  describe.skipIf(executable === undefined)('components', () => {
    let browser: TestBrowser | undefined;
    let page: TestPage;
    beforeAll(async () => {
      browser = await launch();
      page = await browser.open(`${site!.origin}/`);
    });
    afterAll(() => browser?.close());

    test.each([...SYNCHRONOUS, ...ASYNCHRONOUS])('$name does what it should', async ({ name }) => {
      expect(await page.evaluate(`(async () => (await import('/play.js')).play(${JSON.stringify(name)}))()`)).toBe('done');
      expect(page.takeErrors()).toEqual([]);
    });

    test.each(COMMANDS)('$name writes what it should', async ({ name, start, stdout, stderr }) => {
      const written = await page.evaluate(`(async () => (await import('/run.js')).run(${JSON.stringify(name)}, ${start}))()`);
      expect(written).toEqual({ stdout, stderr });
      expect(page.takeErrors()).toEqual([]);
    });
  });
});

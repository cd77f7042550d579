/**
 * All golden cases in browsers, unbundled, from static files, under a Content-Security-Policy that allows no inline script and
 * no `eval`: on the main thread and in a module worker each does what its `run.ts` says.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from './support/browsers.ts';
import type { TestBrowser, TestPage } from './support/browsers.ts';
import { CASES, goldenSite } from './support/golden-site.ts';
import { serve } from './support/site.ts';
import type { Site } from './support/site.ts';

let site: Site | undefined;
let instantiates: (name: string) => boolean;

beforeAll(async () => {
  const golden = await goldenSite();
  instantiates = golden.instantiates;
  site = await serve(golden.find);
});
afterAll(() => site?.close());

test('there are many cases', () => {
  expect(CASES.length).toBeGreaterThan(60);
});

/** On which thread: the module that drives a case there. */
const THREADS = {
  'on the main thread': "(await import('/drive.js')).drive",
  'in a worker': "(await import('/start-worker.js')).driveInWorker",
};

describe.each(BROWSERS)('in $name', ({ executable, launch }) => {
  describe.skipIf(executable === undefined).each(Object.entries(THREADS))('%s', (_, drive) => {
    let browser: TestBrowser | undefined;
    let page: TestPage;
    beforeAll(async () => {
      browser = await launch();
      page = await browser.open(`${site!.origin}/`);
    });
    afterAll(() => browser?.close());

    test.each(CASES)('%s', async (name) => {
      const call = `(async () => ${drive}(${JSON.stringify(name)}, ${instantiates(name)}))()`;
      expect(await page.evaluate(call)).toBe('done');
      expect(page.takeErrors()).toEqual([]);
    });
  });
});

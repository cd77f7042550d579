// Breakpoints at lines of WIT in headless Chromium, set as its developer tools do: a source map's first code of the
// line, by the DevTools protocol.

import { setTimeout } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TranspileOptions } from '../../src/index.ts';
import { findChromium, launch } from '../browser/support/chromium.ts';
import { serve } from '../browser/support/site.ts';
import { NAMES, application, lineOf, mapTextOf, readMap } from './support/application.ts';
import { namesOf } from './support/debugging.ts';
import type { Paused } from './support/debugging.ts';

const executable = findChromium();

const PAGE = '<!doctype html><title>test</title><link rel="icon" href="/icon.svg"><script type="module" src="/main.js"></script>';

/** How the application comes by its exports, in each mode. */
const LOAD = {
  module: "import { iface } from './app.js';",
  initialised: "import { $init, iface } from './app.js'; await $init;",
  instantiated: `import { instantiate } from './app.js'; import * as console from './console.js';
    const { iface } = await instantiate(undefined, { 'my:host/console': console });`,
};

const MODES: readonly (readonly [string, TranspileOptions, string])[] = [
  ['a module', {}, LOAD.module],
  ['minified', { minify: true }, LOAD.module],
  ['with the map inline', { sourcemap: 'inline' }, LOAD.module],
  ['with --tla-compat', { tlaCompat: true }, LOAD.initialised],
  ['with --instantiation', { instantiation: 'async' }, LOAD.instantiated],
];

let browser: Browser | undefined;
beforeAll(async () => {
  if (executable) browser = await launch(executable);
});
afterAll(async () => browser?.close());

/** Stops at the breakpoint while the page runs `call`; gives where. */
async function stopAt(options: TranspileOptions, load: string, text: string, call: string) {
  const result = await application(options);
  const reader = await readMap(result);
  const line = lineOf(reader.wit, text);
  const files = Object.entries(result.files).map(([name, content]) => [`/${name}`, content]);
  const site = await serve({
    ...Object.fromEntries(files) as Record<string, Uint8Array>,
    '/': PAGE,
    '/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '/console.js': 'export const told = []; export function logIt(n) { told.push(n); }',
    '/main.js': `${load} globalThis.iface = iface;`,
  });
  const page = await browser!.newPage();
  try {
    const session = await page.context().newCDPSession(page);
    const maps: string[] = [];
    session.on('Debugger.scriptParsed', ({ url, sourceMapURL = '' }) => {
      if (url.endsWith('/app.js')) maps.push(sourceMapURL);
    });
    const paused = new Promise<Paused>((resolve) => {
      session.on('Debugger.paused', (event) => {
        resolve(event);
        void session.send('Debugger.resume');
      });
    });
    await session.send('Debugger.enable');
    await page.goto(`${site.origin}/`);
    // Not `waitForFunction`, which evaluates text in the page when it has to wait: the policy forbids that.
    while (!await page.evaluate<boolean>('\'iface\' in globalThis')) await setTimeout(10);
    const place = reader.generated(line);
    const { locations } = await session.send('Debugger.setBreakpointByUrl', {
      url: `${site.origin}/app.js`, lineNumber: place.line - 1, columnNumber: place.column,
    });
    const value: unknown = await page.evaluate(call);
    return { ...reader, line, maps, locations, value, paused: await paused, map: mapTextOf(result) };
  } finally {
    await page.close();
    await site.close();
  }
}

describe.skipIf(executable === undefined).each(MODES)('in Chromium, %s', (_, options, load) => {
  test('stops at the line of an export, in a function that is called as in WIT', async () => {
    const { paused, line, original, maps, map, value } = await stopAt(options, load, 'do-it:', 'iface.doIt(21)');
    const { lineNumber, columnNumber = 0 } = paused.callFrames[0]!.location;
    expect(original({ line: lineNumber + 1, column: columnNumber })).toMatchObject({ source: 'app.wit', line });
    expect(paused.callFrames[0]?.functionName).toBe(NAMES.doIt);
    expect(maps).toEqual([options.sourcemap === 'inline' ? expect.stringMatching(/^data:application\/json;/) : 'app.js.map']);
    expect(JSON.parse(map)).toMatchObject({ version: 3, file: 'app.js' });
    expect(value).toBe(42);
  });

  test('stops at the line of an import, and shows who has called: core functions have the names of their module', async () => {
    const { paused, line, wit, original, locations } = await stopAt(options, load, 'log-it:', 'new iface.Sum(40).add(1)');
    expect(locations).toHaveLength(1);
    const places = paused.callFrames.map(({ location: { lineNumber, columnNumber = 0 } }) =>
      original({ line: lineNumber + 1, column: columnNumber }));
    expect(places[0]).toMatchObject({ source: 'app.wit', line });
    expect(places[3]).toMatchObject({ source: 'app.wit', line: lineOf(wit, ' add:') });
    expect(namesOf(paused)).toEqual([NAMES.logIt, '$inner_work', '$sum_add', NAMES.add]);
  });
});

// Vite's dev server: the application in Chromium and by `ssrLoadModule`, and what happens when a component is built again, or built wrong.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createServer } from 'vite';
import type { ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import wcm2js from '../../src/plugin/index.ts';
import { findChromium, launch } from '../browser/support/chromium.ts';
import { expected, makeProject, options } from './support/project.ts';

const executable = findChromium();
const project = await makeProject();
const inProject = (file: string): string => join(project.folder, file);
let server: ViteDevServer;

beforeAll(async () => {
  server = await createServer({
    root: project.folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [wcm2js(options)],
    server: { host: '127.0.0.1', port: 0 },
  });
  await server.listen();
});
afterAll(async () => {
  await server.close();
  project.remove();
});

test('source maps lead to WIT', async () => {
  const transformed = await server.environments.client.transformRequest('/adder.wasm');
  const map = transformed?.map as { sources: string[]; sourcesContent: string[] };
  const index = map.sources.findIndex((source) => source.endsWith('adder.wit'));
  expect(map.sourcesContent[index]).toContain('add: func(x: u32, y: u32) -> u32;');
});

test('a cache folder that may not be served: core modules are in the code', async () => {
  const elsewhere = await makeProject();
  const own = await createServer({
    root: project.folder, configFile: false, logLevel: 'silent', plugins: [wcm2js(options)], cacheDir: join(elsewhere.folder, 'cache'),
    server: { middlewareMode: true, ws: false },
  });
  try {
    const transformed = await own.environments.client.transformRequest('/users.wasm');
    expect(transformed?.code).not.toMatch(/new URL\(['"]/);
    expect(transformed?.code).toMatch(/[\w+/]{6000}/);
  } finally {
    await own.close();
    elsewhere.remove();
  }
});

interface App {
  run(): Promise<unknown>;
}

test('ssrLoadModule gives the application, whose large core modules are read from disk', async () => {
  const { run } = await server.ssrLoadModule('/app.js') as App;
  expect(await run()).toMatchObject(expected);
  const transformed = await server.environments.ssr.transformRequest(inProject('users.wasm'));
  expect(transformed?.code).toMatch(/new URL\(['"]file:\/\/[^'"]*users\.core\d*\.wasm\?v=\w+['"]\)/);
  expect(transformed?.code.split('//# sourceMappingURL')[0]).not.toMatch(/[\w+/]{6000}/);
});

describe.skipIf(executable === undefined)('in Chromium', () => {
  let browser: Browser;
  let page: Page;
  const original = readFileSync(inProject('adder.wasm'));
  beforeAll(async () => { browser = await launch(`${executable}`); });
  afterAll(() => browser.close());
  beforeEach(async () => {
    page = await browser.newPage();
    await page.goto(server.resolvedUrls!.local[0]!);
  });
  afterEach(async () => {
    await page.close();
    writeFileSync(inProject('adder.wasm'), original);
  });

  const result = async (wanted: string): Promise<string> => {
    const element = await page.waitForSelector(`#result:has-text(${JSON.stringify(wanted)})`);
    return await element.textContent() ?? '';
  };

  test('the application runs, and fetches large core modules', async () => {
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await page.reload();
    expect(JSON.parse(await result('sum'))).toMatchObject(expected);
    expect(fetched.filter((url) => url.includes('.core.wasm'))).toHaveLength(1);
  });

  test('a component that is built again reloads the page', async () => {
    await result('"sum":42');
    const subtracts = Buffer.from(original);
    // i32.add, i32.sub
    subtracts[subtracts.lastIndexOf(0x6a)] = 0x6b;
    writeFileSync(inProject('adder.wasm'), subtracts);
    await result('"sum":38');
  });

  test('a broken component is shown where it is broken, and mended without a restart', async () => {
    await result('"sum":42');
    writeFileSync(inProject('adder.wasm'), original.subarray(0, original.length - 3));
    const overlay = page.locator('vite-error-overlay');
    await overlay.waitFor();
    const text = await overlay.locator('.message-body').textContent();
    expect(text).toMatch(/^MALFORMED_UNEXPECTED_END at 0x[0-9a-f]+: .*section\)?/);
    expect(await overlay.locator('.file').textContent()).toContain('adder.wasm');
    expect(await overlay.locator('.frame').textContent()).toMatch(/^--> adder\.wasm:0x[0-9a-f]+ .*\n0x.* \| 00 .*\^\^/s);
    expect(await overlay.locator('.stack').textContent()).toBe('');
    writeFileSync(inProject('adder.wasm'), original);
    await result('"sum":42');
    expect(await page.locator('vite-error-overlay').count()).toBe(0);
  });
});

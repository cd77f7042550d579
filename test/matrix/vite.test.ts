// Vite under other addresses than `/`, with a component in a package of node_modules and the application in a module worker: served in
// development, and built.

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { InlineConfig } from 'vite';
import { build, createServer, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import wcm2js from '../../src/plugin/index.ts';
import { findChromium, launch } from '../browser/support/chromium.ts';
import { expected, makeProject, options } from './support/project.ts';

const executable = findChromium();
const project = await makeProject();
afterAll(project.remove);

/** A package with a component, and a page that uses it, and the application in a worker. */
function writePage(): void {
  const dependency = join(project.folder, 'node_modules/dependency');
  mkdirSync(dependency);
  copyFileSync(join(project.folder, 'adder.wasm'), join(dependency, 'adder.wasm'));
  writeFileSync(join(dependency, 'package.json'), '{ "name": "dependency", "version": "1.0.0", "type": "module", "main": "index.js" }');
  writeFileSync(join(dependency, 'index.js'), "export * from './adder.wasm';");
  writeFileSync(join(project.folder, 'worker.js'), `
    import { run } from './app.js';
    run().then(postMessage, (error) => postMessage({ failed: String(error) }));`);
  writeFileSync(join(project.folder, 'main.web.js'), `
    import { add } from 'dependency';
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }) => {
      const result = document.createElement('pre');
      result.id = 'result';
      result.textContent = JSON.stringify({ ...data, dependency: add(1, 2) });
      document.body.append(result);
    };`);
}

const config = (base: string): InlineConfig => ({
  root: project.folder,
  base,
  configFile: false,
  logLevel: 'silent',
  plugins: [wcm2js(options)],
  worker: { format: 'es', plugins: () => [wcm2js(options)] },
});
const address = { host: '127.0.0.1', port: 0 };

describe.skipIf(executable === undefined)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    writePage();
    browser = await launch(`${executable}`);
  });
  afterAll(() => browser.close());

  async function resultOf(url: string | undefined): Promise<unknown> {
    const page = await browser.newPage();
    try {
      await page.goto(`${url}`);
      const result = await page.waitForSelector('#result');
      return JSON.parse(await result.textContent() ?? '');
    } finally {
      await page.close();
    }
  }

  test('served below /base/', async () => {
    const server = await createServer({ ...config('/base/'), server: address });
    await server.listen();
    try {
      expect(await resultOf(server.resolvedUrls?.local[0])).toMatchObject({ ...expected, dependency: 3 });
    } finally {
      await server.close();
    }
  });

  test.each(['/base/', './'])('built for %s', async (base) => {
    await build(config(base));
    const server = await preview({ ...config(base), preview: address });
    try {
      expect(await resultOf(server.resolvedUrls?.local[0])).toMatchObject({ ...expected, dependency: 3 });
    } finally {
      await server.close();
    }
  });
});

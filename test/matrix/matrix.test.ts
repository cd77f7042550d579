// One application of five components, built by each bundler for Node and for the web, and run there: in the pinned Node, and in Chromium
// under a policy without `eval`.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launch } from '../browser/support/chromium.ts';
import { serve } from '../browser/support/site.ts';
import type { Pages } from '../browser/support/site.ts';
import { engine, haveToolchains } from '../support/toolchains.ts';
import { expected, makeProject } from './support/project.ts';
import { entryOf, TOOLS } from './support/tools.ts';
import type { Platform } from './support/tools.ts';

const executable = findChromium();
const project = await makeProject();
let browser: Browser | undefined;
beforeAll(async () => { browser = executable === undefined ? undefined : await launch(executable); });
afterAll(async () => {
  await browser?.close();
  project.remove();
});

const isThere = haveToolchains();
const tools = Object.keys(TOOLS).filter((name) =>
  (name === 'Bun 1' ? engine('bun') !== undefined : isThere || ['no bundler', 'Rollup 4', 'Vite 8'].includes(name)));

/** With lines of the story, as `examples/README.md` has them. */
const told = {
  ...expected,
  story: expect.arrayContaining([
    ['inserted', '1'],
    expect.arrayContaining(['created', 'success: true, userId: user-1']) as string[],
    expect.arrayContaining(['refused', 'success: false, userId: undefined']) as string[],
  ]) as string[][],
};

async function build(tool: string, platform: Platform): Promise<string> {
  const out = join(project.folder, 'dist', `${tool.replaceAll(' ', '-')}-${platform}`);
  mkdirSync(out, { recursive: true });
  await TOOLS[tool]!({ project: project.folder, entry: entryOf(project.folder, platform), platform, out });
  return out;
}

function runInNode(file: string): unknown {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

/** The page of Vite's own, or the project's with the built script. */
function pagesOf(out: string): Pages {
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) => /\.\w+$/.test(file));
  const pages = Object.fromEntries(files.map((file) => [`/${file.replaceAll('\\', '/')}`, readFileSync(join(out, file))]));
  const html = readFileSync(join(project.folder, 'index.html'), 'utf8').replace('main.web.js', 'main.js');
  const icon = readFileSync(join(project.folder, 'public/icon.svg'));
  return { '/icon.svg': icon, ...pages, '/': pages['/index.html'] ?? html };
}

async function runInChromium(out: string): Promise<unknown> {
  const site = await serve(pagesOf(out));
  const page = await browser!.newPage();
  try {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
    await page.goto(`${site.origin}/`);
    const result = await page.waitForSelector('#result');
    expect(errors).toEqual([]);
    return JSON.parse(await result.textContent() ?? '');
  } finally {
    await page.close();
    await site.close();
  }
}

describe.each(tools)('%s', (tool) => {
  test('builds for Node', async () => {
    const out = await build(tool, 'node');
    expect(runInNode(join(out, 'main.js'))).toMatchObject(told);
  });

  test.skipIf(executable === undefined)('builds for the web', async () => {
    const out = await build(tool, 'web');
    expect(await runInChromium(out)).toMatchObject(told);
  });
});

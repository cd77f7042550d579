/**
 * Output in headless Chromium, unbundled, from static files, under a Content-Security-Policy that allows no
 * inline script and no `eval`: every golden case loads, core modules are compiled while they stream in, and
 * the example's page tells its story.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseText } from '@bytecodealliance/jco-transpile/wasm-tools';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transpile } from '../../src/index.ts';
import type { TranspileOptions } from '../../src/index.ts';
import { findChromium, launch } from './support/chromium.ts';
import { POLICY, serve } from './support/site.ts';
import type { Pages, Site } from './support/site.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const executable = findChromium();
const blank = '<!doctype html><title>test</title><link rel="icon" href="/icon.svg">';
const icon = { '/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' };

/** A golden case's module, and what it must export. */
interface Case {
  readonly pages: Pages;
  readonly exports: readonly string[];
}

/**
 * For a page: a sum, and how core modules were compiled for it. Text, for vitest would rewrite the import.
 */
const COMPILATIONS = `(async () => {
  const calls = [];
  for (const name of ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = (...args) => {
      if (!(args[0] instanceof WebAssembly.Module)) calls.push(name);
      return original(...args);
    };
  }
  const { add } = await import('/adder.js');
  return [add(1, 3), calls];
})()`;

/** What a case imports from beside it, or from the package. */
const beside: Readonly<Record<string, Pages>> = {
  'imports-esm': {
    'log.js': 'export const line = () => {}; export const countLines = () => 0;',
    'scale.js': 'export default (n) => n;',
  },
};

async function transpileCase(name: string): Promise<Case> {
  const folder = join(root, 'golden', name);
  const given = join(folder, 'options.json');
  const own = existsSync(given) ? JSON.parse(readFileSync(given, 'utf8')) as TranspileOptions : {};
  const options = { name, typescript: false, ...own };
  const result = transpile(await parseText(readFileSync(join(folder, 'input.wat'), 'utf8')), options);
  const files = Object.entries({ ...result.files, ...beside[name] });
  return {
    pages: Object.fromEntries(files.map(([file, content]) => [`/golden/${name}/${file}`, content])),
    exports: 'instantiation' in options ? ['instantiate'] : result.exports.map(([each]) => each),
  };
}

/** The modules that `wcm2js/runtime` names, as `npm run build` made them. */
function runtimePages(): Pages {
  const folder = join(root, 'dist/runtime-shim');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.js')) : [];
  return Object.fromEntries(files.map((file) => [`/runtime/${file}`, readFileSync(join(folder, file))]));
}

describe.skipIf(executable === undefined)('in Chromium', () => {
  let browser: Browser | undefined;
  beforeAll(async () => { browser = await launch(`${executable}`); });
  afterAll(() => browser?.close());

  /**
   * Opens a page, and collects what goes wrong on it: errors, refusals of the policy, files that aren't
   * there.
   */
  async function open(site: Site, path: string, errors: string[]): Promise<Page> {
    const page = await browser!.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
    await page.goto(`${site.origin}${path}`);
    return page;
  }

  describe('golden cases', () => {
    const names = readdirSync(join(root, 'golden'), { withFileTypes: true })
      .filter(({ name }) => existsSync(join(root, 'golden', name, 'input.wat')) && !name.startsWith('error-'))
      .map(({ name }) => name);
    const importMap = JSON.stringify({ imports: { 'wcm2js/runtime': '/runtime/index.js' } });
    const pages: Record<string, string | Uint8Array> = {
      '/': `${blank}<script type="importmap" nonce="map">${importMap}</script>`, ...icon, ...runtimePages(),
    };
    const errors: string[] = [];
    let site: Site | undefined;
    let page: Page;
    beforeAll(async () => {
      site = await serve(pages, { '/': `${POLICY} 'nonce-map'` });
      page = await open(site, '/', errors);
    });
    afterAll(() => site?.close());

    test('there are many', () => {
      expect(names.length).toBeGreaterThan(30);
    });

    test.each(names)('%s loads', async (name) => {
      const golden = await transpileCase(name);
      Object.assign(pages, golden.pages);
      const exports = await page.evaluate<string[]>(`(async () => {
        const module = await import('/golden/${name}/${name}.js');
        await module.$init;
        return Object.keys(module).filter((each) => each !== '$init');
      })()`);
      expect(exports.sort()).toEqual([...golden.exports].sort());
      expect(errors.splice(0)).toEqual([]);
    });
  });

  test('a core module in a file of its own is compiled while it streams in', async () => {
    const bytes = await parseText(readFileSync(join(root, 'golden/adder/input.wat'), 'utf8'));
    const { files } = transpile(bytes, { name: 'adder', base64Cutoff: 0, typescript: false });
    const pages = Object.fromEntries(Object.entries(files).map(([file, content]) => [`/${file}`, content]));
    const site = await serve({ '/': blank, ...icon, ...pages });
    const errors: string[] = [];
    try {
      const page = await open(site, '/', errors);
      const [sum, calls] = await page.evaluate<[number, string[]]>(COMPILATIONS);
      expect(sum).toBe(4);
      expect(calls).toHaveLength(1);
      expect(calls[0]).toMatch(/Streaming$/);
      expect(site.requests.filter((path) => path.endsWith('.wasm'))).toEqual(['/adder.core.wasm']);
      expect(errors).toEqual([]);
    } finally {
      await site.close();
    }
  });

  test('the example\'s page tells its story', async () => {
    const folder = join(root, 'examples/user-service');
    const read = (file: string): Uint8Array => readFileSync(join(folder, file));
    const { files } = transpile(read('composed.wasm'), { name: 'users', typescript: false });
    const pages = ['page.mjs', 'story.mjs', 'icon.svg'].map((file) => [`/${file}`, read(file)]);
    const site = await serve({
      '/': read('index.html'),
      ...Object.fromEntries(pages) as Pages,
      ...Object.fromEntries(Object.entries(files).map(([file, content]) => [`/out/${file}`, content])),
    });
    const errors: string[] = [];
    try {
      const page = await open(site, '/', errors);
      await page.waitForSelector('#status:not(:text-is("loading"))');
      const text = async (id: string): Promise<string> => await page.textContent(`#${id}`) ?? '';
      expect(await text('status')).toBe('done');
      expect((await text('created')).split('\n')[0]).toBe('success: true, userId: user-1');
      expect((await text('refused')).split('\n')[0]).toBe('success: false, userId: undefined');
      expect(await text('emails')).toMatch(/^ada@example\.org: true\n/);
      expect(await text('inserted')).toBe('1');
      expect((await text('rows')).split('\n')).toHaveLength(3);
      expect(await text('errors')).toMatch(/^ComponentError: /);
      expect(errors).toEqual([]);
    } finally {
      await site.close();
    }
  });
});

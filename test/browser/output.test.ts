/**
 * What else is promised of output in browsers: core modules are compiled while they stream in, and may be larger than what may be
 * compiled or instantiated at once on a main thread; the example's page tells its story.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseText } from '@bytecodealliance/jco-transpile/wasm-tools';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transpile } from '../../src/index.ts';
import type { TranspileOptions } from '../../src/index.ts';
import { BROWSERS } from './support/browsers.ts';
import type { TestBrowser } from './support/browsers.ts';
import { serve } from './support/site.ts';
import type { Pages, Site } from './support/site.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const blank: Pages = {
  '/': '<!doctype html><title>test</title><link rel="icon" href="/icon.svg">',
  '/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
};

/** The files that come of a component, at `folder`. */
function pagesOf(bytes: Uint8Array, options: TranspileOptions, folder = '/'): Pages {
  const { files } = transpile(bytes, { typescript: false, ...options });
  return Object.fromEntries(Object.entries(files).map(([file, content]) => [`${folder}${file}`, content]));
}

const adder = await parseText(readFileSync(join(root, 'golden/adder/input.wat'), 'utf8'));

/** A sum, and how core modules were compiled for it. Text, for Vitest would rewrite the import. */
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

/** 9 MB of a core module's data, and what it adds up to. */
const MEGABYTES = 9;
const big = await parseText(`(component
  (core module $m
    (memory ${MEGABYTES * 16})
    (data (i32.const 0) "${'wasm'.repeat(MEGABYTES << 18)}")
    (func (export "at") (param i32) (result i32) (i32.load8_u (local.get 0))))
  (core instance $i (instantiate $m))
  (func (export "at") (param "i" u32) (result u8) (canon lift (core func $i "at"))))`);
const LAST_BYTE = `(await import('/big.js')).at(${(MEGABYTES << 20) - 1})`;

describe.each(BROWSERS)('in $name', ({ executable, launch }) => {
  describe.skipIf(executable === undefined)('output', () => {
    let browser: TestBrowser | undefined;
    let site: Site | undefined;
    beforeAll(async () => { browser = await launch(); });
    afterAll(() => browser?.close());

    /** Evaluates an expression on the page at `/` of a new site; nothing may go wrong there. */
    async function evaluate<T>(pages: Pages, expression: string): Promise<T> {
      site = await serve({ ...blank, ...pages });
      try {
        const page = await browser!.open(`${site.origin}/`);
        const value = await page.evaluate<T>(expression);
        expect(page.takeErrors()).toEqual([]);
        await page.close();
        return value;
      } finally {
        await site.close();
      }
    }

    test('a core module in a file of its own is compiled while it streams in', async () => {
      const [sum, calls] = await evaluate<[number, string[]]>(pagesOf(adder, { name: 'adder', base64Cutoff: 0 }), COMPILATIONS);
      expect(sum).toBe(4);
      expect(calls).toHaveLength(1);
      expect(calls[0]).toMatch(/Streaming$/);
      expect(site!.requests.filter((path) => path.endsWith('.wasm'))).toEqual(['/adder.core.wasm']);
    });

    test('a core module may be larger than 8 MB', async () => {
      expect(await evaluate(pagesOf(big, { name: 'big' }), `(async () => ${LAST_BYTE})()`)).toBe(109);
    });

    test('a core module that is part of the code may be larger than 8 MB', async () => {
      const pages = pagesOf(big, { name: 'big', base64Cutoff: Infinity });
      expect(Object.keys(pages)).toEqual(['/big.js']);
      expect(await evaluate(pages, `(async () => ${LAST_BYTE})()`)).toBe(109);
    });

    test('and so in a worker, and through `instantiate`', async () => {
      const pages = {
        ...pagesOf(big, { name: 'big' }),
        ...pagesOf(big, { name: 'big', instantiation: 'async' }, '/factory/'),
        '/worker.js': `
          const { instantiate } = await import('/factory/big.js');
          const instances = [await instantiate(undefined, {}), await instantiate(undefined, {})];
          postMessage([${LAST_BYTE}, ...instances.map(({ at }) => at(0))]);`,
      };
      const bytes = await evaluate(pages, `new Promise((resolve, reject) => {
        const worker = new Worker('/worker.js', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      })`);
      expect(bytes).toEqual([109, 119, 119]);
      expect(site!.requests.filter((path) => path === '/factory/big.core.wasm'), 'one module, many instances').toHaveLength(1);
    });

    test('the example\'s page tells its story', async () => {
      const folder = join(root, 'examples/user-service');
      const read = (file: string): Uint8Array => readFileSync(join(folder, file));
      const pages = {
        '/': read('index.html'),
        ...Object.fromEntries(['page.mjs', 'story.mjs', 'icon.svg'].map((file) => [`/${file}`, read(file)])),
        ...pagesOf(read('composed.wasm'), { name: 'users' }, '/out/'),
      };
      const told = await evaluate<Record<string, string>>(pages, `(async () => {
        while (document.getElementById('status').textContent === 'loading') {
          await new Promise((resolve) => { setTimeout(resolve, 10); });
        }
        const ids = ['status', 'created', 'refused', 'emails', 'inserted', 'rows', 'errors'];
        return Object.fromEntries(ids.map((id) => [id, document.getElementById(id).textContent]));
      })()`);
      expect(told['status']).toBe('done');
      expect(told['created']?.split('\n')[0]).toBe('success: true, userId: user-1');
      expect(told['refused']?.split('\n')[0]).toBe('success: false, userId: undefined');
      expect(told['emails']).toMatch(/^ada@example\.org: true\n/);
      expect(told['inserted']).toBe('1');
      expect(told['rows']?.split('\n')).toHaveLength(3);
      expect(told['errors']).toMatch(/^ComponentError: /);
    });
  });
});

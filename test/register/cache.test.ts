// The cache of `wcm2js/register`: what is in it is used, and never wrongly; whoever can't write it works without.

import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { cacheFolder } from '../../src/plugin/register/cache-folder.ts';
import { expectResult, makeApplication, node } from './support/application.ts';
import type { Engine } from './support/application.ts';

const application = await makeApplication();
const { cache } = application;

// Says on stderr which of the package's modules are loaded.
application.write('tell.mjs', `
  import { registerHooks } from 'node:module';
  registerHooks({
    load(url, context, nextLoad) {
      if (/dist\\/.*(?:transpile|compile)/.test(url)) process.stderr.write('transpiler\\n');
      return nextLoad(url, context);
    },
  });`);

const [binary, ...args] = node.command;
const telling: Engine = { name: 'Node', command: [binary, '--import', './tell.mjs', ...args] };

const entries = (): string[] => readdirSync(cache).sort();

/** The components of the application: one of them as an instance and as a factory. */
const COUNT = readdirSync(application.folder).filter((name) => name.endsWith('.wasm')).length + 1;

beforeEach(() => rmSync(cache, { recursive: true, force: true }));

/** Runs the application; returns whether the transpiler was loaded. */
function transpiles(env: Readonly<Record<string, string>> = {}): boolean {
  const { stderr, ...outcome } = application.run(telling, 'main.node.js', env);
  expectResult({ ...outcome, stderr: stderr.replaceAll('transpiler\n', '') });
  return stderr !== '';
}

test('with a warm cache the transpiler is not loaded', () => {
  expect(transpiles()).toBe(true);
  expect(entries()).toHaveLength(COUNT);
  expect(transpiles()).toBe(false);
});

test('many processes that start at once with a cold cache all work, and leave one entry for each component', async () => {
  const outcomes = await application.runAtOnce(node, 'main.node.js', 8);
  outcomes.forEach(expectResult);
  expect(entries().filter((name) => !/^[\da-f]{40}$/.test(name))).toEqual([]);
  expect(entries()).toHaveLength(COUNT);
  expect(transpiles()).toBe(false);
}, 120_000);

describe('an entry that is damaged is not read, and one beside it is made', () => {
  const damages: [string, (folder: string) => void][] = [
    ['code that is cut off', (folder) => truncateSync(join(folder, 'module.js'), 100)],
    ['code of no length', (folder) => truncateSync(join(folder, 'module.js'), 0)],
    ['other code', (folder) => writeFileSync(join(folder, 'module.js'), 'throw new Error("wrong");')],
    ['no code', (folder) => rmSync(join(folder, 'module.js'))],
    ['no manifest', (folder) => rmSync(join(folder, 'entry.json'))],
    ['a manifest that is cut off', (folder) => truncateSync(join(folder, 'entry.json'), 20)],
    ['a manifest of something else', (folder) => writeFileSync(join(folder, 'entry.json'), '[null]')],
    ['a manifest of nothing', (folder) => writeFileSync(join(folder, 'entry.json'), '{ "hashes": {}, "warnings": [] }')],
    ['core modules that have changed', (folder) => {
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.wasm'))) {
        const bytes = readFileSync(join(folder, file));
        bytes[bytes.length - 1]! ^= 1;
        writeFileSync(join(folder, file), bytes);
      }
    }],
  ];

  test.each(damages)('%s', (_, damage) => {
    expect(transpiles()).toBe(true);
    for (const name of entries()) damage(join(cache, name));
    expect(transpiles()).toBe(true);
    expect(transpiles()).toBe(false);
  });

  test('again and again: then there is none', () => {
    for (let round = 0; round < 6; round++) {
      expect(transpiles()).toBe(true);
      for (const name of entries()) writeFileSync(join(cache, name, 'module.js'), 'broken');
    }
    expect(entries().every((name) => /^[\da-f]{40}(?:-[234])?$/.test(name))).toBe(true);
  });
});

describe('an entry is of the bytes, the options and the name', () => {
  test('other bytes under the same name are transpiled', async () => {
    application.write('one.mjs', "import { f } from './one.wasm'; console.log(f());");
    for (const value of [1, 2]) {
      application.write('one.wasm', await parse(`(component
        (core module $m (func (export "f") (result i32) (i32.const ${value})))
        (core instance $i (instantiate $m))
        (func (export "f") (result u32) (canon lift (core func $i "f"))))`));
      expect(application.run(node, 'one.mjs')).toEqual({ code: 0, stdout: `${value}\n`, stderr: '' });
    }
    expect(entries()).toHaveLength(2);
  });

  test('other options, of the package or of the environment, make other entries', () => {
    expect(transpiles()).toBe(true);
    expect(transpiles({ WCM2JS_OPTIONS: '{ "strict": true }' })).toBe(true);
    expect(entries()).toHaveLength(2 * COUNT);
    expect(transpiles({ WCM2JS_OPTIONS: '{ "strict": true }' })).toBe(false);
    expect(transpiles({ WCM2JS_OPTIONS: '' })).toBe(false);
  });
});

describe('the place', () => {
  test('is where WCM2JS_CACHE says, relative to the working directory', () => {
    expect(transpiles({ WCM2JS_CACHE: 'elsewhere' })).toBe(true);
    expect(readdirSync(join(application.folder, 'elsewhere'))).toHaveLength(COUNT);
    expect(transpiles({ WCM2JS_CACHE: 'elsewhere' })).toBe(false);
  });

  test.each(['', '0', 'off'])('is nowhere for %j', (value) => {
    expect(transpiles({ WCM2JS_CACHE: value })).toBe(true);
    expect(transpiles({ WCM2JS_CACHE: value })).toBe(true);
  });

  test('need not be writable', () => {
    expect(transpiles({ WCM2JS_CACHE: 'main.node.js/cache' })).toBe(true);
  });

  test.runIf(process.platform === 'linux')('does without where a file system makes no folders', () => {
    expect(transpiles({ WCM2JS_CACHE: '/proc/wcm2js/cache' })).toBe(true);
  });

  test('is in the next node_modules above, or with the user', () => {
    vi.stubEnv('WCM2JS_CACHE', undefined);
    vi.stubEnv('XDG_CACHE_HOME', '/nowhere/cache');
    vi.stubEnv('LOCALAPPDATA', '/nowhere/cache');
    expect(cacheFolder(join(application.folder, 'deep/er/app.wasm'))).toBe(cache);
    expect(cacheFolder(join(application.folder, 'node_modules/some/app.wasm'))).toBe(cache);
    if (process.platform === 'linux') expect(cacheFolder('/nowhere/app.wasm')).toBe('/nowhere/cache/wcm2js');
    vi.unstubAllEnvs();
  });
});

test('of old entries the latest 200 stay; what was used today stays, too', () => {
  const age = (name: string, days: number): void => {
    mkdirSync(join(cache, name), { recursive: true });
    const time = Date.now() / 1000 - days * 86_400;
    utimesSync(join(cache, name), time, time);
  };
  for (let i = 0; i < 230; i++) age(`old${String(i).padStart(3, '0')}`, 10 + i);
  for (let i = 0; i < 20; i++) age(`used-today${i}`, 0.5);
  age('.left-behind', 2);
  age('.under-way', 0.01);
  expect(transpiles()).toBe(true);
  const left = entries();
  expect(left.filter((name) => name.startsWith('used-today'))).toHaveLength(20);
  expect(left.filter((name) => name.startsWith('old'))).toEqual(
    Array.from({ length: 200 - 20 - COUNT }, (_, i) => `old${String(i).padStart(3, '0')}`),
  );
  expect(left.filter((name) => name.startsWith('.'))).toEqual(['.under-way']);
});

test('an entry that is used becomes young again', () => {
  expect(transpiles()).toBe(true);
  const old = Date.now() / 1000 - 864_000;
  for (const name of entries()) utimesSync(join(cache, name), old, old);
  expect(transpiles()).toBe(false);
  for (const name of entries()) expect(statSync(join(cache, name)).mtimeMs / 1000).toBeGreaterThan(old + 1000);
});

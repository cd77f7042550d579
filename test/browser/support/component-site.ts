// Components of others' as a site: their stages (test/components/support/stage.ts) and the WASI shims' builds for browsers.

import { existsSync, readFileSync, rmSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FindPage } from './site.ts';
import { withPaths } from './specifiers.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What drivers use of `node:assert`. */
const ASSERT = `
  import { expect } from '/expect.js';
  export const equal = (actual, expected, message) => expect(actual, message).toBe(expected);
  export const deepEqual = (actual, expected, message) => expect(actual, message).toEqual(expected);
  export const ok = (value, message) => expect(Boolean(value), message).toBe(true);
  const matches = (error, expected) => {
    if (typeof expected === 'function' && !(expected.prototype instanceof Error) && expected !== Error) ok(expected(error));
    else if (typeof expected === 'object' && !(expected instanceof RegExp)) {
      for (const [key, value] of Object.entries(expected)) {
        if (value instanceof RegExp) ok(value.test(error[key]), String(error));
        else deepEqual(error[key], value, String(error));
      }
    } else expect(() => { throw error; }).toThrow(expected);
  };
  export function throws(call, expected) {
    try {
      call();
    } catch (error) {
      return matches(error, expected);
    }
    throw new Error('expected a call to throw');
  }
  export const rejects = async (promise, expected) => {
    const outcome = await (typeof promise === 'function' ? promise() : promise).then(() => undefined, (error) => ({ error }));
    if (outcome === undefined) throw new Error('expected a promise to reject');
    matches(outcome.error, expected);
  };`;

const TIMERS = 'export const setTimeout = (ms, value) => new Promise((resolve) => globalThis.setTimeout(resolve, ms, value));';

/** Plays a component's driver over its module, which is there as its users' is. */
const PLAY = `
  export async function play(name) {
    const { host } = await import('/stage/' + name + '/esm/host.js');
    await host.drive(await import('/stage/' + name + '/esm/' + name + '.js'));
    return 'done';
  }`;

/** What a command of WASI writes in a browser, where nobody but us reads it. */
const RUN = `
  import { _setStdout, _setStderr } from '/modules/@bytecodealliance/preview2-shim/dist/browser/cli.js';
  export async function run(name, start) {
    const written = { stdout: '', stderr: '' };
    const into = (key) => {
      const decoder = new TextDecoder();
      return { write(bytes) { written[key] += decoder.decode(bytes, { stream: true }); }, blockingFlush() {}, flush() {} };
    };
    _setStdout(into('stdout'));
    _setStderr(into('stderr'));
    await start(await import('/stage/' + name + '/esm/' + name + '.js'));
    return written;
  }`;

const PAGES: Readonly<Record<string, string>> = {
  '/': '<!doctype html><title>components</title><link rel="icon" href="/icon.svg">',
  '/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '/play.js': PLAY,
  '/run.js': RUN,
  '/assert.js': ASSERT,
  '/timers.js': TIMERS,
  '/expect.js': stripTypeScriptTypes(readFileSync(new URL('expect.ts', import.meta.url), 'utf8')),
};

/** The site, and the folders at `/stage/<name>` in it: `stages` may be filled later. */
export function componentSite(stages: ReadonlyMap<string, string>): FindPage {
  return (path) => {
    if (path in PAGES) return PAGES[path];
    const [, name = '', file = ''] = /^\/stage\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const folder = stages.get(name);
    const onDisk = folder !== undefined ? join(folder, file)
      : path.startsWith('/modules/') ? join(root, 'node_modules', path.slice('/modules/'.length)) : undefined;
    if (onDisk === undefined || !existsSync(onDisk)) return undefined;
    return extname(onDisk) === '.js' ? withPaths(readFileSync(onDisk, 'utf8')) : readFileSync(onDisk);
  };
}

/** The folder of a stage, by its program. */
export const stageFolder = (program: string): string => dirname(program);

export const removeStages = (stages: ReadonlyMap<string, string>): void =>
  stages.forEach((folder) => rmSync(folder, { recursive: true, force: true }));

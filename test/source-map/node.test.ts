// Source maps in Node: the stacks of `--enable-source-maps`, and breakpoints by the inspector.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TranspileOptions } from '../../src/index.ts';
import { makeScratch } from '../support/cli.ts';
import { projectRoot } from '../support/source-file.ts';
import { NAMES, application, lineOf, readMap, textOf } from './support/application.ts';
import { namesOf } from './support/debugging.ts';
import type { Paused } from './support/debugging.ts';

const scratch = makeScratch();

/** Writes the application, or that of another text, and these files, and runs `main.mjs`. */
async function run(
  folder: string, options: TranspileOptions, others: Readonly<Record<string, string>>, flags: readonly string[] = [], text?: string,
) {
  const result = await application(options, text);
  const reader = await readMap(result);
  for (const [name, content] of Object.entries({ ...result.files, ...others })) {
    mkdirSync(dirname(join(scratch, folder, name)), { recursive: true });
    writeFileSync(join(scratch, folder, name), content);
  }
  writeFileSync(join(scratch, folder, 'package.json'), '{ "type": "module" }');
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, 'main.mjs'], {
    cwd: join(scratch, folder), encoding: 'utf8', env: { PATH: process.env['PATH'] },
  });
  return { ...reader, stdout, stderr };
}

const THROWS = "export function logIt() { throw new Error('no console'); }\n";

describe('an uncaught error', () => {
  test.each([['plain', {}], ['inline', { sourcemap: 'inline' }], ['minified', { minify: true }]] as const)(
    'of the host has WIT, by line and name, and the names of core functions in its stack: %s', async (folder, options) => {
      const { wit, stderr } = await run(folder, options, {
        'console.js': THROWS, 'main.mjs': "import { iface } from './app.js';\niface.doIt(4);\n",
      }, ['--enable-source-maps']);
      const [logIt, doIt] = [lineOf(wit, 'log-it:'), lineOf(wit, 'do-it:')];
      const frames = stderr.split('\n').filter((line) => line.startsWith('    at '))
        .map((line) => line.trim().replace(/\(file:.*\/|\(\/.*\//, '(').replace(/\(wasm:.*/, '(wasm'));
      expect(frames.slice(0, 6)).toEqual([
        expect.stringMatching(/^at (?:Module\.)?logIt \(console\.js:1:33\)$/),
        expect.stringMatching(`^at ${escaped(NAMES.logIt)} \\(app\\.wit:${logIt}:\\d+\\)$`),
        expect.stringMatching(/^at (?:\w+\.)?inner_work \(wasm$/),
        expect.stringMatching(/^at (?:\w+\.)?twice \(wasm$/),
        expect.stringMatching(`^at (?:Object\\.)?${escaped(NAMES.doIt)} \\(app\\.wit:${doIt}:\\d+\\)$`),
        expect.stringContaining('main.mjs:2'),
      ]);
    });

  test('has the names of WIT without --enable-source-maps, too; without a map, those of the code', async () => {
    const others = { 'console.js': THROWS, 'main.mjs': "import { iface } from './app.js';\nnew iface.Sum(1).add(2);\n" };
    const mapped = await run('names', {}, others);
    expect(mapped.stderr).toMatch(new RegExp(`at (?:\\w+\\.)?${escaped(NAMES.logIt)} \\(.*app\\.js`));
    expect(mapped.stderr).toMatch(new RegExp(`at (?:\\w+\\.)?${escaped(NAMES.add)} \\(.*app\\.js`));
  });
});

const escaped = (text: string): string => text.replace(/[[\].]/g, '\\$&');

// A synchronous call of an asynchronous import: on a stack that could be parked, around which there are thunks.
test('functions that run as tasks are mapped and named, with the thunks around them', async () => {
  const text = readFileSync(join(projectRoot, 'golden/async-import-sync/input.wat'), 'utf8');
  const { wit, stderr } = await run('tasks', { instantiation: 'async' }, {
    'main.mjs': `import { instantiate } from './app.js';
const { sum } = await instantiate(undefined, { fetch(key) { throw new Error('no keys'); } });
await sum(3);
`,
  }, ['--enable-source-maps'], text);
  const frames = stderr.split('\n').filter((line) => line.startsWith('    at '))
    .map((line) => line.trim().replace(/\((?:file:)?\/.*\//, '(').replace(/\(wasm:.*/, '(wasm').replace(/(\.ts):.*/, '$1'));
  const of = (name: string, part: string): string => expect.stringMatching(`^at (?:async )?(?:Object\\.)?${name} \\(app\\.wit:${lineOf(wit, part)}:\\d+\\)$`) as string;
  expect(frames.filter((frame) => !frame.includes('main.mjs')).filter((frame, i, all) => frame !== all[i - 1])).toEqual([
    of('fetch', 'fetch:'), 'at callHost (host-call.ts', 'at hostCallSync (host-call.ts', of('fetch', 'fetch:'),
    // The thunk of the import, the core function, which has no name, and the thunk of the export.
    'at fetch (wasm', 'at m (wasm', 'at sum (wasm',
    of('sum', ' sum:'), 'at enterTask (task.ts',
  ]);
});

test('a breakpoint at a line of WIT stops there, under functions with the names of WIT', async () => {
  const { wit, generated, original } = await readMap(await application());
  const line = lineOf(wit, 'log-it:');
  const { line: at, column } = generated(line);
  const { stdout, stderr } = await run('inspector', {}, {
    'console.js': 'export function logIt() {}\n',
    'main.mjs': `import { Session } from 'node:inspector';
const { iface } = await import('./app.js');
const session = new Session();
session.connect();
session.on('Debugger.paused', ({ params }) => console.log(JSON.stringify(params)));
session.post('Debugger.enable');
session.post('Debugger.setBreakpointByUrl', { lineNumber: ${at - 1}, columnNumber: ${column}, urlRegex: '/app.js$' });
iface.doIt(4);
`,
  });
  expect(stderr).toBe('');
  const paused = JSON.parse(stdout) as Paused;
  const { lineNumber, columnNumber = 0 } = paused.callFrames[0]!.location;
  expect(original({ line: lineNumber + 1, column: columnNumber })).toMatchObject({ source: 'app.wit', line });
  expect(namesOf(paused)).toEqual([NAMES.logIt, '$inner_work', '$twice', NAMES.doIt]);
});

test('functions have the names of WIT, and classes those of JavaScript', async () => {
  const { files } = await application();
  expect(textOf(files['app.js'])).toContain('Object.defineProperty(Sum.prototype.add, \'name\'');
  const { stdout } = await run('values', {}, {
    'console.js': 'export function logIt() {}\n',
    'main.mjs': "import { iface } from './app.js';\nconsole.log(iface.doIt.name, iface.Sum.name, iface.Sum.prototype.add.name);\n",
  });
  expect(stdout.trim()).toBe(`${NAMES.doIt} Sum ${NAMES.add}`);
});

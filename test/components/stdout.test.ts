/**
 * Components that write to stdout by way of the published WASI shim: ES modules with the default mapping,
 * each in a process of its own, on the pinned Node and on Node 20.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { transpile } from '../../src/index.ts';
import { node20 } from '../support/node20.ts';
import { sharedPathOrWarn } from '../support/shared.ts';

const CASES = [
  {
    name: 'hello-stdout',
    code: 'const { run } = await import("./hello-stdout.js"); run.run();',
    stdout: 'writing to stdout: hello, world\n',
    stderr: 'writing to stderr: hello, world\n',
  },
  {
    name: 'stdio.composed',
    code: 'const { testStdio } = await import("./stdio.composed.js"); testStdio();',
    stdout: 'Hello world\n',
    stderr: '',
  },
  {
    name: 'smoke',
    // Its import has no default: `map` sends it to a file of the user's.
    map: { 'test:smoke/imports': './thunk.js' },
    code: 'const { thunk } = await import("./smoke.js"); thunk();',
    stdout: 'howdy\n',
    stderr: '',
  },
];

const folder = sharedPathOrWarn('components');
const nodes = [{ node: process.execPath, title: 'this Node' }, { node: node20(), title: 'Node 20' }];
const stages: string[] = [];
afterAll(() => stages.forEach((stage) => rmSync(stage, { recursive: true, force: true })));

describe.skipIf(folder === undefined).each(CASES)('$name', ({ name, code, map, stdout, stderr }) => {
  const stage = mkdtempSync(join(tmpdir(), 'wcm2js-stdout-'));
  stages.push(stage);

  test('is transpiled to an ES module', () => {
    const { files } = transpile(readFileSync(`${folder}/${name}.wasm`), { name, map, typescript: false });
    for (const [file, content] of Object.entries(files)) writeFileSync(join(stage, file), content);
    writeFileSync(join(stage, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(stage, 'thunk.js'), 'export const thunk = () => {};');
    const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
    symlinkSync(modules, join(stage, 'node_modules'), 'dir');
    expect(Object.keys(files)).toContain(`${name}.js`);
  });

  for (const { node, title } of nodes) {
    test.skipIf(node === undefined)(`writes what it should on ${title}`, () => {
      const args = ['--input-type=module', '--eval', code];
      const run = spawnSync(`${node}`, args, { cwd: stage, encoding: 'utf8', timeout: 25_000 });
      expect(run.stderr).toBe(stderr);
      expect(run.stdout).toBe(stdout);
      expect(run.status).toBe(0);
    });
  }
});

// Vitest with the plugin: a project whose tests import components.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { projectRoot } from '../support/source-file.ts';
import { expected, makeProject, options } from './support/project.ts';

const project = await makeProject();
afterAll(project.remove);

test('tests of a project import components', () => {
  const plugin = pathToFileURL(join(projectRoot, 'dist/plugin/index.js'));
  writeFileSync(join(project.folder, 'vitest.config.js'), `
    import wcm2js from ${JSON.stringify(plugin.href)};
    export default { plugins: [wcm2js(${JSON.stringify(options)})], test: { globals: true } };
  `);
  writeFileSync(join(project.folder, 'app.test.js'), `
    import { add } from './adder.wasm';
    import { run } from './app.js';
    test('it runs', async () => expect(await run()).toMatchObject(${JSON.stringify(expected)}));
    test('it fails', () => expect(add(40, 2)).toBe(0));
  `);
  const own = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|NODE_OPTIONS|TEST$|FORCE_COLOR|NODE_ENV)/.test(name));
  const report = join(project.folder, 'report.json');
  const { stdout, stderr } = spawnSync(process.execPath, [
    join(projectRoot, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter', 'json', '--outputFile', report,
  ], { cwd: project.folder, env: { ...Object.fromEntries(own), NO_COLOR: '1' }, encoding: 'utf8' });
  expect(existsSync(report), stdout + stderr).toBe(true);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
  };
  const [passes, fails] = testResults.flatMap(({ assertionResults }) => assertionResults);
  expect(passes, JSON.stringify(passes)).toMatchObject({ title: 'it runs', status: 'passed' });
  expect(fails).toMatchObject({ title: 'it fails', status: 'failed' });
  expect(fails?.failureMessages[0]).toContain('expected 42 to be +0');
});

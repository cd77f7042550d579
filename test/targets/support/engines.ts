// Runs golden cases in an engine of its own: one process for all of them.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../../../src/options.ts';
import { projectRoot } from '../../support/source-file.ts';
import { expectSource, filesOf, javascriptOf } from './cases.ts';
import type { GoldenCase } from './cases.ts';

const MAIN = `import { readFileSync } from 'node:fs';
import { makeLoader } from './load.js';

const results = {};
for (const { name, options, files } of JSON.parse(readFileSync(new URL('./cases.json', import.meta.url)))) {
  try {
    const { run } = await import('./' + name + '.js');
    const bytes = Object.entries(files).map(([file, text]) => [file, Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]);
    await run({ load: makeLoader(Object.fromEntries(bytes), options) });
    results[name] = 'ok';
  } catch (error) {
    results[name] = String(error?.stack ?? error);
  }
}
console.log('RESULTS ' + JSON.stringify(results));
`;

/** Case → `ok`, or an error; what the engine prints, if it prints no results. */
export function runInEngine(
  command: readonly string[], cases: readonly GoldenCase[], target: Target,
): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'wcm2js-engine-'));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'tmp'));
  write('package.json', '{ "type": "module" }');
  write('main.js', MAIN);
  write('load.js', javascriptOf(join(projectRoot, 'golden/support/load.ts')));
  write('expect.js', expectSource());
  for (const { name, run } of cases) write(`${name}.js`, run);
  write('cases.json', JSON.stringify(cases.map((golden) => {
    const files = Object.entries(filesOf(golden, { target, base64Cutoff: 0 }));
    return {
      name: golden.name,
      options: golden.options,
      files: Object.fromEntries(files.map(([file, bytes]) => [file, Buffer.from(bytes).toString('base64')])),
    };
  })));
  const [program = '', ...args] = command;
  const { stdout, stderr } = spawnSync(program, [...args, join(folder, 'main.js')], {
    encoding: 'utf8', timeout: 120_000, env: { ...process.env, TMPDIR: join(folder, 'tmp'), NO_COLOR: '1' },
  });
  rmSync(folder, { recursive: true });
  const results = /^RESULTS (.*)$/m.exec(stdout)?.[1];
  if (results === undefined) throw new Error(`no results: ${stdout}${stderr}`);
  return JSON.parse(results) as Record<string, string>;
}

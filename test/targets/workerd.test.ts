// The target workerd: golden cases run in workerd, with and without Node's modules. Code there compiles nothing, so this
// fails for every core module that isn't a file.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine } from '../support/toolchains.ts';
import { expectSource, filesOf, goldenCases } from './support/cases.ts';
import type { GoldenCase } from './support/cases.ts';
import { startWorker } from './support/workerd.ts';
import type { Worker, WorkerOptions } from './support/workerd.ts';

const workerd = engine('workerd');

const all = await goldenCases();

/** Modules of the host's are no imports of an instance. One case uses Node's `Buffer`, and one is of engines with one memory per module. */
const cases = all.filter(({ options: { map, tlaCompat, target }, run }) =>
  target === undefined && map === undefined && tlaCompat !== true && !/\bBuffer\b|WebAssembly\.validate/.test(run));

/** Cases that import nothing, and that one instance is enough for. */
const modules = all.filter(({ name }) => /^(?:adder|string-utf8|resource-copies|list-records|tla-compat)$/.test(name));

/** A worker that runs the case of a path; each is instantiated there or, as a module, when the worker starts. */
function workerOf(chosen: readonly GoldenCase[], asModules: boolean): Record<string, string | Uint8Array> {
  const lines = chosen.map(({ name }, i) => `import * as module${i} from './${name}/${name}.js';
import { run as run${i} } from './${name}/run.js';
const load${i} = ${asModules ? `() => module${i}` : `(imports) => module${i}.instantiate(undefined, imports)`};`);
  const table = chosen.map(({ name }, i) => `'/${name}': () => run${i}({ load: load${i} })`);
  const main = `${lines.join('\n')}
const cases = { ${table.join(', ')} };
export default {
  async fetch(request) {
    try {
      await cases[new URL(request.url).pathname]();
      return new Response('ok');
    } catch (error) {
      return new Response(String(error?.stack ?? error));
    }
  },
};
`;
  return {
    'worker.js': main,
    ...Object.fromEntries(chosen.flatMap((golden) => {
      const instantiation = asModules ? undefined : golden.options.instantiation ?? 'async';
      const files = Object.entries(filesOf(golden, { target: 'workerd', instantiation }));
      return [
        ...files.map(([file, content]): [string, string | Uint8Array] => [`${golden.name}/${file}`, content]),
        [`${golden.name}/run.js`, golden.run] as const,
        [`${golden.name}/expect.js`, expectSource()] as const,
      ];
    })),
  };
}

describe.skipIf(workerd === undefined).each([
  ['without Node\'s modules', { date: '2026-01-01', flags: [] }],
  ['with Node\'s modules', { date: '2026-01-01', flags: ['nodejs_compat'] }],
])('golden cases, %s', (_, options) => {
  runIn(cases, false, options);
});

describe.skipIf(workerd === undefined)('modules that instantiate themselves', () => {
  runIn(modules, true, { date: '2026-01-01', flags: [] });
});

function runIn(chosen: readonly GoldenCase[], asModules: boolean, options: WorkerOptions): void {
  let worker: Worker;
  beforeAll(async () => { worker = await startWorker(workerd!, workerOf(chosen, asModules), options); });
  afterAll(() => worker?.stop());

  test.each(chosen.map(({ name }) => name))('%s', async (name) => {
    expect(await worker.get(`/${name}`)).toBe('ok');
  });
}

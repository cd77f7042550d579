// What each target promises of the way in which a module finds its core modules: no top-level await for `require`, no
// permission in Deno, files that Bun's bundler takes along, and WASI in workerd.

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { afterAll, describe, expect, test } from 'vitest';
import { transpile } from '../../src/index.ts';
import type { TranspileOptions } from '../../src/index.ts';
import { serve } from '../browser/support/site.ts';
import { sharedPathOrWarn } from '../support/shared.ts';
import { projectRoot } from '../support/source-file.ts';
import { engine, haveToolchains, requireToolchain } from '../support/toolchains.ts';
import { startWorker } from './support/workerd.ts';

const scratch = mkdtempSync(join(tmpdir(), 'wcm2js-loaders-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const adder = await parse(readFileSync(join(projectRoot, 'golden/adder/input.wat'), 'utf8'));

/** The files of the adder in a folder whose name no URL has as it is; `main.js` prints a sum. */
function write(options: TranspileOptions, main = 'import { add } from \'./my adder.js\'; console.log(add(1, 2));'): string {
  const folder = join(scratch, `${options.target} 50% #${Math.random()}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const { files } = transpile(adder, { name: 'my adder', base64Cutoff: 0, typescript: false, ...options });
  for (const [file, content] of Object.entries({ ...files, 'main.js': main })) writeFileSync(join(folder, file), content);
  return folder;
}

function run(command: string, args: readonly string[], cwd: string): string {
  const { stdout, stderr, status } = spawnSync(command, args, {
    cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' }, timeout: 60_000,
  });
  return status === 0 ? stdout.trim() : stderr;
}

describe('node', () => {
  test('a module has no top-level await: it can be required', () => {
    const main = 'import { createRequire } from \'node:module\';'
      + 'console.log(createRequire(import.meta.url)(\'./my adder.js\').add(1, 2));';
    expect(run(process.execPath, ['main.js'], write({ target: 'node' }, main))).toBe('3');
    expect(run(process.execPath, ['main.js'], write({ target: 'universal' }, main))).toContain('ERR_REQUIRE_ASYNC_MODULE');
  });
});

const deno = engine('deno');

describe.skipIf(deno === undefined)('deno', () => {
  test('needs no permission', () => {
    expect(run(deno!, ['run', '--no-prompt', '--quiet', 'main.js'], write({ target: 'deno' }))).toBe('3');
    expect(run(deno!, ['run', '--no-prompt', '--quiet', 'main.js'], write({ target: 'universal' }))).toContain('--allow-read');
  });

  test('loads core modules from where the module came from', async () => {
    const folder = write({ target: 'deno' });
    const names = ['main.js', 'my adder.js', 'my adder.core.wasm'];
    const site = await serve(Object.fromEntries(names.map((name) => [`/${name}`, readFileSync(join(folder, name))])));
    const { hostname, port } = new URL(site.origin);
    try {
      const child = spawn(deno!, ['run', '--no-prompt', '--quiet', `--allow-import=${hostname}:${port}`, `${site.origin}/main.js`]);
      const printed: string[] = [];
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => printed.push(String(data)));
      await new Promise((resolve) => { child.once('close', resolve); });
      expect(printed.join('').trim()).toBe('3');
    } finally {
      await site.close();
    }
  });
});

const bun = engine('bun');

describe.skipIf(bun === undefined)('bun', () => {
  test('runs as it is', () => {
    expect(run(bun!, ['run', 'main.js'], write({ target: 'bun' }))).toBe('3');
  });

  test('its bundler takes core modules along', () => {
    const folder = write({ target: 'bun' });
    run(bun!, ['build', '--target=bun', '--outdir=out', 'main.js'], folder);
    rmSync(join(folder, 'my adder.core.wasm'));
    expect(run(bun!, ['run', join(folder, 'out/main.js')], tmpdir())).toBe('3');
  });

  test('a single executable has them', () => {
    const folder = write({ target: 'bun' });
    run(bun!, ['build', '--compile', '--outfile=app', 'main.js'], folder);
    rmSync(join(folder, 'my adder.core.wasm'));
    expect(run(join(folder, 'app'), [], tmpdir())).toBe('3');
  });
});

describe('browser', () => {
  test('a synchronous instantiate says that it needs a getCoreModule', async () => {
    const { files } = transpile(adder, { name: 'x', target: 'browser', instantiation: 'sync', base64Cutoff: 0 });
    const code = new TextDecoder().decode(files['x.js']);
    expect(code).not.toMatch(/process|node:/);
    const folder = write({ target: 'browser', instantiation: 'sync' }, 'import { instantiate } from \'./my adder.js\'; instantiate();');
    expect(run(process.execPath, ['main.js'], folder)).toMatch(/instantiate needs a getCoreModule here: .*my%20adder/);
  });
});

describe('workerd', () => {
  test('nothing is part of the code, and a cutoff that is given has no effect', () => {
    const { files, warnings } = transpile(adder, { target: 'workerd', base64Cutoff: 5000, typescript: false });
    expect(Object.keys(files)).toEqual(['component.js', 'component.core.wasm']);
    expect(warnings).toEqual(['base64Cutoff has no effect with the target workerd, where all core modules are files']);
    expect(transpile(adder, { target: 'workerd' }).warnings).toEqual([]);
  });

  const workerd = engine('workerd');
  const components = sharedPathOrWarn('components');
  const isMissing = workerd === undefined || components === undefined || !haveToolchains();
  test.skipIf(isMissing).each([
    ['hello-stdout.wasm', 'hello, world'], ['p3/p3-cli-hello-stdout.wasm', 'hello, world'], ['p3/p3-clocks-sleep.wasm', ''],
    ['p3/p3-random-imports.wasm', ''],
  ])('WASI, bundled for browsers: %s', async (component, printed) => {
    const folder = mkdtempSync(join(scratch, 'wasi-'));
    const bytes = readFileSync(join(components!, component));
    const { files } = transpile(bytes, { name: 'hello', target: 'workerd', typescript: false });
    for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
    writeFileSync(join(folder, 'main.js'), `import { run } from './hello.js';
      export default { async fetch() { await run.run(); return new Response('ran'); } };`);
    const esbuild = requireToolchain('esbuild') as { build(options: object): Promise<unknown> };
    await esbuild.build({
      entryPoints: [join(folder, 'main.js')], outfile: join(folder, 'worker.js'), bundle: true, format: 'esm',
      platform: 'neutral', conditions: ['workerd', 'browser'], nodePaths: [join(projectRoot, 'node_modules')],
      external: ['*.wasm'], logLevel: 'error',
    });
    const wasm = Object.entries(files).filter(([file]) => file.endsWith('.wasm'));
    const modules = { 'worker.js': readFileSync(join(folder, 'worker.js')), ...Object.fromEntries(wasm) };
    const worker = await startWorker(workerd!, modules, { date: '2026-01-01', flags: [] });
    try {
      expect(await worker.get('/')).toBe('ran');
      expect(worker.output()).toContain(printed);
    } finally {
      await worker.stop();
    }
  });
});

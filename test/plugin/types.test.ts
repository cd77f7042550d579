// The plugins in configurations of the bundlers that are installed apart, checked by TypeScript. Those of Rollup and Vite are in rollup.test.ts.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../support/source-file.ts';
import { haveToolchains } from '../support/toolchains.ts';

test.runIf(haveToolchains())('fit webpack, rspack, esbuild and Rolldown', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wcm2js-types-'));
  try {
    symlinkSync(join(projectRoot, 'test/toolchains/node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const inDist = (file: string): string => JSON.stringify(join(projectRoot, 'dist/plugin', file));
    writeFileSync(join(folder, 'use.ts'), `
      import type { Configuration as Rspack } from '@rspack/core';
      import type { BuildOptions } from 'esbuild';
      import type { Plugin } from 'rolldown';
      import type { Configuration as Webpack } from 'webpack';
      import wcm2js from ${inDist('index.js')};
      import unplugin from ${inDist('unplugin.js')};
      export const webpack: Webpack = { plugins: [unplugin.webpack({ include: '**/app.wasm' })] };
      export const rspack: Rspack = { plugins: [unplugin.rspack()] };
      export const esbuild: BuildOptions = { plugins: [unplugin.esbuild()] };
      export const rolldown: Plugin = wcm2js();
    `);
    const flags = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022'];
    const tsc = join(projectRoot, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, ...flags, '--types', '', 'use.ts'], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

// Golden cases, transpiled for a target, and their `run.ts` as JavaScript that an engine runs without vitest.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { transpile } from '../../../src/index.ts';
import type { TranspileOptions } from '../../../src/index.ts';
import { projectRoot } from '../../support/source-file.ts';

export interface GoldenCase {
  readonly name: string;
  readonly options: TranspileOptions;
  readonly component: Uint8Array;
  /** `run.ts`, which imports `./expect.js` instead of vitest. */
  readonly run: string;
}

const golden = join(projectRoot, 'golden');

/** JavaScript of a TypeScript file that has nothing but types to lose. */
export const javascriptOf = (path: string): string =>
  stripTypeScriptTypes(readFileSync(path, 'utf8')).replace(/'vitest'/g, `'./expect.js'`);

/** `expect.js`, which the tests in browsers have too. */
export const expectSource = (): string => javascriptOf(join(projectRoot, 'test/browser/support/expect.ts'));

/** The cases that have something to run. */
export async function goldenCases(): Promise<GoldenCase[]> {
  const names = readdirSync(golden).filter((name) => existsSync(join(golden, name, 'run.ts')));
  return Promise.all(names.map(async (name) => {
    const folder = join(golden, name);
    const file = join(folder, 'options.json');
    const given = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as TranspileOptions : {};
    return {
      name,
      options: { name, ...given },
      component: await parse(readFileSync(join(folder, 'input.wat'), 'utf8')),
      run: javascriptOf(join(folder, 'run.ts')),
    };
  }));
}

/** The files of a case, made with its own options and these. */
export const filesOf = ({ component, options }: GoldenCase, more: TranspileOptions): Record<string, Uint8Array> =>
  transpile(component, { ...options, ...more, typescript: false }).files;

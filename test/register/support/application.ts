// The application of test/matrix without a bundler: in a folder of its own, which has the package by a link.

import { spawn, spawnSync } from 'node:child_process';
import type { SpawnSyncOptionsWithStringEncoding } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { expected, makeProject, options } from '../../matrix/support/project.ts';
import { projectRoot } from '../../support/source-file.ts';
import { engine } from '../../support/toolchains.ts';

/** How an engine is called, up to the program's name. */
export interface Engine {
  readonly name: string;
  readonly command: readonly [binary: string, ...args: string[]];
}

/** Those that are installed. */
export const engines: readonly Engine[] = [
  { name: 'the pinned Node', command: [process.execPath, '--import', 'wcm2js/register'] },
  ...found('node22', '--import', 'wcm2js/register'),
  ...found('node24', '--import', 'wcm2js/register'),
  ...found('deno', 'run', '--allow-read', '--allow-write', '--allow-env', '--preload', 'npm:wcm2js/register'),
  ...found('bun', '--preload', 'wcm2js/register'),
];

export const node: Engine = engines[0]!;

function found(name: Parameters<typeof engine>[0], ...args: readonly string[]): Engine[] {
  const binary = engine(name);
  return binary === undefined ? [] : [{ name, command: [binary, ...args] }];
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Application {
  readonly folder: string;
  /** Its cache, unless the environment says otherwise. */
  readonly cache: string;
  /** Writes a file. */
  write(file: string, contents: string | Uint8Array): void;
  /** Runs a program in it. */
  run(engine: Engine, file: string, env?: Readonly<Record<string, string>>): Outcome;
  /** The same many times at once. */
  runAtOnce(engine: Engine, file: string, count: number): Promise<Outcome[]>;
}

/** Makes the application; it is gone after the file's tests. */
export async function makeApplication(fields: object = { wcm2js: options }): Promise<Application> {
  const { folder, remove } = await makeProject();
  afterAll(remove);
  const write = (file: string, contents: string | Uint8Array): void => writeFileSync(join(folder, file), contents);
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  write('package.json', JSON.stringify({ type: 'module', private: true, dependencies: { wcm2js: version }, ...fields }));
  symlinkSync(projectRoot, join(folder, 'node_modules/wcm2js'), 'junction');
  return {
    folder,
    cache: join(folder, 'node_modules/.cache/wcm2js'),
    write,
    run({ command: [binary, ...args] }, file, env = {}) {
      const { status, stdout, stderr, error } = spawnSync(binary, [...args, file], spawnOptions(folder, env));
      if (error) throw error;
      return { code: status, stdout, stderr };
    },
    runAtOnce: ({ command: [binary, ...args] }, file, count) =>
      Promise.all(Array.from({ length: count }, () => outcomeOf(binary, [...args, file], folder))),
  };
}

function spawnOptions(cwd: string, env: Readonly<Record<string, string>>): SpawnSyncOptionsWithStringEncoding {
  const own = Object.entries(process.env).filter(([name]) => !/COLOR|^NODE_OPTIONS$|^VITEST|^WCM2JS|^npm_/.test(name));
  return { cwd, env: { ...Object.fromEntries(own), NO_COLOR: '1', ...env }, encoding: 'utf8' };
}

function outcomeOf(binary: string, args: readonly string[], cwd: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { cwd, env: spawnOptions(cwd, {}).env, stdio: ['ignore', 'pipe', 'pipe'] });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => { texts[name] += text; });
    }
    child.on('error', reject).on('close', (code) => resolve({ code, ...texts }));
  });
}

/** What the application's main program has to print, and nothing else. */
export function expectResult({ code, stdout, stderr }: Outcome): void {
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const result = JSON.parse(stdout) as { readonly story: readonly (readonly string[])[] };
  expect(result).toMatchObject(expected);
  expect(result.story.flat()).toContain('josé@ñandú.example: true');
}

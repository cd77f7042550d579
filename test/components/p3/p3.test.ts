/**
 * Components of WASI 0.3 and of asynchronous functions, built by others from Rust: each does what its makers
 * say, as ES module with `map` and in both instantiation modes. Each in a process of its own, on this Node and,
 * if it parks no stack, on Node 20.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { env } from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transpile } from '../../../src/index.ts';
import { node20 } from '../../support/node20.ts';
import { sharedPathOrWarn } from '../../support/shared.ts';
import { MODES, setStage } from '../support/stage.ts';
import { CASES } from './cases.ts';
import type { Case } from './cases.ts';

const folder = sharedPathOrWarn('components');
const oldNode = node20();
const scratch = mkdtempSync(join(tmpdir(), 'wcm2js-p3-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Milliseconds for all modes of a component. */
const TIMEOUT = 90_000;

const bytesOf = ({ name, file = `p3/${name}.wasm` }: Case): Uint8Array => readFileSync(`${folder}/${file}`);

/** Runs all modes one after the other; what came of it, with what each of them should write. */
function perform(
  node: string, program: string, { name, args = [], stdout = '', stderr = '', isSlow = false }: Case,
): void {
  const modes = isSlow ? MODES.slice(0, 1) : MODES;
  const run = spawnSync(node, [program, name, ...modes], {
    encoding: 'utf8', timeout: TIMEOUT, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 24,
    env: { ...env, GUEST_ARGS: JSON.stringify(args) },
  });
  expect(run.stderr).toBe(stderr.repeat(modes.length));
  expect(run.stdout).toBe(stdout.repeat(modes.length));
  expect({ status: run.status, signal: run.signal }).toEqual({ status: 0, signal: null });
}

describe.skipIf(folder === undefined).each(CASES)('$name', (each) => {
  const { name, driver = name, options = {}, parks } = each;
  let program: string;
  beforeAll(async () => {
    const url = new URL(`drivers/${driver}.ts`, import.meta.url);
    program = await setStage(name, bytesOf(each), { driver: url, options });
  });
  afterAll(() => rmSync(dirname(program), { recursive: true, force: true }));

  test('does what it should on this Node, in all modes', () => {
    perform(process.execPath, program, each);
  }, TIMEOUT);

  test(parks === undefined ? 'asks for no JavaScript Promise Integration' : `parks stacks: ${parks}`, () => {
    const code = readFileSync(join(dirname(program), 'esm', `${name}.js`), 'utf8');
    expect(/\bSuspending\b/.test(code)).toBe(parks !== undefined);
  });

  if (parks === undefined) {
    test.skipIf(oldNode === undefined)('does what it should on Node 20', () => {
      perform(`${oldNode}`, program, each);
    }, TIMEOUT);
  }
});

describe.skipIf(folder === undefined || oldNode === undefined)('without JavaScript Promise Integration', () => {
  /** What Node 20 says in `code`, run beside the module. */
  function run(name: string, options: object, code: string): string {
    const each = CASES.find((other) => other.name === name);
    if (each === undefined) throw new Error(`no case ${name}`);
    const settings = { ...each.options, ...options, name, instantiation: 'async', base64Cutoff: Infinity } as const;
    const { files } = transpile(bytesOf(each), settings);
    writeFileSync(join(scratch, `${name}.mjs`), files[`${name}.js`] ?? '');
    const program = `
      import { instantiate } from '${join(scratch, `${name}.mjs`)}';
      const wasi = new Proxy({}, { get: () => class {} });
      const imports = new Proxy({}, { get: (_, key) => host[key] ?? wasi, has: () => true });
      const say = (text) => process.stdout.write(text + '\\n');
      const tell = (error) => say(error.constructor.name + ': ' + error.message);
      ${code}`;
    const args = ['--input-type=module', '--eval', program];
    const { stdout, stderr } = spawnSync(`${oldNode}`, args, { encoding: 'utf8', timeout: 25_000 });
    expect(stderr).toBe('');
    return stdout;
  }

  test.each(['stackful', 'synchronous', 'wait'])('async-round-trip-%s loads, and refuses to block', (kind) => {
    expect(run(`async-round-trip-${kind}`, {}, `
      const host = { 'local:local/baz': { foo: async (text) => text } };
      const { baz } = await instantiate(undefined, imports);
      say('loaded');
      await baz.foo('hello').catch(tell);`,
    )).toMatch(/^loaded\nRuntimeError: cannot suspend.*JavaScript Promise Integration.*\n$/);
  });

  test('what never blocks works all the same', () => {
    expect(run('async_call', {}, `
      const host = { 'something:test/test-interface': {
        callAsync: () => Promise.resolve('called'), callSync: () => 'called sync',
      } };
      const { runSync } = await instantiate(undefined, imports);
      say(runSync());
      const other = await instantiate(undefined, imports);
      await other.runAsync().catch(tell);
      say(runSync());`,
    )).toMatch(/^called sync\nRuntimeError: cannot suspend.*JavaScript Promise Integration.*\ncalled sync\n$/);
  });
});

// `wcm2js run <component> [arguments…]`: a WASI 0.2 command in this process.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeScratch, treeOf, wcm2js } from '../support/cli.ts';
import type { Outcome, RunOptions } from '../support/cli.ts';
import { sharedPathOrWarn } from '../support/shared.ts';
import { ECHO, FILES } from '../support/wasi-commands.ts';

const scratch = makeScratch();
const run = (args: readonly string[], options: Partial<RunOptions> = {}): Outcome =>
  wcm2js(['run', ...args], { cwd: scratch, ...options });

/** A command whose core function `run` is `body`; it returns 1 for an error. */
const command = (body: string, imports = '', coreImports = '', args = ''): string => `(component
  ${imports}
  (core module $m ${coreImports} (func (export "run") (result i32) ${body}))
  (core instance $i (instantiate $m ${args}))
  (func $run (result (result)) (canon lift (core func $i "run")))
  (instance $cli (export "run" (func $run)))
  (export "wasi:cli/run@0.2.3" (instance $cli)))`;

const EXIT = `(import "wasi:cli/exit@0.2.3" (instance $exit (export "exit" (func (param "status" (result))))))
  (core func $exit (canon lower (func $exit "exit")))`;

beforeAll(async () => {
  const exit = (status: number): string => command(
    `(call $exit (i32.const ${status})) (i32.const 0)`, EXIT, '(import "wasi" "exit" (func $exit (param i32)))',
    '(with "wasi" (instance (export "exit" (func $exit))))',
  );
  const texts = {
    'ok': command('(i32.const 0)'),
    'error': command('(i32.const 1)'),
    'trap': command('(unreachable)'),
    'exit-ok': exit(0),
    'exit-error': exit(1),
    'foreign': command('(i32.const 0)', `(import "test:other/thing" (instance $t (export "do-it" (func))))
      (core func $it (canon lower (func $t "do-it")))`, '(import "t" "it" (func))',
      '(with "t" (instance (export "it" (func $it))))'),
    'library': `(component
      (core module $m (func (export "f")))
      (core instance $i (instantiate $m))
      (func (export "do-it") (canon lift (core func $i "f"))))`,
    'echo': ECHO,
    'files': FILES,
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(scratch, `${name}.wasm`), await parse(text));
  mkdirSync(join(scratch, 'data'));
  writeFileSync(join(scratch, 'data/in.txt'), 'from a file\n');
});

describe('a command', () => {
  test.each([
    ['that returns ok ends with 0', 'ok', 0],
    ['that returns an error ends with 1', 'error', 1],
    ['that exits with ok ends with 0', 'exit-ok', 0],
    ['that exits with an error ends with 1', 'exit-error', 1],
  ])('%s', (_, name, code) => {
    expect(run([`${name}.wasm`])).toEqual({ code, stdout: '', stderr: '' });
  });

  test('gets its arguments, flags too, and standard input', () => {
    const args = ['echo.wasm', '--env', '-x', '--', 'last one'];
    expect(run(args, { input: 'hello' })).toEqual({
      code: 0, stdout: 'echo.wasm\n--env\n-x\n--\nlast one\nhello', stderr: '',
    });
  });

  test('gets the environment that it is given, and nothing else', () => {
    const { stdout } = run(['--env', 'A=1', '--env=B=x=y', '--env', 'FROM_HERE', '--env', 'UNSET', 'echo.wasm'], {
      env: { FROM_HERE: 'host', SECRET: 's' },
    });
    expect(stdout).toBe('echo.wasm\nA\n1\nB\nx=y\nFROM_HERE\nhost\n');
  });

  test('sees the folders that it is given, by the names that they are given', () => {
    expect(run(['files.wasm']).stdout).toBe('');
    expect(run(['--dir', 'data::/guest', '--dir=data', 'files.wasm']).stdout)
      .toBe('/guest\nfrom a file\ndata\nfrom a file\n');
  });

  test('can come from standard input', () => {
    const input = readFileSync(join(scratch, 'exit-error.wasm'));
    expect(run(['-'], { input }).code).toBe(1);
  });

  test('writes all of its output before the process ends', () => {
    const input = `${'x'.repeat(99)}\n`.repeat(2000);
    const { stdout } = run(['echo.wasm'], { input });
    expect(stdout).toBe(`echo.wasm\n${input}`);
  });

  test('leaves no files behind', () => {
    const before = treeOf(scratch);
    run(['ok.wasm']);
    expect(treeOf(scratch)).toEqual(before);
  });
});

describe('fails with one line', () => {
  test.each([
    ['a trap', ['trap.wasm'], `'trap.wasm' trapped: unreachable`],
    ['a library', ['library.wasm'],
      `'library.wasm' is no WASI 0.2 command: it exports no wasi:cli/run@0.2, but doIt, do-it`],
    ['an import that is not WASI', ['foreign.wasm'], `'foreign.wasm': missing import test:other/thing: doIt`],
    ['a missing file', ['missing.wasm'], `can't read 'missing.wasm': there is no such file or folder`],
    ['no component', [], 'no component given: wcm2js run <component.wasm> [arguments…]'],
    ['an unknown option', ['--dri', 'x', 'ok.wasm'], `unknown option '--dri'; did you mean '--dir'?`],
    ['no value', ['--env'], `option '--env' needs a value`],
    ['a variable without a name', ['--env', '=x', 'ok.wasm'], `option '--env': expected name=value, got '=x'`],
    ['a folder that is not there', ['--dir', 'nowhere', 'ok.wasm'],
      `option '--dir': can't open 'nowhere': there is no such file or folder`],
    ['a folder that is a file', ['--dir', 'ok.wasm::/x', 'ok.wasm'], `option '--dir': 'ok.wasm' is not a folder`],
    ['a folder without a name', ['--dir', 'data::', 'ok.wasm'], `option '--dir': expected host::guest, got 'data::'`],
  ])('%s', (_, args, message) => {
    expect(run(args)).toEqual({ code: 1, stdout: '', stderr: `error: ${message}\n` });
  });

  test('the shim is not installed: how to install it', () => {
    // Node finds no packages for a file that is said to be elsewhere.
    const { code, stderr } = run(['ok.wasm'], { env: { NODE_OPTIONS: `--import=${hidingShim()}` } });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'error: run needs the package @bytecodealliance/preview2-shim: '
        + 'install it with: npm install @bytecodealliance/preview2-shim\n',
    });
  });
});

/** A module that makes the package unfindable in the process that loads it first. */
function hidingShim(): string {
  const code = `import Module from 'node:module';
    const resolve = Module._resolveFilename;
    Module._resolveFilename = function (name, ...rest) {
      if (name.includes('preview2-shim')) throw new Error('hidden');
      return resolve.call(this, name, ...rest);
    };`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

const hello = sharedPathOrWarn('components', 'hello-stdout.wasm');

describe.skipIf(hello === undefined)('a command made by Rust', () => {
  test('says hello', () => {
    const { code, stdout, stderr } = run([hello ?? '']);
    expect({ code, stdout, stderr }).toEqual({
      code: 0, stdout: 'writing to stdout: hello, world\n', stderr: 'writing to stderr: hello, world\n',
    });
  });
});

test('--help says how', () => {
  const { code, stdout } = run(['--help']);
  expect(code).toBe(0);
  for (const flag of ['--env', '--dir', '--network']) expect(stdout).toContain(flag);
});

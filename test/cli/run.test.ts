// `wcm2js run <component> [arguments…]`: a WASI command in this process.

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

/** An asynchronous command that asks for its arguments in vain; where `body` leaves off, it waits for `set`. */
const asyncCommand = (body: string, set = ''): string => `(component
  (import "wasi:cli/environment@0.3.0" (instance $env (export "get-arguments" (func (result (list string))))))
  (core module $mem (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 64)))
  (core instance $mem (instantiate $mem))
  (core func $args (canon lower (func $env "get-arguments")
    (memory (core memory $mem "memory")) (realloc (core func $mem "realloc"))))
  (core func $return (canon task.return (result (result))))
  (core func $set (canon waitable-set.new))
  (core module $m
    (import "" "args" (func $args (param i32)))
    (import "" "return" (func $return (param i32)))
    (import "" "set" (func $set (result i32)))
    (func (export "run") (result i32)
      (call $args (i32.const 0))
      ${body}
      ${set === '' ? '(i32.const 0)' : `(i32.or (i32.const 2) (i32.shl ${set} (i32.const 4)))`})
    (func (export "callback") (param i32 i32 i32) (result i32) unreachable))
  (core instance $i (instantiate $m (with "" (instance
    (export "args" (func $args)) (export "return" (func $return)) (export "set" (func $set))))))
  (func $run async (result (result)) (canon lift (core func $i "run") async (callback (core func $i "callback"))))
  (instance $cli (export "run" (func $run)))
  (export "wasi:cli/run@0.3.0" (instance $cli)))`;

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
    'asks-p3': asyncCommand('(call $return (i32.const 0))'),
    'async-error': asyncCommand('(call $return (i32.const 1))'),
    'async-trap': asyncCommand('(unreachable)'),
    'stuck': asyncCommand('', '(call $set)'),
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
    ['of WASI 0.3 that returns ok ends with 0', 'asks-p3', 0],
    ['of WASI 0.3 that returns an error ends with 1', 'async-error', 1],
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
    ['a trap in an asynchronous function', ['async-trap.wasm'], `'async-trap.wasm' trapped: unreachable`],
    ['a library', ['library.wasm'],
      `'library.wasm' is no WASI command: it exports no wasi:cli/run@0.2 or @0.3, but doIt, do-it`],
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

  test('a command that waits for nothing', () => {
    const { code, stderr } = run(['stuck.wasm']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: 'stuck\.wasm' trapped: deadlock detected: event loop cannot make further progress/);
  });

  test.each([
    ['preview2-shim', 'ok.wasm'],
    ['preview3-shim', 'asks-p3.wasm'],
  ])('%s is not installed: how to install it', (shim, input) => {
    const { code, stderr } = run([input], { env: { NODE_OPTIONS: `--import=${hiding(shim)}` } });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `error: run needs the package @bytecodealliance/${shim}: `
        + `install it with: npm install @bytecodealliance/${shim}\n`,
    });
  });
});

/** A module that makes the package unfindable in the process that loads it first. */
function hiding(shim: string): string {
  const code = `import Module from 'node:module';
    const resolve = Module._resolveFilename;
    Module._resolveFilename = function (name, ...rest) {
      if (name.includes('${shim}')) throw new Error('hidden');
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

const p3 = sharedPathOrWarn('components', 'p3');

describe.skipIf(p3 === undefined)('a command of WASI 0.3', () => {
  test('says hello', () => {
    expect(run([`${p3}/p3-cli-hello-stdout.wasm`])).toEqual({ code: 0, stdout: 'hello, world\n', stderr: '' });
  });

  test('gets its arguments, and writes all of its output before the process ends', () => {
    const { code, stdout } = run([`${p3}/p3-cli-much-stdout.wasm`, 'some text\n', '3000']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'some text\n'.repeat(3000) });
  });

  test('uses the folder that it is given', () => {
    mkdirSync(join(scratch, 'empty'));
    const { code, stdout, stderr } = run(['--dir', 'empty::/', `${p3}/p3-filesystem-file-read-write.wasm`]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('has the network if it may', () => {
    expect(run(['--network', `${p3}/p3-sockets-tcp-streams.wasm`]).code).toBe(0);
    const { code, stderr } = run([`${p3}/p3-sockets-tcp-streams.wasm`]);
    expect(code).toBe(1);
    expect(stderr).toContain('AccessDenied');
  });
});

test('--help says how', () => {
  const { code, stdout } = run(['--help']);
  expect(code).toBe(0);
  for (const flag of ['--env', '--dir', '--network']) expect(stdout).toContain(flag);
});

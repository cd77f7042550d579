// `wcm2js <component> -o <folder>`: what it writes and what it prints.

import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cliPath, makeScratch, treeOf, wcm2js } from '../support/cli.ts';
import type { Outcome, RunOptions } from '../support/cli.ts';
import { node20 } from '../support/node20.ts';

const scratch = makeScratch();
const out = join(scratch, 'out');

const ADDER = `(component
  (core module $m (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))
  (core instance $i (instantiate $m))
  (func $add (param "x" u8) (param "y" u8) (result u8) (canon lift (core func $i "add")))
  (instance $math (export "add" (func $add)))
  (export "test:adder/math@1.0.0" (instance $math)))`;

const LOGGER = `(component
  (import "test:host/log-sink@1.2.3" (instance $sink (export "write-byte" (func (param "b" u8)))))
  (core func $write (canon lower (func $sink "write-byte")))
  (core module $m
    (import "sink" "write" (func $write (param i32)))
    (func (export "log") (call $write (i32.const 42))))
  (core instance $i (instantiate $m (with "sink" (instance (export "write" (func $write))))))
  (func (export "log") (canon lift (core func $i "log"))))`;

const FETCHER = `(component
  (import "test:host/net@1.0.0" (instance $net (export "fetch" (func (result u32)))))
  (core func $fetch (canon lower (func $net "fetch")))
  (core module $m
    (import "net" "fetch" (func $fetch (result i32)))
    (func (export "f") (result i32) (call $fetch)))
  (core instance $i (instantiate $m (with "net" (instance (export "fetch" (func $fetch))))))
  (func (export "one") (result u32) (canon lift (core func $i "f")))
  (func (export "two") (result u32) (canon lift (core func $i "f"))))`;

const POLLER = `(component
  (import "wasi:io/poll@0.2.3" (instance $poll
    (export "pollable" (type $pollable (sub resource)))
    (export "poll" (func (param "in" (list (borrow $pollable))) (result (list u32))))))
  (core module $m
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) i32.const 0)
    (func (export "run") (result i32) i32.const 0))
  (core instance $i (instantiate $m))
  (core func $poll' (canon lower (func $poll "poll") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (core module $n (import "" "poll" (func (param i32 i32 i32))))
  (core instance (instantiate $n (with "" (instance (export "poll" (func $poll'))))))
  (func $run (result (result)) (canon lift (core func $i "run")))
  (instance $cli (export "run" (func $run)))
  (export "wasi:cli/run@0.2.3" (instance $cli)))`;

const PAIR = `(component
  (component $callee
    (core module $m (memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) i32.const 0)
      (func (export "take") (param i32 i32)))
    (core instance $i (instantiate $m))
    (func (export "take") (param "x" string)
      (canon lift (core func $i "take") (memory (core memory $i "memory")) (realloc (core func $i "realloc")))))
  (instance $callee (instantiate $callee))
  (component $caller
    (import "take" (func $take (param "x" string)))
    (core module $memory (memory (export "memory") 1))
    (core instance $memory (instantiate $memory))
    (core func $take' (canon lower (func $take) (memory (core memory $memory "memory"))))
    (core module $m (import "" "take" (func $take (param i32 i32))) (func (export "run") (call $take (i32.const 0) (i32.const 5))))
    (core instance $i (instantiate $m (with "" (instance (export "take" (func $take'))))))
    (func (export "run") (canon lift (core func $i "run"))))
  (instance $caller (instantiate $caller (with "take" (func $callee "take"))))
  (export "run" (func $caller "run")))`;

beforeAll(async () => {
  writeFileSync(join(scratch, 'pair.wasm'), await parse(PAIR));
  writeFileSync(join(scratch, 'fetcher.wasm'), await parse(FETCHER));
  writeFileSync(join(scratch, 'poller.wasm'), await parse(POLLER));
  writeFileSync(join(scratch, 'adder.wasm'), await parse(ADDER));
  writeFileSync(join(scratch, 'logger.wasm'), await parse(LOGGER));
});

beforeEach(() => rmSync(out, { recursive: true, force: true }));

/** Runs it where it has to succeed. */
function transpile(args: readonly string[], env?: RunOptions['env']): Pick<Outcome, 'stdout' | 'stderr'> {
  const { code, stdout, stderr } = wcm2js(args, { cwd: scratch, ...(env && { env }) });
  expect({ code, stderr }).toEqual({ code: 0, stderr });
  return { stdout, stderr };
}

const read = (name: string): string => readFileSync(join(out, name), 'utf8');

interface MathInterface {
  add(x: number, y: number): number;
}

/** A module that was written; `round` tells apart those that were written to one place. */
const load = (name: string, round: string): Promise<{ readonly math?: MathInterface }> =>
  import(`${pathToFileURL(join(out, name)).href}?${round}`);

describe('writes', () => {
  test('a module that works, and its declarations', async () => {
    transpile(['adder.wasm', '-o', 'out']);
    expect(treeOf(out)).toEqual(['adder.d.ts', 'adder.js', 'interfaces', 'interfaces/test-adder-math.d.ts']);
    const { math } = await load('adder.js', 'works');
    expect(math?.add(200, 57)).toBe(1);
  });

  test('the same for "wcm2js transpile", and for a component from standard input', () => {
    transpile(['adder.wasm', '-o', 'out']);
    const code = read('adder.js');
    rmSync(out, { recursive: true });
    transpile(['transpile', 'adder.wasm', '--out-dir', 'out']);
    expect(read('adder.js')).toBe(code);
    const input = readFileSync(join(scratch, 'adder.wasm'));
    const { code: exit } = wcm2js(['-', '-o', 'out', '--name', 'adder'], { cwd: scratch, input });
    expect(exit).toBe(0);
    expect(read('adder.js')).toBe(code);
    wcm2js(['-', '-o', 'out'], { cwd: scratch, input });
    expect(treeOf(out)).toContain('component.js');
  });

  test('under the name that is asked for', () => {
    transpile(['adder.wasm', '-o', 'out', '--name', 'my math', '-b', '0']);
    expect(treeOf(out)).toEqual([
      'interfaces', 'interfaces/test-adder-math.d.ts', 'my math.core.wasm', 'my math.d.ts', 'my math.js',
    ]);
  });

  test('core modules apart from a size on, as -b says', () => {
    transpile(['adder.wasm', '-o', 'out', '--base64-cutoff', '0']);
    expect(treeOf(out)).toContain('adder.core.wasm');
    expect(WebAssembly.validate(readFileSync(join(out, 'adder.core.wasm')))).toBe(true);
  });

  test('no declarations with --no-typescript', () => {
    transpile(['adder.wasm', '-o', 'out', '--no-typescript']);
    expect(treeOf(out)).toEqual(['adder.js']);
  });

  test('no full names with --no-namespaced-exports', () => {
    transpile(['adder.wasm', '-o', 'out']);
    expect(read('adder.js')).toContain('test:adder/math@1.0.0');
    transpile(['adder.wasm', '-o', 'out', '--no-namespaced-exports']);
    expect(read('adder.js')).not.toMatch(/as ['"]test:adder\/math@1\.0\.0/);
  });

  test('checks for numbers out of range with --strict', async () => {
    transpile(['adder.wasm', '-o', 'out', '--strict']);
    const { math } = await load('adder.js', 'strict');
    expect(() => math?.add(256, 0)).toThrow(TypeError);
  });

  test('a function instantiate with -I, in the mode that is asked for', () => {
    for (const [args, text] of [
      [['-I'], 'export async function instantiate('],
      [['-I', 'async'], 'export async function instantiate('],
      [['--instantiation'], 'export async function instantiate('],
      [['-I', 'sync'], 'export function instantiate('],
      [['--instantiation=sync'], 'export function instantiate('],
    ] as const) {
      transpile([...args, 'adder.wasm', '-o', 'out']);
      expect(read('adder.js')).toContain(text);
    }
  });

  test('a promise $init with --tla-compat', () => {
    transpile(['adder.wasm', '-o', 'out', '--tla-compat']);
    expect(read('adder.js')).toContain('export const $init');
  });

  test('an import of the runtime with --runtime=import', () => {
    transpile(['logger.wasm', '-o', 'out', '--runtime=import']);
    expect(read('logger.js')).toContain("from 'wcm2js/runtime'");
  });

  test('imports from where -M says, which takes several', () => {
    transpile(['logger.wasm', '-o', 'out']);
    expect(read('logger.js')).toContain("from 'test:host/log-sink'");
    transpile(['logger.wasm', '-M', 'a=b', 'test:host/*=./host.js?a=b#*', '-o', 'out']);
    expect(read('logger.js')).toContain("import { logSink } from './host.js?a=b'");
    transpile(['-M', 'a=b', '--map=test:host/log-sink@1.0.0=./sink.js', '-o', 'out', 'logger.wasm']);
    expect(read('logger.js')).toContain("from './sink.js'");
  });

  test('less code with -m, which works the same', async () => {
    transpile(['adder.wasm', '-o', 'out']);
    const { size } = statSync(join(out, 'adder.js'));
    transpile(['adder.wasm', '-o', 'out', '-m']);
    expect(statSync(join(out, 'adder.js')).size).toBeLessThan(size * 0.8);
    const { math } = await load('adder.js', 'minified');
    expect(math?.add(255, 2)).toBe(1);
  });
});

describe('functions that are asynchronous though their types are not', () => {
  const isAsync = (name: string): boolean => new RegExp(`async function ${name}\\(`).test(read('fetcher.js'));

  test.each([
    ['as jco takes them', ['fetcher.wasm', '--async-mode', 'jspi', '--async-exports', 'one', 'two', '-o', 'out'], true],
    ['with commas', ['--async-exports', 'one,two', 'fetcher.wasm', '-o', 'out'], true],
    ['repeated', ['--async-exports', 'one', '--async-exports=two', 'fetcher.wasm', '-o', 'out'], true],
    ['by a pattern', ['--async-exports', 't*o', '--async-exports', 'one', 'fetcher.wasm', '-o', 'out'], true],
    ['one of them', ['--async-exports', 'one', 'fetcher.wasm', '-o', 'out'], false],
  ])('%s', (_, args, both) => {
    const { stderr } = transpile(args);
    expect(stderr).toBe('');
    expect([isAsync('one'), isAsync('two')]).toEqual([true, both]);
    expect(read('fetcher.d.ts')).toContain('export function one(): Promise<number>;');
    expect(read('fetcher.d.ts')).toContain(`export function two(): ${both ? 'Promise<number>' : 'number'};`);
  });

  test('wait for what imported ones give', async () => {
    const names = ['--async-imports', 'test:host/net@1.0.0#fetch', '--async-exports', 'one'];
    const { stdout } = transpile(['fetcher.wasm', '-o', 'out', '--json', ...names, '-M', 'test:host/net=./net.js']);
    const { imports }: { readonly imports: readonly string[] } = JSON.parse(stdout);
    expect(imports).toEqual(['./net.js']);
    expect(read('interfaces/test-host-net.d.ts')).toContain('export function fetch(): number | PromiseLike<number>;');
    writeFileSync(join(out, 'net.js'), 'export const fetch = () => new Promise((done) => setTimeout(done, 5, 42));');
    const { one }: { one(): Promise<number> } = await import(pathToFileURL(join(out, 'fetcher.js')).href);
    expect(await one()).toBe(42);
  });

  test('of WASI 0.2 are known', () => {
    transpile(['poller.wasm', '-o', 'out', '--async-wasi-imports', '--async-wasi-exports']);
    expect(read('interfaces/wasi-io-poll.d.ts')).toMatch(/poll\([^]*\): [^]*PromiseLike</);
    expect(read('interfaces/wasi-cli-run.d.ts')).toContain('export function run(): Promise<void>;');
    // None of them is needed.
    expect(transpile(['adder.wasm', '-o', 'out', '--async-wasi-imports', '--async-wasi-exports']).stderr).toBe('');
  });

  test.each([
    ['--async-imports', 'fetch', 'imported', '; did you mean "test:host/net#fetch"?'],
    ['--async-imports', 'test:host/net@1.0.0#fecth', 'imported', '; did you mean "test:host/net@1.0.0#fetch"?'],
    ['--async-exports', 'onne', 'exported', '; did you mean "one"?'],
    ['--async-exports', 'something-else', 'exported', ''],
  ])('%s %s: a warning says that there is none', (flag, name, side, hint) => {
    const { stderr } = transpile(['fetcher.wasm', '-o', 'out', flag, name]);
    expect(stderr).toBe(`warning: no ${side} function is called "${name}"${hint}\n`);
  });
});

test('with --seed, choices that are free are made at random', () => {
  transpile(['fetcher.wasm', '-o', 'out', '--async-exports', 'one']);
  expect(read('fetcher.js')).toContain('= newStore();');
  transpile(['fetcher.wasm', '-o', 'out', '--async-exports', 'one', '--seed=-7']);
  expect(read('fetcher.js')).toContain('= newStore(seededChance(-7));');
});

describe('with --sourcemap', () => {
  test('the map and the WIT are files beside the module', () => {
    expect(JSON.parse(transpile(['adder.wasm', '-o', 'out', '--sourcemap', '--no-typescript', '--json']).stdout)).toMatchObject({
      files: [{ path: 'out/adder.js' }, { path: 'out/adder.js.map' }, { path: 'out/adder.wit' }],
    });
    expect(read('adder.js')).toMatch(/\n\/\/# sourceMappingURL=adder\.js\.map\n$/);
    expect(read('adder.wit')).toContain('add: func(x: u8, y: u8) -> u8;');
    // What is shown of the shim is loaded, too.
    const { sources, sourcesContent } = JSON.parse(read('adder.js.map')) as Record<string, string[]>;
    expect(sources).toEqual(['adder.wit', 'wcm2js/runtime-shim/base64.ts']);
    expect(sourcesContent?.[1]).toContain('export function decodeBase64(text: string)');
  });

  test('=inline, or inline behind it, all of it is in the module', () => {
    for (const flag of [['--sourcemap=inline'], ['--sourcemap', 'inline']]) {
      transpile(['adder.wasm', '-o', 'out', '--no-typescript', ...flag]);
      expect(treeOf(out)).toEqual(['adder.js']);
      expect(read('adder.js')).toMatch(/\n\/\/# sourceMappingURL=data:application\/json;charset=utf-8;base64,[\w+/]+=*\n$/);
    }
  });

  test('another value is a mistake', () => {
    const { code, stderr } = wcm2js(['adder.wasm', '-o', 'out', '--sourcemap=hidden'], { cwd: scratch });
    expect([code, stderr]).toEqual([1, expect.stringContaining("option '--sourcemap': expected file or inline, got 'hidden'")]);
  });
});

describe('prints', () => {
  test('the files and their sizes', () => {
    const { stdout, stderr } = transpile(['adder.wasm', '-o', 'out', '-b', '0']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/\s{2,}/)[0])).toEqual([
      'out/adder.js', 'out/adder.core.wasm', 'out/adder.d.ts', 'out/interfaces/test-adder-math.d.ts',
    ]);
    const { size } = statSync(join(out, 'adder.core.wasm'));
    expect(lines[1]).toMatch(new RegExp(` ${size} B$`));
    expect(stderr).toBe('');
  });

  test('nothing with -q, warnings neither', () => {
    const { stdout, stderr } = transpile(['adder.wasm', '-o', 'out', '-q', '--tracing']);
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
    expect(treeOf(out)).toContain('adder.js');
  });

  test('all of it as JSON with --json', () => {
    const { stdout, stderr } = transpile(['logger.wasm', '-o', 'out', '--json', '--tracing']);
    const report: { files: { path: string; size: number }[] } = JSON.parse(stdout);
    expect(report).toEqual({
      files: ['logger.js', 'logger.d.ts', 'interfaces/test-host-log-sink.d.ts'].map((name) =>
        ({ path: `out/${name}`, size: statSync(join(out, name)).size })),
      imports: ['test:host/log-sink'],
      exports: [['log', 'function']],
      warnings: ['ignored, as it has no meaning here: --tracing'],
    });
    expect(stderr).toBe('');
  });

  test('one warning for all of the options of jco that have no meaning here', () => {
    const { stderr } = transpile([
      'adder.wasm', '-o', 'out', '-O', '--tracing', '--valid-lifting-optimization',
      '--import-bindings', '--no-nodejs-compat', '--bindgen-enable-wasm-exnref',
      '--variants-inline-cases', '--', '-O2',
    ]);
    expect(stderr).toBe('warning: ignored, as it has no meaning here: --optimize, --valid-lifting-optimization, '
      + '--import-bindings, --tracing, --no-nodejs-compat, '
      + '--bindgen-enable-wasm-exnref, --variants-inline-cases\n');
  });

  test('--multi-memory without a mode is on: nothing asks the engine', () => {
    const codeWith = (...args: string[]): string => {
      transpile(['pair.wasm', '-o', 'out', ...args]);
      return readFileSync(join(out, 'pair.js'), 'utf8');
    };
    expect(codeWith()).toContain('compileIfValid(decodeBase64(');
    expect(codeWith('--multi-memory', 'auto')).toBe(codeWith());
    expect(codeWith('--multi-memory')).toMatch(/checkUtf8\((?![^]*compileIfValid)/);
    expect(codeWith('--multi-memory=off')).not.toContain('checkUtf8(');
  });

  test('--target says where core modules come from', () => {
    const codeFor = (...args: string[]): string => {
      transpile(['adder.wasm', '-o', 'out', '-b', '0', ...args]);
      return readFileSync(join(out, 'adder.js'), 'utf8');
    };
    expect(codeFor('--target', 'universal')).toBe(codeFor());
    expect(codeFor('--target=node')).toContain("import { readFileSync } from 'node:fs';");
    expect(codeFor('--target=deno')).toContain("import source module0 from './adder.core.wasm';");
    const { stdout } = transpile(['adder.wasm', '-o', 'out', '--target', 'workerd', '-b', '100000', '--json']);
    const report = JSON.parse(stdout) as { files: { path: string }[]; warnings: string[] };
    expect(report.files.map(({ path }) => path)).toContain(join('out', 'adder.core.wasm'));
    expect(report.warnings).toEqual(['base64Cutoff has no effect with the target workerd, where all core modules are files']);
  });

  test('--optional-import may be repeated, or have commas', () => {
    const { stderr } = transpile(['adder.wasm', '-o', 'out', '-I', '--optional-import', 'a:b/c', '--optional-import', 'd,e:f/g#h']);
    expect(stderr.match(/is called "\S+"/g)).toEqual(['is called "a:b/c"', 'is called "d"', 'is called "e:f/g#h"']);
  });

  test('a warning that -M has no effect with -I', () => {
    const { stderr } = transpile(['adder.wasm', '-o', 'out', '-I', '-M', 'a=b']);
    expect(stderr).toMatch(/^warning: map has no effect with instantiation: [^\n]+\n$/);
  });

  const oldest = node20();
  const binaries = [['the pinned Node', process.execPath], ...(oldest === undefined ? [] : [['Node 20', oldest]])];

  test.each(binaries)('colours only where they are shown, or asked for, on %s', (_, node = '') => {
    const args = ['adder.wasm', '-o', 'out', '--tracing'];
    const print = (env: RunOptions['env'] = {}): Outcome => wcm2js(args, { cwd: scratch, node, env });
    const plain = print();
    expect(plain.code).toBe(0);
    expect(plain.stdout + plain.stderr).not.toContain('\x1b');
    const forced = print({ FORCE_COLOR: '1' });
    expect(forced.stdout).toContain('\x1b[2m');
    expect(forced.stderr).toContain('\x1b[33m\x1b[1mwarning\x1b[22m');
    expect(print({ NO_COLOR: '1' })).toEqual(plain);
  });

  test('its version and its help, for which the compiler is not loaded', () => {
    const manifest = readFileSync(join(cliPath, '../../../package.json'), 'utf8');
    const { version }: { version: string } = JSON.parse(manifest);
    expect(transpile(['--version']).stdout).toBe(`${version}\n`);
    expect(transpile(['-V']).stdout).toBe(`${version}\n`);
    const help = transpile(['--help']).stdout;
    for (const args of [[], ['-h'], ['help'], ['transpile', '--help'], ['adder.wasm', '--help']]) {
      expect(transpile(args).stdout).toBe(help);
    }
    for (const flag of [
      '--out-dir', '--name', '--map', '--instantiation', '--base64-cutoff', '--tla-compat', '--no-typescript',
      '--no-wasi-shim', '--no-namespaced-exports', '--strict', '--minify', '--runtime', '--async-mode', '--async-imports',
      '--async-exports', '--async-wasi-imports', '--async-wasi-exports', '--multi-memory', '--target', '--optional-import', '--seed', '--sourcemap', '--quiet', '--json', '--help', '--version',
    ]) expect(help).toContain(flag);
    expect(help.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});

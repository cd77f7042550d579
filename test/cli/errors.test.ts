// Whatever goes wrong: one line on stderr that says what, exit code 1, nothing written.

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeScratch, treeOf, wcm2js } from '../support/cli.ts';

const scratch = makeScratch();
const PREAMBLE = [0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00];

beforeAll(async () => {
  const write = (name: string, contents: string | Uint8Array): void => writeFileSync(join(scratch, name), contents);
  mkdirSync(join(scratch, 'folder.wasm'));
  symlinkSync('loop.wasm', join(scratch, 'loop.wasm'));
  write('good.wasm', await parse('(component)'));
  write('empty.wasm', '');
  write('text.wat', '(component)');
  write('prose.txt', 'This is no component.\n');
  write('core.wasm', Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00));
  write('broken.wasm', Uint8Array.of(...PREAMBLE, 0x63, 0x00));
  write('cut.wasm', Uint8Array.of(...PREAMBLE, 0x07, 0x80));
  write('invalid.wasm', Uint8Array.of(...PREAMBLE, 0x06, 0x04, 0x01, 0x03, 0x02, 0x05));
  write('out.js', 'taken');
  write('a file', 'taken');
});

function expectError(args: readonly string[], message: string | RegExp): void {
  const before = treeOf(scratch);
  const { code, stdout, stderr } = wcm2js(args, { cwd: scratch });
  if (typeof message === 'string') expect(stderr).toBe(`error: ${message}\n`);
  else expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  expect(stdout).toBe('');
  expect(code).toBe(1);
  expect(treeOf(scratch)).toEqual(before);
}

describe('the component', () => {
  test.each([
    ['a missing file', 'missing.wasm', `can't read 'missing.wasm': there is no such file or folder`],
    ['a folder', 'folder.wasm', `can't read 'folder.wasm': it is a folder`],
    ['a path through a file', 'a file/x.wasm',
      `can't read 'a file/x.wasm': part of the path is a file, not a folder`],
    ['a symbolic link to itself', 'loop.wasm',
      `can't read 'loop.wasm': its symbolic links go round in circles`],
    ['an empty file', 'empty.wasm', `'empty.wasm': MALFORMED_MAGIC at 0x0: `
      + 'the input is empty; expected a component in the binary format'],
    ['a text file', 'text.wat', `'text.wat': MALFORMED_MAGIC at 0x0: the input is text; `
      + 'expected a component in the binary format, as `wasm-tools parse` or `jco parse` makes of it'],
    ['some other text', 'prose.txt', /^error: 'prose\.txt': MALFORMED_MAGIC at 0x0: /],
    ['a core module', 'core.wasm', `'core.wasm': MALFORMED_VERSION at 0x4: `
      + 'expected a version header for a component, found a core module; '
      + 'make a component of it first, with `wasm-tools component new` or `jco new`'],
    ['a broken component', 'broken.wasm', `'broken.wasm': MALFORMED_SECTION_ID at 0x8: malformed section id: 99`],
    ['a component that ends too early', 'cut.wasm', /^error: 'cut\.wasm': MALFORMED_UNEXPECTED_END at 0x/],
    ['an invalid component', 'invalid.wasm', /^error: 'invalid\.wasm': (?:INVALID|MALFORMED)_\w+ at 0x/],
  ])('%s', (_, input, message) => {
    expectError([input, '-o', 'out'], message);
  });

  test('an empty standard input', () => {
    expectError(['-', '-o', 'out'], 'standard input: MALFORMED_MAGIC at 0x0: '
      + 'the input is empty; expected a component in the binary format');
  });

  test('a name that would start a new line stays on one', () => {
    expectError(['a\n\u202eb', '-o', 'out'],
      String.raw`can't read 'a\u{a}\u{202e}b': there is no such file or folder`);
  });
});

describe('the output folder', () => {
  test('is not given', () => {
    expectError(['good.wasm'], 'no output folder given: use -o <folder>');
    expectError(['good.wasm', '-o', ''], 'no output folder given: use -o <folder>');
  });

  test('can be no file', () => {
    expectError(['good.wasm', '-o', 'a file'],
      `can't write 'a file': there is a file of that name; nothing was written`);
  });

  test('can be no folder in a file', () => {
    const folder = join('a file', 'sub', 'out');
    expectError(['good.wasm', '-o', folder],
      `can't write '${folder}': part of the path is a file, not a folder; nothing was written`);
  });

  test('can be no folder that takes no files', () => {
    expectError(['good.wasm', '-o', '/proc/self'],
      /^error: can't write '\/proc\/self\/good\.js': .*; nothing was written\n$/);
  });
});

describe('options', () => {
  const GOOD = ['good.wasm', '-o', 'out'];

  test.each([
    [['--nmae', 'x'], `unknown option '--nmae'; did you mean '--name'?`],
    [['--no-typscript'], `unknown option '--no-typscript'; did you mean '--no-typescript'?`],
    [['--sourcemap'], `unknown option '--sourcemap'; see --help`],
    [['--constructor'], `unknown option '--constructor'; see --help`],
    [['-z'], `unknown option '-z'; see --help`],
    [['--name'], `option '--name' needs a value`],
    [['--name', '--json'], `option '--name' needs a value`],
    [['-o'], `option '-o' needs a value`],
    [['--strict=yes'], `option '--strict' takes no value`],
    [['--name', 'a/b'], `option '--name': expected a name that files can have everywhere, got "a/b"`],
    [['-b', '1k'], `option '--base64-cutoff': expected a number of bytes, got '1k'`],
    [['-b', '0x10'], `option '--base64-cutoff': expected a number of bytes, got '0x10'`],
    [['-M', 'wasi:cli/*'], `option '--map': expected pattern=target, got "wasi:cli/*"`],
    [['-M', 'a=b', 'c='], `option '--map': expected a module specifier behind the '=', got "c="`],
    [['--instantiation=jspi'], `option '--instantiation': expected async or sync, got 'jspi'`],
    [['--runtime', 'cdn'], `option '--runtime': expected 'inline' or 'import', got "cdn"`],
    [['other.wasm'], `one component at a time, got 'good.wasm' and 'other.wasm'`],
  ])('%j', (args, message) => {
    expectError([...GOOD, ...args], message);
  });

  test('no component', () => {
    expectError(['-o', 'out'], 'no component given: wcm2js <component.wasm> -o <folder>');
    expectError(['transpile'], 'no component given: wcm2js <component.wasm> -o <folder>');
  });

  test('a command of jco that is none here', () => {
    expectError(['types', 'good.wasm', '-o', 'out'],
      `there is no command 'types'; the commands are transpile and run, see --help`);
  });

  test.each([
    [['--stub'], '--stub'],
    [['--js'], '--js'],
    [['--no-component-error-wrapping'], '--no-component-error-wrapping'],
    [['--flags-as-bigint'], '--flags-as-bigint'],
    [['--use-namespace-objects'], '--use-namespace-objects'],
    [['--enum-values-screaming-snake-case'], '--enum-values-screaming-snake-case'],
    [['--async-mode', 'jspi'], '--async-mode=jspi'],
    [['--async-wasi-imports'], '--async-wasi-imports'],
    [['--async-wasi-exports'], '--async-wasi-exports'],
    [['--async-imports', 'a:b/c#d'], '--async-imports'],
    [['--async-exports', 'run'], '--async-exports'],
    [['--import-bindings=optimized'], '--import-bindings=optimized'],
    [['--import-bindings', 'direct-optimized'], '--import-bindings=direct-optimized'],
  ])('%j of jco would change the mapping', (args, name) => {
    expectError([...GOOD, ...args], new RegExp(`^error: jco's option '${name}' is not supported: [a-z]`));
  });
});

describe('what is there already', () => {
  test('a folder with the name of a file to be written', () => {
    const folder = join(scratch, 'occupied');
    mkdirSync(join(folder, 'good.js'), { recursive: true });
    expectError(['good.wasm', '-o', 'occupied'],
      `can't write 'occupied/good.js': it is a folder; nothing was written`);
  });
});

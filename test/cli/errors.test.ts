// Whatever goes wrong: a few lines on stderr that say what, exit code 1, nothing written; with --json, data.

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeScratch, treeOf, wcm2js } from '../support/cli.ts';
import type { Outcome } from '../support/cli.ts';

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
  write('invalid.wasm', Uint8Array.of(...PREAMBLE, 0x0b, 0x07, 0x01, 0x00, 0x01, 0x61, 0x01, 0x05, 0x00));
  write('types.wasm', await parse(`(component (component
    (component $C (import "f" (func (param "x" u32))))
    (import "f" (func $f (param "x" string)))
    (instance (instantiate $C (with "f" (func $f))))))`));
  write('names.wasm', await parse(`(component
    (import "i" (instance $i (export "handle" (func)))) (alias export $i "hanlde" (func)))`));
  write('long.wasm', await parse(`(component (core module $m (import "${'a'.repeat(100_000)}" "b" (func)))
    (core instance (instantiate $m)))`));
  write('strange.wasm', await parse(String.raw`(component
    (core module $m (import "\u{202e}\n\1b[31m\u{3164}" "b" (func))) (core instance (instantiate $m)))`));
  const nested = Array.from({ length: 95 }, (_, i) =>
    `(type $a${i + 1} (option $a${i})) (type $b${i + 1} (option $b${i}))`).join(' ');
  write('deep.wasm', await parse(`(component (type $a0 u8) (type $b0 s8) ${nested}
    (component $C (import "x" (type (eq $a95)))) (instance (instantiate $C (with "x" (type $b95)))))`));
  write('out.js', 'taken');
  write('a file', 'taken');
});

/** One line for mistakes on the command line, a block for those of a component. */
function expectError(args: readonly string[], message: string | RegExp): void {
  const stderr = expectFailure(args).stderr;
  if (typeof message === 'string') expect(stderr).toBe(message.startsWith('error') ? message : `error: ${message}\n`);
  else expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^error(?:: [^\n]+\n|\[[A-Z0-9_]+\]: [^\n]+(?:\n {2,}\S[^\n]*){1,5}\n)$/);
}

function expectFailure(args: readonly string[], env: Readonly<Record<string, string>> = {}): Outcome {
  const before = treeOf(scratch);
  const outcome = wcm2js(args, { cwd: scratch, env });
  expect(outcome.code).toBe(1);
  if (!args.includes('--json')) expect(outcome.stdout).toBe('');
  expect(treeOf(scratch)).toEqual(before);
  return outcome;
}

/** What the command says of a component. */
const block = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

describe('the component', () => {
  test.each([
    ['a missing file', 'missing.wasm', `can't read 'missing.wasm': there is no such file or folder`],
    ['a folder', 'folder.wasm', `can't read 'folder.wasm': it is a folder`],
    ['a path through a file', 'a file/x.wasm',
      `can't read 'a file/x.wasm': part of the path is a file, not a folder`],
    ['a symbolic link to itself', 'loop.wasm',
      `can't read 'loop.wasm': its symbolic links go round in circles`],
    ['an empty file', 'empty.wasm', block(
      'error[MALFORMED_MAGIC]: the input is empty; expected a component in the binary format',
      '  --> empty.wasm:0x0')],
    ['a text file', 'text.wat', block(
      'error[MALFORMED_MAGIC]: the input is text; '
        + 'expected a component in the binary format, as `wasm-tools parse` or `jco parse` makes of it',
      '  --> text.wat:0x0')],
    ['some other text', 'prose.txt', /^error\[MALFORMED_MAGIC\]: .*\n {2}--> prose\.txt:0x0\n$/],
    ['a core module', 'core.wasm', block(
      'error[MALFORMED_VERSION]: expected a version header for a component, found a core module; '
        + 'make a component of it first, with `wasm-tools component new` or `jco new`',
      '  --> core.wasm:0x4')],
    ['a broken component', 'broken.wasm', block(
      'error[MALFORMED_SECTION_ID]: malformed section id: 99', '  --> broken.wasm:0x8')],
    ['a component that ends too early', 'cut.wasm', /^error\[MALFORMED_UNEXPECTED_END\]: .*\n {2}--> cut\.wasm:0x/],
    ['an invalid component', 'invalid.wasm', block(
      'error[INVALID_INDEX]: unknown function 5: function index out of bounds (there are 0)',
      '  --> invalid.wasm:0xe (export section)',
      '   = in export "a"')],
    ['two types that do not match', 'types.wasm', block(
      'error[INVALID_INSTANTIATION]: type mismatch for import `f`: type mismatch in function parameter `x`: '
        + 'expected primitive `u32` found primitive `string`',
      '  --> types.wasm:0x58 (instance section)',
      '   = in component 0 › instance 0 › import "f"',
      '   = expected: func(x: u32)',
      '   = found:    func(x: string)')],
    ['a name that is not there', 'names.wasm', block(
      'error[INVALID_ALIAS]: instance 0 has no export named `hanlde`',
      '  --> names.wasm:0x28 (alias section)',
      '   = in func 0',
      '   = did you mean `handle`?')],
  ])('%s', (_, input, message) => {
    expectError([input, '-o', 'out'], message);
  });

  test('an empty standard input', () => {
    expectError(['-', '-o', 'out'], block(
      'error[MALFORMED_MAGIC]: the input is empty; expected a component in the binary format',
      '  --> standard input:0x0'));
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

  test.runIf(process.platform === 'linux')('can be nowhere where a file system makes no folders', () => {
    expectError(['good.wasm', '-o', '/proc/wcm2js/out'],
      `can't write '/proc/wcm2js/out': there is no such file or folder; nothing was written`);
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
    [['--nowhere-near'], `unknown option '--nowhere-near'; see --help`],
    [['--source-map'], `unknown option '--source-map'; did you mean '--sourcemap'?`],
    [['--constructor'], `unknown option '--constructor'; see --help`],
    [['-z'], `unknown option '-z'; see --help`],
    [['--name'], `option '--name' needs a value`],
    [['--name', '--quiet'], `option '--name' needs a value`],
    [['-o'], `option '-o' needs a value`],
    [['--strict=yes'], `option '--strict' takes no value`],
    [['--name', 'a/b'], `option '--name': expected a name that files can have everywhere, got "a/b"`],
    [['-b', '1k'], `option '--base64-cutoff': expected a number of bytes, got '1k'`],
    [['-b', '0x10'], `option '--base64-cutoff': expected a number of bytes, got '0x10'`],
    [['-M', 'wasi:cli/*'], `option '--map': expected pattern=target, got "wasi:cli/*"`],
    [['-M', 'a=b', 'c='], `option '--map': expected a module specifier behind the '=', got "c="`],
    [['--instantiation=jspi'], `option '--instantiation': expected async or sync, got 'jspi'`],
    [['--runtime', 'cdn'], `option '--runtime': expected 'inline' or 'import', got "cdn"`],
    [['--target', 'nodejs'], `option '--target': expected 'universal' or 'node' or 'browser' or 'deno' or 'bun' or 'workerd', got "nodejs"`],
    [['--optional-import'], `option '--optional-import' needs a value`],
    [['--async-mode=stack'], `option '--async-mode': expected sync or jspi, got 'stack'`],
    [['--async-imports'], `option '--async-imports' needs a value`],
    [['--async-mode', '--async-exports', 'f'],
      `option '--async-mode': expected 'jspi', as functions are named that are to be asynchronous, got "sync"`],
    [['--multi-memory=yes'], `option '--multi-memory': expected on or auto or off, got 'yes'`],
    [['--seed', 'x'], `option '--seed': expected an integer, got 'x'`],
    [['--seed', '1e3'], `option '--seed': expected an integer, got '1e3'`],
    [['other.wasm'], `one component at a time, got 'good.wasm' and 'other.wasm'`],
  ])('%j', (args, message) => {
    expectError([...GOOD, ...args], message);
  });

  test('no component', () => {
    expectError(['-o', 'out'], 'no component given: wcm2js <component.wasm> -o <folder>');
    expectError(['transpile'], 'no component given: wcm2js <component.wasm> -o <folder>');
  });

  test('a command of jco that is none here', () => {
    expectError(['opt', 'good.wasm', '-o', 'out'],
      `there is no command 'opt'; the commands are transpile, types and run, see --help`);
  });

  test.each([
    [['--stub'], '--stub'],
    [['--js'], '--js'],
    [['--no-component-error-wrapping'], '--no-component-error-wrapping'],
    [['--flags-as-bigint'], '--flags-as-bigint'],
    [['--use-namespace-objects'], '--use-namespace-objects'],
    [['--enum-values-screaming-snake-case'], '--enum-values-screaming-snake-case'],
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

describe('blocks', () => {
  test.each(['long.wasm', 'deep.wasm', 'strange.wasm'])('of %s stay small and printable', (input) => {
    const { stderr } = expectFailure([input, '-o', 'out']);
    const lines = stderr.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(8);
    for (const line of lines) {
      expect(line.length).toBeLessThanOrEqual(210);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
    }
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test('have colours only where they are asked for', () => {
    const plain = expectFailure(['types.wasm', '-o', 'out']).stderr;
    const coloured = expectFailure(['types.wasm', '-o', 'out'], { FORCE_COLOR: '1' }).stderr;
    expect(plain).not.toContain('\u001b');
    expect(coloured).toMatch(/^(?:\u001b\[\d+m){2}error\[INVALID_INSTANTIATION\]/);
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
    expect(expectFailure(['types.wasm', '-o', 'out'], { FORCE_COLOR: '0' }).stderr).toBe(plain);
    expect(expectFailure(['types.wasm', '-o', 'out'], { NO_COLOR: '1' }).stderr).toBe(plain);
  });
});

describe('with --json', () => {
  test.each([
    [['types.wasm', '-o', 'out', '--json'], {
      code: 'INVALID_INSTANTIATION',
      message: 'type mismatch for import `f`: type mismatch in function parameter `x`: expected primitive `u32` '
        + 'found primitive `string`; expected func(x: u32), found func(x: string)',
      offset: 0x58,
      section: 'instance section',
      path: ['component 0', 'instance 0', 'import "f"'],
      expected: 'func(x: u32)',
      found: 'func(x: string)',
      file: 'types.wasm',
    }],
    [['--json', 'transpile', 'names.wasm'], {
      code: 'USAGE', message: `one component at a time, got 'transpile' and 'names.wasm'`,
    }],
    [['transpile', 'names.wasm', '-o', 'out', '--json'], {
      code: 'INVALID_ALIAS',
      message: 'instance 0 has no export named `hanlde`; did you mean `handle`?',
      offset: 0x28,
      section: 'alias section',
      path: ['func 0'],
      didYouMean: 'handle',
      file: 'names.wasm',
    }],
    [['missing.wasm', '-o', 'out', '--json'], {
      code: 'FILE', message: `can't read 'missing.wasm': there is no such file or folder`,
    }],
    [['good.wasm', '-o', 'out', '--json', '--nmae=x'], {
      code: 'USAGE', message: `unknown option '--nmae'; did you mean '--name'?`,
    }],
    [['good.wasm', '-o', 'out', '--json', '--name', 'a/b'], {
      code: 'OPTION_VALUE',
      message: `option '--name': expected a name that files can have everywhere, got "a/b"`,
    }],
  ])('%j', (args, error) => {
    const { stdout, stderr } = expectFailure(args);
    expect(JSON.parse(stdout)).toEqual({ error });
    expect(stderr).toBe('');
  });

  test('behind a -- it is a file', () => {
    expectError(['-o', 'out', '--', '--json'], `can't read '--json': there is no such file or folder`);
  });
});

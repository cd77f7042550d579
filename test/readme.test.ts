// README.md shows what is true: the output of its example, what the other prints, the options that there are.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeAll, describe, expect, test } from 'vitest';
import { readOptions } from '../src/options.ts';
import { makeScratch, wcm2js } from './support/cli.ts';
import { projectRoot } from './support/source-file.ts';

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
const scratch = makeScratch();

const ADDER = `(component
  (core module $m (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))
  (core instance $i (instantiate $m))
  (func $add (param "x" u8) (param "y" u8) (result u8) (canon lift (core func $i "add")))
  (instance $math (export "add" (func $add)))
  (export "docs:adder/math@0.1.0" (instance $math)))`;

beforeAll(async () => {
  writeFileSync(join(scratch, 'adder.wasm'), await parse(ADDER));
  const shout = readFileSync(join(projectRoot, 'examples/shout/shout.wat'), 'utf8');
  writeFileSync(join(scratch, 'shout.wasm'), await parse(shout));
});

test('no section is there twice', () => {
  const headings = readme.match(/^#+ .*$/gm) ?? [];
  expect(headings).toEqual([...new Set(headings)]);
});

describe('the example', () => {
  test('prints and writes what is shown', () => {
    const [, command = '', printed = ''] = /^ {4}\$ wcm2js (.*)\n((?: {4}.*\n)+)/m.exec(readme) ?? [];
    const { stdout } = wcm2js(command.split(' '), { cwd: scratch });
    expect(stdout).toBe(printed.replace(/^ {4}/gm, ''));
    const [, code = ''] = /```js\n(.*?)```/s.exec(readme) ?? [];
    expect(readFileSync(join(scratch, 'out/adder.js'), 'utf8')).toBe(code);
  });
});

describe('the example with a stream and a future', () => {
  test('is typed as it says, and prints what it says', () => {
    wcm2js(['shout.wasm', '-o', 'out', '-b', '0'], { cwd: scratch });
    const [, program = ''] = /```js\n(import \{ shout \}.*?)```/s.exec(readme) ?? [];
    writeFileSync(join(scratch, 'program.mjs'), program);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['program.mjs'], { cwd: scratch, encoding: 'utf8' });
    const printed = [...program.matchAll(/\/\/ (.*)/g)].map(([, line]) => line);
    expect(printed).toHaveLength(2);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `${printed.join('\n')}\n`, stderr: '' });
    const [, wit] = /```wit\nexport (shout: .*);\n```/.exec(readme) ?? [];
    expect(readFileSync(join(scratch, 'out/shout.js'), 'utf8')).toContain(`// ${wit}\n`);
  });
});

describe('the tables', () => {
  test('have the options of the command', () => {
    const help = wcm2js(['--help'], { cwd: scratch }).stdout;
    const listed = [...readme.matchAll(/^\| `.*$/gm)].flatMap(([row]) => row.match(/--[a-z][\w-]+/g) ?? []);
    const flags = (help.match(/^ {2}.*?(--[a-z][\w-]+)/gm) ?? []).map((line) => line.replace(/^.*?--/, '--'));
    expect(flags.length).toBeGreaterThan(15);
    expect([...new Set(listed)].sort()).toEqual([...new Set(flags)].sort());
  });

  test('have the options of transpile(), with their defaults', () => {
    const rows = [...readme.matchAll(/^\| (`[a-zA-Z][^|]*) \| ([^|]*?) ?\|/gm)];
    for (const [name, value] of Object.entries(readOptions())) {
      const shown = value === undefined || name === 'map' ? '' : `\`${inspect(value)}\``;
      const row = rows.find(([, names = '']) => names.split(', ').includes(`\`${name}\``));
      expect(row?.[2], name).toBe(shown);
    }
  });
});

// README.md shows what is true: the output of its example, the options that there are.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

beforeAll(async () => writeFileSync(join(scratch, 'adder.wasm'), await parse(ADDER)));

describe('the example', () => {
  test('prints and writes what is shown', () => {
    const [, command = '', printed = ''] = /^ {4}\$ wcm2js (.*)\n((?: {4}.*\n)+)/m.exec(readme) ?? [];
    const { stdout } = wcm2js(command.split(' '), { cwd: scratch });
    expect(stdout).toBe(printed.replace(/^ {4}/gm, ''));
    const [, code = ''] = /```js\n(.*?)```/s.exec(readme) ?? [];
    expect(readFileSync(join(scratch, 'out/adder.js'), 'utf8')).toBe(code);
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
    const { map: _, instantiation: __, ...defaults } = readOptions();
    for (const [name, value] of Object.entries(defaults)) {
      const shown = typeof value === 'string' ? `'${value}'` : String(value);
      expect(readme).toContain(`| \`${name}\` | \`${shown}\` |`);
    }
  });
});

// `wcm2js types`: declarations alone, in a folder or beside the component.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeScratch, treeOf, wcm2js } from '../support/cli.ts';

const scratch = makeScratch();
const folder = (name: string): string => {
  mkdirSync(join(scratch, name), { recursive: true });
  return join(scratch, name);
};

const ADDER = `(component
  (core module $m (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))
  (core instance $i (instantiate $m))
  (func $add (param "x" u8) (param "y" u8) (result u8) (canon lift (core func $i "add")))
  (instance $math (export "add" (func $add)))
  (export "docs:adder/math@0.1.0" (instance $math)))`;

let adder: Uint8Array;

beforeAll(async () => {
  adder = await parse(ADDER);
  writeFileSync(join(scratch, 'adder.wasm'), adder);
  writeFileSync(join(scratch, 'broken.wasm'), adder.subarray(0, 40));
});

describe('with a folder', () => {
  test('writes what transpile writes, and nothing else', () => {
    const options = ['adder.wasm', '--name', 'sum', '-I', 'sync', '--no-namespaced-exports'];
    expect(wcm2js(['types', ...options, '-o', 'types', '-q'], { cwd: scratch })).toEqual({ code: 0, stdout: '', stderr: '' });
    wcm2js([...options, '-o', 'all'], { cwd: scratch });
    const written = treeOf(join(scratch, 'types'));
    expect(written).toEqual(['interfaces', 'interfaces/docs-adder-math.d.ts', 'sum.d.ts']);
    expect(treeOf(join(scratch, 'all')).filter((path) => !/\.(?:js|wasm)$/.test(path))).toEqual(written);
    for (const path of written.filter((name) => name.endsWith('.ts'))) {
      expect(readFileSync(join(scratch, 'types', path), 'utf8')).toBe(readFileSync(join(scratch, 'all', path), 'utf8'));
    }
  });

  test('reads standard input', () => {
    const { code } = wcm2js(['types', '-', '-o', 'piped'], { cwd: scratch, input: adder });
    expect(code).toBe(0);
    expect(existsSync(join(scratch, 'piped/component.d.ts'))).toBe(true);
  });
});

describe('without a folder', () => {
  const BESIDE = `/** @module World adder */
export {};

export { docs_adder_math as 'docs:adder/math@0.1.0' };
export { docs_adder_math as math };

/** @module Interface docs:adder/math@0.1.0 */
declare namespace docs_adder_math {
  export {};

  export function add(x: number, y: number): number;
}
`;

  test('writes one file beside the component, wherever that is', () => {
    const cwd = folder('beside');
    mkdirSync(join(cwd, 'lib'), { recursive: true });
    writeFileSync(join(cwd, 'lib/adder.wasm'), adder);
    const { code, stdout, stderr } = wcm2js(['types', 'lib/adder.wasm'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^lib[\\/]adder\.d\.wasm\.ts {2} +\d+ B\n$/);
    expect(treeOf(cwd)).toEqual(['lib', 'lib/adder.d.wasm.ts', 'lib/adder.wasm']);
    expect(readFileSync(join(cwd, 'lib/adder.d.wasm.ts'), 'utf8')).toBe(BESIDE);
    expect(wcm2js(['types', 'lib/adder.wasm'], { cwd }).code, 'a second time').toBe(0);
  });

  test('the name is that of the file, with whatever extension', () => {
    const cwd = folder('names');
    writeFileSync(join(cwd, 'a.b component'), adder);
    writeFileSync(join(cwd, '#1.wasm'), adder);
    wcm2js(['types', 'a.b component'], { cwd });
    wcm2js(['types', '#1.wasm', '--name', 'other'], { cwd });
    expect(treeOf(cwd)).toEqual(['#1.d.wasm.ts', '#1.wasm', 'a.b component', 'a.d.b component.ts']);
  });

  test('--json has the files', () => {
    const { stdout } = wcm2js(['types', 'adder.wasm', '--json'], { cwd: scratch });
    expect(JSON.parse(stdout)).toEqual({ files: [{ path: 'adder.d.wasm.ts', size: BESIDE.length }] });
    rmSync(join(scratch, 'adder.d.wasm.ts'));
  });
});

describe('errors', () => {
  const message = (...args: readonly string[]): string => {
    const { code, stdout, stderr } = wcm2js(['types', ...args], { cwd: scratch });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    return stderr.trimEnd();
  };

  test.each([
    [[], 'error: no component given: wcm2js types <component.wasm> [-o <folder>]'],
    [['a.wasm', 'b.wasm'], "error: one component at a time, got 'a.wasm' and 'b.wasm'"],
    [['-'], 'error: there is no place beside standard input: use -o <folder>'],
    [['adder'], "error: there is no place beside 'adder': use -o <folder>"],
    [['adder.wasm', '-o', ''], 'error: no output folder given: use -o <folder>'],
    [['adder.wasm', '--minify'], "error: unknown option '--minify'; see --help"],
    [['missing.wasm'], "error: can't read 'missing.wasm': there is no such file or folder"],
  ])('%j', (args, expected) => {
    expect(message(...args)).toBe(expected);
  });

  test('a broken component is reported as by transpile, and nothing is written', () => {
    const text = message('broken.wasm');
    expect(text).toMatch(/^error\[MALFORMED_\w+\]: .*\n {2}--> broken\.wasm:0x/);
    expect(text).toBe(wcm2js(['broken.wasm', '-o', 'out'], { cwd: scratch }).stderr.trimEnd());
    expect(treeOf(scratch).filter((path) => path.startsWith('broken'))).toEqual(['broken.wasm']);
    const { stdout, stderr } = wcm2js(['types', 'broken.wasm', '--json'], { cwd: scratch });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ error: { file: 'broken.wasm' } });
  });

  test('--help says how it is used', () => {
    expect(wcm2js(['types', '--help'], { cwd: scratch }).stdout).toMatch(/^Usage: wcm2js types </);
  });
});

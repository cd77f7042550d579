// What the code of several functions shares, and what stands where it is used.

import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { transpile } from '../../src/index.ts';

const MOMENT = '(record (field "seconds" u64) (field "note" string) (field "where" string))';

/** The module for imports `f0`, `f1` … with these results, which go to memory. */
async function codeOf(type: string, results: readonly string[]): Promise<string> {
  const names = results.map((_, i) => `f${i}`);
  const wat = `(component
    (type $t' ${type})
    (import "t" (type $t (eq $t')))
    ${results.map((result, i) => `(import "f${i}" (func $f${i} (result ${result})))`).join('\n')}
    (core module $mem
      (memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8)))
    (core instance $mem (instantiate $mem))
    ${names.map((name) => `(core func $${name}' (canon lower (func $${name})
      (memory (core memory $mem "memory")) (realloc (core func $mem "realloc"))))`).join('\n')}
    (core module $m
      ${names.map((name) => `(import "" "${name}" (func (param i32)))`).join('\n')})
    (core instance (instantiate $m (with "" (instance
      ${names.map((name) => `(export "${name}" (func $${name}'))`).join('\n')})))))`;
  const { files } = transpile(await parse(wat), { name: 'test', instantiation: 'async' });
  return new TextDecoder().decode(files['test.js']);
}

/** Where `text` stands. */
const count = (code: string, text: string): number => code.split(text).length - 1;

describe('lowering is shared', () => {
  test('by functions that give the same record, whatever is around it', async () => {
    const code = await codeOf(MOMENT, ['$t', '(result $t)', '(tuple u8 $t)', '(option $t)']);
    expect(count(code, 'function lowerRecord(ptr, value, path)')).toBe(1);
    expect(count(code, 'lowerRecord(ptr')).toBe(5);
    expect(count(code, '.seconds')).toBe(2);
  });

  test('by types of the same structure', async () => {
    const tuple = '(tuple string string string string)';
    const code = await codeOf(MOMENT, ['$t', tuple, tuple]);
    expect(count(code, 'lowerTuple(ptr, result')).toBe(2);
    expect(code).not.toContain('lowerRecord');
  });

  test('not where there is little of it, or one use', async () => {
    expect(await codeOf('(record (field "x" f32) (field "y" f32))', ['$t', '$t', '$t'])).not.toContain('lowerRecord');
    expect(await codeOf(MOMENT, ['$t'])).not.toContain('lowerRecord');
  });

  test('not with elements of lists, but with lists', async () => {
    const code = await codeOf(MOMENT, ['$t', '(list $t)', '(tuple u8 (list $t))']);
    expect(count(code, 'function lowerList(value, path)')).toBe(1);
    expect(count(code, 'lowerList(')).toBe(3);
    expect(code).not.toContain('lowerRecord');
  });
});

test('a part of what is shared counts once', async () => {
  const code = await codeOf(MOMENT, ['(option $t)', '(option $t)']);
  expect(count(code, 'lowerOption(ptr, result')).toBe(2);
  expect(code).not.toContain('lowerRecord');
});

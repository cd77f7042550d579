// Every refusal says where it is: the steps from the outermost component to the definition, whatever is wrong.

import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';

import { decode } from '../../src/decoder/decode.ts';
import { locate } from '../../src/decoder/paths.ts';
import { transpile } from '../../src/index.ts';
import { TranspileError } from '../../src/errors.ts';
import type { ErrorCode } from '../../src/errors.ts';
import { component, CORE_MODULE, name, section, vec } from './binary.ts';

function refusalOf(bytes: Uint8Array): TranspileError {
  try {
    transpile(bytes);
  } catch (error) {
    if (error instanceof TranspileError) return error;
    throw error;
  }
  throw new Error('valid');
}

const MODULE = '(core module $m (func (export "f")) (memory (export "mem") 1))';

/** What is in the component `component 1`; the path from there on. */
const CASES: readonly (readonly [wat: string, code: ErrorCode, ...path: string[]])[] = [
  ['(import "a" (func)) (import "a" (func))', 'INVALID_DUPLICATE_NAME', 'import "a"'],
  ['(import "a:b" (func))', 'INVALID_NAME', 'import "a:b"'],
  ['(type (record)) ', 'INVALID_TYPE', 'type 0'],
  ['(type (func)) (type (list 0))', 'INVALID_SORT', 'type 1'],
  ['(type (func)) (type (list 9))', 'INVALID_INDEX', 'type 1'],
  ['(type (component (type (instance (export "x" (func (type 3)))))))', 'INVALID_INDEX',
    'type 0', 'type 0', 'export "x"'],
  ['(type (instance (type (resource (rep i32)))))', 'INVALID_RESOURCE', 'type 0', 'type 0'],
  ['(import "f" (func $f)) (export "g" (func $f) (func (param "x" u8)))', 'INVALID_SUBTYPE', 'export "g"'],
  ['(type $r (resource (rep i32))) (export "f" (func $f)) (import "f" (func $f (param "r" (own $r))))',
    'INVALID_INDEX', 'export "f"'],
  ['(type $r (record (field "a" u8))) (import "f" (func (param "r" $r)))', 'INVALID_VISIBILITY', 'import "f"'],
  ['(import "i" (instance $i)) (alias export $i "f" (func))', 'INVALID_ALIAS', 'func 0'],
  ['(alias outer 9 0 (type))', 'INVALID_ALIAS', 'type 0'],
  ['(component $C (import "a:b/c" (func))) (instance (instantiate $C))', 'INVALID_INSTANTIATION',
    'instance 0', 'import "a:b/c"'],
  ['(component $C) (instance (instantiate $C (with "a" (func 7))))', 'INVALID_INDEX', 'instance 0', 'argument "a"'],
  ['(instance (export "e" (func 7)))', 'INVALID_INDEX', 'instance 0', 'export "e"'],
  [`${MODULE} (core instance $i (instantiate $m)) (core instance (export "e" (func 7)))`, 'INVALID_INDEX',
    'core instance 1', 'export "e"'],
  [`${MODULE} (core instance (instantiate $m (with "a" (instance 7))))`, 'INVALID_INDEX',
    'core instance 0', 'argument "a"'],
  [`${MODULE} (core module $n (import "a" "b" (func))) (core instance $i (instantiate $m))
    (core instance (instantiate $n (with "a" (instance $i))))`, 'INVALID_INSTANTIATION',
  'core instance 1', 'import "a" "b"'],
  ['(core module $n (import "a" "b" (func))) (core instance (instantiate $n))', 'INVALID_INSTANTIATION',
    'core instance 0', 'import "a"'],
  [`${MODULE} (core instance $i (instantiate $m)) (func (param "x" u8) (canon lift (core func $i "f")))`,
    'INVALID_CANON', 'func 0'],
  ['(import "f" (func $f (param "x" string))) (core func (canon lower (func $f)))', 'INVALID_CANON', 'core func 0'],
  ['(import "r" (type $r (sub resource))) (core func (canon resource.new $r))', 'INVALID_RESOURCE', 'core func 0'],
  ['(core type (module)) (core type (module (import "a" "b" (func (type 5)))))', 'INVALID_INDEX', 'core type 1'],
  [`${MODULE} (core module (func) (func (result i32) i64.const 0))`, 'INVALID_CORE_MODULE', 'core module 1', 'func 1'],
];

describe('the path of an error', () => {
  test.each(CASES)('%s', async (wat, code, ...path) => {
    const bytes = await parse(`(component (component) (component ${wat}) (instance (instantiate 1)))`);
    const { code: actual, path: found, section: where } = refusalOf(bytes);
    expect({ code: actual, path: found }).toEqual({ code, path: ['component 1', ...path] });
    expect(where).toMatch(/ section$/);
  });

  test('that only has an offset is found by it, past what other kinds of definitions add', async () => {
    const bytes = await parse(`(component (component) (component (import "i" (instance $i (export "f" (func))))
      (alias export $i "f" (func)) (core func (canon lower (func 0))) (core func $f (canon lower (func 0)))
      (export "e" (func 0))))`);
    const tree = decode(bytes);
    const [, nested] = tree.definitions;
    if (nested?.kind !== 'component') throw new Error('no component');
    const steps = nested.component.definitions.map(({ kind, offset }) => [kind, locate(tree, offset)]);
    const at = (step: string, where: string): unknown => ({ path: ['component 1', step], section: where });
    expect(steps).toEqual([
      ['type', at('type 0', 'type section')],
      ['import', at('import "i"', 'import section')],
      ['alias', at('func 0', 'alias section')],
      ['canon', at('core func 0', 'canonical function section')],
      ['canon', at('core func 1', 'canonical function section')],
      ['export', at('export "e"', 'export section')],
    ]);
    expect(locate(tree, 0)).toEqual({});
  });

  test.each([
    ['a type', section(7, vec([0x73], [0x6b])), ['type 1']],
    ['an import', section(10, vec([0x00, name('a'), 0x09])), ['import 0']],
    ['a function of a core module', section(1, [CORE_MODULE, section(3, vec([0x05])), section(10, vec([2, 0, 0x0b]))]),
      ['core module 0', 'func 0']],
    ['an export of a core module', section(1, [CORE_MODULE, section(7, vec([name('e'), 0x00, 0x05]))]),
      ['core module 0', 'export 0']],
  ])('that bytes of %s have', (_, contents, path) => {
    const inner = component(contents);
    expect(refusalOf(component(section(4, [...component()]), section(4, [...inner]))).path)
      .toEqual(['component 1', ...path]);
  });
});

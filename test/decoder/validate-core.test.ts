// Core types: equal by structure, module types against modules, what a core module is given, limits.

import { describe, expect, test } from 'vitest';

import { component, CORE_MODULE, leb, name, section, vec } from './binary.ts';
import type { Part } from './binary.ts';
import { accept, acceptBytes, refusal, refusalOf } from './validate-wat.ts';

/** Instantiates a module that imports `a` `x` with one that exports `x`. */
const link = (exported: string, imported: string): string => `(component
  (core module $from ${exported}) (core instance $from (instantiate $from))
  (core module $to ${imported}) (core instance (instantiate $to (with "a" (instance $from)))))`;

describe('what a core module is given', () => {
  test.each([
    ['(func (export "x") (param i32))', '(import "a" "x" (func (param i32)))'],
    ['(type $t (sub (func))) (type $u (sub $t (func))) (func (export "x") (type $u))',
      '(type $t (sub (func))) (import "a" "x" (func (type $t)))'],
    ['(rec (type $a (func (param (ref null $b)))) (type $b (struct))) (func (export "x") (type $a))',
      '(type $pad (func)) (rec (type $a (func (param (ref null $b)))) (type $b (struct))) '
        + '(import "a" "x" (func (type $a)))'],
    ['(global (export "x") i32 (i32.const 0))', '(import "a" "x" (global i32))'],
    ['(global (export "x") (mut i64) (i64.const 0))', '(import "a" "x" (global (mut i64)))'],
    ['(global (export "x") nullfuncref (ref.null nofunc))', '(import "a" "x" (global funcref))'],
    ['(memory (export "x") 2 3)', '(import "a" "x" (memory 1 4))'],
    ['(memory (export "x") 2 3)', '(import "a" "x" (memory 1))'],
    ['(table (export "x") 2 3 externref)', '(import "a" "x" (table 2 externref))'],
    ['(tag (export "x") (param i32))', '(import "a" "x" (tag (param i32)))'],
  ])('%s as %s', async (exported, imported) => {
    await accept(link(exported, imported));
  });

  test.each([
    ['(func (export "x") (param i32))', '(import "a" "x" (func))',
      'expected: (func), found: (func (param i32))'],
    ['(func (export "x"))', '(import "a" "x" (func (param i32 f64) (result i64)))',
      'expected: (func (param i32 f64) (result i64)), found: (func)'],
    ['(type $t (sub (func))) (func (export "x") (type $t))', '(import "a" "x" (func))',
      'expected: (func), found: (sub (func))'],
    ['(type $t (sub (func))) (func (export "x") (type $t))',
      '(type $t (sub (func))) (type $u (sub $t (func))) (import "a" "x" (func (type $u)))',
      'expected: (sub '],
    ['(rec (type $a (func (param (ref null $b)))) (type $b (struct))) (func (export "x") (type $a))',
      '(rec (type $a (func (param (ref null $b)))) (type $b (struct (field i32)))) '
        + '(import "a" "x" (func (type $a)))', 'expected: (func (param (ref null '],
    ['(global (export "x") i32 (i32.const 0))', '(import "a" "x" (global (mut i32)))',
      'global types differ in mutability: expected mutable, found constant'],
    ['(global (export "x") (mut funcref) (ref.null func))', '(import "a" "x" (global (mut nullfuncref)))',
      'expected global type nullfuncref, found funcref'],
    ['(global (export "x") funcref (ref.null func))', '(import "a" "x" (global nullfuncref))',
      'expected global type nullfuncref, found funcref'],
    ['(global (export "x") (mut nullfuncref) (ref.null nofunc))', '(import "a" "x" (global (mut funcref)))',
      'expected global type funcref, found nullfuncref'],
    ['(memory (export "x") 1)', '(import "a" "x" (memory 2))',
      'mismatch in memory limits: expected at least 2, found at least 1'],
    ['(memory (export "x") 1 3)', '(import "a" "x" (memory 1 2))',
      'mismatch in memory limits: expected 1 to 2, found 1 to 3'],
    ['(memory (export "x") i64 1)', '(import "a" "x" (memory 1))',
      'mismatch in index type used for memories'],
    ['(memory (export "x") 1 1 shared)', '(import "a" "x" (memory 1 1))', 'mismatch in the shared flag'],
    ['(memory (export "x") 1 (pagesize 1))', '(import "a" "x" (memory 1))',
      'mismatch in page size for memories'],
    ['(table (export "x") 1 funcref)', '(import "a" "x" (table 1 nullfuncref))',
      'expected table element type nullfuncref, found funcref'],
    ['(table (export "x") i64 1 funcref)', '(import "a" "x" (table 1 funcref))',
      'mismatch in index type used for tables'],
    ['(tag (export "x") (param i32))', '(import "a" "x" (tag (param i64)))',
      'expected: (func (param i64)), found: (func (param i32))'],
    ['(tag (export "x"))', '(import "a" "x" (func))', 'expected func, found tag'],
  ])('not %s as %s', async (exported, imported, text) => {
    const error = await refusal(link(exported, imported));
    expect(error).toContain('INVALID_INSTANTIATION at 0x');
    expect(error).toContain('type mismatch for export `x` of module instantiation argument `a`: ');
    expect(error).toContain(text);
    expect(error).toContain('(in core instance 1 › import "a" "x", core instance section)');
  });

  test('a type of the component is the same as one of a module', async () => {
    const C = (lowered: string): string => `(component (import "f" (func $f (param "p" u32)))
      (core func $f (canon lower (func $f)))
      (core module $m (import "a" "x" (func ${lowered})))
      (core instance (instantiate $m (with "a" (instance (export "x" (func $f)))))))`;
    await accept(C('(param i32)'));
    expect(await refusal(C('(param i64)'))).toContain(
      'expected: (func (param i64)), found: (func (param i32))');
  });

  test('the nearest name is shown where one is missing', async () => {
    expect(await refusal(link('(memory (export "memroy") 1)', '(import "a" "memory" (memory 1))'))).toContain(
      'does not export an item named `memory`; did you mean `memroy`?');
    expect(await refusal(link('', '(import "A" "x" (memory 1))'))).toContain(
      'missing module instantiation argument named `A`; did you mean `a`?');
  });
});

describe('module types', () => {
  /** Gives the module to a component that imports one of this type. */
  const give = (module: string, type: string): string => `(component (core module $m ${module})
    (component $C (import "m" (core module ${type})))
    (instance (instantiate $C (with "m" (core module $m)))))`;

  test.each([
    ['(import "a" "b" (func)) (func (export "f"))', '(import "a" "b" (func)) (export "f" (func))'],
    ['(func (export "f")) (func (export "g"))', '(import "a" "b" (func)) (export "f" (func))'],
    ['(import "a" "b" (memory 1))', '(import "a" "b" (memory 2 3))'],
    ['(import "a" "b" (global funcref))', '(import "a" "b" (global nullfuncref))'],
    ['(type $t (sub (func))) (type $u (sub $t (func))) (func (export "f") (type $u))',
      '(type $t (sub (func))) (export "f" (func (type $t)))'],
  ])('%s for %s', async (module, type) => {
    await accept(give(module, type));
  });

  test.each([
    ['(import "a" "b" (func))', '', 'missing expected import `a::b`'],
    ['(import "a" "b" (func))', '(import "a" "c" (func)) (import "b" "b" (func))',
      'missing expected import `a::b`'],
    ['(import "a" "b" (memory 2))', '(import "a" "b" (memory 1))',
      'type mismatch in import `a::b`: mismatch in memory limits: expected at least 2, found at least 1'],
    ['(import "a" "b" (global nullfuncref))', '(import "a" "b" (global funcref))',
      'type mismatch in import `a::b`: expected global type nullfuncref, found funcref'],
    ['', '(export "f" (func))', 'missing expected export `f`'],
    ['(func (export "f"))', '(export "f" (func (param i32)))',
      'type mismatch in export `f`: expected: (func (param i32)), found: (func)'],
  ])('not %s for %s', async (module, type, text) => {
    const error = await refusal(give(module, type));
    expect(error).toContain(`type mismatch for import \`m\`: ${text}`);
    expect(error).toContain('(in instance 0 › import "m", instance section)');
  });

  test('have limits too', async () => {
    const imported = (item: string): Promise<string> =>
      refusal(`(component (core type (module (import "a" "b" ${item}))))`);
    expect(await imported('(memory 65537)')).toContain(
      'INVALID_CORE_TYPE at 0xd: memory size must be at most 0x10000 65536-byte pages');
    expect(await imported('(memory 1 65537)')).toContain('memory size must be at most');
    expect(await imported('(memory i64 0x1000000000001)')).toContain(
      'must be at most 0x1000000000000 65536-byte');
    expect(await imported('(memory 2 1)')).toContain('size minimum must not be greater than maximum');
    expect(await imported('(table 2 1 funcref)')).toContain('size minimum must not be greater than maximum');
    expect(await imported('(tag (param i32) (result i32))')).toContain('non-empty tag result type');
    await accept(`(component (core type (module
      (import "a" "b" (memory 65536)) (export "c" (table 0 1 funcref)))))`);
  });

  test('the memories of modules have them', () => {
    const memory = component(section(1, [CORE_MODULE, section(5, vec([0x00, leb(65537)]))]));
    expect(refusalOf(memory)).toMatchObject({
      code: 'INVALID_CORE_TYPE', path: ['core module 0', 'memory 0'], section: 'core module section',
    });
    const shared = component(section(1, [CORE_MODULE, section(5, vec([0x02, 0x01]))]));
    expect(refusalOf(shared).message).toBe('shared memory must have maximum size');
    const oddPages = component(section(1, [CORE_MODULE, section(5, vec([0x08, 0x01, 0x03]))]));
    expect(refusalOf(oddPages).message).toBe('invalid custom page size: expected 1 or 65536 bytes');
  });

  test('have no types of the component, but by alias', async () => {
    const func: Part = [0x60, vec(), vec()];
    const bytes = component(section(3, vec(func, [0x50, vec([0x03, name('f'), 0x00, 0x00])])));
    expect(refusalOf(bytes).message).toBe('unknown type 0: type index out of bounds (there are 0)');
    await accept(`(component (core type $t (func))
      (core type (module (alias outer 1 $t (type $u)) (export "f" (func (type $u))))))`);
  });

  test('share what holds only what is shared', () => {
    const imported = (item: Part): Uint8Array =>
      component(section(3, vec([0x50, vec([0x00, name('a'), name('b'), item])])));
    const FUNCREF = 0x70;
    expect(refusalOf(imported([0x03, FUNCREF, 0x02])).message).toBe(
      'shared globals must have a shared value type');
    expect(refusalOf(imported([0x01, FUNCREF, 0x03, 0x00, 0x01])).message).toBe(
      'shared tables must have a shared element type');
    acceptBytes(imported([0x03, 0x7f, 0x02]));
    acceptBytes(imported([0x01, [0x65, FUNCREF], 0x03, 0x00, 0x01]));
  });

  test('export functions of function types only', () => {
    const struct: Part = [0x01, 0x5f, vec()];
    const error = refusalOf(component(section(3, vec([0x50, vec(struct, [0x03, name('f'), 0x00, 0x00])]))));
    expect(error).toMatchObject({ code: 'INVALID_SORT', message: 'type index 0 is not a function type' });
  });
});

describe('core types of a component', () => {
  const STRUCT = [0x5f, vec()];
  const I32_FIELD: Part = [0x7f, 0x00];
  const sub = (supers: readonly number[], composite: Part): Part => [0x00, 0x50, vec(...supers), composite];
  const types = (...items: readonly Part[]): Uint8Array => component(section(3, vec(...items)));

  test('declare supertypes that they match', () => {
    acceptBytes(types(sub([], STRUCT), sub([0], [0x5f, vec(I32_FIELD)])));
    acceptBytes(types(sub([], [0x5f, vec([0x70, 0x00])]), sub([0], [0x5f, vec([0x73, 0x00], I32_FIELD)])));
    acceptBytes(types(sub([], [0x60, vec(0x73), vec(0x70)]), sub([0], [0x60, vec(0x70), vec(0x73)])));
    acceptBytes(types(sub([], [0x5e, 0x6e, 0x00]), sub([0], [0x5e, 0x6c, 0x00])));
    acceptBytes(types([0x4e, vec([0x50, vec(), STRUCT], [0x50, vec(0), [0x5f, vec([0x63, 0x01, 0x00])]])]));
  });

  test.each<[string, ...Part[]]>([
    ['sub type must match super type', sub([], [0x5f, vec(I32_FIELD)]), sub([0], STRUCT)],
    ['sub type must match super type', sub([], STRUCT), sub([0], [0x60, vec(), vec()])],
    ['sub type must match super type', sub([], [0x5f, vec([0x7f, 0x01])]), sub([0], [0x5f, vec(I32_FIELD)])],
    ['sub type must match super type', sub([], [0x5f, vec([0x70, 0x01])]),
      sub([0], [0x5f, vec([0x73, 0x01])])],
    ['sub type must match super type', sub([], [0x60, vec(0x70), vec()]), sub([0], [0x60, vec(0x73), vec()])],
    ['sub type must match super type', sub([], [0x5e, 0x78, 0x00]), sub([0], [0x5e, 0x77, 0x00])],
    ['sub type cannot have a final super type', STRUCT, sub([0], STRUCT)],
    ['the supertype of a type must be defined before it',
      [0x4e, vec([0x50, vec(1), STRUCT], [0x50, vec(), STRUCT])]],
    ['the supertype of a type must be defined before it', sub([0], STRUCT)],
    ['unknown core type 1', sub([1], STRUCT)],
    ['unknown core type 7', [0x5f, vec([0x63, 0x07, 0x00])]],
    ['core type index 0 is a module type', [0x50, vec()], [0x5f, vec([0x63, 0x00, 0x00])]],
    ['a continuation type must refer to a function type', STRUCT, [0x5d, 0x00]],
    ['shared composite type must contain shared types', [0x65, 0x5f, vec([0x70, 0x00])]],
  ])('%s', (text, ...items) => {
    expect(refusalOf(types(...items)).message).toContain(text);
  });

  test('subtypes lie at most 63 deep', () => {
    const chain = (depth: number): Uint8Array =>
      types(sub([], STRUCT), ...Array.from({ length: depth }, (_, above) => sub([above], STRUCT)));
    acceptBytes(chain(63));
    expect(refusalOf(chain(64)).message).toContain('sub type hierarchy too deep: at most 63 levels');
  });

  test('those of a module are in bounds', () => {
    const module = [CORE_MODULE, section(1, vec([0x5f, vec([0x63, 0x03, 0x00])]))];
    expect(refusalOf(component(section(1, module)))).toMatchObject({
      code: 'INVALID_INDEX',
      path: ['core module 0', 'type 0'],
      message: 'unknown type 3: type index out of bounds (there are 0)',
    });
  });

  test('are exported by no core instance', () => {
    const bytes = component(section(3, vec(STRUCT)), section(2, vec([0x01, vec([name('t'), 0x10, 0x00])])));
    expect(refusalOf(bytes)).toMatchObject({
      code: 'INVALID_SORT', message: 'a core instance can\'t export a core type',
    });
  });

  test('a module that the engine would refuse hangs nobody', () => {
    // A function type that is its own supertype, exported and asked for as another.
    const self: Part = [0x4e, vec([0x50, vec(0), 0x60, vec(), vec()])];
    const from = [section(1, vec(self)), section(3, vec(0x00)), section(7, vec([name('x'), 0x00, 0x00])),
      section(10, vec([0x02, 0x00, 0x0b]))];
    const to = [section(1, vec([0x60, vec(), vec()])), section(2, vec([name('a'), name('x'), 0x00, 0x00]))];
    const bytes = component(
      section(1, CORE_MODULE, from),
      section(1, CORE_MODULE, to),
      section(2, vec([0x00, 0x00, vec()], [0x00, 0x01, vec([name('a'), 0x12, 0x00])])));
    expect(refusalOf(bytes).message).toContain('expected: (func), found: (sub 0 (func))');
  });
});

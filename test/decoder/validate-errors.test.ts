// What errors of validation say: the way to the place, both types, names that are near, in bounded length.

import { describe, expect, test } from 'vitest';

import { component, name, section, vec } from './binary.ts';
import { refusal, refusalOf, refusalOfText } from './validate-wat.ts';

describe('the way to the place', () => {
  test('through components and instances to an import', async () => {
    const error = await refusalOfText(`(component (component (component)
      (component $C (import "a:b/c" (instance (export "f" (func (param "x" u32))))))
      (component (import "a:b/c" (instance $i (export "f" (func (param "x" string)))))
        (instance (instantiate $C (with "a:b/c" (instance $i)))))))`);
    expect(error.path).toEqual(['component 0', 'component 2', 'instance 1', 'import "a:b/c"']);
    expect(error.format()).toContain(
      '(in component 0 › component 2 › instance 1 › import "a:b/c", instance section)');
  });

  test('into types', async () => {
    const error = await refusalOfText(`(component (type string) (type (component (type u8)
      (type (instance (export "NO" (func)) (export "no" (func)))))))`);
    expect(error).toMatchObject({
      code: 'INVALID_DUPLICATE_NAME', path: ['type 1', 'type 1', 'export "no"'], section: 'type section',
    });
  });
});

describe('types that do not match', () => {
  const give = (actual: string, expected: string): string => `(component
    (component $C (type $t ${expected}) (import "x" (type (eq $t)))) (type $t ${actual})
    (instance (instantiate $C (with "x" (type $t)))))`;

  test.each([
    ['(enum "a" "b")', '(enum "a" "c")', 'mismatch in enum elements: expected `c`, found `b`'],
    ['(enum "a" "b")', '(enum "a")', 'mismatch in enum elements: expected no more, found `b`'],
    ['(flags "a")', '(flags "a" "b")', 'mismatch in flags elements: expected `b`, found no more'],
    ['(list u8 3)', '(list u8)', 'expected list, found list of length 3'],
    ['(map u8 u8)', '(map u8 s8)',
      'type mismatch in map value: expected primitive `s8` found primitive `u8`'],
    ['(tuple u8 (option u8))', '(tuple u8 (option s8))',
      'type mismatch in tuple field 1: type mismatch in option: expected primitive `s8` found primitive'],
    ['(func (param "a" u8))', '(func async (param "a" u8))', 'expected async function, found sync function'],
    ['(func (result u8))', '(func)', 'expected no result, found one'],
    ['(func)', '(func (result u8))', 'expected a result, found none'],
    ['(instance)', '(component)', 'expected component type, found instance type'],
  ])('%s for %s', async (actual, expected, text) => {
    expect(await refusal(give(actual, expected))).toContain(`type mismatch for import \`x\`: ${text}`);
  });

  test('are both named, resources too', async () => {
    expect(await refusal(`(component
      (import "one" (type $a (sub resource))) (import "two" (type $b (sub resource)))
      (component $C (import "x" (type $x (sub resource))) (import "f" (func (param "p" (borrow $x)))))
      (import "f" (func $f (param "p" (borrow $b))))
      (instance (instantiate $C (with "x" (type $a)) (with "f" (func $f)))))`)).toContain(
      'in function parameter `p`: resource types are not the same (expected `one`, found `two`)');
  });
});

describe('both types', () => {
  const give = (actual: string, expected: string): string => `(component
    (component $C ${expected.replaceAll('@', 'import "x"')})
    ${actual.replaceAll('@', 'import "y"')} (instance (instantiate $C (with "x" (GIVEN)))))`;
  const type = (text: string): string => `(type $t ${text})`;
  const EQ = '(@ (type (eq $t)))';

  test.each([
    ['(@ (func (param "a" u8)))', '(@ (func (param "a" (list u8)) (param "b" string) (result bool)))', 'func',
      'func(a: list<u8>, b: string) -> bool', 'func(a: u8)'],
    ['(@ (func))', '(@ (func async))', 'func', 'async func()', 'func()'],
    ['(@ (func))', '(@ (instance (export "f" (func)) (export "r" (type (sub resource)))))', 'func',
      'instance { f: func(), resource r }', 'func()'],
    ['(@ (instance (export "f" (func (result u8)))))', '(@ (instance (export "f" (func))))', 'instance',
      'func()', 'func() -> u8'],
    [type('(record (field "a" u8) (field "b" u8))'), `${type('(record (field "a" u8) (field "c" u8))')} ${EQ}`, 'type',
      'record { a: u8, c: u8 }', 'record { a: u8, b: u8 }'],
    [type('(variant (case "a") (case "b" s8))'), `${type('(variant (case "a" u8))')} ${EQ}`, 'type',
      'variant { a(u8) }', 'variant { a, b(s8) }'],
    [type('(result (error string))'), `${type('(result u8)')} ${EQ}`, 'type', 'result<u8>', 'result<_, string>'],
    [type('(list u8 3)'), `(type $o (option char)) ${type('(map string $o)')} ${EQ}`, 'type',
      'map<string, option<char>>', 'list<u8, 3>'],
    [type('(enum "a" "b")'), `${type('(flags "a" "b")')} ${EQ}`, 'type', 'flags { a, b }', 'enum { a, b }'],
    ['(@ (component (import "i" (func)) (export "e" (func))))', '(@ (core module))', 'component',
      'core module', 'component { import i: func(), export e: func() }'],
    ['(@ (core module (export "m" (memory 1 2))))', '(@ (core module (export "m" (memory i64 1 2 shared))))',
      'core module', '(memory i64 1 2 shared)', '(memory 1 2)'],
    ['(@ (core module (export "t" (table 1 funcref))))', '(@ (core module (export "t" (table 2 9 externref))))',
      'core module', '(table 2 9 externref)', '(table 1 funcref)'],
    ['(@ (core module (export "g" (global i32))))', '(@ (core module (export "g" (global (mut i64)))))',
      'core module', '(global (mut i64))', '(global i32)'],
    ['(@ (core module (export "f" (func (param i32)))))', '(@ (core module (export "f" (func (result f64)))))',
      'core module', '(func (result f64))', '(func (param i32))'],
  ])('%s for %s', async (actual, expected, sort, asked, found) => {
    const error = await refusalOfText(give(actual, expected).replace('GIVEN', sort === 'component' ? 'component 1' : `${sort} 0`));
    expect({ code: error.code, expected: error.expected, found: error.found })
      .toEqual({ code: 'INVALID_INSTANTIATION', expected: asked, found });
    expect(error.message).toContain(asked);
    expect(error.message).toContain(found);
  });

  test('a field more is named', async () => {
    expect((await refusalOfText(give(type('(record (field "a" u8) (field "b" u8))'),
      `${type('(record (field "a" u8))')} ${EQ}`).replace('GIVEN', 'type 0'))).summary)
      .toContain('expected 1 fields, found 2, with field `b`');
  });

  test('of large types the part that differs is shown, in bounded length', async () => {
    const record = (last: string): string => type(`(record ${Array.from({ length: 100 }, (_, i) =>
      `(field "field-${i}" u32)`).join(' ')} (field "last" ${last}))`);
    const error = await refusalOfText(give(record('s8'), `${record('u8')} ${EQ}`).replace('GIVEN', 'type 0'));
    expect(error.expected).toMatch(/^record \{ field-0: .* … .*, last: u8 \}$/);
    expect(error.found).toMatch(/^record \{ field-0: .* … .*, last: s8 \}$/);
    expect(error.expected?.length).toBeLessThan(200);
  });

  test('types in which others occur again and again are shown short', async () => {
    const doubled = (name: string, last: string): string => Array.from({ length: 16 }, (_, i) =>
      `(type $${name}${i + 1} (tuple $${name}${i} $${name}${i}))`).join(' ')
        .replace(/^/, `(type $${name}0 ${last})`);
    const error = await refusalOfText(`(component ${doubled('a', 'u8')} ${doubled('b', 's8')}
      (component $C (import "x" (type (eq $a16)))) (instance (instantiate $C (with "x" (type $b16)))))`);
    expect(error.format().length).toBeLessThan(1000);
  });
});

describe('names that are near', () => {
  const I = '(import "i" (instance $i (export "handle" (func)) (export "other" (func))))';

  test.each([
    [`${I} (alias export $i "hanlde" (func))`, 'has no export named `hanlde`; did you mean `handle`?'],
    [`${I} (alias export $i "HANDLE" (func))`, 'has no export named `HANDLE`; did you mean `handle`?'],
    [`${I} (component $C (import "hndle" (func)))
      (instance (instantiate $C (with "handle" (func $i "handle"))))`,
      'missing import named `hndle`; did you mean `handle`?'],
    [`${I} (component $C (import "i" (instance (export "handles" (func)))))
      (instance (instantiate $C (with "i" (instance $i))))`,
      'missing expected export `handles`; did you mean `handle`?'],
    ['(core module $m (memory (export "memory") 1)) (core instance $i (instantiate $m)) '
      + '(alias core export $i "mem-ory" (core memory))',
    'has no export named `mem-ory`; did you mean `memory`?'],
  ])('%s', async (wat, text) => {
    expect(await refusal(`(component ${wat})`)).toContain(text);
  });

  test('are a field, and are found among many others', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => `(export "some-quite-long-name-${i}" (func))`).join(' ');
    const error = await refusalOfText(`(component (import "i" (instance $i ${many} (export "handle" (func))))
      (alias export $i "hanlde" (func)))`);
    expect(error).toMatchObject({ code: 'INVALID_ALIAS', didYouMean: 'handle' });
  });

  test('are not made up', async () => {
    expect(await refusal(`(component ${I} (alias export $i "x" (func)))`)).not.toContain('did you mean');
  });

  test('are not looked for among long names', () => {
    const long = (letter: string): string => letter.repeat(50_000);
    const bytes = component(
      section(7, vec([0x42, vec(
        [0x01, 0x40, vec(), 0x01, 0x00], [0x04, 0x00, name(long('a')), 0x01, 0x00])])),
      section(10, vec([0x00, name('i'), 0x05, 0x00])),
      section(6, vec([0x01, 0x00, 0x00, name(long('b'))])));
    const start = performance.now();
    expect(refusalOf(bytes).format().length).toBeLessThan(400);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

test('a sort that is not the one asked for is said with the one there is', async () => {
  expect(await refusal(`(component (import "i" (instance $i (export "f" (func))))
    (alias export $i "f" (instance)))`)).toContain('`f` for instance 0 is not an instance, but a func');
});

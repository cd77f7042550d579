// Values and start functions: each value is used exactly once, and is what its type says.

import { describe, expect, test } from 'vitest';

import { component, name, section, vec } from './binary.ts';
import type { Part } from './binary.ts';
import { acceptBytes, refusalOf } from './validate-wat.ts';

const STRING = 0x73;
const U8 = 0x7d;

/** Exports value `index` as `as`. */
const exported = (index: number, as: string): Part => [0x00, name(as), 0x02, index, 0x00];
const values = (...items: readonly (readonly [type: number, ...bytes: number[]])[]): Part =>
  section(12, vec(...items.map(([type, ...bytes]) => [type, bytes.length, ...bytes])));
const exports = (...items: readonly Part[]): Part => section(11, vec(...items));

describe('use', () => {
  test('exactly once, by an export', () => {
    acceptBytes(component(values([U8, 7]), exports(exported(0, 'a'))));
    expect(refusalOf(component(values([U8, 7])))).toMatchObject({
      code: 'INVALID_VALUE',
      message: 'value 0 was not used as part of an instantiation, start function or export: it must be once',
    });
    expect(refusalOf(component(values([U8, 7]), exports(exported(0, 'a'), exported(0, 'b'))))).toMatchObject({
      code: 'INVALID_VALUE',
      message: 'value 0 is used more than once: it must be used exactly once',
      path: ['export "b"'],
    });
  });

  test('the index that an export adds is used by that', () => {
    const bytes = component(values([U8, 7]), exports(exported(0, 'a'), exported(1, 'b')));
    expect(refusalOf(bytes).message).toContain('value 1 is used more than once');
  });

  test('by an instance, of which an alias makes it a value again', () => {
    const instance = section(5, vec([0x01, vec([0x00, name('v'), 0x02, 0x00])]));
    const alias = section(6, vec([0x02, 0x00, 0x00, name('v')]));
    acceptBytes(component(values([U8, 7]), instance));
    expect(refusalOf(component(values([U8, 7]), instance, alias)).message).toContain('value 1 was not used');
    acceptBytes(component(values([U8, 7]), instance, alias, exports(exported(1, 'a'))));
  });

  test('by an instantiation', () => {
    const child = component(section(10, vec([0x00, name('v'), 0x02, 0x01, U8])), exports(exported(0, 'w')));
    const instantiate = section(5, vec([0x00, 0x00, vec([name('v'), 0x02, 0x00])]));
    acceptBytes(component(values([U8, 7]), section(4, [...child]), instantiate));
    const wrong = component(values([STRING, 1, 97]), section(4, [...child]), instantiate);
    expect(refusalOf(wrong).message).toContain(
      'type mismatch for import `v`: expected primitive `u8` found primitive `string`');
  });

  test('what is imported has to be used, in a component and not in a type', () => {
    const imported = section(10, vec([0x00, name('v'), 0x02, 0x01, U8]));
    expect(refusalOf(component(imported)).message).toContain('value 0 was not used');
    acceptBytes(component(section(7, vec([0x41, vec([0x03, 0x00, name('v'), 0x02, 0x01, U8])]))));
  });
});

describe('start', () => {
  /** A function of these parameters and perhaps a result is started with value 0. */
  const started = (
    params: readonly number[], result: number | undefined, results: number, ...more: readonly Part[]
  ): Uint8Array => component(
    section(7, vec([0x40, vec(...params.map((type, index) => [name(`p${index}`), type])),
      result === undefined ? [0x01, 0x00] : [0x00, result]])),
    section(10, vec([0x00, name('f'), 0x01, 0x00])),
    values([U8, 7]),
    section(9, 0x00, vec(0x00), results),
    ...more);

  test('takes values and gives one', () => {
    acceptBytes(started([U8], undefined, 0));
    acceptBytes(started([U8], STRING, 1, exports(exported(1, 'result'))));
    // Explainer.md: at several points of an instantiation.
    acceptBytes(started([U8], U8, 1, section(9, 0x00, vec(0x01), 1), exports(exported(2, 'result'))));
  });

  test.each<[string, Uint8Array]>([
    ['value type mismatch for start argument 0, parameter `p0`: expected primitive `string`',
      started([STRING], undefined, 0)],
    ['start function requires 2 arguments but was given 1', started([U8, U8], undefined, 0)],
    ['start function has 0 results but 1 are expected', started([U8], undefined, 1)],
    ['start function has 1 results but 0 are expected', started([U8], STRING, 0)],
    ['value 1 was not used', started([U8], STRING, 1)],
    ['value 0 is used more than once', started([U8], undefined, 0, exports(exported(0, 'v')))],
  ])('%s', (text, bytes) => {
    expect(refusalOf(bytes).message).toContain(text);
  });
});

describe('bytes', () => {
  /** A value of the type, which is type 0, with these bytes. */
  const valueOf = (type: Part, ...bytes: readonly number[]): Uint8Array =>
    component(section(7, vec(type)), values([0x00, ...bytes]), USE);
  const USE = section(5, vec([0x01, vec([0x00, name('v'), 0x02, 0x00])]));

  test.each<[string, Part, ...number[]]>([
    ['bool', 0x7f, 1],
    ['s8', 0x7e, 0xff],
    ['s16', 0x7c, 0x80, 0x80, 0x7e],
    ['u16', 0x7b, 0xff, 0xff, 0x03],
    ['s32', 0x7a, 0x7f],
    ['u32', 0x79, 0xff, 0xff, 0xff, 0xff, 0x0f],
    ['s64', 0x78, 0x7f],
    ['u64', 0x77, 0x00],
    ['f32', 0x76, 0x00, 0x00, 0xc0, 0x7f],
    ['f64', 0x75, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xf0, 0x3f],
    ['char', 0x74, 0xf0, 0x9f, 0x98, 0x80],
    ['string', 0x73, 0x02, 0x68, 0x69],
    ['record', [0x72, vec([name('a'), 0x7d], [name('b'), 0x7f])], 7, 1],
    ['variant', [0x71, vec([name('a'), 0x00, 0x00], [name('b'), 0x01, 0x7d, 0x00])], 1, 7],
    ['list', [0x70, 0x7d], 2, 7, 8],
    ['tuple', [0x6f, vec(0x7d, 0x7d)], 7, 8],
    ['flags', [0x6e, vec(...'abcdefghi'.split('').map(name))], 0xff, 0x01],
    ['enum', [0x6d, vec(name('a'), name('b'))], 1],
    ['option', [0x6b, 0x7d], 1, 7],
    ['none', [0x6b, 0x7d], 0],
    ['result', [0x6a, 0x00, 0x01, 0x7d], 1, 7],
  ])('%s', (_what, type, ...bytes) => {
    acceptBytes(valueOf(type, ...bytes));
    expect(refusalOf(valueOf(type, ...bytes, 0)).code).toBe('MALFORMED_TRAILING_CONTENT');
    expect(refusalOf(valueOf(type, ...bytes.slice(0, -1))).code).toBe('MALFORMED_UNEXPECTED_END');
  });

  test.each<[string, Part, ...number[]]>([
    ['invalid boolean value', 0x7f, 2],
    ['invalid value of type u16: integer too large', 0x7b, 0x80, 0x80, 0x04],
    ['invalid value of type s16: integer too large', 0x7c, 0x80, 0x80, 0x02],
    ['invalid value of type f32: not the canonical NaN', 0x76, 0x01, 0x00, 0xc0, 0x7f],
    ['invalid value of type f64: not the canonical NaN', 0x75, 0, 0, 0, 0, 0, 0, 0xf8, 0xff],
    ['malformed UTF-8 encoding', 0x74, 0xed, 0xa0, 0x80],
    ['invalid case 2: there are 2', [0x6d, vec(name('a'), name('b'))], 2],
    ['a value can\'t be of a type that contains map', [0x63, 0x7d, 0x7d], 0],
    ['a value can\'t be of a type that contains list of fixed length', [0x67, 0x7d, 0x01], 7],
    ['a value can\'t be of a type that contains stream', [0x66, 0x00], 0],
    ['a value can\'t be of a type that contains error-context', 0x64, 0],
  ])('%s', (text, type, ...bytes) => {
    expect(refusalOf(valueOf(type, ...bytes)).message).toContain(text);
  });

  test('the error is where the byte is', () => {
    expect(refusalOf(component(values([0x7f, 2])))).toMatchObject({ offset: 13, section: 'value section' });
  });
});

test('an exported value has no borrowed handle', () => {
  const types = section(7, vec([0x3f, 0x7f, 0x00], [0x68, 0x00]));
  const inType = section(7, vec([0x41, vec(
    [0x03, 0x00, name('r'), 0x03, 0x01], [0x01, 0x68, 0x00], [0x04, 0x00, name('v'), 0x02, 0x01, 0x01],
  )]));
  expect(refusalOf(component(types, inType)).message).toBe(
    'an exported value cannot contain a `borrow` type');
});

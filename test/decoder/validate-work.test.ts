// Validation stays in proportion to the bytes, whatever they ask for.

import { describe, expect, test } from 'vitest';

import { decode } from '../../src/decoder/decode.ts';
import { validate } from '../../src/decoder/validate/index.ts';
import { component, CORE_MODULE, leb, name, section, typeIndex, vec } from './binary.ts';
import type { Part } from './binary.ts';
import { acceptBytes, refusalOf } from './validate-wat.ts';

const times = <T>(count: number, item: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => item(index));

/** An instance type with a resource type and `count` functions of types of their own that use it. */
const interfaceOf = (count: number): Part => [0x42, vec(
  [0x04, 0x00, name('r'), 0x03, 0x01],
  [0x01, 0x69, 0x00],
  ...times(count, (index) => [
    [0x01, 0x40, vec([name('x'), 0x01]), 0x01, 0x00],
    [0x04, 0x00, name(`f-a${index}`), 0x01, leb(index + 2)],
  ]).flat(),
)];

describe('a type that is large is not worked on again and again', () => {
  const TOO_MUCH = 'LIMIT_EXCEEDED at 0x';

  test('by imports of its instances', () => {
    const imports = (count: number): Uint8Array => component(
      section(7, vec(interfaceOf(2000))),
      section(10, vec(...times(count, (index) => [0x00, name(`i-a${index}`), 0x05, 0x00]))));
    acceptBytes(imports(5));
    expect(refusalOf(imports(900)).format()).toContain(TOO_MUCH);
  });

  test('by nested components that alias it', () => {
    const child = component(
      section(6, vec([0x03, 0x02, 0x01, 0x00])), section(10, vec([0x00, name('i'), 0x05, 0x00])));
    const nested = (count: number): Uint8Array => component(
      section(7, vec(interfaceOf(2000))), ...times(count, () => section(4, [...child])));
    acceptBytes(nested(5));
    expect(refusalOf(nested(900)).format()).toContain(TOO_MUCH);
  });

  test('by instances of a component', () => {
    const child = component(
      section(7, vec(interfaceOf(2000))), section(10, vec([0x00, name('i'), 0x05, 0x00])),
      section(11, vec([0x00, name('o'), 0x05, 0x00, 0x00])));
    const instances = (count: number): Uint8Array => component(
      section(4, [...child]),
      section(7, vec(interfaceOf(2000))),
      section(10, vec([0x00, name('i'), 0x05, 0x00])),
      section(5, vec(...times(count, () => [0x00, 0x00, vec([name('i'), 0x05, 0x00])]))));
    acceptBytes(instances(5));
    expect(refusalOf(instances(900)).format()).toContain(TOO_MUCH);
  });

  test('by instances of a core module', () => {
    const FUNC = section(1, vec([0x60, vec(), vec()]));
    const exported = times(5000, (index) => [name(`f${index}`), 0x00, 0x00]);
    const body = section(10, vec([0x02, 0x00, 0x0b]));
    const from = [FUNC, section(3, vec(0x00)), section(7, vec(...exported)), body];
    const to = [FUNC, section(2, vec(...times(5000, (index) => [name('a'), name(`f${index}`), 0x00, 0x00])))];
    const instances = (count: number): Uint8Array => component(
      section(1, CORE_MODULE, from), section(1, CORE_MODULE, to), section(2, vec(
        [0x00, 0x00, vec()], ...times(count, () => [0x00, 0x01, vec([name('a'), 0x12, 0x00])]))));
    acceptBytes(instances(10));
    expect(refusalOf(instances(900)).format()).toContain(TOO_MUCH);
  });

  test('by canonical definitions of a function with many parameters', () => {
    const params = vec(...times(1000, (index) => [name(`p${index}`), 0x7f]));
    const lower: Part = [0x01, 0x00, 0x00, 0x00];
    const bytes = component(
      section(7, vec([0x40, params, 0x01, 0x00])), section(10, vec([0x00, name('f'), 0x01, 0x00])),
      section(8, vec(...times(20_000, () => lower))));
    const start = performance.now();
    expect(refusalOf(bytes).message).toContain('canonical option `memory` is required');
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('time grows with the number of', () => {
  const FUNC: Part = [0x40, vec([name('x'), 0x79]), 0x00, 0x79];
  const KINDS: Readonly<Record<string, (count: number) => Uint8Array>> = {
    types: (count) => component(
      section(7, vec(...times(count, () => [0x72, vec([name('a'), 0x7f], [name('b'), 0x73])])))),
    imports: (count) => component(
      section(7, vec(FUNC)),
      section(10, vec(...times(count, (index) => [0x00, name(`f-a${index}`), 0x01, 0x00])))),
    functions: (count) => component(
      section(7, vec(FUNC)), section(10, vec([0x00, name('f'), 0x01, 0x00])),
      section(8, vec(...times(count, () => [0x01, 0x00, 0x00, vec()]))),
      section(8, vec(...times(count, (index) => [0x00, 0x00, leb(index), vec(), 0x00]))),
      section(11, vec(...times(count, (index) => [0x00, name(`f-a${index}`), 0x01, leb(index + 1), 0x00])))),
  };

  test.each(Object.keys(KINDS))('%s, not with its square', (kind) => {
    const millisecondsOf = (count: number): number => {
      const decoded = decode(KINDS[kind]!(count));
      return Math.min(...times(5, () => {
        const start = performance.now();
        validate(decoded);
        return performance.now() - start;
      }));
    };
    millisecondsOf(1000);
    const few = millisecondsOf(1000);
    // Ten times as many: a hundred times the time if it were the square.
    expect(millisecondsOf(10_000)).toBeLessThan(few * 50 + 20);
  });
});

describe('limits', () => {
  test('value types nest 100 deep', () => {
    const lists = (depth: number): Uint8Array =>
      component(
        section(7, vec([0x73], ...Array.from({ length: depth }, (_, index) => [0x70, typeIndex(index)]))),
      );
    expect(() => validate(decode(lists(99)))).not.toThrow();
    expect(refusalOf(lists(100)).format()).toContain('value types are nested too deep: at most 100 levels');
  });

  test('a type that doubles in size forty times is refused in no time', () => {
    const tuples = Array.from({ length: 40 }, (_, index) => [0x6f, vec(index, index)]);
    const error = refusalOf(component(section(7, vec([0x73], ...tuples))));
    expect(error.code).toBe('LIMIT_EXCEEDED');
    expect(error.message).toContain('effective type size');
  });

  test('an index space has its limit', () => {
    const instances = Array.from({ length: 1000 }, () => [0x01, vec()]);
    expect(() => validate(decode(component(section(5, vec(...instances)))))).not.toThrow();
    expect(
      refusalOf(component(section(5, vec(...instances)), section(5, vec([0x01, vec()])))).message,
    ).toContain('instance index space size is out of bounds: 1001, at most 1000 are allowed');
  });

  test('instance types that hold each other nest 100 deep', () => {
    const holder = (index: number): Part => [
      0x42,
      vec([0x02, 0x03, 0x02, 0x01, leb(index)], [0x04, 0x00, name('i'), 0x05, 0x00]),
    ];
    const chain = (length: number): Uint8Array =>
      component(section(7, vec([0x42, vec()], ...Array.from({ length }, (_, index) => holder(index)))));
    expect(() => validate(decode(chain(100)))).not.toThrow();
    expect(refusalOf(chain(1000)).message).toContain('component and instance types are nested too deep');
  });
});

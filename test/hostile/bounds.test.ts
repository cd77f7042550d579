// Counts, nesting, sizes and time are bounded by the bytes that are there, whatever the bytes claim. A stack
// overflow or a failed allocation inside the compiler would show as the code INTERNAL.

import { describe, expect, test } from 'vitest';
import { component, CORE_MODULE, leb, name, section, vec } from '../decoder/binary.ts';
import type { Part } from '../decoder/binary.ts';
import { attempt } from './support/attempt.ts';
import type { Attempt } from './support/attempt.ts';
import { makeNames } from '../../src/emitter/names.ts';

const MEGABYTE = 2 ** 20;

const times = <T>(count: number, item: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => item(index));

/** Refused for what it is, and soon. */
function expectRefusal(
  { code, milliseconds, message }: Attempt, reason = /^(?:MALFORMED|INVALID|LIMIT)_/,
): void {
  expect(code, message).toMatch(reason);
  expect(milliseconds).toBeLessThan(1000);
}

/** Refused or not, but never for a reason of the compiler's own, and soon. */
function expectCalm({ code, milliseconds, message }: Attempt): void {
  expect(code, message).not.toBe('INTERNAL');
  expect(milliseconds).toBeLessThan(2000);
}

/** LEB128 of any u32. */
const MAX_U32: Part = [0xff, 0xff, 0xff, 0xff, 0x0f];

const CLAIMS: Readonly<Record<string, Part>> = {
  '2^32-1': MAX_U32, '2^31': [0x80, 0x80, 0x80, 0x80, 0x08], '1,000,000': leb(1_000_000), '999': leb(999),
};

describe('a count that is larger than the bytes behind it allocates nothing', () => {
  /** Everything with a count, cut off right behind it. */
  const COUNTED: Readonly<Record<string, (count: Part) => Uint8Array>> = {
    ...Object.fromEntries([2, 3, 5, 6, 7, 8, 10, 11].map((id) =>
      [`items of section ${id}`, (count: Part) => component(section(id, count))])),
    'fields of a record': (count) => component(section(7, [0x01, 0x72], count)),
    'cases of a variant': (count) => component(section(7, [0x01, 0x71], count)),
    'labels of an enum': (count) => component(section(7, [0x01, 0x6d], count)),
    'labels of flags': (count) => component(section(7, [0x01, 0x6e], count)),
    'parts of a tuple': (count) => component(section(7, [0x01, 0x6f], count)),
    'parameters': (count) => component(section(7, [0x01, 0x40], count)),
    'declarations of a component type': (count) => component(section(7, [0x01, 0x41], count)),
    'declarations of an instance type': (count) => component(section(7, [0x01, 0x42], count)),
    'declarations of a module type': (count) => component(section(3, [0x01, 0x50], count)),
    'arguments of an instantiation': (count) => component(section(5, [0x01, 0x00, 0x00], count)),
    'arguments of a core instantiation': (count) => component(section(2, [0x01, 0x00, 0x00], count)),
    'inline exports': (count) => component(section(5, [0x01, 0x01], count)),
    'attributes of a name': (count) => component(section(10, [0x01, 0x02], name('a'), count)),
    'canonical options': (count) => component(section(8, [0x01, 0x01, 0x00, 0x00], count)),
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13].map((id) =>
      [`items of section ${id} of a core module`, (count: Part) =>
        component(section(1, CORE_MODULE, section(id, count)))])),
  };

  const cases = Object.keys(COUNTED).flatMap((what) => Object.keys(CLAIMS).map((claim) => ({ what, claim })));
  test.each(cases)('$what: $claim', ({ what, claim }) => {
    const outcome = attempt(COUNTED[what]!(CLAIMS[claim]!));
    expectRefusal(outcome);
    expect(outcome.allocated).toBeLessThan(4 * MEGABYTE);
  });
});

describe('a length that is larger than the bytes behind it is refused', () => {
  const LONG: Readonly<Record<string, (length: Part) => Uint8Array>> = {
    'of a section': (length) => component([0x07, length]),
    'of a core module': (length) => component([0x01, length], CORE_MODULE),
    'of a component': (length) => component([0x04, length], [...component()]),
    'of a name': (length) => component(section(10, [0x01, 0x00], length)),
    'of a core section': (length) => component(section(1, CORE_MODULE, [0x01, length])),
    'of a function body': (length) => component(section(1, CORE_MODULE,
      section(1, vec([0x60, vec(), vec()])), section(3, vec(0x00)), section(10, [0x01, length]))),
  };
  const cases = Object.keys(LONG).flatMap((what) => Object.keys(CLAIMS).map((claim) => ({ what, claim })));
  test.each(cases)('$what: $claim', ({ what, claim }) => {
    const outcome = attempt(LONG[what]!(CLAIMS[claim]!));
    expectRefusal(outcome);
    expect(outcome.allocated).toBeLessThan(4 * MEGABYTE);
  });

  test('a custom section that lies about itself harms nobody', () => {
    for (const claim of Object.values(CLAIMS)) {
      const names = section(0, name('component-name'), [0x01, 0x05, 0x00, claim]);
      expectCalm(attempt(component(names)));
      expectCalm(attempt(component(section(0, name('package-docs'), [0x01], claim))));
      expectRefusal(attempt(component(section(0, claim))));
    }
  });
});

/** `depth` components in one another, made from the inside out. */
function nestedComponents(depth: number): Uint8Array {
  const headers: number[][] = [];
  let size = component().length;
  for (let level = 0; level < depth; level++) {
    const header = [...component(), 0x04, ...leb(size)];
    headers.push(header);
    size += header.length;
  }
  return Uint8Array.from([...headers.reverse().flat(), ...component()]);
}

describe('nesting can\'t exhaust the stack:', () => {
  const DEPTH = 50_000;
  const repeat = (bytes: readonly number[]): number[] => times(DEPTH, () => bytes).flat();

  test('components', () => expectRefusal(attempt(nestedComponents(DEPTH)), /^LIMIT_EXCEEDED$/));

  test.each([
    ['component types', 7, [0x41, 0x01, 0x01]],
    ['instance types', 7, [0x42, 0x01, 0x01]],
    ['component and instance types in turn', 7, [0x41, 0x01, 0x01, 0x42, 0x01, 0x01]],
    ['core module types', 3, [0x50, 0x01, 0x01]],
    ['core module types in component types', 7, [0x41, 0x01, 0x00, 0x50, 0x01, 0x01]],
  ])('%s', (_, id, level) => expectRefusal(attempt(component(section(id, [0x01], repeat(level))))));

  const chain = (count: number, first: Part, next: (index: number) => Part): Uint8Array =>
    component(section(7, vec(first, ...times(count, next))));
  test.each<[string, (index: number) => Part]>([
    ['lists', (i) => [0x70, signed(i)]],
    ['options', (i) => [0x6b, signed(i)]],
    ['results', (i) => [0x6a, 0x01, signed(i), 0x00]],
    ['tuples', (i) => [0x6f, 0x01, signed(i)]],
    ['records', (i) => [0x72, 0x01, name('a'), signed(i)]],
    ['variants', (i) => [0x71, 0x01, name('a'), 0x01, signed(i), 0x00]],
  ])('%s of one another', (_, next) => {
    expectRefusal(attempt(chain(DEPTH, [0x70, 0x7f], next)), /^LIMIT_EXCEEDED$/);
  });

  test('instance types that export one another', () => {
    for (const depth of [90, 500, DEPTH]) {
      const types = times(depth, (i): Part => [0x42, vec(
        [0x02, 0x03, 0x02, 0x01, leb(i)], [0x04, 0x00, name('a'), 0x05, 0x00])]);
      const bytes = component(section(7, vec([0x42, vec()], ...types)), section(10, vec(
        [0x00, name('a'), 0x05, leb(depth)])), section(11, vec([0x00, name('b'), 0x05, 0x00, 0x00])));
      expectCalm(attempt(bytes));
    }
  });

  test('instances that export one another', () => {
    const depth = 900;
    const instances = times(depth, (i): Part => [0x01, vec([0x00, name('a'), 0x05, leb(i)])]);
    const bytes = component(section(5, vec([0x01, vec()], ...instances)),
      section(11, vec([0x00, name('a'), 0x05, leb(depth), 0x00])));
    expectCalm(attempt(bytes));
  });

  test('blocks of a core function', () => {
    const blocks = times(200_000, () => [0x02, 0x40]).flat();
    const ends = times(200_000, () => 0x0b);
    const body: Part = [0x00, blocks, ends, 0x0b];
    const size = 1 + blocks.length + ends.length + 1;
    const bytes = component(section(1, CORE_MODULE, section(1, vec([0x60, vec(), vec()])),
      section(3, vec(0x00)), section(10, [0x01, leb(size), body])), section(2, vec([0x00, 0x00, vec()])));
    expectCalm(attempt(bytes));
  });

  test('JSON in package-docs', () => {
    const open = '{"worlds":{"a":'.repeat(DEPTH) + '['.repeat(DEPTH);
    expectCalm(attempt(component(section(0, name('package-docs'), [0x01], open))));
    const whole = `{"worlds":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}}`;
    expectCalm(attempt(component(section(0, name('package-docs'), [0x01], whole))));
  });
});

describe('what doubles at each step is refused or shared:', () => {
  test('types of twice the size', () => {
    for (const depth of [30, 90]) {
      const types = times(depth, (i): Part => [0x6f, 0x02, signed(i), signed(i)]);
      const bytes = component(section(7, vec([0x6f, 0x02, 0x7f, 0x7f], ...types)));
      expectRefusal(attempt(bytes), /^LIMIT_EXCEEDED$/);
    }
  });

  test('fixed-length lists of fixed-length lists', () => {
    const types = times(12, (i): Part => [0x67, signed(i), MAX_U32]);
    expectRefusal(attempt(component(section(7, vec([0x67, 0x7d, MAX_U32], ...types)))));
  });

  test('instances with the one before twice', () => {
    const instances = times(60, (i): Part => [0x01, vec(
      [0x00, name('a'), 0x05, leb(i)], [0x00, name('b'), 0x05, leb(i)])]);
    const bytes = component(section(5, vec([0x01, vec()], ...instances)),
      section(11, vec([0x00, name('a'), 0x05, leb(60), 0x00])));
    expectCalm(attempt(bytes));
  });

  test('instance types with the one before twice', () => {
    const types = times(60, (i): Part => [0x42, vec([0x02, 0x03, 0x02, 0x01, leb(i)],
      [0x04, 0x00, name('a'), 0x05, 0x00], [0x04, 0x00, name('b'), 0x05, 0x00])]);
    const bytes = component(section(7, vec([0x42, vec()], ...types)),
      section(10, vec([0x00, name('a'), 0x05, leb(60)])),
      section(11, vec([0x00, name('b'), 0x05, 0x00, 0x00])));
    expectCalm(attempt(bytes));
  });

  test('components that instantiate the one before twice', () => {
    let inner: Uint8Array = component(section(1, CORE_MODULE), section(2, vec([0x00, 0x00, vec()])));
    for (let level = 0; level < 40; level++) {
      inner = component(section(4, [...inner]), section(5, vec([0x00, 0x00, vec()], [0x00, 0x00, vec()])));
    }
    expectRefusal(attempt(inner), /^LIMIT_EXCEEDED$/);
  });
});

describe('time is not the square of', () => {
  const MANY = 20_000;

  /** `names`: core exports, each lifted and exported by a name of its own. */
  function lifted(names: readonly string[]): Uint8Array {
    const core: Part = [
      CORE_MODULE, section(1, vec([0x60, vec(), vec()])), section(3, vec(0x00)),
      section(7, vec(...names.map((each) => [name(each), 0x00, 0x00]))), section(10, vec([0x02, 0x00, 0x0b])),
    ];
    return component(
      section(1, core), section(2, vec([0x00, 0x00, vec()])),
      section(6, vec(...names.map((each) => [0x00, 0x00, 0x01, 0x00, name(each)]))),
      section(7, vec([0x40, vec(), 0x01, 0x00])),
      section(8, vec(...names.map((_, i) => [0x00, 0x00, leb(i), vec(), 0x00]))),
      section(11, vec(...names.map((_, i) => [0x00, name(`f-a${i}`), 0x01, leb(i), 0x00]))));
  }

  test('core names that differ only in what no identifier can have', () => {
    const few = attempt(lifted(times(MANY, (i) => `f${i}`)), { base64Cutoff: Infinity });
    const same = attempt(lifted(times(MANY, (i) => `a${i}#f`)), { base64Cutoff: Infinity });
    expect(same.code, same.message).toBe(few.code);
    expect(same.milliseconds).toBeLessThan(4 * few.milliseconds + 500);
  });

  test('uses of one name', () => {
    const { topLevel } = makeNames([]);
    const start = performance.now();
    const names = times(MANY, () => topLevel('f'));
    expect(performance.now() - start).toBeLessThan(500);
    expect(new Set(names).size).toBe(MANY);
  });

  test('interfaces whose file names are cut to the same', () => {
    const long = 'x'.repeat(120);
    const imports = (nameOf: (i: number) => string): Uint8Array => component(
      section(7, vec([0x42, vec()])),
      section(10, vec(...times(900, (i) => [0x00, name(`a:b/${nameOf(i)}`), 0x05, 0x00]))));
    expectCalm(attempt(imports((i) => `${long}${i}`)));
  });

  test('names of 100 kB', () => {
    const long = `a-${'x'.repeat(99_000)}`;
    const labels = times(20, (i) => `${long}${i}`);
    const bytes = component(
      section(7, vec([0x40, vec(...labels.map((label) => [name(label), 0x79])), 0x01, 0x00])),
      section(10, vec([0x00, name(`b-${'y'.repeat(99_000)}`), 0x01, 0x00])),
      section(11, vec([0x00, name(`c-${'z'.repeat(99_000)}`), 0x01, 0x00, 0x00])));
    expectCalm(attempt(bytes));
    expectRefusal(attempt(component(section(7, vec([0x40, vec(), 0x01, 0x00])),
      section(10, vec([0x00, name(`a${'b'.repeat(100_000)}`), 0x01, 0x00])))), /^LIMIT_EXCEEDED$/);
  });
});

/** LEB128 of a type index where a value type stands. */
function signed(index: number): number[] {
  return index < 0x40 ? [index] : [(index & 0x7f) | 0x80, ...signed(Math.floor(index / 0x80))];
}

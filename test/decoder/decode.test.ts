// The frame of a component: preamble, sections, nesting, custom sections.

import { describe, expect, test } from 'vitest';

import { decode } from '../../src/decoder/decode.ts';
import { TranspileError } from '../../src/errors.ts';
import { bytesOf, component, COMPONENT, CORE_MODULE, leb, name, section, vec } from './binary.ts';
import type { Part } from './binary.ts';

/** The error that `decode` throws for these bytes. */
function refusal(bytes: Uint8Array): TranspileError {
  try {
    decode(bytes);
  } catch (error) {
    if (error instanceof TranspileError) return error;
    throw error;
  }
  throw new Error('decoded without an error');
}

const raw = (...parts: readonly Part[]): Uint8Array => Uint8Array.from(bytesOf(parts));

describe('what is no component is refused by name', () => {
  test('nothing', () => {
    expect(refusal(raw())).toMatchObject({ code: 'MALFORMED_MAGIC', offset: 0 });
    expect(refusal(raw()).message).toContain('the input is empty');
  });

  test.each(['(component)', '  \n(module)', ';; a comment\n(component)', '\uFEFF(component)'])(
    'text: %j',
    (text) => {
      const error = refusal(raw(text));
      expect(error.code).toBe('MALFORMED_MAGIC');
      expect(error.message).toContain('the input is text');
      expect(error.message).toContain('wasm-tools parse');
    },
  );

  test('a core module, with what to do about it', () => {
    const error = refusal(raw(CORE_MODULE));
    expect(error).toMatchObject({ code: 'MALFORMED_VERSION', offset: 4 });
    expect(error.message).toContain('core module');
    expect(error.message).toContain('wasm-tools component new');
  });

  test('other bytes', () => {
    expect(refusal(raw('GIF89a__'))).toMatchObject({ code: 'MALFORMED_MAGIC', offset: 0 });
  });

  test('another version, another layer', () => {
    expect(refusal(raw('\0asm', 0x0c, 0x00, 0x01, 0x00)).message).toContain(
      'unknown binary version 12 of layer 1',
    );
    expect(refusal(raw('\0asm', 0x0d, 0x00, 0x02, 0x00)).message).toContain(
      'unknown binary version 13 of layer 2',
    );
    expect(refusal(raw('\0asm', 0x0d, 0x01, 0x01, 0x00)).message).toContain('unknown binary version 269');
  });

  test.each([1, 3, 4, 6, 7])('the first %i bytes of a preamble', (length) => {
    const error = refusal(raw(COMPONENT).subarray(0, length));
    expect(error.code).toBe('MALFORMED_UNEXPECTED_END');
  });
});

describe('sections', () => {
  test('come in any order and any number of times', () => {
    const { definitions } = decode(
      component(
        section(7, vec([0x73])),
        section(3, vec([0x60, 0x00, 0x00])),
        section(7, vec([0x70, 0x00], [0x72, vec([name('a'), 0x7f])])),
        section(7, vec()),
        section(1, CORE_MODULE),
      ),
    );
    expect(definitions.map(({ kind }) => kind)).toEqual(['type', 'core-type', 'type', 'type', 'core-module']);
  });

  test.each([13, 60, 0xff])('id %i is malformed, even with nothing after it', (id) => {
    expect(refusal(component(id))).toMatchObject({ code: 'MALFORMED_SECTION_ID', offset: 8 });
  });

  test('contents are consumed exactly', () => {
    const error = refusal(component([7, 3, vec([0x73]), 0x00]));
    expect(error).toMatchObject({ code: 'MALFORMED_TRAILING_CONTENT', offset: 12, section: 'type section' });
  });

  test('a size beyond the end is malformed', () => {
    expect(refusal(component([7, 5, vec([0x73])])).code).toBe('MALFORMED_UNEXPECTED_END');
  });

  test('a size may be padded to five bytes, and must fit into 32 bits', () => {
    expect(decode(component([7, 0x82, 0x80, 0x80, 0x80, 0x00, vec([0x73])])).definitions).toHaveLength(1);
    expect(refusal(component([7, 0x82, 0x80, 0x80, 0x80, 0x10, vec([0x73])])).code).toBe(
      'MALFORMED_INTEGER_TOO_LARGE',
    );
  });

  test('a count of more items than there are bytes allocates nothing', () => {
    const error = refusal(component([7, 4, 0xbf, 0x84, 0x3d, 0x73]));
    expect(error).toMatchObject({ code: 'MALFORMED_UNEXPECTED_END', offset: 10 });
    expect(error.message).toContain('999999 types announced, 1 bytes left');
  });

  test('an item may not run over the end of its section into the next', () => {
    // The record's second field would be in the next section.
    const bytes = component([7, 6, 1, 0x72, 2, name('a'), 0x7f], section(7, vec([0x73])));
    expect(refusal(bytes)).toMatchObject({ code: 'MALFORMED_UNEXPECTED_END', offset: 16 });
  });
});

describe('nesting', () => {
  const nest = (depth: number): Part => (depth === 0 ? COMPONENT : [COMPONENT, section(4, nest(depth - 1))]);

  test('components and core modules in components have their offsets and sizes', () => {
    const inner = [COMPONENT, section(1, CORE_MODULE)];
    const root = decode(component(section(0, name('x')), section(4, inner)));
    expect(root).toMatchObject({ offset: 0, size: 32 });
    const [definition] = root.definitions;
    if (definition?.kind !== 'component') throw new Error('no component');
    expect(definition.offset).toBe(14);
    expect(definition.component).toMatchObject({ offset: 14, size: 18 });
    expect(definition.component.definitions).toMatchObject([{ kind: 'core-module', offset: 24 }]);
  });

  test('a core module is a view of the input, not a copy', () => {
    const bytes = component(section(1, CORE_MODULE));
    const [definition] = decode(bytes).definitions;
    if (definition?.kind !== 'core-module') throw new Error('no module');
    expect(definition.module.bytes.buffer).toBe(bytes.buffer);
  });

  test('100 levels are read, 101 are refused', () => {
    expect(decode(raw(nest(100))).definitions).toHaveLength(1);
    const error = refusal(raw(nest(101)));
    expect(error.code).toBe('LIMIT_EXCEEDED');
    expect(error.message).toContain('components are nested too deep: at most 100 levels');
  });

  test('a million levels claimed in a small file do no harm', () => {
    const bytes = raw(Array.from({ length: 20_000 }, () => [COMPONENT, 4, 0x80, 0x80, 0x80, 0x80, 0x01]));
    expect(refusal(bytes).code).toMatch(/LIMIT_EXCEEDED|MALFORMED_UNEXPECTED_END/);
  });

  test('errors say where: the path counts imported and aliased items too', () => {
    const broken = [COMPONENT, section(4, COMPONENT), section(1, CORE_MODULE, 0x7f)];
    const bytes = component(
      section(7, vec([0x41, vec()])),
      section(10, vec([0x00, name('c'), 0x04, 0x00])),
      section(4, broken),
    );
    const error = refusal(bytes);
    expect(error.path).toEqual(['component 1', 'core module 0']);
    expect(error.format()).toContain('component 1 › core module 0');
  });

  test('a core module where a component belongs, and the other way round', () => {
    expect(refusal(component(section(4, CORE_MODULE))).message).toContain(
      'expected a version header for a component',
    );
    expect(refusal(component(section(1, COMPONENT))).message).toContain(
      'expected a version header for a module',
    );
  });
});

describe('custom sections', () => {
  test('are all kept, as views of the input, with the offset of their contents', () => {
    const bytes = component(section(0, name('package-docs'), 0x01, '{}'), section(0, name('')));
    const { customs, definitions } = decode(bytes);
    expect(definitions).toEqual([]);
    expect(customs.map(({ name, offset }) => [name, offset])).toEqual([
      ['package-docs', 10],
      ['', 28],
    ]);
    expect([...(customs[0]?.data ?? [])]).toEqual(bytesOf([0x01, '{}']));
    expect(customs[0]?.data.buffer).toBe(bytes.buffer);
  });

  test('a name that is not UTF-8 is malformed', () => {
    expect(refusal(component(section(0, 0x02, 0xff, 0xfe)))).toMatchObject({
      code: 'MALFORMED_UTF8',
      offset: 11,
    });
  });

  test('the names of component-name are read', () => {
    const { names } = decode(
      component(
        section(
          0,
          name('component-name'),
          section(0, name('shop')),
          section(1, 0x01, vec([0, name('buy')], [(300 & 0x7f) | 0x80, 2, name('sell')])),
          section(1, 0x00, 0x02, vec([1, name('heap')])),
          section(9, 'something newer'),
          section(1, 0x03, vec([2, name('price')])),
        ),
      ),
    );
    expect(names.component).toBe('shop');
    expect([...names.sorts].map(([sort, items]) => [sort, [...items]])).toEqual([
      [
        'func',
        [
          [0, 'buy'],
          [300, 'sell'],
        ],
      ],
      ['core memory', [[1, 'heap']]],
      ['type', [[2, 'price']]],
    ]);
  });

  test('garbage in component-name is passed over, what came before it is kept', () => {
    const { names } = decode(
      component(
        section(
          0,
          name('component-name'),
          section(0, name('shop')),
          section(1, 0x01, vec([0, name('buy')], [1, leb(100_001), 'x'])),
          0xff,
        ),
      ),
    );
    expect(names.component).toBe('shop');
    expect(names.sorts.get('func')?.get(0)).toBe('buy');
  });

  test('the first name counts when there are two', () => {
    const bytes = component(
      section(0, name('component-name'), section(0, name('first'))),
      section(0, name('component-name'), section(0, name('second'))),
    );
    expect(decode(bytes).names.component).toBe('first');
  });
});

// The type sections of Binary.md: what their bytes are decoded to, and where each node is said to be.

import { describe, expect, test } from 'vitest';

import { name, vec } from './binary.ts';
import type { Part } from './binary.ts';
import { decodeItems, refusal, withoutOffsets } from './decode-items.ts';

const types = (...items: readonly Part[]): unknown[] =>
  decodeItems(7, ...items).map((definition) =>
    definition.kind === 'type' ? withoutOffsets(definition.type) : definition,
  );

describe('value types', () => {
  test.each([
    [0x7f, 'bool'],
    [0x7e, 's8'],
    [0x7d, 'u8'],
    [0x7c, 's16'],
    [0x7b, 'u16'],
    [0x7a, 's32'],
    [0x79, 'u32'],
    [0x78, 's64'],
    [0x77, 'u64'],
    [0x76, 'f32'],
    [0x75, 'f64'],
    [0x74, 'char'],
    [0x73, 'string'],
    [0x64, 'error-context'],
  ])('0x%x is %s, defined or in place', (byte, type) => {
    expect(types([byte], [0x70, byte])).toEqual([
      { kind: 'primitive', type },
      { kind: 'list', element: type },
    ]);
  });

  test('every constructor', () => {
    expect(
      types(
        [0x72, vec([name('a'), 0x7f], [name('b'), 0x05])],
        [0x71, vec([name('x'), 0x01, 0x7e, 0x00], [name('y'), 0x00, 0x00])],
        [0x70, 0x00],
        [0x67, 0x7d, 0x83, 0x01],
        [0x6f, vec([0x7c], [0x00])],
        [0x6e, vec(name('read'), name('write'))],
        [0x6d, vec(name('red'), name('green'))],
        [0x6b, 0x7a],
        [0x6a, 0x00, 0x00],
        [0x6a, 0x01, 0x77, 0x00],
        [0x6a, 0x00, 0x01, 0x78],
        [0x6a, 0x01, 0x76, 0x01, 0x75],
        [0x69, 0x80, 0x01],
        [0x68, 0x02],
        [0x66, 0x00],
        [0x66, 0x01, 0x7d],
        [0x65, 0x00],
        [0x65, 0x01, 0x73],
        [0x63, 0x73, 0x79],
      ),
    ).toEqual([
      {
        kind: 'record',
        fields: [
          { label: 'a', type: 'bool' },
          { label: 'b', type: 5 },
        ],
      },
      { kind: 'variant', cases: [{ label: 'x', type: 's8' }, { label: 'y' }] },
      { kind: 'list', element: 0 },
      { kind: 'list', element: 'u8', length: 131 },
      { kind: 'tuple', types: ['s16', 0] },
      { kind: 'flags', labels: [{ label: 'read' }, { label: 'write' }] },
      { kind: 'enum', labels: [{ label: 'red' }, { label: 'green' }] },
      { kind: 'option', type: 's32' },
      { kind: 'result' },
      { kind: 'result', ok: 'u64' },
      { kind: 'result', error: 's64' },
      { kind: 'result', ok: 'f32', error: 'f64' },
      { kind: 'own', resource: 128 },
      { kind: 'borrow', resource: 2 },
      { kind: 'stream' },
      { kind: 'stream', element: 'u8' },
      { kind: 'future' },
      { kind: 'future', element: 'string' },
      { kind: 'map', key: 'string', value: 'u32' },
    ]);
  });

  test('a type index in place is an s33: 115 needs a second byte, for one byte would be an opcode', () => {
    expect(types([0x70, 0xf3, 0x00])).toEqual([{ kind: 'list', element: 115 }]);
  });

  test.each([0x6c, 0x62, 0x44, 0x3e, 0x00])('0x%x is no type', (byte) => {
    expect(refusal(7, [byte])).toContain(
      `invalid leading byte (0x${byte.toString(16)}) for component defined type`,
    );
  });

  test('a constructor in place is no value type, in one byte or two', () => {
    expect(refusal(7, [0x70, 0x72])).toContain(
      'at 0xc: invalid leading byte (0x72) for component value type',
    );
    expect(refusal(7, [0x70, 0xff, 0x7f])).toContain(
      'at 0xc: invalid leading byte (0xff) for component value type',
    );
  });

  test('the byte after a case must be zero', () => {
    expect(refusal(7, [0x71, vec([name('c'), 0x00, 0x01])])).toContain(
      'at 0x10: invalid leading byte (0x1) for zero byte',
    );
  });
});

describe('other types', () => {
  test('functions', () => {
    expect(types([0x40, vec(), 0x01, 0x00], [0x43, vec([name('p'), 0x7f]), 0x00, 0x79])).toEqual([
      { kind: 'func', async: false, params: [] },
      { kind: 'func', async: true, params: [{ label: 'p', type: 'bool' }], result: 'u32' },
    ]);
    expect(refusal(7, [0x40, vec(), 0x01, 0x01])).toContain('(0x1) for number of results');
    expect(refusal(7, [0x40, vec(), 0x02, 0x00])).toContain('(0x2) for component function results');
  });

  test('resources', () => {
    expect(types([0x3f, 0x7f, 0x00], [0x3f, 0x7e, 0x01, 0x05])).toEqual([
      { kind: 'resource', rep: 'i32' },
      { kind: 'resource', rep: 'i64', dtor: 5 },
    ]);
  });

  test('component and instance types, with every declaration', () => {
    const coreType = [0x00, 0x60, 0x00, 0x00];
    const type = [0x01, 0x73];
    const alias = [0x02, 0x03, 0x02, 0x01, 0x04];
    const exported = [0x04, 0x00, name('e'), 0x01, 0x02];
    const imported = [0x03, 0x00, name('i'), 0x03, 0x01];
    const declarations = [
      {
        kind: 'core-type',
        type: {
          kind: 'rec',
          types: {
            types: [
              {
                final: true,
                supertypes: [],
                shared: false,
                composite: { kind: 'func', params: [], results: [] },
              },
            ],
          },
        },
      },
      { kind: 'type', type: { kind: 'primitive', type: 'string' } },
      { kind: 'alias', alias: { kind: 'outer', sort: 'type', count: 1, index: 4 } },
      { kind: 'export', name: { name: 'e', attributes: [] }, type: { kind: 'func', type: 2 } },
    ];
    expect(
      types(
        [0x42, vec(coreType, type, alias, exported)],
        [0x41, vec(coreType, type, alias, exported, imported)],
      ),
    ).toEqual([
      { kind: 'instance', declarations },
      {
        kind: 'component',
        declarations: [
          ...declarations,
          {
            kind: 'import',
            name: { name: 'i', attributes: [] },
            type: { kind: 'type', bound: { kind: 'sub-resource' } },
          },
        ],
      },
    ]);
    expect(refusal(7, [0x42, vec(imported)])).toContain('(0x3) for component or instance type declaration');
    expect(refusal(7, [0x41, vec([0x05])])).toContain('(0x5) for component or instance type declaration');
  });

  test('types nest 100 deep, not 101', () => {
    const nest = (depth: number): Part =>
      depth === 0 ? [0x73] : [0x42 - (depth % 2), vec([0x01, nest(depth - 1)])];
    expect(types(nest(100))).toHaveLength(1);
    expect(refusal(7, nest(101))).toContain('component and instance types are nested too deep');
  });

  test('the types of imports and exports', () => {
    const item = (...type: readonly Part[]): Part => [0x00, name('x'), type];
    const imports = decodeItems(
      10,
      item(0x00, 0x11, 0x07),
      item(0x01, 0x06),
      item(0x02, 0x00, 0x05),
      item(0x02, 0x01, 0x73),
      item(0x03, 0x00, 0x04),
      item(0x03, 0x01),
      item(0x04, 0x03),
      item(0x05, 0x02),
    );
    expect(imports.map((item) => (item.kind === 'import' ? withoutOffsets(item.import.type) : item))).toEqual(
      [
        { kind: 'core-module', type: 7 },
        { kind: 'func', type: 6 },
        { kind: 'value', bound: { kind: 'eq', value: 5 } },
        { kind: 'value', bound: { kind: 'type', type: 'string' } },
        { kind: 'type', bound: { kind: 'eq', type: 4 } },
        { kind: 'type', bound: { kind: 'sub-resource' } },
        { kind: 'component', type: 3 },
        { kind: 'instance', type: 2 },
      ],
    );
    expect(refusal(10, item(0x00, 0x00, 0x00))).toContain(
      'at 0xf: invalid leading byte (0x0) for component external kind',
    );
    expect(refusal(10, item(0x06, 0x00))).toContain(
      'at 0xe: invalid leading byte (0x6) for component external kind',
    );
    expect(refusal(10, item(0x03, 0x02))).toContain('(0x2) for type bound');
    expect(refusal(10, item(0x02, 0x02))).toContain('(0x2) for value bound');
  });
});

describe('core types', () => {
  const coreTypes = (...items: readonly Part[]): unknown[] =>
    decodeItems(3, ...items).map((definition) =>
      definition.kind === 'core-type' ? withoutOffsets(definition.type) : definition,
    );
  const func = { kind: 'func', params: [], results: [] };

  test('a non-final sub type is escaped by a zero byte, a module type is not', () => {
    expect(coreTypes([0x00, 0x50, 0x00, 0x60, 0x00, 0x00], [0x50, vec()])).toEqual([
      { kind: 'rec', types: { types: [{ final: false, supertypes: [], shared: false, composite: func }] } },
      { kind: 'module', declarations: [] },
    ]);
    expect(refusal(3, [0x00, 0x60, 0x00, 0x00])).toContain(
      'at 0xc: invalid leading byte (0x60) for non-final sub type',
    );
  });

  test('a rec group is one definition', () => {
    expect(coreTypes([0x4e, 0x02, 0x60, 0x00, 0x00, 0x60, 0x00, 0x00])).toMatchObject([
      { kind: 'rec', types: { types: [{ composite: func }, { composite: func }] } },
    ]);
  });

  test('the declarations of a module type', () => {
    const sub = { final: false, supertypes: [], shared: false, composite: func };
    expect(
      coreTypes([
        0x50,
        vec(
          [0x01, 0x60, 0x00, 0x00],
          [0x01, 0x50, 0x00, 0x60, 0x00, 0x00],
          [0x01, 0x00, 0x50, 0x00, 0x60, 0x00, 0x00],
          [0x00, name('m'), name('f'), 0x00, 0x00],
          [0x02, 0x10, 0x01, 0x01, 0x09],
          [0x03, name('g'), 0x03, 0x7f, 0x01],
        ),
      ]),
    ).toEqual([
      {
        kind: 'module',
        declarations: [
          { kind: 'type', type: { kind: 'rec', types: { types: [{ ...sub, final: true }] } } },
          { kind: 'type', type: { kind: 'rec', types: { types: [sub] } } },
          { kind: 'type', type: { kind: 'rec', types: { types: [sub] } } },
          { kind: 'import', module: 'm', name: 'f', type: { kind: 'func', type: 0 } },
          { kind: 'alias', count: 1, index: 9 },
          { kind: 'export', name: 'g', type: { kind: 'global', type: 'i32', mutable: true, shared: false } },
        ],
      },
    ]);
    expect(refusal(3, [0x50, vec([0x04])])).toContain('(0x4) for type definition');
    expect(refusal(3, [0x50, vec([0x02, 0x00, 0x01, 0x01, 0x00])])).toContain('(0x0) for outer alias kind');
    expect(refusal(3, [0x50, vec([0x02, 0x10, 0x00, 0x01, 0x00])])).toContain('(0x0) for outer alias target');
  });
});

test('every node has the offset of its first byte', () => {
  const [definition] = decodeItems(7, [
    0x41,
    vec(
      // 13
      [0x01, 0x72, vec([name('ab'), 0x7f], [name('c'), 0x00])],
      // 23
      [0x03, 0x00, name('i'), 0x03, 0x00, 0x00],
    ),
  ]);
  expect(definition).toEqual({
    kind: 'type',
    offset: 11,
    type: {
      kind: 'component',
      offset: 11,
      declarations: [
        {
          kind: 'type',
          offset: 13,
          type: {
            kind: 'record',
            offset: 14,
            fields: [
              { label: 'ab', type: 'bool', offset: 16 },
              { label: 'c', type: 0, offset: 20 },
            ],
          },
        },
        {
          kind: 'import',
          offset: 23,
          name: {
            name: 'i',
            implements: undefined,
            versionSuffix: undefined,
            externalId: undefined,
            attributes: [],
            offset: 24,
          },
          type: { kind: 'type', bound: { kind: 'eq', type: 0 }, offset: 27 },
        },
      ],
    },
  });
});

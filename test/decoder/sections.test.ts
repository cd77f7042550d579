// The sections of Binary.md other than types: what their bytes are decoded to.

import { describe, expect, test } from 'vitest';

import { decode } from '../../src/decoder/decode.ts';
import { component, name, section, vec } from './binary.ts';
import type { Part } from './binary.ts';
import { decodeItems, refusal, withoutOffsets } from './decode-items.ts';

describe('instances', () => {
  test('core instances', () => {
    const instances = decodeItems(
      2,
      [0x00, 0x03, vec([name('env'), 0x12, 0x02])],
      [
        0x01,
        vec(
          [name('f'), 0x00, 0x01],
          [name('t'), 0x01, 0x02],
          [name('m'), 0x02, 0x03],
          [name('g'), 0x03, 0x04],
          [name('e'), 0x04, 0x05],
        ),
      ],
    );
    expect(
      instances.map((item) => (item.kind === 'core-instance' ? withoutOffsets(item.instance) : item)),
    ).toEqual([
      { kind: 'instantiate', module: 3, args: [{ name: 'env', instance: 2 }] },
      {
        kind: 'exports',
        exports: [
          { name: 'f', sort: 'func', index: 1 },
          { name: 't', sort: 'table', index: 2 },
          { name: 'm', sort: 'memory', index: 3 },
          { name: 'g', sort: 'global', index: 4 },
          { name: 'e', sort: 'tag', index: 5 },
        ],
      },
    ]);
    expect(refusal(2, [0x02])).toContain('(0x2) for core instance');
    expect(refusal(2, [0x00, 0x00, vec([name('a'), 0x00, 0x00])])).toContain(
      '(0x0) for instantiation arg kind',
    );
    expect(refusal(2, [0x01, vec([name('a'), 0x05, 0x00])])).toContain('(0x5) for external kind');
  });

  test('component instances: exports have attributes, arguments have plain names', () => {
    const instances = decodeItems(
      5,
      [0x00, 0x01, vec([name('with'), 0x00, 0x11, 0x02])],
      [0x01, vec([0x01, name('old'), 0x05, 0x03], [0x02, name('new'), vec([0x02, name('id')]), 0x03, 0x04])],
    );
    expect(
      instances.map((item) => (item.kind === 'instance' ? withoutOffsets(item.instance) : item)),
    ).toEqual([
      {
        kind: 'instantiate',
        component: 1,
        args: [{ name: 'with', value: { sort: 'core module', index: 2 } }],
      },
      {
        kind: 'exports',
        exports: [
          { name: { name: 'old', attributes: [] }, value: { sort: 'instance', index: 3 } },
          {
            name: { name: 'new', externalId: 'id', attributes: [{ kind: 'external-id', value: 'id' }] },
            value: { sort: 'type', index: 4 },
          },
        ],
      },
    ]);
    expect(refusal(5, [0x02])).toContain('(0x2) for instance');
  });
});

describe('aliases', () => {
  const alias = (...bytes: readonly Part[]): unknown => {
    const [definition] = decodeItems(6, bytes);
    return definition?.kind === 'alias' ? withoutOffsets(definition.alias) : definition;
  };

  test.each([
    [0x01, 'func'],
    [0x02, 'value'],
    [0x03, 'type'],
    [0x04, 'component'],
    [0x05, 'instance'],
  ])('export of sort 0x%x: %s', (byte, sort) => {
    expect(alias(byte, 0x00, 0x07, name('x'))).toEqual({ kind: 'export', sort, instance: 7, name: 'x' });
  });

  test.each([
    [0x00, 'func'],
    [0x01, 'table'],
    [0x02, 'memory'],
    [0x03, 'global'],
    [0x04, 'tag'],
  ])('core export of core sort 0x%x: %s', (byte, sort) => {
    expect(alias(0x00, byte, 0x01, 0x07, name('x'))).toEqual({
      kind: 'core-export',
      sort: `core ${sort}`,
      instance: 7,
      name: 'x',
    });
  });

  test.each<[Part, string]>([
    [[0x00, 0x10], 'core type'],
    [[0x00, 0x11], 'core module'],
    [0x03, 'type'],
    [0x04, 'component'],
  ])('outer of sort %j: %s', (bytes, sort) => {
    expect(alias(bytes, 0x02, 0x01, 0x85, 0x01)).toEqual({ kind: 'outer', sort, count: 1, index: 133 });
  });

  test.each<[string, Part, string]>([
    [
      'a sort that has no outer alias',
      [0x05, 0x02, 0x00, 0x00],
      'at 0xb: invalid leading byte (0x5) for component outer alias kind',
    ],
    [
      'a core sort that has none',
      [0x00, 0x02, 0x02, 0x00, 0x00],
      'at 0xc: invalid leading byte (0x2) for component outer alias kind',
    ],
    [
      'no sort',
      [0x06, 0x00, 0x00, name('x')],
      'at 0xb: invalid leading byte (0x6) for component external kind',
    ],
    [
      'a component sort of a core instance',
      [0x01, 0x01, 0x00, name('x')],
      '(0x1) for core instance export kind',
    ],
    ['no target', [0x03, 0x03, 0x00, 0x00], 'at 0xc: invalid leading byte (0x3) for alias'],
  ])('%s is malformed', (_what, bytes, text) => {
    expect(refusal(6, bytes)).toContain(text);
  });
});

describe('canonical definitions', () => {
  const canon = (...bytes: readonly Part[]): unknown => {
    const [definition] = decodeItems(8, bytes);
    return definition?.kind === 'canon' ? withoutOffsets(definition.canon) : definition;
  };

  test.each<[number, string]>([
    [0x05, 'task.cancel'],
    [0x0d, 'subtask.drop'],
    [0x1e, 'error-context.drop'],
    [0x1f, 'waitable-set.new'],
    [0x22, 'waitable-set.drop'],
    [0x23, 'waitable.join'],
    [0x24, 'backpressure.inc'],
    [0x25, 'backpressure.dec'],
    [0x26, 'thread.index'],
    [0x28, 'thread.resume-later'],
  ])('0x%x is %s', (opcode, kind) => {
    expect(canon(opcode)).toEqual({ kind });
  });

  test.each<[number, string]>([
    [0x02, 'resource.new'],
    [0x03, 'resource.drop'],
    [0x04, 'resource.rep'],
  ])('0x%x is %s', (opcode, kind) => {
    expect(canon(opcode, 0x85, 0x01)).toEqual({ kind, resource: 133 });
  });

  test.each<[number, string]>([
    [0x0e, 'stream.new'],
    [0x13, 'stream.drop-readable'],
    [0x14, 'stream.drop-writable'],
    [0x15, 'future.new'],
    [0x1a, 'future.drop-readable'],
    [0x1b, 'future.drop-writable'],
  ])('0x%x is %s', (opcode, kind) => {
    expect(canon(opcode, 0x07)).toEqual({ kind, type: 7 });
  });

  test.each<[number, string]>([
    [0x0f, 'stream.read'],
    [0x10, 'stream.write'],
    [0x16, 'future.read'],
    [0x17, 'future.write'],
  ])('0x%x is %s', (opcode, kind) => {
    expect(canon(opcode, 0x07, vec(0x06))).toEqual({ kind, type: 7, options: [{ kind: 'async' }] });
  });

  test.each<[number, string]>([
    [0x11, 'stream.cancel-read'],
    [0x12, 'stream.cancel-write'],
    [0x18, 'future.cancel-read'],
    [0x19, 'future.cancel-write'],
  ])('0x%x is %s', (opcode, kind) => {
    expect(canon(opcode, 0x07, 0x00)).toEqual({ kind, type: 7, async: false });
    expect(canon(opcode, 0x07, 0x01)).toEqual({ kind, type: 7, async: true });
  });

  // The byte is always 0 since WebAssembly/component-model#716; older components may have 1.
  test.each<[number, string]>([
    [0x0c, 'thread.yield'],
    [0x29, 'thread.suspend'],
    [0x2a, 'thread.suspend-then-resume'],
    [0x2b, 'thread.yield-then-resume'],
    [0x2c, 'thread.suspend-then-promote'],
    [0x2d, 'thread.yield-then-promote'],
  ])('0x%x is %s, cancellable or not', (opcode, kind) => {
    expect(canon(opcode, 0x00)).toEqual({ kind, cancellable: false });
    expect(canon(opcode, 0x01)).toEqual({ kind, cancellable: true });
    expect(refusal(8, [opcode, 0x02])).toContain('at 0xc: invalid boolean value');
  });

  test.each<[number, string]>([
    [0x20, 'waitable-set.wait'],
    [0x21, 'waitable-set.poll'],
  ])('0x%x is %s, cancellable or not', (opcode, kind) => {
    expect(canon(opcode, 0x00, 0x03)).toEqual({ kind, cancellable: false, memory: 3 });
    expect(canon(opcode, 0x01, 0x03)).toEqual({ kind, cancellable: true, memory: 3 });
  });

  test('the other built-ins', () => {
    expect(canon(0x06, 0x01)).toEqual({ kind: 'subtask.cancel', async: true });
    expect(canon(0x09, 0x00, 0x79, vec())).toEqual({ kind: 'task.return', result: 'u32', options: [] });
    expect(canon(0x09, 0x01, 0x00, vec(0x00))).toEqual({
      kind: 'task.return',
      options: [{ kind: 'string-encoding', encoding: 'utf8' }],
    });
    expect(canon(0x0a, 0x7f, 0x01)).toEqual({ kind: 'context.get', type: 'i32', index: 1 });
    expect(canon(0x0b, 0x7e, 0x00)).toEqual({ kind: 'context.set', type: 'i64', index: 0 });
    expect(canon(0x1c, vec([0x03, 0x02]))).toEqual({
      kind: 'error-context.new',
      options: [{ kind: 'memory', memory: 2 }],
    });
    expect(canon(0x1d, vec())).toEqual({ kind: 'error-context.debug-message', options: [] });
    expect(canon(0x27, 0x04, 0x05)).toEqual({ kind: 'thread.new-indirect', type: 4, table: 5 });
    expect(canon(0x40, 0x01, 0x04)).toEqual({ kind: 'thread.spawn-ref', shared: true, type: 4 });
    expect(canon(0x41, 0x00, 0x04, 0x05)).toEqual({
      kind: 'thread.spawn-indirect',
      shared: false,
      type: 4,
      table: 5,
    });
    expect(canon(0x42, 0x01)).toEqual({ kind: 'thread.available-parallelism', shared: true });
  });

  test('lift and lower, with every option', () => {
    const options = vec(
      [0x00],
      [0x01],
      [0x02],
      [0x03, 0x01],
      [0x04, 0x02],
      [0x05, 0x03],
      [0x06],
      [0x07, 0x04],
    );
    const decoded = [
      { kind: 'string-encoding', encoding: 'utf8' },
      { kind: 'string-encoding', encoding: 'utf16' },
      { kind: 'string-encoding', encoding: 'latin1+utf16' },
      { kind: 'memory', memory: 1 },
      { kind: 'realloc', func: 2 },
      { kind: 'post-return', func: 3 },
      { kind: 'async' },
      { kind: 'callback', func: 4 },
    ];
    expect(canon(0x00, 0x00, 0x07, options, 0x08)).toEqual({
      kind: 'lift',
      func: 7,
      options: decoded,
      type: 8,
    });
    expect(canon(0x01, 0x00, 0x07, options)).toEqual({ kind: 'lower', func: 7, options: decoded });
    expect(refusal(8, [0x00, 0x01])).toContain('(0x1) for canonical function lift');
    expect(refusal(8, [0x01, 0x01])).toContain('(0x1) for canonical function lower');
    expect(refusal(8, [0x01, 0x00, 0x07, vec([0x08, 0x00])])).toContain('(0x8) for canonical option');
  });

  test.each([0x07, 0x08, 0x2e, 0x3f, 0x43, 0xff])('0x%x is not allocated', (opcode) => {
    expect(refusal(8, [opcode])).toContain(
      `invalid leading byte (0x${opcode.toString(16)}) for canonical function`,
    );
  });
});

describe('imports and exports', () => {
  test('attributes', () => {
    const [definition] = decodeItems(10, [
      0x02,
      name('a'),
      vec([0x02, name('id')], [0x00, name('a:b/c')], [0x01, name('.1')], [0x00, name('a:b/d')]),
      0x01,
      0x00,
    ]);
    expect(definition?.kind === 'import' && definition.import.name).toEqual({
      name: 'a',
      implements: 'a:b/c',
      versionSuffix: '.1',
      externalId: 'id',
      attributes: [
        { kind: 'external-id', value: 'id', offset: 15 },
        { kind: 'implements', value: 'a:b/c', offset: 19 },
        { kind: 'version-suffix', value: '.1', offset: 26 },
        { kind: 'implements', value: 'a:b/d', offset: 30 },
      ],
      offset: 11,
    });
    expect(refusal(10, [0x02, name('a'), vec([0x03, name('x')]), 0x01, 0x00])).toContain(
      '(0x3) for name option',
    );
    expect(refusal(10, [0x03, name('a'), 0x01, 0x00])).toContain(
      'at 0xb: invalid leading byte (0x3) for component name',
    );
  });

  test('exports, with and without an ascribed type', () => {
    const exports = decodeItems(
      11,
      [0x00, name('f'), 0x01, 0x02, 0x00],
      [0x00, name('m'), 0x00, 0x11, 0x00, 0x01, 0x00, 0x11, 0x05],
    );
    expect(exports.map((item) => (item.kind === 'export' ? withoutOffsets(item.export) : item))).toEqual([
      { name: { name: 'f', attributes: [] }, value: { sort: 'func', index: 2 } },
      {
        name: { name: 'm', attributes: [] },
        value: { sort: 'core module', index: 0 },
        type: { kind: 'core-module', type: 5 },
      },
    ]);
    expect(refusal(11, [0x00, name('e'), 0x01, 0x00, 0x02])).toContain(
      '(0x2) for optional component export type',
    );
    expect(refusal(11, [0x00, name('e'), 0x06, 0x00, 0x00])).toContain('(0x6) for component external kind');
  });
});

describe('start and values', () => {
  test('start', () => {
    const { definitions } = decode(component(section(9, 0x03, vec(0x01, 0x02), 0x01)));
    expect(definitions).toEqual([
      { kind: 'start', start: { func: 3, args: [1, 2], results: 1, offset: 10 }, offset: 10 },
    ]);
  });

  test('a value keeps its bytes, unread', () => {
    const bytes = component(section(12, vec([0x73, 0x03, 0x02, 'hi'], [0x05, 0x01, 0xff])));
    const values = decode(bytes).definitions.map((item) => (item.kind === 'value' ? item.value : undefined));
    expect(values.map((value) => value && [value.type, [...value.bytes], value.offset])).toEqual([
      ['string', [0x02, 0x68, 0x69], 11],
      [5, [0xff], 16],
    ]);
    expect(values[0]?.bytes.buffer).toBe(bytes.buffer);
  });
});

// The field `mappings` of source maps, with the package `source-map` as the reader.

import * as fc from 'fast-check';
import { SourceMapConsumer } from 'source-map';
import { describe, expect, test } from 'vitest';
import { decodeMappings, encodeMappings } from '../../src/emitter/source-map/mappings.ts';
import type { Segment } from '../../src/emitter/source-map/mappings.ts';
import { composeMaps, makeSourceMap } from '../../src/emitter/source-map/source-map.ts';
import type { SourceMap } from '../../src/emitter/source-map/source-map.ts';

const COUNT = 3;
const number = fc.integer({ min: 0, max: 100_000 });
const index = fc.integer({ min: 0, max: COUNT - 1 });
const segment: fc.Arbitrary<Segment> = fc.oneof(
  fc.tuple(number), fc.tuple(number, index, number, number), fc.tuple(number, index, number, number, index),
);
const lines = fc.array(fc.uniqueArray(segment, { maxLength: 5, selector: ([column]) => column })
  .map((segments) => segments.sort(([a], [b]) => a - b)), { minLength: 1, maxLength: 6 });

test('are read as what they are written of', () => {
  fc.assert(fc.property(lines, (mappings) => {
    expect(decodeMappings(encodeMappings(mappings))).toEqual(mappings);
  }));
});

test('mean the same to the reader of others', async () => {
  await fc.assert(fc.asyncProperty(lines, async (mappings) => {
    const keys = Array.from({ length: COUNT }, (_, i) => `s${i}`);
    const found: unknown[] = [];
    const map = { version: 3, file: 'x.js', sources: keys, names: keys, mappings: encodeMappings(mappings) };
    await SourceMapConsumer.with(map as never, null, (consumer) => consumer.eachMapping((each) => found.push([
      each.generatedLine, each.generatedColumn, each.source, each.originalLine, each.originalColumn, each.name,
    ])));
    expect(found).toEqual(mappings.flatMap((segments, line) => segments.map(([column, source, from, at, name]) => [
      line + 1, column, source === undefined ? null : keys[source], from === undefined ? null : from + 1, at ?? null,
      name === undefined ? null : keys[name],
    ])));
  }), { numRuns: 50 });
});

test.each([
  ['AA', 'a segment has 1, 4 or 5 numbers'],
  ['D', 'a number of a segment is below 0'],
  ['A;AAAA!', 'not a digit of mappings: "!"'],
  ['AAAg', 'mappings end within a number'],
])('%j are none', (text, message) => {
  expect(() => decodeMappings(text)).toThrow(new SyntaxError(message));
});

describe('of a text with marks', () => {
  const source = (url: string) => ({ url, content: '', isLibrary: false });
  const at = (line: number, name?: string) => ({ source: 'a', line, column: 2, ...(name !== undefined && { name }) });

  test('go on from line to line, up to what is of no source', () => {
    const text = 'one\n\n  two {\n    three\n  }\nfour';
    const map = makeSourceMap({ text, marks: [
      { offset: 0, origin: at(1) }, { offset: 7, origin: at(3, 'f') }, { offset: 17, origin: at(4, 'f') },
      { offset: 27, origin: undefined },
    ] }, ['first'], source);
    expect(map.sources.map(({ url }) => url)).toEqual(['first', 'a']);
    expect(map.names).toEqual(['f']);
    expect(map.mappings).toEqual([
      [[0, 1, 1, 2]], [], [[2, 1, 3, 2, 0]], [[4, 1, 4, 2, 0]], [[2, 1, 4, 2]], [[0]],
    ]);
  });

  test('are composed with those of what was made of it', () => {
    const inner: SourceMap = {
      sources: [source('a')], names: ['f'], mappings: [[], [[2, 0, 5, 1, 0], [6]], [[0, 0, 7, 0]]],
    };
    const outer: Segment[][] = [[[0, 0, 0, 3], [1, 0, 1, 2], [3, 0, 1, 4, 9], [4, 0, 1, 7], [5], [6, 0, 2, 0], [9, 0, 44, 0]]];
    // Segments that say the same as the one before are left out; those of nothing stand where something ended.
    expect(composeMaps(outer, inner).mappings).toEqual([[[1, 0, 5, 1, 0], [4], [6, 0, 7, 0], [9]]]);
  });
});

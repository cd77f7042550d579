// The fuzzer (fuzz/) for a moment, always with the same inputs: `npm run fuzz` is the whole of it.

import { describe, expect, test } from 'vitest';

import { check } from '../fuzz/check.ts';
import { readCorpus } from '../fuzz/corpus.ts';
import type { Seed } from '../fuzz/corpus.ts';
import { generate } from '../fuzz/generate/generate.ts';
import { makeInput, makeSource } from '../fuzz/inputs.ts';
import { makeRandom } from '../fuzz/random.ts';
import { run } from '../fuzz/run.ts';
import { coreModulesOf, sectionsOf } from '../fuzz/sections.ts';

const corpus: readonly Seed[] = (await readCorpus()).filter(({ bytes }) => bytes.length < 20_000);

describe('the fuzzer', () => {
  test('finds nothing in its first inputs', () => {
    const source = makeSource(corpus, 1, 20_000);
    const { finding, inputs, slowest } = run(source, { seconds: 5, inputs: 1500, maxMemory: Infinity });
    expect(finding?.text, `seed 1, input ${finding?.input.index}`).toBeUndefined();
    expect(inputs).toBeGreaterThan(50);
    expect(slowest.milliseconds).toBeGreaterThan(0);
  });

  test('makes the same inputs of the same seed, and others of another', () => {
    const inputs = (seed: number): unknown[] => Array.from({ length: 40 }, (_, i) => (
      makeInput(makeSource(corpus, seed, 20_000), i).bytes));
    expect(inputs(7)).toEqual(inputs(7));
    expect(inputs(7)).not.toEqual(inputs(8));
  });

  test('generates valid components, with core modules and components inside', () => {
    const components = Array.from({ length: 60 }, (_, i) => generate(makeRandom(5, i)));
    const results = components.map((bytes) => check(bytes, {}));
    expect(results.map(({ result, finding }) => finding ?? result)).toEqual(components.map(() => 'accepted'));
    expect(components.some((bytes) => coreModulesOf(bytes).length > 0)).toBe(true);
    expect(components.some((bytes) => sectionsOf(bytes).some(({ id }) => id === 4))).toBe(true);
  });

  test('reports an exception that is not a TranspileError', () => {
    // The getter throws where the options are read: `transpile` itself must make an INTERNAL error of it.
    const options = { get strict(): boolean { throw new Error('unforeseen'); } };
    const { result, finding } = check(generate(makeRandom(1, 1)), options);
    expect(result).toBe('INTERNAL');
    expect(finding).toContain('unforeseen');
  });

  test('reports that memory grows beyond the limit', () => {
    const { finding } = run(makeSource(corpus, 1, 20_000), { seconds: 5, inputs: 60, maxMemory: 1 });
    expect(finding?.text).toMatch(/MB of memory/);
  });
});

// Which declarations of the runtime shim an output gets.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Feature, ShimName } from '../../src/emitter/shim.ts';
import { shimDeclarations, shimNames } from '../../src/emitter/shim.ts';
import * as shim from '../../src/runtime-shim/index.ts';

const NAMES = shimNames(true).filter((name) => name in shim) as ShimName[];
const FEATURES = Object.keys(shim.has) as Feature[];

const code = (names: readonly ShimName[], features: readonly Feature[] = []): string =>
  shimDeclarations(names, features).join('');

describe('an output', () => {
  test('has nothing of parked stacks where none is parked', () => {
    expect(code(['callFromHost'])).not.toMatch(/urgent|resuming|\.stack/);
    expect(code(['callFromHost', 'park'])).toMatch(/\.stack/);
  });

  test('has typed arrays and futures only if it says that it has them', () => {
    expect(code(['toStream'])).not.toMatch(/isNumberValue|ArrayBuffer/);
    expect(code(['toStream'], ['numbers'])).toMatch(/isNumberValue[^]*ArrayBuffer|ArrayBuffer[^]*isNumberValue/);
    expect(code(['copyBuffer', 'dropEnd'])).not.toMatch(/isFuture/);
    expect(code(['copyBuffer', 'dropEnd', 'futureReadable'])).toMatch(/isFuture/);
  });

  test('never asks for a feature when it runs', () => {
    for (const name of NAMES) for (const features of [[], FEATURES]) expect(code([name], features)).not.toMatch(/\bhas\./);
  });

  test('with what two others need is no larger than both together', () => {
    const use = fc.subarray(NAMES, { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(use, use, (a, b) => {
      expect(code([...a, ...b]).length).toBeLessThanOrEqual(code(a).length + code(b).length);
    }), { numRuns: 2000 });
  });
});

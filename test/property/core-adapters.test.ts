/**
 * Random bits between two components, where nothing need be a value: an adapter in core code does with them what the
 * one in JavaScript does, and traps with the same text. `WCM2JS_PROPERTY_RUNS` and `…_SEED`: pass-through.test.ts.
 */
import { deepStrictEqual } from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flatBetweenText, flatParams } from './support/pass-through.ts';
import type { Guest } from './support/pass-through.ts';
import { load } from './support/play.ts';
import { type } from './support/random-types.ts';
import type { Flat, Type } from './support/types.ts';

const scale = Number(process.env['WCM2JS_PROPERTY_RUNS'] ?? 1);
const chosenSeed = process.env['WCM2JS_PROPERTY_SEED'];
const seed = chosenSeed === undefined ? Date.now() % 2 ** 31 : Number(chosenSeed);

const TYPES = 100;
const CALLS = 30;
const BYTES = 1024;

const guest: Guest = { encoding: 'utf8', pointer: 'i32', postReturn: false };

/** Often a pointer into the data, a short length or a case; sometimes on an edge. */
const word: Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: BYTES / 8 }).map((at) => at * 8) },
  { weight: 6, arbitrary: fc.nat({ max: 3 }) },
  { weight: 1, arbitrary: fc.nat({ max: BYTES }) },
  { weight: 1, arbitrary: fc.constantFrom(0x41414141, 0xd800, 0x110000, 65_536, 65_535, 0x0fffffff, 0x10000000, -1, -8) },
  { weight: 1, arbitrary: fc.integer() },
);

const data: Arbitrary<number[]> = fc.array(word, { minLength: BYTES / 4, maxLength: BYTES / 4 })
  .map((words) => [...new Uint8Array(Int32Array.from(words).buffer)]);

const args = (called: Type): Arbitrary<unknown[]> => fc.tuple(...flatParams(called, guest).map((flat) => ARGS[flat]));

const ARGS: { readonly [F in Flat]: Arbitrary<unknown> } = {
  i32: word, f32: fc.float(), f64: fc.double(),
  i64: fc.oneof(word.map(BigInt), fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)),
};

interface Passing {
  pass(...args: unknown[]): unknown;
}

type Loaded = Awaited<ReturnType<typeof load<Passing>>>;

/** What the host sees, or which error comes out; nothing enters after a trap. */
function outcome({ instantiate }: Loaded, given: readonly unknown[]): unknown {
  let seen: unknown;
  const { pass } = instantiate(undefined, { host: { pass: (value: unknown) => void (seen = value) } });
  try {
    pass(...given);
  } catch (error) {
    expect(error).toBeInstanceOf(WebAssembly.RuntimeError);
    expect(() => pass(...given)).toThrow('cannot enter component instance');
    return (error as Error).message;
  }
  return { seen };
}

describe('random bits between two components', () => {
  test('come to the same in core code and in JavaScript', async () => {
    const counts = { passed: 0, trapped: 0 };
    await fc.assert(fc.asyncProperty(type, data, async (called, bytes) => {
      const text = flatBetweenText(called, guest, bytes);
      const [inCore, inJs] = await Promise.all([load<Passing>(text, 'on'), load<Passing>(text, 'off')]);
      fc.assert(fc.property(args(called), (given) => {
        const wanted = outcome(inJs, given);
        deepStrictEqual(outcome(inCore, given), wanted);
        counts[typeof wanted === 'string' ? 'trapped' : 'passed']++;
      }), { numRuns: CALLS, seed });
    }), { numRuns: TYPES * scale, seed });
    expect(Math.min(counts.passed, counts.trapped)).toBeGreaterThan(CALLS);
  }, 60_000 * Math.max(1, scale));
});

/**
 * Random types and values through a component that passes them on, and through two of them: what the host's
 * import sees and what the export returns is what went in. In all encodings of strings, with memories of 32
 * and 64 bits.
 *
 * `WCM2JS_PROPERTY_RUNS=10` runs ten times as many cases; a failure prints the seed, and
 * `WCM2JS_PROPERTY_SEED=<seed>` runs it again.
 */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aloneText, betweenText, measureText } from './support/pass-through.ts';
import type { Guest } from './support/pass-through.ts';
import { calls, load, makeChecks, wrongCalls } from './support/play.ts';
import { guest, signature, type } from './support/random-types.ts';
import { sample } from './support/random-values.ts';
import type { Sample } from './support/random-values.ts';
import { layout } from './support/types.ts';
import type { Signature } from './support/types.ts';

const scale = Number(process.env['WCM2JS_PROPERTY_RUNS'] ?? 1);
const chosenSeed = process.env['WCM2JS_PROPERTY_SEED'];
const seed = chosenSeed === undefined ? Date.now() % 2 ** 31 : Number(chosenSeed);

const SIGNATURES = 80;
const CALLS = 50;
const TIMEOUT = 60_000 * Math.max(1, scale);

interface Measuring {
  measure(list: readonly unknown[]): unknown;
}

/** Calls of one signature. Throws with the smallest call that fails. */
async function checkCalls(text: string, called: Signature, multiMemory?: 'on' | 'off'): Promise<void> {
  const { passes } = makeChecks(called, await load(text, multiMemory));
  fc.assert(fc.property(calls(called), passes), { numRuns: CALLS, seed });
}

const parameters = { numRuns: SIGNATURES * scale, seed };

describe('random types and values', () => {
  test('go through one component', async () => {
    await fc.assert(fc.asyncProperty(signature, guest, async (called, only) => {
      await checkCalls(aloneText(called, only), called);
    }), parameters);
  }, TIMEOUT);

  test('are refused where they are wrong, and the instance goes on', async () => {
    await fc.assert(fc.asyncProperty(signature, guest, async (called, only) => {
      const arbitrary = wrongCalls(called);
      if (arbitrary === undefined) return;
      const { refuses } = makeChecks(called, await load(aloneText(called, only)));
      fc.assert(fc.property(arbitrary, refuses), { numRuns: CALLS, seed });
    }), parameters);
  }, TIMEOUT);

  test('lie in memory as they should', async () => {
    await fc.assert(fc.asyncProperty(type, guest, async (element, only) => {
      const { instantiate } = await load<Measuring>(measureText(element, only));
      const { measure } = instantiate(undefined, {});
      const [{ given }] = fc.sample(sample(element), { numRuns: 1, seed }) as [Sample];
      const { size, align } = layout(element, only.pointer);
      const number = only.pointer === 'i64' ? BigInt : Number;
      expect(measure([given, given, given])).toEqual([number(align), number(3 * size)]);
    }), parameters);
  }, TIMEOUT);

  test.each(['off', 'on'] as const)('go through two components, with several memories %s', async (multiMemory) => {
    await fc.assert(fc.asyncProperty(signature, guest, guest, async (called, caller, callee) => {
      await checkCalls(betweenText(called, caller, callee), called, multiMemory);
    }), parameters);
  }, TIMEOUT);

  // Half of the guests that are chosen at random are such that core code is not for them.
  test('go through two components in core code', async () => {
    await fc.assert(fc.asyncProperty(signature, fc.boolean(), async (called, postReturn) => {
      const plain: Guest = { encoding: 'utf8', pointer: 'i32', postReturn };
      await checkCalls(betweenText(called, plain, { ...plain, postReturn: !postReturn }), called, 'on');
    }), parameters);
  }, TIMEOUT);
});

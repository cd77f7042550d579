/**
 * Random types and values through a component that passes them on, and through two of them: what the host's import sees
 * and what the export returns is what went in. In all encodings of strings, with memories of 32 and 64 bits.
 *
 * `WCM2JS_PROPERTY_RUNS=10` runs ten times as many cases; a failure prints the seed, and `WCM2JS_PROPERTY_SEED=<seed>`
 * runs it again.
 */
import * as fc from 'fast-check';
import { describe, test } from 'vitest';
import { aloneText, betweenText } from './support/pass-through.ts';
import { calls, load, makeChecks, wrongCalls } from './support/play.ts';
import { guest, signature } from './support/random-types.ts';
import type { Signature } from './support/types.ts';

const scale = Number(process.env['WCM2JS_PROPERTY_RUNS'] ?? 1);
const chosenSeed = process.env['WCM2JS_PROPERTY_SEED'];
const seed = chosenSeed === undefined ? Date.now() % 2 ** 31 : Number(chosenSeed);

const SIGNATURES = 80;
const CALLS = 50;
const TIMEOUT = 60_000 * Math.max(1, scale);

/** Calls of one signature. Throws with the smallest call that fails. */
async function checkCalls(text: string, type: Signature): Promise<void> {
  const { passes } = makeChecks(type, await load(text));
  fc.assert(fc.property(calls(type), passes), { numRuns: CALLS, seed });
}

const parameters = { numRuns: SIGNATURES * scale, seed };

describe('random types and values', () => {
  test('go through one component', async () => {
    await fc.assert(fc.asyncProperty(signature, guest, async (type, only) => {
      await checkCalls(aloneText(type, only), type);
    }), parameters);
  }, TIMEOUT);

  test('are refused where they are wrong, and the instance goes on', async () => {
    await fc.assert(fc.asyncProperty(signature, guest, async (type, only) => {
      const arbitrary = wrongCalls(type);
      if (arbitrary === undefined) return;
      const { refuses } = makeChecks(type, await load(aloneText(type, only)));
      fc.assert(fc.property(arbitrary, refuses), { numRuns: CALLS, seed });
    }), parameters);
  }, TIMEOUT);

  test('go through two components', async () => {
    await fc.assert(fc.asyncProperty(signature, guest, guest, async (type, caller, callee) => {
      await checkCalls(betweenText(type, caller, callee), type);
    }), parameters);
  }, TIMEOUT);
});

/**
 * The reference scripts of asynchronous functions under 100 seeds: whatever the runtime chooses where the
 * specification leaves it free, what they say holds. `node test/conformance/run.ts --seeds 100 <script>` runs one
 * of them, `--seed <n>` shows it under one seed.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedPathOrWarn } from '../support/shared.ts';
import { ORDER } from './order.ts';
import { describeOutcome } from './runner/report.ts';
import { runUnderSeeds } from './runner/script-process.ts';

const SEEDS = 100;
const TIMEOUT_MS = 60_000;

const root = sharedPathOrWarn('component-model', 'test');
const scripts = root === undefined
  ? []
  : readdirSync(`${root}/async`).filter((path) => path.endsWith('.wast')).sort().map((path) => `async/${path}`);
const ALL = [...scripts, 'values/post-return.wast'];

/** Without instances: nothing is run, so nothing can be chosen. */
const WITHOUT_CHOICES = [
  'async/cancellable.wast', 'async/validate-no-async-abi-for-sync-type.wast', 'async/validate-no-stream-char.wast',
];

describe.skipIf(root === undefined)(`reference scripts under ${SEEDS} seeds`, () => {
  test('every listed script exists', () => {
    expect([...Object.keys(ORDER), ...WITHOUT_CHOICES].filter((script) => !ALL.includes(script))).toEqual([]);
  });

  test.each(ALL)('%s', async (script) => {
    const { seeds, failures } = await runUnderSeeds(script, SEEDS, TIMEOUT_MS - 5_000);
    const [worst] = failures;
    if (worst !== undefined) expect.fail(`seed ${worst.seed}: ${describeOutcome(script, worst, false)}`);
    expect(seeds).toBe(WITHOUT_CHOICES.includes(script) ? 1 : SEEDS);
  }, TIMEOUT_MS);
});

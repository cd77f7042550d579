/**
 * The reference scripts that don't pass whole yet, and why. A script that is not here must pass whole. The
 * test fails when more passes than is listed, too: then the list is corrected, so that what once passed is
 * held. `node test/conformance/run.ts --list [<folder>]…` prints entries by count.
 */
import type { Expectation } from './runner/verdict.ts';

/** By the name of the script below the reference tests. */
export const EXPECTED: Readonly<Record<string, Expectation>> = {
  'async/cancellable.wast': {
    kind: 'all but',
    lines: {
      13: 'the published text parser no longer knows `cancellable` (WebAssembly/component-model#716)',
      322: 'calls the component of line 13',
    },
  },
};

/**
 * The reference scripts that don't pass whole yet, and why. A script that is not here must pass whole. The
 * test fails when more passes than is listed, too: then the list is corrected, so that what once passed is
 * held. `node test/conformance/run.ts --list [<folder>]…` prints entries by count.
 */
import type { Expectation } from './runner/verdict.ts';

const CONCURRENCY = 'needs built-ins of the concurrency half, which are refused as UNSUPPORTED_… so far';

/** By the name of the script below the reference tests. */
export const EXPECTED: Readonly<Record<string, Expectation>> = {
  'async/async-calls-sync.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/big-interleaving-test.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/builtin-trap-poisons-instance.wast': { kind: 'at least', passing: 4, why: CONCURRENCY },
  'async/cancel-stream.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/cancel-subtask.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/cancellable.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/closed-stream.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/cross-abi-calls.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/cross-task-future.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/deadlock.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/dont-block-start.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/drop-cross-task-borrow.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/drop-stream.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/drop-subtask.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/drop-waitable-set.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/during-sync-call-may-block-if-other-ready-threads.wast': {
    kind: 'at least', passing: 0, why: CONCURRENCY,
  },
  'async/during-sync-call-no-exclusive-resume.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/during-sync-call-no-sibling-resume.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/empty-wait.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/futures-must-write.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/partial-stream-copies.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/passing-resources.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/same-component-stream-future.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/sync-barges-in.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/sync-streams.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/trap-if-block-and-sync.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/trap-if-done.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/trap-if-sync-and-waitable-set.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/trap-if-transfer-in-waitable-set.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/trap-on-reenter.wast': { kind: 'at least', passing: 4, why: CONCURRENCY },
  'async/wait-during-callback.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'async/zero-length.wast': { kind: 'at least', passing: 0, why: CONCURRENCY },
  'values/post-return.wast': { kind: 'at least', passing: 5, why: CONCURRENCY },
};

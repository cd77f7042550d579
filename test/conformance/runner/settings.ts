/**
 * Scripts that need options of the transpiler. A script that is not here is transpiled as it is, so that what
 * stands here is a promise of the reference tests that output without options does not keep.
 */
import type { TranspileOptions } from '../../../src/index.ts';

export interface ScriptSettings {
  readonly options: Pick<TranspileOptions, 'asyncMode' | 'asyncImports' | 'asyncExports'>;
  readonly why: string;
}

const DURING_SYNC_CALL: ScriptSettings = {
  options: { asyncMode: 'jspi', asyncExports: ['*'] },
  why: 'a call of a synchronous export suspends its thread and lets others run: its stack has to be parked, '
    + 'which an export can only do as an asynchronous function',
};

/** By the name of the script below the reference tests. */
export const SETTINGS: Readonly<Record<string, ScriptSettings>> = {
  'async/during-sync-call-may-block-if-other-ready-threads.wast': DURING_SYNC_CALL,
  'async/during-sync-call-no-exclusive-resume.wast': DURING_SYNC_CALL,
  'async/during-sync-call-no-sibling-resume.wast': DURING_SYNC_CALL,
};

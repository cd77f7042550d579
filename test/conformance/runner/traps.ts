/**
 * What counts as a trap, and when its text is the one that a script asks for: the script's text must
 * occur in the trap's. The exceptions are listed here, one by one.
 */

/** Texts of core traps belong to the engine: what scripts call them, and what V8 does. */
const ENGINE_TEXTS: readonly (readonly [script: string, engine: string])[] = [
  ['wasm `unreachable` instruction executed', 'unreachable'],
  ['call stack exhausted', 'Maximum call stack size exceeded'],
];

/** Texts for which the scripts' own runner accepts any trap that begins so. */
const LENIENT_BEGINNINGS: readonly string[] = ['cannot write', 'cannot read'];

/**
 * The two texts that the scripts use for one situation: a call that can't go on (spec-checklist §0, C15).
 */
const BLOCKED_TEXTS: readonly string[] = [
  'cannot block a synchronous task before returning',
  'deadlock detected: event loop cannot make further progress',
];

/** A prefix that the scripts' own runner puts before the texts of its engine. */
const RUNNER_PREFIX = 'wasm trap: ';

/** Whether an error is a trap: a core or component trap, or the end of the stack. */
export const isTrap = (error: unknown): error is Error =>
  error instanceof WebAssembly.RuntimeError || isStackOverflow(error);

const isStackOverflow = (error: unknown): boolean =>
  error instanceof RangeError && error.message.includes('call stack');

/** Whether a trap with the text `actual` is the trap that a script expects by `expected`. */
export function trapTextMatches(actual: string, expected: string): boolean {
  const wanted = expected.startsWith(RUNNER_PREFIX) ? expected.slice(RUNNER_PREFIX.length) : expected;
  return (
    actual.includes(wanted) ||
    ENGINE_TEXTS.some(([script, engine]) => wanted === script && actual === engine) ||
    LENIENT_BEGINNINGS.some((beginning) => wanted.startsWith(beginning) && actual.includes(beginning)) ||
    (BLOCKED_TEXTS.includes(wanted) && BLOCKED_TEXTS.some((text) => actual.includes(text)))
  );
}

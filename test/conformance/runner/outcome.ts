/**
 * What became of one directive; plain data, so that it crosses from the process that runs a script to the
 * one that reports.
 */

export type Outcome =
  | { readonly kind: 'pass'; readonly refusal?: Refusal }
  | { readonly kind: 'text refused'; readonly message: string }
  | Blocked
  | Failure;

/** How an invalid, malformed or unlinkable component was refused. */
export interface Refusal {
  readonly message: string;
  /** Whether the message holds the text of the script: counted, not required. */
  readonly holdsText: boolean;
  /** The published text parser refused the text, so that the transpiler never saw bytes. */
  readonly byTextParser: boolean;
}

/** A directive that could not run since it needs what another one failed to make. */
export interface Blocked {
  readonly kind: 'blocked';
  readonly why: string;
}

export interface Failure {
  readonly kind: 'fail';
  readonly expected: string;
  readonly got: string;
  /** The frames inside generated code, innermost first, where an error has any. */
  readonly frames: readonly string[];
  /** The folder of the generated module that was running. */
  readonly folder?: string;
}

/** One directive with its place and outcome. */
export interface DirectiveOutcome {
  readonly line: number;
  readonly directive: string;
  readonly outcome: Outcome;
}

export const PASS: Outcome = { kind: 'pass' };

/** A failure without an error behind it, or with one whose frames help. */
export function fail(
  expected: string,
  got: string,
  frames: readonly string[] = [],
  folder?: string,
): Failure {
  return { kind: 'fail', expected, got, frames, ...(folder === undefined ? {} : { folder }) };
}

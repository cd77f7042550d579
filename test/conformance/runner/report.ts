/** Turns outcomes into the text that the command line prints and that failing tests show. */
import type { DirectiveOutcome } from './outcome.ts';

/** How many frames of generated code a failure shows. */
const FRAMES_SHOWN = 5;

/**
 * The lines for one directive, the first with its place; with the folder of its module where that was
 * kept.
 */
export function describeOutcome(file: string, result: DirectiveOutcome, modulesAreKept: boolean): string {
  const { line, directive, outcome } = result;
  const place = `${file}:${line}`;
  if (outcome.kind === 'text refused') return `? ${place}  ${directive}\n    text parser: ${outcome.message}`;
  if (outcome.kind === 'blocked') return `- ${place}  ${directive}\n    ${outcome.why}`;
  if (outcome.kind === 'pass') {
    const { refusal } = outcome;
    const how = refusal && `\n    ${refusal.byTextParser ? 'text parser: ' : ''}${refusal.message}`;
    return `${refusal?.holdsText === false ? '≈' : '✓'} ${place}  ${directive}${how ?? ''}`;
  }
  const { expected, got, frames, folder } = outcome;
  return [
    `✗ ${place}  ${directive}`,
    `    expected  ${expected}`,
    `    got       ${got}`,
    ...frames.slice(0, FRAMES_SHOWN).map((frame) => `      ${frame}`),
    ...(folder === undefined || !modulesAreKept ? [] : [`    module    ${folder}`]),
  ].join('\n');
}

/** How many directives there are of each outcome. */
export interface Tally {
  readonly total: number;
  readonly passed: number;
  readonly textRefused: number;
  readonly blocked: number;
  /** Components refused as the script wants, and how many of the messages hold the script's text. */
  readonly refusals: number;
  readonly textsHeld: number;
  readonly byTextParser: number;
}

/** Counts outcomes. */
export function tally(outcomes: readonly DirectiveOutcome[]): Tally {
  const refusals = outcomes.flatMap(({ outcome }) =>
    (outcome.kind === 'pass' && outcome.refusal ? [outcome.refusal] : []));
  return {
    total: outcomes.length,
    passed: outcomes.filter(({ outcome }) => outcome.kind === 'pass').length,
    textRefused: outcomes.filter(({ outcome }) => outcome.kind === 'text refused').length,
    blocked: outcomes.filter(({ outcome }) => outcome.kind === 'blocked').length,
    refusals: refusals.length,
    textsHeld: refusals.filter(({ holdsText }) => holdsText).length,
    byTextParser: refusals.filter(({ byTextParser }) => byTextParser).length,
  };
}

/** One line for a file or for all of them. */
export function describeTally(name: string, counts: Tally): string {
  const parts = [`${counts.passed} of ${counts.total} passed`];
  if (counts.blocked > 0) parts.push(`${counts.blocked} blocked by another failure`);
  if (counts.textRefused > 0) parts.push(`${counts.textRefused} texts that the text parser refuses`);
  if (counts.refusals > 0) {
    parts.push(`${counts.textsHeld} of ${counts.refusals} refusals hold the script's text`);
    if (counts.byTextParser > 0) parts.push(`${counts.byTextParser} of them by the text parser`);
  }
  return `${counts.passed === counts.total ? '✓' : '✗'} ${name}: ${parts.join(', ')}`;
}

/** Compares what became of a script with what is expected of it at this stage of the project. */
import type { DirectiveOutcome } from './outcome.ts';
import { describeOutcome } from './report.ts';

/**
 * What a script that doesn't pass whole is held to. Either each failing directive by its line, with the
 * reason, or the number of directives that pass.
 */
export type Expectation =
  | { readonly kind: 'all but'; readonly lines: Readonly<Record<number, string>> }
  | { readonly kind: 'at least'; readonly passing: number; readonly why: string };

/** What is wrong, as text for a reader, or `undefined` where all is as expected. */
export function verdict(
  file: string,
  outcomes: readonly DirectiveOutcome[],
  expectation: Expectation | undefined,
): string | undefined {
  if (outcomes.length === 0) return `${file} was not run`;
  if (!expectation) return describeFailures(file, outcomes.filter(didFail));
  return expectation.kind === 'at least'
    ? verdictByCount(file, outcomes, expectation.passing)
    : verdictByLine(file, outcomes, expectation.lines);
}

const didFail = ({ outcome }: DirectiveOutcome): boolean => outcome.kind !== 'pass';

function describeFailures(file: string, failures: readonly DirectiveOutcome[]): string | undefined {
  if (failures.length === 0) return undefined;
  const blocked = failures.filter(({ outcome }) => outcome.kind === 'blocked');
  const others = failures.filter(({ outcome }) => outcome.kind !== 'blocked');
  const lines = others.map((failure) => describeOutcome(file, failure, false));
  const blockedLines = blocked.map(({ line }) => line).join(', ');
  if (blocked.length > 0) lines.push(`blocked by another failure: lines ${blockedLines}`);
  return lines.join('\n');
}

function verdictByCount(
  file: string,
  outcomes: readonly DirectiveOutcome[],
  passing: number,
): string | undefined {
  const failures = outcomes.filter(didFail);
  const now = outcomes.length - failures.length;
  if (failures.length === 0) return `${file} passes whole: remove it from the list`;
  if (now > passing) return `${file}: ${now} directives pass, listed are ${passing}: raise the number`;
  if (now === passing) return undefined;
  return `${file}: ${now} directives pass, listed are ${passing}\n${describeFailures(file, failures) ?? ''}`;
}

function verdictByLine(
  file: string,
  outcomes: readonly DirectiveOutcome[],
  lines: Readonly<Record<number, string>>,
): string | undefined {
  const failing = outcomes.filter(didFail);
  const surprises = describeFailures(file, failing.filter(({ line }) => lines[line] === undefined));
  const failingLines = failing.map(({ line }) => line);
  const healed = Object.keys(lines).filter((line) => !failingLines.includes(Number(line)));
  const advice = healed.map((line) => `${file}:${line} passes or is no directive: remove it from the list`);
  return [surprises, ...advice].filter((text) => text !== undefined).join('\n') || undefined;
}

// Prints results beside what is wanted, and keeps them for `--json` and RESULTS.md.
import type { Case } from './case.ts';
import { median, ratio } from './measure.ts';
import type { Missing, Result } from './measure.ts';

/** One figure: what was measured, what is wanted. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  readonly kind: 'at most' | 'at least';
}

export interface Row {
  readonly group: string;
  readonly name: string;
  /** Medians, in nanoseconds. */
  readonly times: Readonly<Record<string, number>>;
  /** Sizes, where that is what is measured. */
  readonly bytes?: Readonly<Record<string, number>>;
  readonly figures: readonly Figure[];
  readonly missing: readonly Missing[];
}

export const holds = ({ value, limit, kind }: Figure): boolean =>
  kind === 'at most' ? value <= limit : value >= limit;

/** How far a figure is from where it should be: above 1 is too far. */
export const excess = ({ value, limit, kind }: Figure): number =>
  kind === 'at most' ? value / limit : limit / value;

const HAND = 1.15;
/** "Never slower", and what two runs of the same differ by. */
const OLD_JCO = 1.05;
const OF_JCO = 0.85;

/** What is wanted of a case: ours beside the others. */
export function rowOf(
  group: string, { name, options }: Case, results: readonly Result[], missing: readonly Missing[],
): Row {
  const by = new Map(results.map((result) => [result.contender, result]));
  const ours = by.get('wcm2js');
  const figures: Figure[] = [];
  const limits = { hand: HAND, 'jco-1.9.1': OLD_JCO, ...options.atMost };
  for (const [other, limit] of Object.entries(limits)) {
    // Of several glues written by hand the better one is the mark.
    const theirs = results.filter(({ contender }) => `${contender} `.startsWith(`${other} `));
    if (!ours || theirs.length === 0) continue;
    const value = Math.max(...theirs.map((one) => ratio(ours, one)));
    figures.push({ what: `wcm2js / ${other}`, value, limit, kind: 'at most' });
  }
  const jco = by.get('jco');
  if (ours && jco) {
    const limit = OF_JCO * (options.jcoOverHand ?? 0);
    figures.push({ what: 'jco / wcm2js', value: ratio(jco, ours), limit, kind: 'at least' });
  }
  const times = Object.fromEntries(results.map((result) => [result.contender, median(result.times)]));
  return { group, name, times, figures, missing };
}

export function nanoseconds(time: number | undefined): string {
  if (time === undefined) return '—';
  if (time >= 1e9) return `${(time / 1e9).toFixed(2)} s`;
  if (time >= 1e8) return `${(time / 1e6).toFixed(0)} ms`;
  if (time >= 1e6) return `${(time / 1e6).toPrecision(3)} ms`;
  if (time >= 1e4) return `${(time / 1e3).toPrecision(3)} µs`;
  return `${time >= 100 ? time.toFixed(0) : time.toPrecision(2)} ns`;
}

export const number = (value: number): string => value >= 100 ? value.toFixed(0) : value.toPrecision(3);

export const kilobytes = (size: number): string =>
  size < 1e6 ? `${(size / 1e3).toFixed(1)} kB` : `${(size / 1e6).toFixed(1)} MB`;

/** A line: times, then figures; what isn't as wanted has a mark. */
export function print({ name, times, bytes = {}, figures, missing }: Row): void {
  const over = figures.some((figure) => !holds(figure));
  const clocks = [
    ...Object.entries(times).map(([who, time]) => `${who} ${nanoseconds(time)}`),
    ...Object.entries(bytes).map(([who, size]) => `${who} ${kilobytes(size)}`),
  ].join(', ');
  const ratios = figures.map((figure) => {
    const { what, value, limit, kind } = figure;
    const wanted = limit > 0 && limit < Infinity ? ` (${kind} ${number(limit)})` : '';
    return `${holds(figure) ? '' : '!! '}${what} ${number(value)}${wanted}`;
  });
  process.stdout.write(`${over ? 'OVER' : 'ok  '}  ${name.padEnd(46)} ${ratios.join(' · ')}\n`);
  process.stdout.write(`      ${clocks}\n`);
  for (const { contender, reason } of missing) process.stdout.write(`      ${contender} —: ${reason}\n`);
}

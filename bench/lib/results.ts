// RESULTS.md: the last full run, and what isn't as it is wanted, worst first.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { bench } from './contenders.ts';
import { excess, holds, kilobytes, nanoseconds, number } from './report.ts';
import type { Figure, Row } from './report.ts';

const COLUMNS = ['hand', 'wcm2js', 'jco', 'jco-1.9.1'];

function versionOf(name: string): string {
  const text = readFileSync(join(bench, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

export function results(rows: readonly Row[], rounds: number): string {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return `# Results

The last full run of \`npm run bench\`: ${rounds} rounds, medians; ratios are medians of the rounds' ratios. What is wanted stands
in brackets; **bold** is not as wanted.

- ${machine()}
- ${versions()}

Two things are asked of a call. *wcm2js / hand*: at most 1.15 of glue written by hand in the same run. *jco / wcm2js*: at least 0.85 of
how many times slower than hand-written glue jco was on the machine where that was measured first; *jco / hand* is what that is here.

## Not as wanted, worst first

${misses(rows)}

${groups.map((group) => `## ${group}\n\n${table(rows.filter((row) => row.group === group))}`).join('\n\n')}
`;
}

function machine(): string {
  const all = cpus();
  const load = loadavg().map((one) => one.toFixed(1)).join(', ');
  return `${all.length} x ${all[0]?.model ?? process.arch}, ${process.platform} ${process.arch}; load ${load}`;
}

function versions(): string {
  const jco = `jco ${versionOf('@bytecodealliance/jco')} and ${versionOf('jco-1.9.1')}`;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: bench, encoding: 'utf8' }).trim();
  return `Node ${process.versions.node}, V8 ${process.versions.v8}; ${jco}; wcm2js at ${commit}`;
}

function misses(rows: readonly Row[]): string {
  const all = rows.flatMap((row) => row.figures.map((figure) => ({ row, figure })))
    .filter(({ figure }) => !holds(figure))
    .sort((a, b) => excess(b.figure) - excess(a.figure));
  // Glue written by hand is the mark that counts most.
  const kinds = [...new Set(['wcm2js / hand', ...all.map(({ figure }) => figure.what)])];
  const tables = kinds.map((kind) => {
    const lines = all.filter(({ figure }) => figure.what === kind).map(({ row, figure }) => line(row, figure));
    if (lines.length === 0) return '';
    return `| ${kind} | is | wanted |\n|---|---:|---:|\n${lines.join('\n')}`;
  });
  return tables.filter((table) => table !== '').join('\n\n') || 'Everything is.';
}

function line({ group, name }: Row, { value, kind, limit }: Figure): string {
  const what = name.startsWith(group) ? name : `${group}: ${name}`;
  return `| ${what} | ${number(value)} | ${kind} ${number(limit)} |`;
}

function table(rows: readonly Row[]): string {
  const columns = columnsOf(rows);
  const head = `| | ${columns.join(' | ')} | |\n|---|${columns.map(() => '---:|').join('')}---|`;
  const lines = rows.map((row) => {
    const { name, times, bytes = {} } = row;
    const cells = columns.map((column) => {
      const size = bytes[column];
      return size === undefined ? nanoseconds(times[column]) : kilobytes(size);
    });
    return `| ${name} | ${cells.join(' | ')} | ${remarks(row)} |`;
  });
  return `${head}\n${lines.join('\n')}`;
}

/** The contenders in their order, and who else there is. */
function columnsOf(rows: readonly Row[]): readonly string[] {
  const found = new Set(rows.flatMap(({ times, bytes = {}, missing }) =>
    [...Object.keys(times), ...Object.keys(bytes), ...missing.map(({ contender }) => contender)]));
  const known = COLUMNS.filter((name) => found.delete(name));
  return [...known, ...found];
}

function remarks({ times, figures, missing }: Row): string {
  const { hand, jco } = times;
  const own = hand !== undefined && jco !== undefined ? [`jco / hand ${number(jco / hand)}`] : [];
  const absent = missing.map(({ contender, reason }) => `${contender} —: ${reason.replaceAll('|', '\\|')}`);
  return [...figures.map(phrase), ...own, ...absent].join('; ');
}

function phrase(figure: Figure): string {
  const { what, value, limit, kind } = figure;
  const wanted = limit > 0 && limit < Infinity ? ` (${kind} ${number(limit)})` : '';
  const text = `${what} ${number(value)}${wanted}`;
  return holds(figure) ? text : `**${text}**`;
}

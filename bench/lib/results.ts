// RESULTS.md: the last full run, and what isn't as it is wanted, worst first.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { bench } from './contenders.ts';
import { excess, holds, kilobytes, nanoseconds, number } from './report.ts';
import type { Figure, Row } from './report.ts';

const COLUMNS = ['hand', 'wcm2js', 'jco', 'jco-1.9.1'];

const versionOf = (path: string): string =>
  (JSON.parse(readFileSync(join(bench, path, 'package.json'), 'utf8')) as { readonly version: string }).version;

export function results(rows: readonly Row[], rounds: number): string {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return `# Results

The last full run of \`npm run bench\`: ${rounds} rounds, medians; ratios are medians of the rounds' ratios. What is wanted stands
in brackets; **bold** is not as wanted.

- ${machine()}
- Node ${process.versions.node}, V8 ${process.versions.v8}; jco ${versionOf('node_modules/@bytecodealliance/jco')} (jco-transpile \
${versionOf('node_modules/@bytecodealliance/jco-transpile')}) and ${versionOf('node_modules/jco-1.9.1')}; wcm2js at ${commit()}

Two things are asked of a call. *wcm2js / hand*: at most 1.15 of glue written by hand in the same run. *jco / wcm2js*: at least 0.85 of
how many times slower than hand-written glue jco was on the machine where that was measured first; *jco / hand* is what that is here.

## Not as wanted, worst first

${misses(rows)}

${groups.map((group) => `## ${group}\n\n${table(rows.filter((row) => row.group === group))}`).join('\n\n')}
`;
}

function machine(): string {
  const all = cpus();
  return `${all.length} x ${all[0]?.model ?? process.arch}, ${process.platform} ${process.arch}; load ${loadavg().map((load) => load.toFixed(1)).join(', ')}`;
}

function commit(): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: bench, encoding: 'utf8' }).trim();
}

function misses(rows: readonly Row[]): string {
  const all = rows.flatMap((row) => row.figures.filter((figure) => !holds(figure)).map((figure) => ({ row, figure })));
  const kinds = [...new Set(all.map(({ figure }) => figure.what))];
  return kinds.map((kind) => {
    const some = all.filter(({ figure }) => figure.what === kind).sort((a, b) => excess(b.figure) - excess(a.figure));
    const lines = some.map(({ row, figure }) => `| ${row.name.startsWith(row.group) ? '' : `${row.group}: `}${row.name} | ${number(figure.value)} | ${figure.kind} ${number(figure.limit)} |`);
    return `| ${kind} | is | wanted |\n|---|---:|---:|\n${lines.join('\n')}`;
  }).join('\n\n') || 'Everything is.';
}

function table(rows: readonly Row[]): string {
  const isStandard = rows.every(({ bytes }) => bytes === undefined) && rows.some(({ times }) => 'wcm2js' in times);
  const names = isStandard ? COLUMNS.filter((name) => rows.some(({ times, missing }) => name in times || missing.some(({ contender }) => contender === name)))
    : [...new Set(rows.flatMap(({ times, bytes = {} }) => [...Object.keys(times), ...Object.keys(bytes)]))];
  const extra = isStandard && rows.some(({ times }) => 'hand composed-wasm' in times) ? ['hand composed-wasm'] : [];
  const columns = [...names, ...extra];
  const head = `| | ${columns.join(' | ')} | |\n|---|${columns.map(() => '---:|').join('')}---|`;
  const lines = rows.map((row) => {
    const { name, times, bytes = {} } = row;
    const cells = columns.map((column) => column in bytes ? kilobytes(bytes[column]!) : nanoseconds(times[column]));
    return `| ${name} | ${cells.join(' | ')} | ${remarks(row)} |`;
  });
  return `${head}\n${lines.join('\n')}`;
}

function remarks({ times, figures, missing }: Row): string {
  const { hand, jco } = times;
  const own = hand !== undefined && jco !== undefined ? [`jco / hand ${number(jco / hand)}`] : [];
  return [...figures.map(phrase), ...own, ...missing.map(({ contender, reason }) => `${contender} —: ${reason.replaceAll('|', '\\|')}`)].join('; ');
}

function phrase(figure: Figure): string {
  const { what, value, limit, kind } = figure;
  const wanted = limit > 0 && limit < Infinity ? ` (${kind} ${number(limit)})` : '';
  const text = `${what} ${number(value)}${wanted}`;
  return holds(figure) ? text : `**${text}**`;
}

// npm run bench [-- --only <part of a name>] [--rounds <n>] [--json <file>] [--results] [--keep]
//
// The same components by wcm2js, by two versions of jco and by glue written by hand: see README.md.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bench, contenders, transpilers } from './lib/contenders.ts';
import { measure } from './lib/measure.ts';
import { print, rowOf } from './lib/report.ts';
import { results as resultsOf } from './lib/results.ts';
import type { Row } from './lib/report.ts';
import { GROUPS } from './cases/index.ts';
import { TOOLS } from './tools/index.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    rounds: { type: 'string' },
    json: { type: 'string' },
    results: { type: 'boolean' },
    keep: { type: 'boolean' },
  },
});
const rounds = Number(options.rounds ?? 31);

if (!existsSync(join(bench, 'node_modules'))) {
  process.stderr.write('The bench needs jco: npm ci --ignore-scripts --prefix bench\n');
  process.exit(1);
}

const isWanted = (group: string, name: string): boolean =>
  options.only?.some((part) => `${group}: ${name}`.includes(part)) ?? true;

const scratch = mkdtempSync(join(tmpdir(), 'wcm2js-bench-'));
const rows: Row[] = [];

function done(row: Row): void {
  rows.push(row);
  print(row);
}

try {
  const apart = await transpilers(true);
  for (const group of GROUPS) {
    const wanted = group.cases.filter(({ name }) => isWanted(group.name, name));
    if (wanted.length === 0) continue;
    process.stdout.write(`\n${group.name}\n`);
    const all = await contenders(group, apart, scratch);
    for (const test of wanted) {
      const { results, missing } = await measure(test, all, rounds);
      done(rowOf(group.name, test, results, missing));
    }
  }
  const made = await transpilers(false);
  for (const [name, run] of Object.entries(TOOLS)) {
    if (!options.only) process.stdout.write(`\n${name}\n`);
    await run({ made, rounds, scratch, done, wanted: (what) => isWanted(name, what) });
  }
  if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(rows, null, 1));
  if (options.results) writeFileSync(join(bench, 'RESULTS.md'), resultsOf(rows, rounds));
} finally {
  if (options.keep) process.stderr.write(`${scratch}\n`);
  else rmSync(scratch, { recursive: true, force: true });
}
// What was measured may have left timers behind.
process.exit();

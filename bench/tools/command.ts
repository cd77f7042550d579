// The command lines, cold, each in a fresh process: how long they take beside an empty script, how much
// memory they need.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bench } from '../lib/contenders.ts';
import { measureRuns, median, ratio } from '../lib/measure.ts';
import { peakMemory, run } from '../lib/processes.ts';
import type { Figure, Row } from '../lib/report.ts';
import { components } from './components.ts';
import type { Component } from './components.ts';
import type { Tools } from './index.ts';

const OURS = '../dist/cli/main.js';
const JCO = {
  jco: 'node_modules/@bytecodealliance/jco/dist/jco.js', 'jco-1.9.1': 'node_modules/jco-1.9.1/src/jco.js',
};

const MOST_TIME = 80e6;
const MOST_MEMORY = 90e6;
const PER_BYTE = 4;

export async function commandLine({ rounds, scratch, wanted, done }: Tools): Promise<void> {
  const empty = join(scratch, 'empty.mjs');
  writeFileSync(empty, '');
  for (const component of await components()) {
    if (!wanted(`command line, ${component.name}`)) continue;
    const programs: Record<string, readonly string[]> = { 'empty script': [empty] };
    const out = join(scratch, 'out');
    programs['wcm2js'] = [join(bench, OURS), component.path, '-o', out, '-q'];
    for (const [name, path] of Object.entries(JCO)) {
      programs[name] = [join(bench, path), 'transpile', component.path, '-o', out, '-q'];
    }
    done(time(component, programs, Math.min(rounds, 11)));
    done(memory(component, programs, scratch));
  }
}

type Programs = Readonly<Record<string, readonly string[]>>;

function time({ name }: Component, programs: Programs, rounds: number): Row {
  const { results, missing } = measureRuns(
    Object.entries(programs).map(([contender, args]) => ({ contender, run: () => run(args).time })), rounds,
  );
  const by = new Map(results.map((result) => [result.contender, result]));
  const [empty, ours, jco] = ['empty script', 'wcm2js', 'jco'].map((who) => by.get(who));
  const figures: Figure[] = [];
  if (ours && empty) {
    const above = median(ours.times.map((time, round) => time - empty.times[round]!));
    const limit = name.startsWith('adder') ? MOST_TIME / 1e6 : Infinity;
    figures.push({ what: 'ms above an empty script', value: above / 1e6, limit, kind: 'at most' });
  }
  if (ours && jco) figures.push({ what: 'wcm2js / jco', value: ratio(ours, jco), limit: 1, kind: 'at most' });
  const times = Object.fromEntries(results.map((result) => [result.contender, median(result.times)]));
  return { group: 'command line', name: `command line, ${name}: time`, times, figures, missing };
}

function memory({ name, bytes }: Component, programs: Programs, scratch: string): Row {
  const sizes: Record<string, number> = {};
  const missing: { contender: string; reason: string }[] = [];
  for (const [contender, args] of Object.entries(programs)) {
    try {
      sizes[contender] = median([1, 2, 3].map(() => peakMemory(args, scratch)));
    } catch (error) {
      missing.push({ contender, reason: (error as Error).message });
    }
  }
  const limit = (MOST_MEMORY + (name.startsWith('adder') ? 0 : PER_BYTE * bytes.length)) / 1e6;
  const value = sizes['wcm2js']! / 1e6;
  const figures: Figure[] = [{ what: 'MB at most at a time', value, limit, kind: 'at most' }];
  return {
    group: 'command line', name: `command line, ${name}: memory`, times: {}, bytes: sizes, figures, missing,
  };
}

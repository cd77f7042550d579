// Compares what is accepted and refused with jco's transpiler. Each input must be valid for both or invalid for
// both, or be one of the differences and limits that test/conformance/differences.ts lists.

import { compareVerdicts } from '../test/conformance/differences.ts';
import { makeInput } from './inputs.ts';
import type { Input, Source } from './inputs.ts';
import { judgeOurs, makeJcoJudge } from './judges.ts';
import type { Limits } from './run.ts';

/** Larger ones take the other transpiler too long. */
const MAX_SIZE = 150_000;

/** Runs inputs through both, prints how often what was the case; gives the number of unlisted differences. */
export async function compare(
  source: Source, limits: Limits, first: number, save: (input: Input, seed: number) => string,
): Promise<number> {
  const judgeJco = makeJcoJudge();
  const counts = new Map<string, number>();
  const add = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  const end = performance.now() + limits.seconds * 1000;
  let [index, unlisted] = [first, 0];
  for (; performance.now() < end && index - first < (limits.inputs ?? Infinity); index++) {
    const input = makeInput(source, index);
    if (input.bytes.length > MAX_SIZE) {
      add('skipped: too large');
      continue;
    }
    const [ours, jco] = [judgeOurs(input.bytes), await judgeJco(input.bytes)];
    const { kind, what } = compareVerdicts(ours, jco, input.bytes);
    // What the generator makes is valid, whatever both say.
    const isNew = kind === 'new' || (input.kind === 'generated' && ours.kind === 'refuses');
    add(`${isNew ? 'NEW' : kind}: ${what}, ${input.kind === 'generated' ? 'generated' : 'mutant'}`);
    if (!isNew) continue;
    unlisted++;
    process.stdout.write(`${what}: ours ${ours.kind} ${ours.text.slice(0, 300)}; jco ${jco.kind} `
      + `${jco.text.slice(0, 300)}\n  ${save(input, source.seed)}\n`);
  }
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const table = sorted.map(([what, count]) => `  ${String(count).padStart(7)} ${what}\n`).join('');
  process.stdout.write(`seed ${source.seed}: ${index - first} inputs, ${unlisted} unlisted differences\n${table}`);
  return unlisted;
}

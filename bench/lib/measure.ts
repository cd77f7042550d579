// Times contenders by turns, in one process: what the machine does beside hits all of them. A round is one batch of calls
// of each; what counts is the median of the rounds' ratios, not the ratio of two medians.
import { isDeepStrictEqual } from 'node:util';
import type { Case } from './case.ts';
import type { Contender, Exports } from './contenders.ts';

export interface Result {
  readonly contender: string;
  /** Nanoseconds for one call, one of each round. */
  readonly times: readonly number[];
}

export interface Missing {
  readonly contender: string;
  readonly reason: string;
}

type Loop = (count: number) => unknown;

const BATCH = 3;
const WARM_UP = 80;

/** Of a case, a loop that shares no feedback with any other: made of the call's text. */
function loopOf({ call, input, options: { isAsync } }: Case, exports: Exports): Loop {
  const [async, wait] = isAsync ? ['async', 'await'] : ['', ''];
  const make = new Function('e', 'input', `const call = ${String(call)};
    return ${async} (count) => {
      let last;
      for (let i = 0; i < count; i++) last = ${wait} call(e, input, i);
      return last;
    };`) as (e: Exports, input: unknown) => Loop;
  return make(exports, input);
}

async function time(loop: Loop, count: number): Promise<number> {
  const start = performance.now();
  const result = loop(count);
  if (result instanceof Promise) await result;
  return performance.now() - start;
}

/** Warms a loop up; how many calls make a batch. */
async function calibrate(loop: Loop): Promise<number> {
  let count = 1;
  let spent = 0;
  for (;;) {
    const took = await time(loop, count);
    spent += took;
    if (took < BATCH / 2) count *= 2;
    else if (spent >= WARM_UP) return Math.max(1, Math.round(count * BATCH / took));
    else count = Math.max(1, Math.round(count * BATCH / took));
  }
}

/** What must be the same for all: the values, not of which class objects are, as far as `structuredClone` goes. */
function plain(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)
    ? JSON.parse(JSON.stringify(value, (_, part: unknown) => typeof part === 'bigint' ? `${part}n` : part)) : value;
}

type Act = (e: Exports, input: unknown, i: number) => unknown;

async function resultOf(test: Case, exports: Exports): Promise<unknown> {
  const [setup, call, check] = [test.setup, test.call, test.check] as (Act | undefined)[];
  setup?.(exports, test.input, 0);
  const result = await call!(exports, test.input, 3);
  return [plain(result), plain(await check?.(exports, test.input, 3))];
}

/** Leaves out who fails or gives another result than the first, which is glue written by hand. */
async function able(test: Case, contenders: readonly Contender[]) {
  const loops = new Map<string, Loop>();
  const missing: Missing[] = [];
  let wanted: unknown;
  for (const contender of contenders) {
    if ('reason' in contender) {
      missing.push({ contender: contender.name, reason: contender.reason });
      continue;
    }
    const ours = contender.name === 'wcm2js' || contender.name.startsWith('hand');
    try {
      const result = await resultOf(test, contender.exports);
      if (contender === contenders[0]) wanted = result;
      if (!isDeepStrictEqual(result, wanted)) {
        throw new Error(`another result: ${JSON.stringify(result)?.slice(0, 60)}, not ${JSON.stringify(wanted)?.slice(0, 60)}`);
      }
      loops.set(contender.name, loopOf(test, contender.exports));
    } catch (error) {
      if (ours) throw new Error(`${test.name}, ${contender.name}`, { cause: error });
      missing.push({ contender: contender.name, reason: (error as Error).message.split('\n')[0]!.slice(0, 100) });
    }
  }
  return { loops, missing };
}

/** Runs one case: the times of those who can. */
export async function measure(test: Case, contenders: readonly Contender[], rounds: number) {
  const { loops, missing } = await able(test, contenders);
  const runs: { contender: string; loop: Loop; count: number; times: number[] }[] = [];
  for (const [contender, loop] of loops) runs.push({ contender, loop, count: await calibrate(loop), times: [] });
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < runs.length; i++) {
      const run = runs[(i + round) % runs.length]!;
      // One's garbage isn't the next one's to collect.
      globalThis.gc?.({ type: 'minor' });
      run.times.push(await time(run.loop, run.count) * 1e6 / run.count / (test.options.per ?? 1));
    }
  }
  return { results: runs satisfies readonly Result[], missing };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** How many times as long one takes as the other. */
export function ratio(one: Result, other: Result): number {
  return median(one.times.map((time, round) => time / other.times[round]!));
}

// Times contenders by turns, in one process: what the machine does beside hits all of them. A round is one
// batch of calls of each; what counts is the median of the rounds' ratios, not the ratio of two medians.
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
const LONG_BATCH = 20;
const WARM_UP = 80;
/** Behind some 30 memories V8 starts to give back those that nobody needs any more, which takes longer than making one. */
const FEW_MEMORIES = 12;
/** Who has taken so long for a case has had rounds enough. */
const PATIENCE = 2000;

let loops = 0;

/**
 * Of a case, a loop that shares no feedback with any other: made of the call's text, and a number, since V8 caches by text. The
 * input comes out of an array: of a constant object V8 would know the fields, of a string the characters.
 */
function loopOf({ call, options: { isAsync } }: Case, exports: Exports, input: unknown): Loop {
  const [async, wait] = isAsync ? ['async', 'await'] : ['', ''];
  const make = new Function('e', 'input', `/* ${loops++} */ const call = ${String(call)};
    return ${async} (count) => {
      const inputs = [input, input];
      let last;
      for (let i = 0; i < count; i++) last = ${wait} call(e, inputs[i & 1], i);
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

/** Warms a loop up; how many calls make a batch, by the fastest of three: others may have been disturbed. */
async function calibrate(loop: Loop, batch: number): Promise<number> {
  let count = 1;
  for (let spent = 0; spent < WARM_UP;) {
    const took = await time(loop, count);
    spent += took;
    if (took < batch / 2) count *= 2;
  }
  const fastest = Math.min(await time(loop, count), await time(loop, count), await time(loop, count));
  return Math.max(1, Math.round(count * batch / fastest));
}

/**
 * What must be the same for all: the values, not of which class objects are, as far as `structuredClone`
 * goes.
 */
function plain(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)
    ? JSON.parse(JSON.stringify(value, (_, part: unknown) => typeof part === 'bigint' ? `${part}n` : part))
    : value;
}

type Act = (e: Exports, input: unknown, i: number) => unknown;

async function resultOf(test: Case, exports: Exports): Promise<{ input: unknown; result: unknown }> {
  const [setup, call, check] = [test.setup, test.call, test.check] as (Act | undefined)[];
  const input = await setup?.(exports, test.input, 0) ?? test.input;
  const result = plain(await call!(exports, input, 3));
  return { input, result: [result, plain(await check?.(exports, input, 3))] };
}

interface Run extends Result {
  readonly loop: Loop;
  readonly count: number;
  readonly times: number[];
  spent: number;
}

/** Leaves out who fails or gives another result than the first, which is glue written by hand. */
async function able(
  test: Case, contenders: readonly Contender[],
): Promise<{ runs: Run[]; missing: Missing[] }> {
  const runs: Run[] = [];
  const missing: Missing[] = [];
  let wanted: unknown;
  for (const { name: contender, ...made } of contenders) {
    try {
      if ('reason' in made) throw new Error(made.reason);
      const { input, result } = await resultOf(test, made.exports);
      if (contender === contenders[0]!.name) wanted = result;
      if (!isDeepStrictEqual(result, wanted)) {
        throw new Error(`another result: ${sketch(result)}, not ${sketch(wanted)}`);
      }
      const loop = loopOf(test, made.exports, input);
      const fitting = await calibrate(loop, test.options.garbage ? LONG_BATCH : BATCH);
      const count = test.options.memories ? Math.min(fitting, FEW_MEMORIES) : fitting;
      runs.push({ contender, loop, count, times: [], spent: 0 });
    } catch (error) {
      if (!contender.startsWith('jco')) throw new Error(`${test.name}, ${contender}`, { cause: error });
      missing.push({ contender, reason: (error as Error).message.split('\n')[0]!.slice(0, 100) });
    }
  }
  return { runs, missing };
}

const sketch = (value: unknown): string => JSON.stringify(value).slice(0, 60);

/** One's garbage isn't the next one's to collect, nor are callbacks of registries the next one's to run. */
async function settle(all: boolean): Promise<void> {
  globalThis.gc?.({ type: all ? 'major' : 'minor' });
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Runs one case: the times of those who can. */
export async function measure(
  test: Case, contenders: readonly Contender[], rounds: number,
): Promise<{ results: readonly Result[]; missing: readonly Missing[] }> {
  const { runs, missing } = await able(test, contenders);
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < runs.length; i++) {
      const run = runs[(i + round) % runs.length]!;
      if (run.spent > PATIENCE) continue;
      await settle(test.options.memories ?? false);
      const took = await time(run.loop, run.count);
      run.spent += took;
      run.times.push(took * 1e6 / run.count / (test.options.per ?? 1));
    }
  }
  return { results: runs, missing };
}

/** The same for what tells its own time, such as programs, from round to round. */
export function measureRuns(
  contenders: readonly { readonly contender: string; run(): number }[], rounds: number,
): { results: readonly Result[]; missing: readonly Missing[] } {
  const results = new Map<string, number[]>(contenders.map(({ contender }) => [contender, []]));
  const missing: Missing[] = [];
  // The first round doesn't count: files are in no cache then.
  for (let round = -1; round < rounds; round++) {
    for (const { contender, run } of contenders) {
      const times = results.get(contender);
      try {
        const time = times && run();
        if (time !== undefined && round >= 0) times!.push(time);
      } catch (error) {
        results.delete(contender);
        missing.push({ contender, reason: (error as Error).message });
      }
    }
  }
  return { results: [...results].map(([contender, times]) => ({ contender, times })), missing };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** How many times as long one takes as the other. */
export function ratio(one: Result, other: Result): number {
  const rounds = Math.min(one.times.length, other.times.length);
  return median(one.times.slice(0, rounds).map((time, round) => time / other.times[round]!));
}

// npm run fuzz -- [options]; see `HELP`.
//
// Feeds mutated and generated components to the transpiler for a bounded time. Ends with 1 at the first
// finding, which it prints and saves in fuzz/findings; the same seed and index (`--first`) make it again.
// The inputs run in a worker, so that this thread can notice one that never ends.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

import { readCorpus } from './corpus.ts';
import { makeInput, makeSource } from './inputs.ts';
import type { Source } from './inputs.ts';
import { compare } from './oracle.ts';
import { run } from './run.ts';
import type { Finding, Limits, Report } from './run.ts';

const HELP = `npm run fuzz -- [options]

Feeds mutants of the known components and generated components to the transpiler, until something is wrong.

  --seconds N       for so long (60; without a limit where --inputs is given)
  --inputs N        so many
  --seed S          other inputs for another seed (1)
  --first INDEX     starts with this input (0); with --inputs 1 it makes a finding again
  --max-size BYTES  of most inputs (256000)
  --large-every N   one input in so many is larger, up to 4 MB (97); 0 for none, 1 for all
  --oracle          compares what is accepted and refused with another transpiler
`;

interface Task extends Limits {
  readonly seed: number;
  readonly maxSize: number;
  readonly largeEvery: number;
  readonly first: number;
  /** The number of the input that is being checked. */
  readonly current: Int32Array<SharedArrayBuffer>;
}

const MAX_STILL_SECONDS = 20;
const PROGRESS_SECONDS = 60;
/** Of the reasons why inputs are refused. */
const TOP = 10;
/** Without a limit the engine would let garbage grow with the machine's memory. */
const HEAP = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 24 };

if (isMainThread) await main();
else await work(workerData as Task);

async function main(): Promise<void> {
  const { help, seconds, seed, 'max-size': maxSize, 'large-every': largeEvery, first, inputs, oracle } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      seconds: { type: 'string' },
      inputs: { type: 'string' },
      seed: { type: 'string', default: '1' },
      'max-size': { type: 'string', default: '256000' },
      'large-every': { type: 'string', default: '97' },
      first: { type: 'string', default: '0' },
      oracle: { type: 'boolean', default: false },
    },
  }).values;
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  const task: Task = {
    seconds: Number(seconds ?? (inputs === undefined ? 60 : Infinity)),
    seed: Number(seed), maxSize: Number(maxSize), largeEvery: Number(largeEvery), first: Number(first),
    current: new Int32Array(new SharedArrayBuffer(4)),
    ...(inputs === undefined ? {} : { inputs: Number(inputs) }),
  };
  if (oracle) {
    const source = await readSource(task);
    process.exitCode = await compare(source, task, task.first, save) === 0 ? 0 : 1;
    return;
  }
  const report = await runInWorker(task);
  print(report, task.seed);
  if (report.finding !== undefined) {
    process.stdout.write(`${report.finding.text}\n${save(report.finding.input, task.seed)}\n`);
    process.exitCode = 1;
  }
}

async function readSource({ seed, maxSize, largeEvery }: Pick<Task, 'seed' | 'maxSize' | 'largeEvery'>): Promise<Source> {
  return makeSource(await readCorpus(), seed, maxSize, largeEvery);
}

async function work({ current, ...task }: Task): Promise<void> {
  const source = await readSource(task);
  const onInput = (index: number): void => void Atomics.store(current, 0, index);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  parentPort?.postMessage(run(source, { ...task, onInput, collect }, task.first));
}

/** The worker's report; or, where an input never ends, or ends the worker, one that says so. */
function runInWorker(task: Task): Promise<Report> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: task, resourceLimits: HEAP });
    let [last, since, seconds] = [-1, performance.now(), 0];
    const timer = setInterval(() => {
      const index = Atomics.load(task.current, 0);
      if (++seconds % PROGRESS_SECONDS === 0) process.stdout.write(`${seconds} s: input ${index}\n`);
      if (index !== last) [last, since] = [index, performance.now()];
      else if (performance.now() - since > MAX_STILL_SECONDS * 1000) end('the input takes forever');
    }, 1000);
    const end = (text: string): void => {
      clearInterval(timer);
      void worker.terminate();
      stopped(task, text).then(resolve, reject);
    };
    worker.on('message', (report: Report) => {
      clearInterval(timer);
      resolve(report);
    });
    worker.on('error', (error) => end(`the worker has ended: ${String(error)}`));
  });
}

/** The input that was being checked is the finding. */
async function stopped(task: Task, text: string): Promise<Report> {
  const { first, current } = task;
  const index = Atomics.load(current, 0);
  const input = makeInput(await readSource(task), index);
  const finding: Finding = { input, text };
  const slowest = { index, milliseconds: NaN, size: input.bytes.length };
  return {
    inputs: index - first, seconds: NaN, results: [], kinds: [], large: 0, bytes: 0, largest: 0, slowest, memory: NaN,
    finding,
  };
}

function print(report: Report, seed: number): void {
  const { inputs, seconds, results, kinds, large, bytes, largest, slowest, memory } = report;
  if (Number.isNaN(seconds)) {
    process.stdout.write(`seed ${seed}: stopped after ${inputs} inputs\n`);
    return;
  }
  const percent = (count: number): string => `${count} (${(100 * count / inputs).toFixed(1)} %)`;
  const table = (counts: Report['results']): string => (
    counts.map(([what, count]) => `${what} ${percent(count)}`).join(', '));
  const refusals = results.filter(([result]) => result !== 'accepted');
  const refused = refusals.reduce((sum, [, count]) => sum + count, 0);
  process.stdout.write([
    `seed ${seed}: ${inputs} inputs in ${seconds.toFixed(1)} s, ${Math.round(inputs / seconds)} a second; `
      + `${Math.round(bytes / inputs)} bytes on average, ${largest} at most, ${large} larger than --max-size`,
    `kinds: ${table(kinds)}`,
    `accepted: ${percent(inputs - refused)}; refused: ${percent(refused)}`,
    `reasons: ${table(refusals.slice(0, TOP))}; ${Math.max(0, refusals.length - TOP)} others`,
    `slowest: input ${slowest.index}, ${slowest.size} bytes, ${slowest.milliseconds.toFixed(0)} ms of the processor`,
    `memory: ${Math.round(memory)} MB at most, of the whole process`,
    `findings: ${report.finding === undefined ? 'no other exception, no hang, no memory beyond the limit' : 'one'}`,
    '',
  ].join('\n'));
}

/** Saves an input, with what is needed to make it again; gives a line that says where. */
function save(input: Finding['input'], seed: number): string {
  const folder = fileURLToPath(new URL('findings', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `seed${seed}-input${input.index}.wasm`);
  writeFileSync(path, input.bytes);
  return `seed ${seed}, input ${input.index}, ${input.kind} (${input.from}), ${input.bytes.length} bytes: `
    + `saved as ${path}; options ${JSON.stringify(input.options)}`;
}

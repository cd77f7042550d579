// npm run fuzz -- --seconds N [--inputs N] [--seed S] [--max-size BYTES] [--first INDEX] [--oracle]
//
// Feeds mutated and generated components to the transpiler for a bounded time. Ends with 1 at the first
// finding, which it prints and saves in fuzz/findings; the same seed and index (`--first`) make it again.
// The inputs run in a worker, so that this thread can notice one that never ends.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

import { readCorpus } from './corpus.ts';
import { makeInput, makeSource } from './inputs.ts';
import { compare } from './oracle.ts';
import { run } from './run.ts';
import type { Finding, Limits, Report } from './run.ts';

interface Task extends Limits {
  readonly seed: number;
  readonly maxSize: number;
  readonly first: number;
  /** The number of the input that is being checked. */
  readonly current: Int32Array<SharedArrayBuffer>;
}

const MAX_STILL_SECONDS = 20;
/** Without a limit the engine would let garbage grow with the machine's memory. */
const HEAP = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 };

if (isMainThread) await main();
else await work(workerData as Task);

async function main(): Promise<void> {
  const { seconds, seed, 'max-size': maxSize, first, inputs, oracle } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      inputs: { type: 'string' },
      seed: { type: 'string', default: '1' },
      'max-size': { type: 'string', default: '256000' },
      first: { type: 'string', default: '0' },
      oracle: { type: 'boolean', default: false },
    },
  }).values;
  const task: Task = {
    seconds: Number(seconds), seed: Number(seed), maxSize: Number(maxSize), first: Number(first),
    current: new Int32Array(new SharedArrayBuffer(4)),
    ...(inputs === undefined ? {} : { inputs: Number(inputs) }),
  };
  if (oracle) {
    const source = makeSource(await readCorpus(), task.seed, task.maxSize);
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

async function work({ current, ...task }: Task): Promise<void> {
  const source = makeSource(await readCorpus(), task.seed, task.maxSize);
  const onInput = (index: number): void => void Atomics.store(current, 0, index);
  parentPort?.postMessage(run(source, { ...task, onInput }, task.first));
}

/** The worker's report; or, where an input never ends, or ends the worker, one that says so. */
function runInWorker(task: Task): Promise<Report> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: task, resourceLimits: HEAP });
    let [last, since] = [-1, performance.now()];
    const timer = setInterval(() => {
      const index = Atomics.load(task.current, 0);
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
async function stopped({ seed, maxSize, first, current }: Task, text: string): Promise<Report> {
  const index = Atomics.load(current, 0);
  const input = makeInput(makeSource(await readCorpus(), seed, maxSize), index);
  const finding: Finding = { input, text };
  const slowest = { index, milliseconds: NaN, size: input.bytes.length };
  return {
    inputs: index - first, seconds: NaN, results: [], kinds: [], large: 0, bytes: 0, slowest, memory: NaN,
    finding,
  };
}

function print(report: Report, seed: number): void {
  const { inputs, seconds, results, kinds, large, bytes, slowest, memory } = report;
  const table = (counts: Report['results']): string => (
    counts.map(([what, count]) => `${what} ${count}`).join(', '));
  process.stdout.write([
    `seed ${seed}: ${inputs} inputs in ${seconds.toFixed(1)} s, ${Math.round(inputs / seconds)} a second; `
      + `${Math.round(bytes / inputs)} bytes on average, ${large} larger than the usual maximum`,
    `kinds: ${table(kinds)}`,
    `results: ${table(results)}`,
    `slowest: input ${slowest.index}, ${slowest.size} bytes, ${slowest.milliseconds.toFixed(0)} ms`,
    `memory: ${Math.round(memory)} MB at most`,
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

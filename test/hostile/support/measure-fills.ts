// node measure-fills.ts SIZE [NAME…]: transpiles components that are filled with one thing, all or those
// named, and prints for each a line of JSON: what came of it, and how much memory the process has had so far.

import { transpile, TranspileError } from '../../../src/index.ts';
import { filled } from './filled.ts';
import { FILLS } from './fills.ts';

/** A line of the output. */
export interface Measured {
  readonly name: string;
  readonly bytes: number;
  /** `accepted`, or the code of the refusal. */
  readonly result: string;
  /** Of the processor, the shortest of up to three. */
  readonly milliseconds: number;
  /** At most so far, in MB. */
  readonly memory: number;
}

/** What takes more than a millisecond for so many bytes is timed again. */
const SLOW = 400;

const [size, ...names] = process.argv.slice(2);
for (const name of names.length > 0 ? names : Object.keys(FILLS)) {
  const fill = FILLS[name];
  if (fill === undefined) throw new Error(`nothing is called ${name}`);
  const bytes = filled(fill, Number(size));
  const [result, first] = timed(bytes);
  let milliseconds = first;
  for (let again = 0; again < 2 && milliseconds > bytes.length / SLOW; again++) {
    milliseconds = Math.min(milliseconds, timed(bytes)[1]);
  }
  const memory = Math.round(process.resourceUsage().maxRSS * 1024 / 1e6);
  const measured: Measured = {
    name, bytes: bytes.length, result, milliseconds: Math.round(milliseconds), memory,
  };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}

function timed(bytes: Uint8Array): [result: string, milliseconds: number] {
  const start = cpuMilliseconds();
  const result = attempt(bytes);
  return [result, cpuMilliseconds() - start];
}

/** Of this thread, or else of the process: other processes may have the machine meanwhile. */
function cpuMilliseconds(): number {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}

function attempt(bytes: Uint8Array): string {
  try {
    transpile(bytes);
    return 'accepted';
  } catch (error) {
    if (error instanceof TranspileError) return error.code;
    throw error;
  }
}

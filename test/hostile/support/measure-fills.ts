// node measure-fills.ts SIZE [NAME…]: transpiles components that are filled with one thing, all or those named,
// and prints for each a line of JSON: what came of it, and the memory that the process has had at most so far.

import { transpile, TranspileError } from '../../../src/index.ts';
import { filled } from './filled.ts';
import { FILLS } from './fills.ts';

/** A line of the output. */
export interface Measured {
  readonly name: string;
  readonly bytes: number;
  /** `accepted`, or the code of the refusal. */
  readonly result: string;
  /** Of the processor. */
  readonly milliseconds: number;
  /** At most so far, in MB. */
  readonly memory: number;
}

const [size, ...names] = process.argv.slice(2);
for (const name of names.length > 0 ? names : Object.keys(FILLS)) {
  const fill = FILLS[name];
  if (fill === undefined) throw new Error(`nothing is called ${name}`);
  const bytes = filled(fill, Number(size));
  const start = process.cpuUsage();
  const result = attempt(bytes);
  const { user, system } = process.cpuUsage(start);
  const measured: Measured = {
    name, bytes: bytes.length, result, milliseconds: Math.round((user + system) / 1000),
    memory: Math.round(process.resourceUsage().maxRSS * 1024 / 1e6),
  };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
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

// How a transpilation of hostile bytes went: what every one of these tests looks at.

import { transpile, TranspileError } from '../../../src/index.ts';
import type { TranspileOptions, TranspileResult } from '../../../src/index.ts';

export interface Attempt {
  /** The code of the refusal, `undefined` where there is output. */
  readonly code: string | undefined;
  readonly message: string;
  readonly result: TranspileResult | undefined;
  readonly milliseconds: number;
  /** Bytes that the process has more than before, on the heap and beside it; garbage included. */
  readonly allocated: number;
}

/** An attempt that takes longer than this is made again, twice at most: another process may have had the time. */
const SLOW = 300;

/** Anything but output or a `TranspileError` is thrown on. The time is the shortest of up to three attempts. */
export function attempt(bytes: Uint8Array, options: TranspileOptions = {}): Attempt {
  const first = attemptOnce(bytes, options);
  let { milliseconds } = first;
  for (let again = 0; again < 2 && milliseconds > SLOW; again++) {
    milliseconds = Math.min(milliseconds, attemptOnce(bytes, options).milliseconds);
  }
  return { ...first, milliseconds };
}

function attemptOnce(bytes: Uint8Array, options: TranspileOptions): Attempt {
  const memory = (): number => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = memory();
  const start = performance.now();
  const ended = (): Pick<Attempt, 'milliseconds' | 'allocated'> =>
    ({ milliseconds: performance.now() - start, allocated: memory() - before });
  try {
    const result = transpile(bytes, options);
    return { code: undefined, message: '', result, ...ended() };
  } catch (error) {
    if (!(error instanceof TranspileError)) throw error;
    return { code: error.code, message: error.format(), result: undefined, ...ended() };
  }
}

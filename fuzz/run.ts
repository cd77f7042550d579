// The loop: makes an input, checks it, counts; stops at the first finding, or when the time is up.

import { check } from './check.ts';
import { makeInput } from './inputs.ts';
import type { Input, Source } from './inputs.ts';

/** When to stop, and where to say how far it is. */
export interface Limits {
  readonly seconds: number;
  /** At most so many inputs. */
  readonly inputs?: number;
  /** In MB, of the whole process. */
  readonly maxMemory?: number;
  /** Called before each input with its number. */
  readonly onInput?: (index: number) => void;
  /** Called now and then, to collect what the fuzzer itself leaves behind. */
  readonly collect?: () => void;
}

/** An input after which something was wrong. */
export interface Finding {
  readonly input: Input;
  readonly text: string;
}

export interface Report {
  readonly inputs: number;
  readonly seconds: number;
  /** How often each result was: `accepted` or an error code; most frequent first. */
  readonly results: readonly (readonly [result: string, count: number])[];
  readonly kinds: readonly (readonly [kind: string, count: number])[];
  /** Inputs of more than the usual size. */
  readonly large: number;
  readonly bytes: number;
  readonly largest: number;
  readonly slowest: { readonly index: number; readonly milliseconds: number; readonly size: number };
  /** The most that the process has had, in MB (resident). */
  readonly memory: number;
  readonly finding: Finding | undefined;
}

const MAX_MEMORY = 512;
/** Asking takes a moment, and nothing is missed: it is the most that there has been. */
const MEMORY_EVERY = 20;
const COLLECT_EVERY = 500;

/** Runs inputs `first`, `first + 1`, … of the source. */
export function run(source: Source, limits: Limits, first = 0): Report {
  const start = performance.now();
  const results = new Map<string, number>();
  const kinds = new Map<string, number>();
  let [bytes, large, largest, memory, index] = [0, 0, 0, megabytes(), first];
  let slowest = { index: -1, milliseconds: 0, size: 0 };
  let finding: Finding | undefined;

  const isOver = (): boolean => performance.now() - start > limits.seconds * 1000
    || (limits.inputs !== undefined && index - first >= limits.inputs);

  for (; finding === undefined && !isOver(); index++) {
    limits.onInput?.(index);
    const input = makeInput(source, index);
    const size = input.bytes.length;
    const outcome = check(input.bytes, input.options);
    add(results, outcome.result);
    add(kinds, input.kind);
    bytes += size;
    largest = Math.max(largest, size);
    if (size > source.maxSize) large++;
    const { milliseconds } = outcome;
    if (milliseconds > slowest.milliseconds) slowest = { index, milliseconds, size };
    if (index % MEMORY_EVERY === 0) memory = megabytes();
    if (size > source.maxSize || index % COLLECT_EVERY === 0) limits.collect?.();
    const text = outcome.finding ?? refusalOfGenerated(input, outcome.result)
      ?? tooMuch(memory, limits.maxMemory ?? MAX_MEMORY);
    if (text !== undefined) finding = { input, text };
  }
  memory = megabytes();
  const seconds = (performance.now() - start) / 1000;
  return {
    inputs: index - first, seconds, large, bytes, largest, slowest, memory, finding,
    results: sorted(results), kinds: sorted(kinds),
  };
}

/** What the generator makes is valid. */
function refusalOfGenerated({ kind }: Input, result: string): string | undefined {
  if (kind !== 'generated' || result === 'accepted' || result.startsWith('UNSUPPORTED')) return undefined;
  return `a valid component is refused: ${result}`;
}

function tooMuch(memory: number, maxMemory: number): string | undefined {
  return memory > maxMemory ? `the process has ${Math.round(memory)} MB of memory` : undefined;
}

/** The most that there has been. */
function megabytes(): number {
  return process.resourceUsage().maxRSS * 1024 / 1e6;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sorted(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([, a], [, b]) => b - a);
}

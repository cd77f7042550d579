/**
 * Measures what the project promises, and prints it beside its limits: `npm run build`, then `node
 * scripts/figures.ts`.
 *
 * The command line is compared with jco's where `WCM2JS_JCO` is a folder in which `npm install
 * @bytecodealliance/jco` ran. Times are medians of ratios of pairs, each of two fresh processes on this Node,
 * one after the other.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { transpile } from '../src/index.ts';
import type { TranspileOptions } from '../src/index.ts';
import { SIZE_LIMITS } from '../test/components/support/limits.ts';
import { COMPONENT } from '../test/lifetimes/component.ts';
import { sharedPathOrWarn } from '../test/support/shared.ts';

const PAIRS = 15;
const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'wcm2js-figures-'));

/** Runs a program on this Node; its output. */
function run(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: scratch });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return stdout;
}

function milliseconds(action: () => void): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

interface Comparison {
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
  readonly ours: number;
  readonly theirs: number;
}

/** Pairs, the order changing from one to the next: whatever the machine does beside hits both. */
function compare(ours: () => number, theirs: () => number): Comparison {
  const pairs = Array.from({ length: PAIRS }, (_, i) => {
    if (i % 2 === 0) return { a: ours(), b: theirs() };
    const b = theirs();
    return { a: ours(), b };
  });
  const ratios = pairs.map(({ a, b }) => a / b);
  return {
    ratio: median(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios),
    ours: median(pairs.map(({ a }) => a)), theirs: median(pairs.map(({ b }) => b)),
  };
}

function describeComparison({ lowest, highest, ours, theirs }: Comparison, unit: string): string {
  const ratios = `ratios ${lowest.toFixed(2)} to ${highest.toFixed(2)}`;
  return `${PAIRS} pairs, ${ratios}; ${ours.toPrecision(3)} ${unit} / ${theirs.toPrecision(3)} ${unit}`;
}

function line(what: string, value: string, limit: string, holds: boolean): void {
  process.stdout.write(`${holds ? 'ok  ' : 'OVER'}  ${what.padEnd(44)} ${value.padStart(9)}  ${limit}\n`);
}

function note(text: string): void {
  process.stdout.write(`      ${text}\n`);
}

/** Writes the files of a component to a folder in scratch; the folder. */
function write(name: string, bytes: Uint8Array, options: TranspileOptions): string {
  const folder = join(scratch, name);
  const { files } = transpile(bytes, { name, typescript: false, base64Cutoff: 0, ...options });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}

function sizes(components: string): void {
  for (const { name, file = `${name}.wasm`, limit } of SIZE_LIMITS) {
    const { files } = transpile(readFileSync(join(components, file)), { name, base64Cutoff: 0 });
    const size = files[`${name}.js`]?.length ?? NaN;
    line(`${name}.js, bytes`, String(size), `at most ${limit}`, size <= limit);
  }
}

function adderCall(components: string): void {
  const folder = write('adder', readFileSync(join(components, 'adder.wasm')), {});
  const program = join(root, 'bench/adder-call.mjs');
  const time = (what: string) => (): number => Number(run(program, what, folder));
  const comparison = compare(time('glue'), time('core'));
  const { ratio } = comparison;
  line('call of the adder / of its core export', ratio.toFixed(3), 'at most 1.3', ratio <= 1.3);
  note(describeComparison(comparison, 'ns'));
}

function commandLine(components: string): void {
  const jcoFolder = process.env['WCM2JS_JCO'];
  const jco = jcoFolder && join(jcoFolder, 'node_modules/@bytecodealliance/jco/dist/jco.js');
  if (!jco || !existsSync(jco)) return note('no jco to compare the command line with: set WCM2JS_JCO');
  const adder = join(components, 'adder.wasm');
  const ours = join(root, 'dist/cli/main.js');
  const comparison = compare(
    () => milliseconds(() => run(ours, adder, '-o', 'out-ours', '-q')),
    () => milliseconds(() => run(jco, 'transpile', adder, '-o', 'out-jco', '-q')),
  );
  const { ratio } = comparison;
  line('wcm2js adder.wasm / jco transpile, time', ratio.toFixed(3), 'below 0.5', ratio < 0.5);
  note(describeComparison(comparison, 'ms'));
}

async function instances(): Promise<void> {
  const folder = write('thing', await parse(COMPONENT), { instantiation: 'sync' });
  const program = join(root, 'test/lifetimes/measure.ts');
  const args = ['--expose-gc', '--disable-warning=ExperimentalWarning', program, join(folder, 'thing.js')];
  const { heap, outside } = JSON.parse(run(...args, 'instances')) as { heap: number; outside: number };
  const kept = JSON.parse(run(...args, 'kept')) as { heap: number; kept: number };
  line('heap after 10,000 instances, bytes more', String(heap), 'about 0', heap < 250_000);
  note(`outside the heap ${outside}; an instance that is kept takes ${Math.round(kept.heap / kept.kept)}`);
}

try {
  note(`Node ${process.version}, ${process.platform} ${process.arch}`);
  const components = sharedPathOrWarn('components');
  if (components !== undefined) {
    sizes(components);
    adderCall(components);
    commandLine(components);
  }
  await instances();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

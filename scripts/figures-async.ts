/**
 * Measures what the project promises of asynchronous components, beside jco (the transpiler of the installed
 * `@bytecodealliance/jco-transpile`), on this Node: `node scripts/figures-async.ts`. Each time is of a fresh
 * process; what is compared runs by turns, and the medians of the ratios are printed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { transpile } from '../src/index.ts';
import { COMPONENT } from '../test/lifetimes/async-component.ts';
import { sharedPathOrWarn } from '../test/support/shared.ts';

const PAIRS = 5;
const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'wcm2js-figures-'));

type Files = Readonly<Record<string, Uint8Array | string>>;

/** Writes files to a folder of scratch; the folder. */
function write(name: string, files: Files): string {
  const folder = join(scratch, name);
  for (const [file, content] of Object.entries({ ...files, 'package.json': '{ "type": "module" }' })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
}

/** What `bench/async.mjs` prints; what the guest prints is thrown away. */
function bench<T>(...args: readonly string[]): T {
  const stdio: ('ignore' | 'pipe')[] = ['ignore', 'ignore', 'pipe'];
  const { status, stderr } = spawnSync(process.execPath, ['--no-warnings', join(root, 'bench/async.mjs'), ...args], {
    encoding: 'utf8', stdio, maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return JSON.parse(stderr) as T;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

function line(what: string, value: string, limit: string, holds: boolean): void {
  process.stdout.write(`${holds ? 'ok  ' : 'OVER'}  ${what.padEnd(52)} ${value.padStart(9)}  ${limit}\n`);
}

function note(text: string): void {
  process.stdout.write(`      ${text}\n`);
}

/** How many times faster ours is than jco's. */
function compare(what: string, atLeast: number, ours: () => number, theirs: () => number): void {
  const pairs = Array.from({ length: PAIRS }, () => ({ a: ours(), b: theirs() }));
  const ratios = pairs.map(({ a, b }) => b / a);
  const ratio = median(ratios);
  line(what, `${ratio.toPrecision(3)} ×`, `at least ${atLeast} × faster than jco`, ratio >= atLeast);
  const range = `${Math.min(...ratios).toPrecision(3)} to ${Math.max(...ratios).toPrecision(3)}`;
  const times = [median(pairs.map(({ a }) => a)), median(pairs.map(({ b }) => b))].map((time) => time.toPrecision(3));
  note(`${PAIRS} pairs, ratios ${range}; ${times[0]} ms / ${times[1]} ms`);
}

/** The folders of one component as an ES module, by us and by jco, with a file `host.js`. */
async function both(path: string, name: string, map: Readonly<Record<string, string>>, host: string) {
  const bytes = readFileSync(path);
  const ours = transpile(bytes, { name, map, typescript: false, base64Cutoff: 0 });
  const theirs = await transpileBytes(bytes, {
    name, map: { ...map }, asyncMode: 'jspi', asyncExports: ['wasi:cli/run#run', 'local:local/baz#foo'],
    emitTypescriptDeclarations: false, base64Cutoff: 0,
  });
  return {
    ours: write(`${name}-ours`, { ...ours.files, 'host.js': host }),
    theirs: write(`${name}-jco`, { ...theirs.files, 'host.js': host }),
  };
}

async function resolvedImport(components: string): Promise<void> {
  const host = 'export const foo = (text) => Promise.resolve(`${text} - entered host - exited host`);';
  const path = join(components, 'p3/async-round-trip-stackless.wasm');
  const { ours, theirs } = await both(path, 'async-round-trip-stackless', { 'local:local/baz': './host.js' }, host);
  compare(
    'call that awaits an import, resolved already', 50,
    () => bench('resolved', ours, '20000'), () => bench('resolved', theirs, '100'),
  );
}

async function muchStdout(components: string): Promise<void> {
  const host = "export { _setArgs } from '@bytecodealliance/preview3-shim/cli';";
  const { ours, theirs } = await both(join(components, 'p3/p3-cli-much-stdout.wasm'), 'p3-cli-much-stdout', {}, host);
  compare(
    '100,000 writes of 13 bytes to stdout', 5,
    () => bench('stdout', ours, '100000'), () => bench('stdout', theirs, '100000'),
  );
}

interface Bytes {
  readonly copy: number;
  readonly into: number;
  readonly out: number;
  readonly intoRatio: number;
  readonly outRatio: number;
}

async function streams(): Promise<void> {
  const name = 'thing';
  const { files } = transpile(await parse(COMPONENT), { name, map: { host: './host.js' }, typescript: false });
  const folder = write(name, { ...files, 'host.js': 'export default (x) => x;' });
  const runs = Array.from({ length: PAIRS }, () => bench<Bytes>('bytes', folder));
  const of = (key: keyof Bytes): number => median(runs.map((run) => run[key]));
  for (const [key, what] of [['intoRatio', 'into the guest'], ['outRatio', 'out of the guest']] as const) {
    const ratio = of(key);
    line(`stream<u8> of 64 MB ${what} / copy, speed`, ratio.toFixed(3), 'at least 0.333', ratio >= 1 / 3);
  }
  note(`${of('into').toFixed(1)} ms, ${of('out').toFixed(1)} ms, copy ${of('copy').toFixed(1)} ms`);
}

try {
  note(`Node ${process.version}, ${process.platform} ${process.arch}`);
  await streams();
  const components = sharedPathOrWarn('components');
  if (components !== undefined) {
    await resolvedImport(components);
    await muchStdout(components);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

// What must hold after every input, whatever it is: an error of the transpiler's own, or good output; soon.

import { createHash } from 'node:crypto';
import { parse } from 'acorn';

import { decodeMappings } from '../src/emitter/source-map/mappings.ts';
import { transpile, TranspileError } from '../src/index.ts';
import type { TranspileOptions, TranspileResult } from '../src/index.ts';
import type { Random } from './random.ts';
import { coreModulesOf } from './sections.ts';

/** What came of one input. */
export interface Outcome {
  /** `accepted`, or the code of the error. */
  readonly result: string;
  /** Of the processor, the shortest of three where it is long. */
  readonly milliseconds: number;
  /** What is wrong, in a few lines; undefined where nothing is. */
  readonly finding: string | undefined;
}

/** A transpilation that takes longer is a hang. */
const MAX_MILLISECONDS = 1000;
/** Absolute, out of the folder, or of other characters than plain ones. */
const UNSAFE_FILE_NAME = /^\/|(?:^|\/)\.\.?(?:\/|$)|[^\w./@+-]/;
/** No text of an error needs more. */
const MAX_MESSAGE = 500_000;

/** Options at random: those that lead to other code. */
export function randomOptions(random: Random): TranspileOptions {
  return {
    instantiation: random.pick([undefined, undefined, 'async', 'sync']),
    base64Cutoff: random.pick([0, 5000, 1_000_000]),
    tlaCompat: random.chance(0.2),
    wasiShim: random.chance(0.5),
    strict: random.chance(0.3),
    namespacedExports: random.chance(0.5),
    runtime: random.pick(['inline', 'inline', 'import']),
    typescript: random.chance(0.5),
    sourcemap: random.pick([false, true, 'inline']),
  };
}

/** Transpiles `bytes` and looks at what comes out. */
export function check(bytes: Uint8Array, options: TranspileOptions): Outcome {
  const first = attempt(bytes, options);
  if (first.finding !== undefined || first.milliseconds <= MAX_MILLISECONDS) return first;
  // Collecting older garbage or compiling takes time now and then: what is slow is slow three times.
  const times = [first, attempt(bytes, options), attempt(bytes, options)].map((each) => each.milliseconds);
  const milliseconds = Math.min(...times);
  if (milliseconds <= MAX_MILLISECONDS) return { ...first, milliseconds };
  return { ...first, milliseconds, finding: `takes ${Math.round(milliseconds)} ms` };
}

function attempt(bytes: Uint8Array, options: TranspileOptions): Outcome {
  const start = cpuMilliseconds();
  try {
    const result = transpile(bytes, options);
    const milliseconds = cpuMilliseconds() - start;
    return { result: 'accepted', milliseconds, finding: findingInOutput(bytes, result, options) };
  } catch (error) {
    const milliseconds = cpuMilliseconds() - start;
    const result = error instanceof TranspileError ? error.code : 'exception';
    return { result, milliseconds, finding: findingInError(error) };
  }
}

/** What this thread, or else the process, has computed: another may have the machine meanwhile. */
function cpuMilliseconds(): number {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}

function findingInError(error: unknown): string | undefined {
  if (!(error instanceof TranspileError)) return `another exception: ${describe(error)}`;
  if (error.code === 'INTERNAL') return `${error.format()}\n${describe(error.cause ?? error)}`;
  if (error.format().length > MAX_MESSAGE) return `a message of ${error.format().length} characters`;
  return undefined;
}

function findingInOutput(
  bytes: Uint8Array, { files }: TranspileResult, options: TranspileOptions,
): string | undefined {
  const own = new Set(coreModulesOf(bytes).map(digest));
  for (const [name, contents] of Object.entries(files)) {
    if (UNSAFE_FILE_NAME.test(name)) return `a file named ${JSON.stringify(name)}`;
    if (name.endsWith('.js')) {
      const code = new TextDecoder().decode(contents);
      const finding = findingInCode(code, own, options);
      if (finding !== undefined) return finding;
    } else if (name.endsWith('.map')) {
      const finding = findingInMap(new TextDecoder().decode(contents), new TextDecoder().decode(files[name.slice(0, -4)]));
      if (finding !== undefined) return `${name}: ${finding}`;
    } else if (name.endsWith('.wasm')) {
      const finding = findingInModule(contents, own);
      if (finding !== undefined) return `${name}: ${finding}`;
    }
  }
  return undefined;
}

function findingInCode(
  code: string, own: ReadonlySet<string>, options: TranspileOptions,
): string | undefined {
  try {
    parse(code, { ecmaVersion: 2022, sourceType: 'module' });
  } catch (error) {
    return `the code does not parse with ${JSON.stringify(options)}: ${describe(error)}`;
  }
  for (const [, base64] of code.matchAll(/['"`](AGFzb[\w+/]*={0,2})['"`]/g)) {
    const finding = findingInModule(Buffer.from(base64 ?? '', 'base64'), own);
    if (finding !== undefined) return `an inlined core module: ${finding}`;
  }
  return undefined;
}

/** Pieces of code that aren't there, or places in sources that aren't. */
function findingInMap(json: string, code: string): string | undefined {
  const { mappings, sourcesContent, names } = JSON.parse(json) as {
    readonly mappings: string; readonly sourcesContent: readonly string[]; readonly names: readonly string[];
  };
  const [lines, sources] = [code.split('\n'), sourcesContent.map((text) => text.split('\n'))];
  for (const [index, segments] of decodeMappings(mappings).entries()) {
    for (const segment of segments) {
      const [column, source, line = 0, sourceColumn = 0, name = 0] = segment;
      const isThere = column <= (lines[index]?.length ?? -1)
        && (source === undefined || sourceColumn < (sources[source]?.[line]?.length ?? -1))
        && (segment.length < 5 || names[name] !== undefined);
      if (!isThere) return `line ${index + 1} has a segment ${segment.join(' ')}`;
    }
  }
  return undefined;
}

/** A core module of the input may have broken bodies, as it has there. All others must be good. */
function findingInModule(module: Uint8Array, own: ReadonlySet<string>): string | undefined {
  if (own.has(digest(module))) return undefined;
  try {
    new WebAssembly.Module(Uint8Array.from(module));
    return undefined;
  } catch (error) {
    return describe(error);
  }
}

function digest(module: Uint8Array): string {
  return createHash('sha1').update(module).digest('base64');
}

function describe(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}

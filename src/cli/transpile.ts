/** `wcm2js <component> -o <folder>`: reads, transpiles, writes, reports. */
import { readOptions } from '../options.ts';
import type { TranspileOptions } from '../options.ts';
import type { TranspileResult } from '../transpile.ts';
import { parseArguments } from './arguments.ts';
import type { Arguments, Flags } from './arguments.ts';
import { toFailure } from './errors.ts';
import { Failure } from './failure.ts';
import { HELP } from './help.ts';
import { nameOfInput, readInputFile } from './input.ts';
import { IGNORED, JCO_FLAGS, REFUSED } from './jco-options.ts';
import { paint, printWarning, quote, sizeText } from './output.ts';
import { writeFiles } from './write-files.ts';

export const FLAGS = {
  'out-dir': { takes: 'value', short: 'o' },
  'name': { takes: 'value' },
  'target': { takes: 'value' },
  'map': { takes: 'pairs', short: 'M' },
  'instantiation': { takes: ['async', 'sync'], short: 'I' },
  'base64-cutoff': { takes: 'value', short: 'b' },
  'tla-compat': { takes: 'nothing' },
  'no-typescript': { takes: 'nothing' },
  'no-wasi-shim': { takes: 'nothing' },
  'no-namespaced-exports': { takes: 'nothing' },
  'strict': { takes: 'nothing' },
  'minify': { takes: 'nothing', short: 'm' },
  'runtime': { takes: 'value' },
  'async-mode': { takes: ['sync', 'jspi'] },
  'async-imports': { takes: 'names' },
  'async-exports': { takes: 'names' },
  'optional-import': { takes: 'value' },
  'async-wasi-imports': { takes: 'nothing' },
  'async-wasi-exports': { takes: 'nothing' },
  'multi-memory': { takes: ['on', 'auto', 'off'] },
  'seed': { takes: 'value' },
  'sourcemap': { takes: ['file', 'inline'] },
  'quiet': { takes: 'nothing', short: 'q' },
  'json': { takes: 'nothing' },
  'help': { takes: 'nothing', short: 'h' },
} as const satisfies Flags;

const SOURCEMAP: Readonly<Record<string, TranspileOptions['sourcemap']>> = { file: true, inline: 'inline' };

/** What the command line asks for. */
interface Request {
  readonly input: string;
  readonly folder: string;
  readonly options: TranspileOptions;
  readonly report: 'text' | 'json' | 'none';
  readonly warnings: readonly string[];
}

/** A file as `--json` reports it. */
export interface WrittenFile {
  readonly path: string;
  readonly size: number;
}

/** @throws Failure */
export async function transpileCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, { ...FLAGS, ...JCO_FLAGS });
  if (parsed.given.has('help')) {
    process.stdout.write(HELP);
    return;
  }
  const { input, folder, options, report, warnings } = readRequest(parsed);
  const bytes = await readInputFile(input);
  const result = await transpileOrFail(bytes, options, input);
  const paths = writeFiles(folder, result.files, input === '-' ? undefined : input);
  const sizes = Object.values(result.files).map(({ length }) => length);
  const files = paths.map((path, i) => ({ path, size: sizes[i] ?? 0 }));
  print({ ...result, files, warnings: [...warnings, ...result.warnings] }, report);
}

/** The compiler is loaded here and no earlier: mistakes on the command line are answered at once. */
async function transpileOrFail(
  bytes: Uint8Array, options: TranspileOptions, input: string,
): Promise<TranspileResult> {
  // What maps show of the shim comes with the public interface, and would only take time otherwise.
  const transpile = options.sourcemap === undefined
    ? (await import('../transpile.ts')).transpileInPlace
    : (await import('../index.ts')).transpile;
  try {
    return transpile(bytes, options);
  } catch (error) {
    throw toFailure(error, input);
  }
}

// ---------------------------------------------------------------------------------------------- the request

function readRequest(parsed: Arguments): Request {
  const { given } = parsed;
  refuseOptions(parsed);
  // What follows a `--` after jco's --optimize is for wasm-opt.
  const forOthers = given.has('optimize');
  const positionals = forOthers ? parsed.positionals : [...parsed.positionals, ...parsed.afterTerminator];
  const [input, second] = positionals;
  if (input === undefined) throw new Failure('no component given: wcm2js <component.wasm> -o <folder>');
  if (second !== undefined) {
    throw new Failure(`one component at a time, got ${positionals.map(quote).join(' and ')}`);
  }
  const folder = given.get('out-dir')?.at(-1);
  if (folder === undefined || folder === '') throw new Failure('no output folder given: use -o <folder>');
  const ignored = IGNORED.filter((name) => given.has(name)).map((name) => `--${name}`);
  return {
    input,
    folder,
    options: readTranspileOptions(parsed, input),
    report: given.has('json') ? 'json' : given.has('quiet') ? 'none' : 'text',
    warnings: ignored.length === 0 ? [] : [`ignored, as it has no meaning here: ${ignored.join(', ')}`],
  };
}

function refuseOptions({ given }: Arguments): void {
  for (const [name, reason] of Object.entries(REFUSED)) {
    const [flag = '', choice] = name.split('=');
    const values = given.get(flag);
    if (values === undefined || (choice !== undefined && !values.includes(choice))) continue;
    throw new Failure(`jco's option '--${name}' is not supported: ${reason}`);
  }
}

/** @throws Failure */
export function readTranspileOptions({ given }: Arguments, input: string): TranspileOptions {
  const last = (name: string): string | undefined => given.get(name)?.at(-1);
  const cutoff = last('base64-cutoff');
  if (cutoff !== undefined && !/^\d+$/.test(cutoff)) {
    throw new Failure(`option '--base64-cutoff': expected a number of bytes, got ${quote(cutoff)}`);
  }
  const seed = last('seed');
  if (seed !== undefined && !/^-?\d+$/.test(seed)) {
    throw new Failure(`option '--seed': expected an integer, got ${quote(seed)}`);
  }
  const options = {
    name: last('name') ?? nameOfInput(input),
    target: last('target') as TranspileOptions['target'],
    map: given.get('map'),
    instantiation: last('instantiation') as TranspileOptions['instantiation'],
    base64Cutoff: cutoff === undefined ? undefined : Number(cutoff),
    tlaCompat: given.has('tla-compat'),
    typescript: !given.has('no-typescript'),
    wasiShim: !given.has('no-wasi-shim'),
    namespacedExports: !given.has('no-namespaced-exports'),
    strict: given.has('strict'),
    minify: given.has('minify'),
    runtime: last('runtime') as TranspileOptions['runtime'],
    asyncMode: last('async-mode') as TranspileOptions['asyncMode'],
    asyncImports: given.get('async-imports')?.flatMap(readNames),
    asyncExports: given.get('async-exports')?.flatMap(readNames),
    optionalImports: given.get('optional-import')?.flatMap(readNames),
    asyncWasiImports: given.has('async-wasi-imports'),
    asyncWasiExports: given.has('async-wasi-exports'),
    multiMemory: last('multi-memory') as TranspileOptions['multiMemory'],
    seed: seed === undefined ? undefined : Number(seed),
    sourcemap: SOURCEMAP[last('sourcemap') ?? ''],
  };
  try {
    readOptions(options);
  } catch (error) {
    throw toFailure(error, input);
  }
  return options;
}

/** Function names have no commas. */
function readNames(text: string): string[] {
  return text.split(',').map((name) => name.trim()).filter((name) => name !== '');
}

// ---------------------------------------------------------------------------------------------- the report

type Report = Omit<TranspileResult, 'files'> & { readonly files: readonly WrittenFile[] };

function print({ files, imports, exports, warnings }: Report, how: Request['report']): void {
  if (how === 'json') {
    process.stdout.write(`${JSON.stringify({ files, imports, exports, warnings }, null, 2)}\n`);
    return;
  }
  if (how === 'none') return;
  warnings.forEach(printWarning);
  printFiles(files);
}

/** Paths and sizes, in columns. */
export function printFiles(files: readonly WrittenFile[]): void {
  const widest = Math.max(...files.map(({ path }) => path.length));
  for (const { path, size } of files) {
    const gap = ' '.repeat(widest - path.length);
    process.stdout.write(`${path}${gap}  ${paint(['dim'], sizeText(size).padStart(8), process.stdout)}\n`);
  }
}

/** `wcm2js run <component> [arguments…]`: transpiles in memory, runs a WASI command in this process. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { TranspileResult } from '../transpile.ts';
import { parseArguments, splitAtPositional } from './arguments.ts';
import type { Flags } from './arguments.ts';
import { toFailure } from './errors.ts';
import { Failure, systemReason } from './failure.ts';
import { RUN_HELP } from './help.ts';
import { inputName, readInputFile } from './input.ts';
import { quote } from './output.ts';
import { ExitSignal, makeWasi } from './wasi.ts';
import type { Sandbox } from './wasi.ts';

const FLAGS: Flags = {
  env: { takes: 'value' },
  dir: { takes: 'value' },
  network: { takes: 'nothing' },
  help: { takes: 'nothing', short: 'h' },
};

/** The module that `instantiation: 'async'` makes. */
interface Instantiable {
  instantiate(
    getCoreModule: (fileName: string) => Promise<WebAssembly.Module>,
    imports: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, { run(): void | Promise<void> }>>>;
}

/** Ends the process with the component's exit code. @throws Failure */
export async function runCommand(args: readonly string[]): Promise<void> {
  const [own, [input, ...guestArgs]] = splitAtPositional(args, FLAGS);
  const { given } = parseArguments(own, FLAGS);
  if (given.has('help')) {
    process.stdout.write(RUN_HELP);
    return;
  }
  if (input === undefined) throw new Failure('no component given: wcm2js run <component.wasm> [arguments…]');
  const sandbox: Sandbox = {
    args: [input === '-' ? 'component' : basename(input), ...guestArgs],
    env: Object.fromEntries((given.get('env') ?? []).flatMap(readVariable)),
    preopens: Object.fromEntries((given.get('dir') ?? []).map(readFolder)),
    network: given.has('network'),
  };
  const bytes = await readInputFile(input);
  const code = await run(bytes, sandbox, input);
  await Promise.all([process.stdout, process.stderr].map(flush));
  // The package keeps threads that would wait for more to do.
  process.exit(code);
}

/** `name=value`, or `name` for this process's own value. */
function readVariable(text: string): [string, string][] {
  const equals = text.indexOf('=');
  if (equals === 0 || text === '') {
    throw new Failure(`option '--env': expected name=value, got ${quote(text)}`);
  }
  if (equals > 0) return [[text.slice(0, equals), text.slice(equals + 1)]];
  const value = process.env[text];
  return value === undefined ? [] : [[text, value]];
}

/** `host::guest`, or `host` for both. */
function readFolder(text: string): [guest: string, host: string] {
  const [, host = text, guest = host] = /^(.*?)::(.*)$/s.exec(text) ?? [];
  if (host === '' || guest === '') {
    throw new Failure(`option '--dir': expected host::guest, got ${quote(text)}`);
  }
  try {
    if (statSync(host).isDirectory()) return [guest, host];
  } catch (error) {
    throw new Failure(`option '--dir': can't open ${quote(host)}: ${systemReason(error) ?? String(error)}`);
  }
  throw new Failure(`option '--dir': ${quote(host)} is not a folder`);
}

/** The exit code. */
async function run(bytes: Uint8Array, sandbox: Sandbox, input: string): Promise<number> {
  const { transpileInPlace } = await import('../transpile.ts');
  try {
    const result = transpileInPlace(bytes, {
      name: 'component', instantiation: 'async', base64Cutoff: 0, typescript: false,
    });
    const command = commandOf(result, input);
    const { instantiate } = await load(result);
    const instance = await instantiate(
      (fileName) => WebAssembly.compile(fileOf(result, fileName)),
      await makeWasi(sandbox, result.imports),
    );
    await instance[command]?.run();
    return 0;
  } catch (error) {
    if (error instanceof ExitSignal) return error.code;
    // The error of `run: func() -> result`.
    if (error instanceof Error && 'payload' in error) return 1;
    throw failureOf(error, input);
  }
}

/** The name of the exported `wasi:cli/run`. */
function commandOf({ exports }: TranspileResult, input: string): string {
  const found = exports.find(([name]) => /^wasi:cli\/run@0\.[23]\b/.test(name));
  if (found !== undefined) return found[0];
  const names = exports.map(([name]) => name).join(', ') || 'nothing';
  throw new Failure(`${inputName(input)} is no WASI command: `
    + `it exports no wasi:cli/run@0.2 or @0.3, but ${names}`);
}

async function load(result: TranspileResult): Promise<Instantiable> {
  const code = Buffer.from(fileOf(result, 'component.js')).toString('base64');
  return await import(`data:text/javascript;base64,${code}`) as Instantiable;
}

function fileOf({ files }: TranspileResult, name: string): Uint8Array<ArrayBuffer> {
  const contents = files[name];
  if (contents === undefined) throw new Error(`there is no file ${name}`);
  return new Uint8Array(contents);
}

function failureOf(error: unknown, input: string): Failure {
  if (error instanceof WebAssembly.RuntimeError) {
    return new Failure(`${inputName(input)} trapped: ${error.message}`, { code: 'RUN' });
  }
  if (error instanceof WebAssembly.LinkError || error instanceof WebAssembly.CompileError) {
    return new Failure(`${inputName(input)}: ${error.message}`, { code: 'RUN' });
  }
  return toFailure(error, input);
}

function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((done) => stream.write('', () => done()));
}

#!/usr/bin/env node
/**
 * The command `wcm2js`: which command is meant, its errors, its exit code. Each command is loaded when it is
 * asked for.
 */
import { existsSync, readFileSync } from 'node:fs';
import * as module from 'node:module';
import { printFailure } from './diagnostics.ts';
import { toFailure } from './errors.ts';
import { Failure, systemReason } from './failure.ts';
import { quote } from './output.ts';

const COMMANDS = {
  run: async (args: readonly string[]) => (await import('./run.ts')).runCommand(args),
  transpile: async (args: readonly string[]) => (await import('./transpile.ts')).transpileCommand(args),
  types: async (args: readonly string[]) => (await import('./types.ts')).typesCommand(args),
};

/** What `jco` can do beside. */
const JCO_COMMANDS = [
  'componentize', 'guest-types', 'serve', 'opt', 'wit', 'print', 'metadata-show', 'metadata-add',
  'parse', 'scaffold', 'new', 'tool', 'embed',
];

async function main(args: readonly string[]): Promise<void> {
  const [first = '--help', ...rest] = args;
  if (first === '--version' || first === '-V') {
    process.stdout.write(`${version()}\n`);
  } else if (first === 'run' || first === 'transpile' || first === 'types') {
    await COMMANDS[first](rest);
  } else if (JCO_COMMANDS.includes(first) && !existsSync(first)) {
    throw new Failure(`there is no command ${quote(first)}; the commands are transpile, types and run, see --help`);
  } else {
    await COMMANDS.transpile(first === 'help' ? ['--help'] : [first, ...rest]);
  }
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') return;
  const message = `can't write to standard output: ${systemReason(error) ?? error.message}`;
  printFailure(new Failure(message, { code: 'FILE' }), 'text');
  process.exit(1);
});

/** Whether mistakes are data, too: `run` hands on what looks like it to the component. */
function wantsJson([first, ...rest]: readonly string[]): boolean {
  if (first === 'run') return false;
  const args = first === undefined ? [] : [first, ...rest];
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? args.length : end).includes('--json');
}

// Compiling the compiler takes longer than what it does. From Node 22.8 on the engine keeps what it has compiled, as it
// does for npm and tsc, in a folder for temporary files.
module.enableCompileCache?.();

const args = process.argv.slice(2);
try {
  await main(args);
} catch (error) {
  printFailure(toFailure(error), wantsJson(args) ? 'json' : 'text');
  process.exitCode = 1;
}

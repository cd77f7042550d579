// The components of WASI 0.3 and of asynchronous functions: how each is driven, and what it writes.

import type { TranspileOptions } from '../../../src/index.ts';

export interface Case {
  readonly name: string;
  /** The file in the shared folder of components. Default: p3/<name>.wasm. */
  readonly file?: string;
  /** The driver in the folder `drivers`, without `.ts`. Default: the name. */
  readonly driver?: string;
  readonly options?: TranspileOptions;
  /** What a command gets as arguments. */
  readonly args?: readonly string[];
  /** What it writes, in each run. */
  readonly stdout?: string;
  readonly stderr?: string;
  /** It takes so long that one mode must do. */
  readonly isSlow?: boolean;
  /** Why its module parks stacks, and so needs JavaScript Promise Integration. Those without run in Node 20. */
  readonly parks?: string;
}

const command = (name: string, more: Partial<Case> = {}): Case =>
  ({ name, driver: 'command', args: [`${name}.component`], ...more });

const roundTrip = (kind: string, more: Partial<Case> = {}): Case =>
  ({ name: `async-round-trip-${kind}`, driver: 'round-trip', ...more });

export const CASES: readonly Case[] = [
  { name: 'backpressure-sync' },
  { name: 'context-sync' },
  { name: 'async-closed-stream' },
  roundTrip('stackless'),
  roundTrip('stackful', { parks: 'the export is lifted without a callback and waits for the import' }),
  roundTrip('synchronous', { parks: 'the asynchronous import is lowered synchronously' }),
  roundTrip('wait', { parks: 'its callback waits in `waitable-set.wait`' }),
  { name: 'p3-stream-chat' },
  { name: 'p3-http-echo' },
  command('p3-cli-hello-stdout', { stdout: 'hello, world\n' }),
  command('p3-cli-much-stdout', { args: ['much', 'hello, world\n', '3000'], stdout: 'hello, world\n'.repeat(3000) }),
  // It compares its arguments with these.
  command('p3-cli', { args: ['p3_cli.component', '.'], stdout: 'hello stdout\n', stderr: 'hello stderr\n' }),
  command('p3-clocks-sleep'),
  command('p3-filesystem-file-read-write'),
  command('p3-random-imports'),
  // Thousands of small messages, a timer of the shim's for each.
  command('p3-sockets-tcp-streams', { isSlow: true }),
  {
    name: 'async_call',
    file: 'async_call.wasm',
    options: {
      asyncMode: 'jspi',
      asyncImports: ['something:test/test-interface#call-async'],
      asyncExports: ['run-async'],
    },
    parks: 'a synchronous import waits for a promise',
  },
  {
    name: 'simple-nested',
    file: 'simple-nested.wasm',
    options: {
      asyncMode: 'jspi',
      asyncImports: ['calvinrp:test-async-funcs/hello#hello-world'],
      asyncExports: ['hello-world'],
    },
    parks: 'a synchronous import waits for a promise',
  },
];

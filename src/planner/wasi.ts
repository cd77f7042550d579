/**
 * What WASI says of a function beyond its type. Waiting for a time that is there already is done at once: hosts whose
 * functions are JavaScript's `async` functions can't tell, as a promise tells nothing at once.
 */
import type { Flattened } from './flatten.ts';
import type { HostValue } from './plan.ts';
import type { ReadyAtOnce } from './plan-tasks.ts';

/** The functions of WASI 0.2 that wait for something. */
export const WASI_IMPORTS: readonly string[] = [
  'wasi:io/poll#poll', 'wasi:io/poll#[method]pollable.block', 'wasi:io/streams#[method]*.blocking-*',
];

/** Those that hosts of WASI 0.2 call. */
export const WASI_EXPORTS: readonly string[] = ['wasi:cli/run#run', 'wasi:http/incoming-handler#handle'];

const CLOCK = /^wasi:clocks\/monotonic-clock@0\.3\./;

/** When a call of the host's function `value` is done before it is made. */
export function readyAtOnce({ imports }: Flattened, value: HostValue): ReadyAtOnce | undefined {
  const [owner = '', name] = value.wit.split('#');
  if (!CLOCK.test(owner)) return undefined;
  if (name === 'wait-for') return { kind: 'zero' };
  if (name !== 'wait-until') return undefined;
  const found = imports.find(([extern]) => extern === owner)?.[1];
  const now = found?.kind === 'instance' ? found.exports.get('now') : undefined;
  if (now?.kind !== 'func' || now.source.kind !== 'host') return undefined;
  return { kind: 'not after', now: now.source.value };
}

// Glue for guests/async.ts.
import { host } from '../hosts/async.ts';
import { checkString, instantiate } from './lib/core.ts';
import { liftStream, lowerStream, streamBuiltins } from './lib/byte-streams.ts';
import { attach, checkPointer, views } from './lib/memory.ts';
import type { MemoryCore } from './lib/memory.ts';
import {
  add, builtins, enter, finish, leaveGuest, newTask, signal, SUBTASK, taskReturn, Waitable,
} from './lib/scheduler.ts';
import type { Task } from './lib/scheduler.ts';
import { byteLength, liftUtf8, lowerUtf8 } from './lib/utf8.ts';

const libc = instantiate<MemoryCore & { readonly top: WebAssembly.Global; readonly base: WebAssembly.Global }>('libc');
attach(libc);

const STARTED = 1;
const RETURNED = 2;

/** A call of the host's function that isn't over. */
class Subtask extends Waitable {
  readonly #result: number;

  constructor(result: number) {
    super();
    this.#result = result;
  }

  readonly resolved = (value: number): void => {
    views.u32[checkPointer(this.#result, 4, 4) >>> 2] = value;
    signal(this, SUBTASK, RETURNED);
  };
}

interface Core {
  nop(x: number): number;
  sync(x: number): number;
  echo(ptr: number, length: number): number;
  calls(x: number, n: number): number;
  in(stream: number): number;
  out(count: number): number;
  readonly never: Task['callback'];
  readonly 'calls-cb': Task['callback'];
  readonly 'in-cb': Task['callback'];
  readonly 'out-cb': Task['callback'];
}

const core = instantiate<Core>('main', {
  '': {
    memory: libc.memory,
    top: libc.top,
    base: libc.base,
    ...builtins,
    ...streamBuiltins,
    host: (x: number, result: number) => {
      const value: number | Promise<number> = host(x >>> 0);
      if (typeof value === 'number') {
        views.u32[checkPointer(result, 4, 4) >>> 2] = value;
        return RETURNED;
      }
      const subtask = new Subtask(result);
      // A rejection traps: nothing here rejects.
      void value.then(subtask.resolved);
      return add(subtask) << 4 | STARTED;
    },
    'return-u32': (value: number) => taskReturn(value >>> 0),
    'return-string': (ptr: number, length: number) => taskReturn(liftUtf8(ptr >>> 0, length >>> 0)),
    'return-stream': (index: number) => taskReturn(liftStream(index)),
  },
});
const { nop: coreNop, sync: coreSync, echo: coreEcho, calls: coreCalls, in: coreIn, out: coreOut } = core;
const { never } = core;
const { 'calls-cb': callsCallback, 'in-cb': inCallback, 'out-cb': outCallback } = core;

export function sync(x: number): number {
  enter();
  const result = coreSync(x);
  leaveGuest();
  return result >>> 0;
}

export async function nop(x: number): Promise<number> {
  enter();
  const task = newTask(never);
  return finish<number>(task, coreNop(x | 0));
}

export async function echo(s: string): Promise<string> {
  checkString(s);
  enter();
  const task = newTask(never);
  const ptr = lowerUtf8(s);
  return finish<string>(task, coreEcho(ptr, byteLength));
}

export async function calls(x: number, n: number): Promise<number> {
  enter();
  const task = newTask(callsCallback);
  return finish<number>(task, coreCalls(x | 0, n | 0));
}

export async function read(source: Parameters<typeof lowerStream>[0]): Promise<number> {
  enter();
  const task = newTask(inCallback);
  return finish<number>(task, coreIn(lowerStream(source)));
}

export async function write(count: number): Promise<ReturnType<typeof liftStream>> {
  enter();
  const task = newTask(outCallback);
  return finish<ReturnType<typeof liftStream>>(task, coreOut(count | 0));
}

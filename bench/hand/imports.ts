// Glue for guests/imports.ts. The host's functions run while `entered` is set: who calls an export from
// there is told so.
import * as host from '../hosts/imports.ts';
import { cannotEnter, checkString, instantiate } from './lib/core.ts';
import { allocate, attach, checkList, checkPointer, views } from './lib/memory.ts';
import type { MemoryCore } from './lib/memory.ts';
import { missing } from './lib/records.ts';
import { byteLength, liftUtf8, lowerUtf8 } from './lib/utf8.ts';

const libc = instantiate<MemoryCore & { readonly top: WebAssembly.Global; readonly base: WebAssembly.Global }>('libc');
attach(libc);

const { nop, inc, inc64, log, name, bytes, give, swap } = host;

/** What a typed array has, whatever a subclass says of it: no guest's memory is written to where nothing was asked for. */
const trueLength = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'length')!.get!;

type Loop = (n: number, length: number) => number;

const core = instantiate<Readonly<Record<'nop' | 'inc' | 'inc64' | 'log' | 'name' | 'bytes' | 'give' | 'swap',
  Loop>>>('main', {
  '': {
    memory: libc.memory,
    top: libc.top,
    base: libc.base,
    nop: () => {
      nop();
    },
    inc: (x: number) => inc(x >>> 0),
    inc64: (x: bigint) => {
      const result = inc64(BigInt.asUintN(64, x));
      return typeof result === 'bigint' ? result : BigInt(result);
    },
    log: (ptr: number, length: number) => log(liftUtf8(ptr, length >>> 0)),
    name: (at: number) => {
      const string = name();
      checkString(string);
      const ptr = lowerUtf8(string);
      const word = checkPointer(at, 4, 8) >>> 2;
      views.u32[word] = ptr;
      views.u32[word + 1] = byteLength;
    },
    bytes: (ptr: number, length: number) => {
      ptr = checkList(ptr, length >>> 0, 1, 1);
      return bytes(views.u8.slice(ptr, ptr + (length >>> 0)));
    },
    give: (at: number) => {
      const value = give();
      const list = value instanceof Uint8Array ? value : new Uint8Array(value);
      const length: number = trueLength.call(list);
      const ptr = allocate(1, length);
      views.u8.set(list, ptr);
      const word = checkPointer(at, 4, 8) >>> 2;
      views.u32[word] = ptr;
      views.u32[word + 1] = length;
    },
    swap: (a: number, b: number, at: number) => {
      const { a: first, b: second } = swap({ a: a >>> 0, b });
      if (first === undefined || second === undefined) missing();
      at = checkPointer(at, 8, 16);
      views.u32[at >>> 2] = first;
      views.f64[(at >>> 3) + 1] = second;
    },
  },
});

let entered = 0;

function run(loop: Loop, n: number, length: number): number {
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = loop(n, length);
  entered = 0;
  return result >>> 0;
}

export const loopNop: Loop = (n, length) => run(core.nop, n, length);
export const loopInc: Loop = (n, length) => run(core.inc, n, length);
export const loopInc64: Loop = (n, length) => run(core.inc64, n, length);
export const loopLog: Loop = (n, length) => run(core.log, n, length);
export const loopName: Loop = (n, length) => run(core.name, n, length);
export const loopBytes: Loop = (n, length) => run(core.bytes, n, length);
export const loopGive: Loop = (n, length) => run(core.give, n, length);
export const loopSwap: Loop = (n, length) => run(core.swap, n, length);

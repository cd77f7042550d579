// The core modules of guests/composed.ts, and what both kinds of adapters between its components have in
// common.
import { cannotEnter, instantiate, trap } from './core.ts';
import { BORROW, Handles, OWN } from './handles.ts';
import type { MemoryCore } from './memory.ts';

export type Libc = MemoryCore & { readonly top: WebAssembly.Global; readonly base: WebAssembly.Global };
type Two = (x: number, y: number) => number;
type One = (x: number) => number;

export interface B {
  nop(): void;
  readonly add: One;
  readonly put: Two;
  readonly bytes: Two;
  readonly users: Two;
  readonly pairs: Two;
  readonly echo: Two;
  readonly constructor: One;
  readonly get: One;
  readonly consume: One;
}

export const libcA = instantiate<Libc>('libc');
export const libcB = instantiate<Libc>('libc');

const handlesA = new Handles<number>();
const handlesB = new Handles<number>();

export const b = instantiate<B>('b', {
  '': {
    memory: libcB.memory,
    top: libcB.top,
    base: libcB.base,
    new: (rep: number) => handlesB.add(rep, OWN),
    rep: (index: number) => handlesB.get(index),
    drop: (index: number) => void handlesB.remove(index),
  },
});

/** Handles go through JavaScript: core code would need tables of its own. */
export const handles = {
  new: (x: number) => {
    const index = b.constructor(x);
    if (handlesB.kind(index) === BORROW) trap('cannot lift own resource from a borrow');
    return handlesA.add(handlesB.remove(index), OWN);
  },
  get: (index: number) => b.get(handlesA.get(index)),
  peek: (index: number) => b.get(handlesA.get(index)),
  consume: (index: number) => {
    if (handlesA.kind(index) === BORROW) trap('cannot lift own resource from a borrow');
    return b.consume(handlesB.add(handlesA.remove(index), OWN));
  },
  drop: (index: number) => void handlesA.remove(index),
};

type Loop = 'nop' | 'add' | 'narrow' | 'put' | 'echo' | 'bytes' | 'users' | 'pairs' | 'method' | 'borrow' | 'own' | 'drop';

/** Component A, with adapters for what goes from memory to memory. */
export function instantiateA(adapters: WebAssembly.ModuleImports) {
  const a = instantiate<Readonly<Record<Loop, Two>>>('a', {
    '': {
      memory: libcA.memory, top: libcA.top, base: libcA.base, nop: b.nop, add: b.add, ...handles, ...adapters,
    },
  });
  let entered = 0;
  const run = (loop: Two): Two => (n, length) => {
    if (entered !== 0) cannotEnter();
    entered = 1;
    const result = loop(n, length);
    entered = 0;
    return result >>> 0;
  };
  return {
    nopLoop: run(a.nop), addLoop: run(a.add), narrowLoop: run(a.narrow), putLoop: run(a.put),
    echoLoop: run(a.echo),
    bytesLoop: run(a.bytes), usersLoop: run(a.users), pairsLoop: run(a.pairs), methodLoop: run(a.method),
    borrowLoop: run(a.borrow), ownLoop: run(a.own), dropLoop: run(a.drop),
  };
}

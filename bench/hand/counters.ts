// Glue for COUNTERS of guests/resources.ts. An instance holds the representation; a handle exists only while
// the guest has one.
import { cannotEnter, instantiate, trap } from './lib/core.ts';
import { BORROW, Handles, OWN } from './lib/handles.ts';

const { dtor, dropped: coreDropped } = instantiate<{ dtor(rep: number): void; dropped(): number }>('dtor');
const handles = new Handles<number>();

const core = instantiate<{
  constructor: (start: number) => number;
  add(self: number, n: number): number;
  peek(counter: number): number;
  consume(handle: number): number;
}>('main', {
  '': {
    new: (rep: number) => handles.add(rep, OWN),
    rep: (index: number) => handles.get(index),
    drop: (index: number) => {
      const isOwn = handles.kind(index) === OWN;
      const rep = handles.remove(index);
      if (isOwn) dtor(rep);
    },
  },
});
const { constructor: coreConstructor, add: coreAdd, peek: corePeek, consume: coreConsume } = core;

let entered = 0;

const registry = new FinalizationRegistry((holder: Holder): void => {
  if (holder.rep === undefined || entered !== 0) return;
  destroy(holder);
});

/**
 * What an instance stands for, undefined once it stands for nothing: the registry can hold this, and not the
 * instance.
 */
interface Holder {
  rep: number | undefined;
}

function destroy(holder: Holder): void {
  const rep = holder.rep!;
  holder.rep = undefined;
  if (entered !== 0) cannotEnter();
  entered = 1;
  dtor(rep);
  entered = 0;
}

export class Counter {
  readonly #holder: Holder;

  constructor(start: number) {
    start |= 0;
    if (entered !== 0) cannotEnter();
    entered = 1;
    const index = coreConstructor(start);
    if (handles.kind(index) === BORROW) trap('cannot lift own resource from a borrow');
    const holder = { rep: handles.remove(index) };
    entered = 0;
    this.#holder = holder;
    registry.register(this, holder);
  }

  add(n: number): number {
    n |= 0;
    const rep = Counter.repOf(this);
    if (entered !== 0) cannotEnter();
    entered = 1;
    const result = coreAdd(rep, n);
    entered = 0;
    return result >>> 0;
  }

  [Symbol.dispose](): void {
    if (this.#holder.rep !== undefined) destroy(this.#holder);
  }

  static repOf(counter: Counter): number {
    const { rep } = counter.#holder;
    if (rep === undefined) throw new TypeError('this Counter has been dropped or given away');
    return rep;
  }

  static take(counter: Counter): number {
    const rep = Counter.repOf(counter);
    counter.#holder.rep = undefined;
    return rep;
  }
}

export function peek(counter: Counter): number {
  const rep = Counter.repOf(counter);
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = corePeek(rep);
  entered = 0;
  return result >>> 0;
}

export function consume(counter: Counter): number {
  if (entered !== 0) cannotEnter();
  const index = handles.add(Counter.take(counter), OWN);
  entered = 1;
  const result = coreConsume(index);
  entered = 0;
  return result >>> 0;
}

export function dropped(): number {
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = coreDropped();
  entered = 0;
  return result >>> 0;
}

/**
 * A component instance whose tasks can wait (CanonicalABI.md, "Component Instances", `canon backpressure.inc`).
 */
import type { HandleTable, Table } from './handles.ts';
import { newQueue, peekQueue, dequeue, type Queue } from './queue.ts';
import { makeReady, type Store } from './store.ts';
import { mayStart, type Lift } from './task.ts';
import type { Thread } from './thread.ts';
import { trap } from './trap.ts';

export interface ComponentInstance {
  readonly store: Store;
  readonly handles: HandleTable;
  readonly threads: Table<Thread>;
  /** What synchronous calls are made with whose threads are looked at. */
  readonly syncLift: Lift;
  backpressure: number;
  /** The implicit thread that has the lock. */
  exclusive: Thread | undefined;
  numWaitingToEnter: number;
  /** Those that wait to enter and will take the lock, and those that won't. */
  readonly entering: Queue<Thread>;
  readonly enteringFree: Queue<Thread>;
  /** Those inside that have what they waited for, but not the lock. */
  readonly lockWaiters: Queue<Thread>;
}

export function componentInstance(store: Store, handles: HandleTable): ComponentInstance {
  const instance: { -readonly [K in keyof ComponentInstance]: ComponentInstance[K] } = {
    store,
    handles,
    threads: { entries: [undefined], free: [] },
    syncLift: undefined as unknown as Lift,
    backpressure: 0,
    exclusive: undefined,
    numWaitingToEnter: 0,
    entering: newQueue(),
    enteringFree: newQueue(),
    lockWaiters: newQueue(),
  };
  instance.syncLift = {
    instance,
    name: '',
    async: false,
    exclusive: false,
    returnType: -1,
    stack: undefined,
    callbackStack: undefined,
    callback: undefined,
  };
  return instance;
}

export function releaseLock(instance: ComponentInstance): void {
  instance.exclusive = undefined;
  wakeLocked(instance);
}

/** The lock is free: whoever waited longest may try. */
export function wakeLocked(instance: ComponentInstance): void {
  const thread = dequeue(instance.lockWaiters, instance.store.random);
  if (thread !== undefined) {
    thread.lockQueued = false;
    makeReady(thread);
  }
  if (instance.numWaitingToEnter > 0) wakeEntering(instance);
}

/** Those that wait to enter may try: one at a time, as the next is called when that one is in. */
export function wakeEntering({ entering, enteringFree, store, backpressure }: ComponentInstance): void {
  if (backpressure > 0) return;
  wakeFirst(entering, store);
  wakeFirst(enteringFree, store);
}

function wakeFirst(queue: Queue<Thread>, store: Store): void {
  for (;;) {
    const thread = peekQueue(queue, store.random);
    if (thread === undefined) return;
    if (thread.readyFunc === mayStart) return makeReady(thread);
    // It is in, or was cancelled.
    dequeue(queue, undefined);
  }
}

/** `canon_backpressure_inc` */
export function backpressureInc(instance: ComponentInstance): void {
  if (++instance.backpressure === 0x10000) trap('backpressure counter overflow');
}

/** `canon_backpressure_dec` */
export function backpressureDec(instance: ComponentInstance): void {
  if (--instance.backpressure < 0) trap('backpressure counter overflow');
  wakeEntering(instance);
}

/**
 * A component instance whose tasks can wait (CanonicalABI.md, "Component Instances", `canon backpressure.inc`).
 */
import { has } from './features.ts';
import type { HandleTable, Table } from './handles.ts';
import { dequeue, newQueue, peekQueue, type Queue } from './queue.ts';
import { makeReady, type Store } from './store.ts';
import { mayStart, type Lift } from './task.ts';
import type { Thread } from './thread.ts';
import { trap } from './trap.ts';

export interface ComponentInstance {
  readonly store: Store;
  readonly handles: HandleTable;
  /** Those whose index is known to core code. */
  threads?: Table<Thread>;
  /** What synchronous calls are made with whose threads are looked at. */
  syncLift?: Lift;
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
  const instance: ComponentInstance = {
    store,
    handles,
    backpressure: 0,
    exclusive: undefined,
    numWaitingToEnter: 0,
    entering: newQueue(),
    enteringFree: (has.lockFree && newQueue()) as Queue<Thread>,
    lockWaiters: newQueue(),
  };
  store.instances.push(instance);
  return instance;
}

export function releaseLock(instance: ComponentInstance): void {
  instance.exclusive = undefined;
  wakeLocked(instance);
}

/** The lock is free: whoever waited longest may try. */
export function wakeLocked(instance: ComponentInstance): void {
  const thread = dequeue(instance.lockWaiters, instance.store);
  if (thread !== undefined) makeReady(thread);
  wakeEntering(instance);
}

/** Those that wait to enter may try: one at a time, as the next is called when that one is in. */
export function wakeEntering({ entering, enteringFree, numWaitingToEnter, store }: ComponentInstance): void {
  if (numWaitingToEnter === 0) return;
  wakeFirst(entering, store);
  if (has.lockFree) wakeFirst(enteringFree, store);
}

function wakeFirst(queue: Queue<Thread>, store: Store): void {
  const thread = peekQueue(queue, store);
  if (thread !== undefined && mayStart(thread)) makeReady(thread);
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

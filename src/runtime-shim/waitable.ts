/**
 * What a task can wait for, and sets of that (CanonicalABI.md, "Waitable State", `canon waitable.join`).
 *
 * Subtasks and the ends of streams and futures are waitables: they have these fields and some of their own. An event
 * is a static function and makes no garbage: its code and index are fixed fields, and its payload is what the
 * function finds when it is delivered. So news replaces older news.
 */
import type { ComponentInstance } from './component-instance.ts';
import { has } from './features.ts';
import { getEntry, type OtherEntry } from './handles.ts';
import { dequeue, newQueue, peekQueue, removeItem, type Queue } from './queue.ts';
import { enqueue, makeReady, type Store } from './store.ts';
import { block, finishNow, type Thread } from './thread.ts';
import { trap } from './trap.ts';

export interface Waitable extends OtherEntry {
  /** Whose table it is in. */
  readonly instance: ComponentInstance;
  /** In that table; 0 until it is there. */
  index: number;
  /** Called when the event is delivered. Gives its payload. */
  pendingEvent: ((waitable: never) => number) | undefined;
  wset: WaitableSet | undefined;
  /** The thread that waits for just this; `has_sync_waiter`. */
  syncWaiter: Thread | undefined;
}

export interface WaitableSet extends OtherEntry {
  numElems: number;
  /** Those of its waitables that have an event, in its order. */
  readonly pending: Queue<Waitable>;
  /** Threads that wait for an event of it, but for those that have been woken for one. */
  readonly waiting: Queue<Thread>;
  numWaiting: number;
}

export function newWaitableSet(): WaitableSet {
  return { code: 0, numElems: 0, pending: newQueue(), waiting: newQueue(), numWaiting: 0 };
}

/** `Waitable.set_pending_event`; wakes who waits for it. */
export function setPendingEvent<W extends Waitable>(waitable: W, event: (waitable: W) => number): void {
  const { instance, pendingEvent, syncWaiter, wset } = waitable;
  waitable.pendingEvent = event;
  if (has.syncWaits && syncWaiter !== undefined) makeReady(syncWaiter);
  if (wset === undefined) return;
  if (pendingEvent === undefined) wset.pending.items.push(waitable);
  wakeWaiting(wset, instance.store);
}

/** An event of the set is there: one thread may have it. */
function wakeWaiting({ waiting }: WaitableSet, store: Store): void {
  const thread = dequeue(waiting, store);
  if (thread !== undefined) makeReady(thread);
}

/** A thread, for which `readyFunc` is set, begins to wait for a set. */
export function beginSetWait(thread: Thread, set: WaitableSet): void {
  set.numWaiting++;
  if (set.pending.items.length > 0) makeReady(thread);
  else enqueue(thread, set.waiting);
}

/** It has been chosen to have an event, or is told that it is cancelled: then another may have the event. */
export function endSetWait(thread: Thread, set: WaitableSet, cancelled: boolean): void {
  set.numWaiting--;
  if (has.calls && cancelled && set.pending.items.length > 0) wakeWaiting(set, thread.task.lift.instance.store);
}

/** `Waitable.get_pending_event`: delivers it. Returns the payload. */
export function takeEvent(waitable: Waitable): number {
  const { pendingEvent, wset } = waitable;
  if (wset !== undefined) removeItem(wset.pending, waitable);
  waitable.pendingEvent = undefined;
  return (pendingEvent as (waitable: Waitable) => number)(waitable);
}

/** `WaitableSet.get_pending_event`, of a set that has one: the waitable, whose event is still to be taken. */
export function nextWaitable({ pending }: WaitableSet, store: Store): Waitable {
  return peekQueue(pending, store)!;
}

/** `Waitable.join` */
export function joinSet(waitable: Waitable, set: WaitableSet | undefined): void {
  const { wset, pendingEvent } = waitable;
  if (wset !== undefined) {
    wset.numElems--;
    removeItem(wset.pending, waitable);
  }
  waitable.wset = set;
  if (set === undefined) return;
  set.numElems++;
  if (pendingEvent !== undefined) {
    waitable.pendingEvent = undefined;
    setPendingEvent(waitable, pendingEvent as (waitable: Waitable) => number);
  }
}

/** Traps if the waitable is in a set, before it is waited for by itself. */
export function checkNoSet(waitable: Waitable): void {
  if (waitable.wset !== undefined) trapOnSet();
}

function trapOnSet(): never {
  trap('waitable cannot be used synchronously while added to a waitable set');
}

/** `canon_waitable_join` */
export function waitableJoin({ handles }: ComponentInstance, index: number, set: number): void {
  const { code } = (handles.entries[index >>> 0] ?? {}) as Partial<Waitable>;
  const waitable = getEntry(handles, index, code! > 0 ? code! : 1) as Waitable;
  if (has.syncWaits && waitable.syncWaiter !== undefined) trapOnSet();
  joinSet(waitable, set === 0 ? undefined : getEntry(handles, set, 0) as WaitableSet);
}

const hasEvent = (thread: Thread): boolean => (thread.waitsFor as Waitable).pendingEvent !== undefined;

/** The payload of what a thread has waited for by itself. */
export function takeWaitable(thread: Thread): number {
  const waitable = thread.waitsFor as Waitable;
  waitable.syncWaiter = undefined;
  return takeEvent(waitable);
}

/** `Waitable.wait_for_pending_event`. Gives 1 if the stack is to be parked first; then the payload is the result. */
export function waitForEvent({ store }: ComponentInstance, waitable: Waitable): 0 | 1 {
  if (waitable.pendingEvent !== undefined) return finishNow(store, takeEvent(waitable));
  waitable.syncWaiter = store.thread;
  return block(store, waitable, hasEvent, takeWaitable, false);
}

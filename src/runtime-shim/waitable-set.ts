/**
 * `canon waitable-set.*` (CanonicalABI.md; the set itself is in waitable.ts).
 */
import type { ComponentInstance } from './component-instance.ts';
import { has } from './features.ts';
import { addHandle, getEntry, removeHandle } from './handles.ts';
import { checkPointer, type Views } from './memory.ts';
import type { Store } from './store.ts';
import { deliverPendingCancel, finishNow, parkOrNest, setWaiting, type Thread } from './thread.ts';
import { trap } from './trap.ts';
import { newWaitableSet, nextWaitable, beginSetWait, endSetWait, takeEvent, type WaitableSet } from './waitable.ts';

/** `canon_waitable_set_new` */
export function waitableSetNew({ handles }: ComponentInstance): number {
  return addHandle(handles, newWaitableSet());
}

/** `canon_waitable_set_wait`: 1 if the caller's stack is to be parked. */
export function waitableSetWait(
  { handles, store }: ComponentInstance, views: Views, cancellable: boolean, index: number, ptr: number,
): 0 | 1 {
  const set = getEntry(handles, index, 0) as WaitableSet;
  const thread = store.thread!;
  if (has.calls && deliverPendingCancel(thread, cancellable)) return finishNow(store, storeEvent(views, ptr, 6, 0, 0));
  if (set.pending.items.length > 0) return finishNow(store, storeNext(store, set, views, ptr));
  thread.views = views;
  thread.ptr = ptr;
  setWaiting(thread, set, setHasEvent, takeFromSet, cancellable);
  beginSetWait(thread, set);
  return parkOrNest(thread);
}

const setHasEvent = (thread: Thread): boolean => (thread.waitsFor as WaitableSet).pending.items.length > 0;

function takeFromSet(thread: Thread, cancelled: boolean): number {
  const set = thread.waitsFor as WaitableSet;
  const views = thread.views!;
  endSetWait(thread, set, cancelled);
  return cancelled ? storeEvent(views, thread.ptr!, 6, 0, 0) : storeNext(thread.task.lift.instance.store, set, views, thread.ptr!);
}

function storeNext(store: Store, set: WaitableSet, views: Views, ptr: number): number {
  const waitable = nextWaitable(set, store);
  return storeEvent(views, ptr, waitable.code, waitable.index, takeEvent(waitable));
}

/** `unpack_event` */
function storeEvent(views: Views, ptr: number, code: number, p1: number, p2: number): number {
  const at = checkPointer(views, ptr, 4, 8) / 4;
  views.u32[at] = p1;
  views.u32[at + 1] = p2;
  return code;
}

/** `canon_waitable_set_poll` */
export function waitableSetPoll(
  { handles, store }: ComponentInstance, views: Views, cancellable: boolean, index: number, ptr: number,
): number {
  const set = getEntry(handles, index, 0) as WaitableSet;
  if (has.calls && cancellable && deliverPendingCancel(store.thread!, true)) return storeEvent(views, ptr, 6, 0, 0);
  if (set.pending.items.length > 0) return storeNext(store, set, views, ptr);
  return storeEvent(views, ptr, 0, 0, 0);
}

/** `canon_waitable_set_drop` */
export function waitableSetDrop({ handles }: ComponentInstance, index: number): void {
  const set = getEntry(handles, index, 0) as WaitableSet;
  if (set.numWaiting > 0) trap('cannot drop waitable set with waiters');
  if (set.numElems > 0) trap('cannot drop waitable set with waitables in it');
  removeHandle(handles, index >>> 0);
}

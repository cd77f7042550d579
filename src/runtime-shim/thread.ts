/**
 * Threads: what runs core code for a task (CanonicalABI.md, "Thread State"). Where `definitions.py` has a
 * continuation, a thread has `resume`: a static function that goes on from where it waits.
 */
import { releaseLock, type ComponentInstance } from './component-instance.ts';
import { has } from './features.ts';
import type { Views } from './memory.ts';
import { removeItem, type Queue } from './queue.ts';
import { resumeStack, type AfterCall } from './stack.ts';
import type { Store } from './store.ts';
import type { Task } from './task.ts';
import { trap } from './trap.ts';
import type { Waitable, WaitableSet } from './waitable.ts';

export interface Thread {
  readonly task: Task;
  /** Undefined while it runs. */
  resume: ((thread: Thread, cancelled: boolean) => void) | undefined;
  /** What it waits for to become true; undefined while it is suspended. */
  readyFunc: ((thread: Thread) => boolean) | undefined;
  cancellable: boolean;
  /** Undefined if its stack can't be parked. */
  stack: AfterCall | undefined;
  /** That which it is in, but for those of its instance in which it waits to enter. */
  queue: Queue<Thread> | undefined;
  waitsFor: Waitable | WaitableSet | undefined;
  slot0: unknown;
  slot1: unknown;
  // Only some have these.
  /** On a stack: the result of the built-in that waits, once it may go on. */
  take?: (thread: Thread, cancelled: boolean) => unknown;
  /** Where `waitable-set.wait` stores the event. */
  views?: Views;
  ptr?: number;
  result?: unknown;
  /** The core function on its stack has returned `result`. */
  returned?: boolean;
  /** The quantum that is under way was begun by a promise. */
  resumed?: boolean;
  /** Resolves the promise that its stack is parked on. */
  wake?: (() => void) | undefined;
  /** In its instance's table, once core code knows it. */
  index?: number;
  /** Takes it out of that. */
  onExit?: (thread: Thread) => void;
  /** Runs the function that an explicit thread is made for. */
  start?: (() => unknown) | undefined;
}

export function newThread(task: Task, resume: Thread['resume']): Thread {
  return {
    task,
    resume,
    readyFunc: undefined,
    cancellable: has.calls && false,
    stack: (has.parking && undefined) as undefined,
    queue: undefined,
    waitsFor: undefined,
    slot0: 0,
    slot1: 0,
  };
}

/** `Task.unregister_thread` and `exit_implicit_thread` */
export function exitThread(thread: Thread): void {
  const { task } = thread;
  const { instance, exclusive } = task.lift;
  if (--task.numThreads === 0 && !task.resolved) trap('async-lifted export failed to produce a result');
  if (has.threads) thread.onExit?.(thread);
  if ((!has.lockFree || exclusive) && thread === task.thread) releaseLock(instance);
}

/** It waits no longer. */
export function setRunning(thread: Thread): void {
  const { queue } = thread;
  thread.resume = thread.readyFunc = thread.queue = undefined;
  if (has.calls) thread.cancellable = false;
  if (queue !== undefined) removeItem(queue, thread);
}

/** What `thread.suspend` and the like return. */
export function takeCancelled(_thread: Thread, cancelled: boolean): number {
  return cancelled ? 1 : 0;
}

/** `Task.deliver_pending_cancel` */
export function deliverPendingCancel({ task }: Thread, cancellable: boolean): boolean {
  if (!cancellable || task.state !== 2) return false;
  task.state = 3;
  return true;
}

/** A "try" that has its result at once. */
export function finishNow(store: Store, result: unknown): 0 {
  store.thread!.result = result;
  return 0;
}

/** It waits in core code until `readyFunc` is true, or if that is undefined until another resumes it. */
export function setWaiting(
  thread: Thread, waitsFor: Thread['waitsFor'], readyFunc: Thread['readyFunc'], take: NonNullable<Thread['take']>,
  cancellable: boolean,
): void {
  thread.waitsFor = waitsFor;
  thread.readyFunc = readyFunc;
  thread.take = take;
  thread.cancellable = cancellable;
  thread.resume = resumeStack;
}

/**
 * The current thread waits until `readyFunc` is true. Gives 1 if its stack has to be parked for that. Else other threads
 * have run meanwhile, on top of it.
 */
export function block(
  { thread }: Store, waitsFor: Thread['waitsFor'], readyFunc: Thread['readyFunc'], take: NonNullable<Thread['take']>,
  cancellable: boolean,
): 0 | 1 {
  setWaiting(thread!, waitsFor, readyFunc, take, cancellable);
  return parkOrNest(thread!);
}

/** 1 if the stack of this thread has to be parked, as it waits. */
export function parkOrNest(thread: Thread): 0 | 1 {
  if (thread.stack !== undefined) return 1;
  if (thread.readyFunc?.(thread)) thread.resume!(thread, false);
  else (thread.task.lift.sync?.wait ?? trapOnBlock)(thread);
  return 0;
}

export function trapOnBlock(): never {
  trap('cannot block a synchronous task before returning');
}

/** Traps where a synchronous function would wait for a function or copy that may not be done at once, even if it is. */
export function checkMayBlock({ store: { thread } }: ComponentInstance): void {
  if (thread === undefined) trapOnBlock();
  if (has.scopes) {
    const { lift, resolved } = thread.task;
    if (!resolved) lift.sync?.check(lift.instance);
  }
}

/** `canon_context_get` */
export function contextGet(store: Store, slot: number): unknown {
  return slot === 0 ? store.thread!.slot0 : store.thread!.slot1;
}

/** `canon_context_set` */
export function contextSet(store: Store, slot: number, value: unknown): void {
  if (slot === 0) store.thread!.slot0 = value;
  else store.thread!.slot1 = value;
}


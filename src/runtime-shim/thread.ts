/**
 * Threads: what runs core code for a task (CanonicalABI.md, "Thread State"). Where `definitions.py` has a
 * continuation, a thread has `resume`: a static function that goes on from where it waits.
 */
import type { ComponentInstance } from './component-instance.ts';
import { addHandle, removeHandle } from './handles.ts';
import type { Views } from './memory.ts';
import { releaseLock } from './component-instance.ts';
import { mayRunInScope, type Store } from './store.ts';
import { resumeStack, type AfterCall } from './stack.ts';
import { newTask, type Task } from './task.ts';
import { startThread } from './thread-builtins.ts';
import { trap } from './trap.ts';
import type { Waitable, WaitableSet } from './waitable.ts';

export interface Thread {
  readonly task: Task;
  /** In its instance's table; 0 until it has entered. */
  index: number;
  /** Undefined while it runs. */
  resume: ((thread: Thread, cancelled: boolean) => void) | undefined;
  /** What it waits for to become true; undefined while it is suspended. */
  readyFunc: ((thread: Thread) => boolean) | undefined;
  cancellable: boolean;
  /** Undefined if its stack can't be parked. */
  stack: AfterCall | undefined;
  /** Is it in the store's queue? */
  queued: boolean;
  /** … by what a synchronous call of the host has done? */
  quiet: boolean;
  /** Is it in the queue for the lock? */
  lockQueued: boolean;
  /** … and in that of the set that it waits for? */
  setQueued: boolean;
  waitsFor: Waitable | WaitableSet | undefined;
  /** On a stack: the result of the built-in that waits, once it may go on. */
  take: (thread: Thread, cancelled: boolean) => unknown;
  /** Where `waitable-set.wait` stores the event. */
  views: Views | undefined;
  ptr: number;
  result: unknown;
  /** The core function on its stack has returned `result`. */
  returned: boolean;
  /** The quantum that is under way was begun by a promise. */
  resumed: boolean;
  /** Resolves the promise that its stack is parked on. */
  wake: (() => void) | undefined;
  /** Runs the function that an explicit thread is made for. */
  start: (() => unknown) | undefined;
  slot0: unknown;
  slot1: unknown;
}

export function newThread(task: Task, resume: Thread['resume']): Thread {
  return {
    task,
    index: 0,
    resume,
    readyFunc: undefined,
    cancellable: false,
    stack: undefined,
    queued: false,
    quiet: false,
    lockQueued: false,
    setQueued: false,
    waitsFor: undefined,
    take: takeCancelled,
    views: undefined,
    ptr: 0,
    result: undefined,
    returned: false,
    resumed: false,
    wake: undefined,
    start: undefined,
    slot0: 0,
    slot1: 0,
  };
}

/** `Task.register_thread` */
export function registerThread(thread: Thread): void {
  thread.task.numThreads++;
  thread.index = addHandle(thread.task.lift.instance.threads, thread);
}

/** `Task.unregister_thread` and `exit_implicit_thread` */
export function exitThread(thread: Thread): void {
  const { task } = thread;
  const { instance, exclusive } = task.lift;
  if (--task.numThreads === 0 && !task.resolved) trap('async-lifted export failed to produce a result');
  removeHandle(instance.threads, thread.index);
  if (thread !== task.thread) {
    task.threads!.splice(task.threads!.indexOf(thread), 1);
  } else if (exclusive) {
    releaseLock(instance);
  }
}

/** It waits no longer. */
export function setRunning(thread: Thread): void {
  thread.resume = thread.readyFunc = undefined;
  thread.cancellable = false;
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
  thread: Thread, waitsFor: Thread['waitsFor'], readyFunc: Thread['readyFunc'], take: Thread['take'],
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
  { thread }: Store, waitsFor: Thread['waitsFor'], readyFunc: Thread['readyFunc'], take: Thread['take'],
  cancellable: boolean,
): 0 | 1 {
  setWaiting(thread!, waitsFor, readyFunc, take, cancellable);
  return parkOrNest(thread!);
}

/** 1 if the stack of this thread has to be parked, as it waits. */
export function parkOrNest(thread: Thread): 0 | 1 {
  if (thread.stack !== undefined) return 1;
  waitNested(thread);
  return 0;
}

/** The end of `canon_lift` for synchronous functions, where the stack stays: only threads that haven't started can run. */
function waitNested(thread: Thread): void {
  const { instance } = thread.task.lift;
  const { entries } = instance.threads;
  while (thread.resume !== undefined) {
    if (thread.readyFunc?.(thread)) return thread.resume(thread, false);
    const next = entries.find((each) => each?.resume === startThread && mayRunInScope(each, instance));
    if (next === undefined) trapOnBlock();
    next.resume!(next, false);
  }
}

export function trapOnBlock(): never {
  trap('cannot block a synchronous task before returning');
}

/**
 * Traps where a synchronous function would wait for a function or copy that may not be done at once, even if it
 * is, unless another thread of the instance could run meanwhile.
 */
export function checkMayBlock(instance: ComponentInstance): void {
  const { thread } = instance.store;
  if (thread !== undefined && (thread.task.lift.async || thread.task.resolved)) return;
  if (!instance.threads.entries.some((each) => each !== undefined && mayRunInScope(each, instance))) trapOnBlock();
}

const noArguments = (): undefined => undefined;

/**
 * The begin of a call of core code that is neither lifted asynchronously nor called by `startTask`: a synchronous
 * function, a destructor, `realloc`, a start function. Gives what `leaveThread` gets.
 */
export function enterThread(instance: ComponentInstance): Thread | undefined {
  const { store } = instance;
  const previous = store.thread;
  if (previous === undefined && !store.pumping) store.quiet = true;
  const task = newTask(instance.syncLift, noArguments);
  task.state = 1;
  setRunning(task.thread);
  registerThread(task.thread);
  store.thread = task.thread;
  return previous;
}

/** Its end. */
export function leaveThread(store: Store, previous: Thread | undefined): void {
  const thread = store.thread!;
  thread.task.resolved = true;
  exitThread(thread);
  store.thread = previous;
  if (previous === undefined) store.quiet = false;
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


/**
 * Tasks: calls of lifted functions (CanonicalABI.md, "Task State", `canon lift`, `canon task.return`,
 * `canon task.cancel`).
 */
import { releaseLock, wakeEntering, type ComponentInstance } from './component-instance.ts';
import { getEntry, removeHandle, type BorrowScope } from './handles.ts';
import { undoLowering, type Lowered } from './resources.ts';
import {
  failStore, makeReady, nextInScope, stopTimer, type Store, wakeDormant, wakeStore, watchCalls,
} from './store.ts';
import { leaveQuantum, type AfterCall } from './stack.ts';
import { resolveSubtask, startSubtask, type Subtask } from './subtask.ts';
import { deliverPendingCancel, exitThread, newThread, registerThread, setRunning, type Thread } from './thread.ts';
import { trap } from './trap.ts';
import { hasPendingEvent, nextWaitable, beginSetWait, endSetWait, takeEvent, type WaitableSet } from './waitable.ts';

/** A lifted function: what is the same for all calls of it. */
export interface Lift {
  readonly instance: ComponentInstance;
  /** For messages. */
  readonly name: string;
  /** The function's type is `async`. */
  readonly async: boolean;
  /** `Task.needs_exclusive` */
  readonly exclusive: boolean;
  /** What `task.return` must be made for; -1: the core function returns the result. */
  readonly returnType: number;
  /** The core function runs on a stack of its own (`promising`), and the callback. */
  readonly stack: AfterCall | undefined;
  readonly callbackStack: AfterCall | undefined;
  readonly callback: ((event: number, p1: number, p2: number) => unknown) | undefined;
}

export interface Task extends BorrowScope {
  readonly lift: Lift;
  /** What to do with the core values of the result. */
  readonly onReturn: (...flat: never[]) => unknown;
  /** For the synchronous ABI: what to do with what the core function has returned. */
  readonly returned: ((result: never) => void) | undefined;
  /** Lowers the arguments, sets `entered`, calls the core function. */
  start: (() => unknown) | undefined;
  /** 0 initial, 1 started, 2 pending cancel, 3 cancel delivered */
  state: number;
  /** It has returned, or acknowledged that it is cancelled. */
  resolved: boolean;
  /** The result: for the host the value, for a component what a synchronous call gives to core code. */
  value: unknown;
  /** Its implicit thread, the others, and the number of those that haven't exited. */
  readonly thread: Thread;
  threads: Thread[] | undefined;
  numThreads: number;
  /** Undefined if the host has called. */
  subtask: Subtask | undefined;
  /** What lowering its arguments has done, to be undone if it fails. */
  lowered: Lowered[] | undefined;
  /** Of the promise that the host awaits, and where it is among the store's calls. */
  settle: ((value: unknown) => void) | undefined;
  reject: ((error: unknown) => void) | undefined;
  slot: number;
}

export function newTask(lift: Lift, onReturn: Task['onReturn'], returned?: Task['returned']): Task {
  const task: { -readonly [K in keyof Task]: Task[K] } = {
    lift,
    onReturn,
    returned,
    start: undefined,
    state: 0,
    resolved: false,
    value: undefined,
    thread: undefined as unknown as Thread,
    threads: undefined,
    numThreads: 0,
    numBorrows: 0,
    subtask: undefined,
    lowered: undefined,
    settle: undefined,
    reject: undefined,
    slot: 0,
  };
  task.thread = newThread(task, enterAfterWait);
  return task;
}

// ------------------------------------------------------------------------------------------------- the begin

/** `has_backpressure`, negated */
export function mayStart({ task: { lift: { instance, exclusive } } }: Thread): boolean {
  return instance.backpressure === 0 && !(exclusive && instance.exclusive !== undefined);
}

/** `Task.enter_implicit_thread`, and all up to where the thread waits or exits. */
export function startTask({ lift, thread }: Task): void {
  const { instance } = lift;
  if (!lift.async || (instance.numWaitingToEnter === 0 && mayStart(thread))) return enterTask(thread);
  instance.numWaitingToEnter++;
  thread.readyFunc = mayStart;
  (lift.exclusive ? instance.entering : instance.enteringFree).items.push(thread);
  wakeEntering(instance);
}

function enterAfterWait(thread: Thread, cancelled: boolean): void {
  const { instance, exclusive } = thread.task.lift;
  instance.numWaitingToEnter--;
  if (cancelled) {
    setRunning(thread);
    cancelTask(thread.task);
  } else {
    enterTask(thread);
  }
  if (cancelled || !exclusive) wakeEntering(instance);
}

function enterTask(thread: Thread): void {
  const { task } = thread;
  const { instance, exclusive, stack } = task.lift;
  const { store, handles } = instance;
  const previous = store.thread;
  const { borrowScope } = handles;
  setRunning(thread);
  if (exclusive) instance.exclusive = thread;
  registerThread(thread);
  task.state = 1;
  if (task.subtask === undefined) store.entered = 1;
  else startSubtask(task.subtask);
  store.thread = thread;
  thread.stack = stack;
  handles.borrowScope = task;
  let result;
  try {
    result = task.start!();
  } catch (error) {
    handles.borrowScope = borrowScope;
    store.thread = previous;
    if (store.entered === 1) undoEntering(thread);
    throw error;
  }
  handles.borrowScope = borrowScope;
  task.start = undefined;
  afterCall(thread, result);
  store.thread = previous;
}

/** The host's arguments couldn't be lowered. */
function undoEntering(thread: Thread): void {
  const { lift: { instance, exclusive }, lowered } = thread.task;
  if (lowered !== undefined) undoLowering(lowered);
  removeHandle(instance.threads, thread.index);
  if (exclusive) releaseLock(instance);
}

// ---------------------------------------------------------------------------------------------------- its code

/** Core code of this thread has been called, and gave this: a promise if it has a stack. */
export function afterCall(thread: Thread, result: unknown): void {
  if (thread.stack === undefined) coreDone(thread, result);
  else thread.stack(thread, result);
}

/** Core code of a thread is done, and has returned this. */
export function coreDone(thread: Thread, result: unknown): void {
  const { task } = thread;
  const { callback } = task.lift;
  if (thread === task.thread) {
    if (callback !== undefined) return afterCallback(thread, result as number);
    task.returned?.(result as never);
  }
  exitThread(thread);
}

/** The code that the core function or its callback has returned: exit, yield, or wait for a set. */
function afterCallback(thread: Thread, packed: number): void {
  const code = packed & 15;
  if (code === 0) return exitThread(thread);
  if (code > 2) trap('unsupported callback code');
  const { instance } = thread.task.lift;
  const { random } = instance.store;
  const set = code === 1 ? undefined : getEntry(instance.handles, packed >>> 4, 0) as WaitableSet;
  releaseLock(instance);
  thread.waitsFor = set;
  thread.resume = runCallback;
  if (deliverPendingCancel(thread, true)) return callCallback(thread, true);
  if (random !== undefined && callbackMayRun(thread) && random(2) > 0) return callCallback(thread, false);
  thread.readyFunc = callbackMayRun;
  thread.cancellable = true;
  if (set === undefined) makeReady(thread);
  else beginSetWait(thread, set);
}

/** The lock is free, and the set that is waited for has an event. */
export function callbackMayRun({ task, waitsFor }: Thread): boolean {
  if (task.lift.instance.exclusive !== undefined) return false;
  return waitsFor === undefined || hasPendingEvent(waitsFor as WaitableSet);
}

function runCallback(thread: Thread, cancelled: boolean): void {
  if (thread.waitsFor !== undefined) endSetWait(thread, thread.waitsFor as WaitableSet, cancelled);
  callCallback(thread, cancelled);
}

function callCallback(thread: Thread, cancelled: boolean): void {
  const { instance, callback, callbackStack } = thread.task.lift;
  const { store } = instance;
  const set = thread.waitsFor as WaitableSet | undefined;
  setRunning(thread);
  instance.exclusive = thread;
  const previous = store.thread;
  store.thread = thread;
  thread.stack = callbackStack;
  let result;
  if (cancelled) {
    result = callback!(6, 0, 0);
  } else if (set === undefined) {
    result = callback!(0, 0, 0);
  } else {
    const waitable = nextWaitable(set, instance);
    result = callback!(waitable.code, waitable.index, takeEvent(waitable));
  }
  afterCall(thread, result);
  store.thread = previous;
}

// ------------------------------------------------------------------------------------------------- the result

/** `canon_task_return`, its checks. Gives the task, whose `onReturn` gets the core values. */
export function returningTask(store: Store, returnType: number): Task {
  const task = store.thread?.task;
  if (task?.lift.returnType !== returnType) {
    trap('invalid `task.return` signature and/or options for current task');
  }
  checkUnresolved(task);
  return task;
}

function checkUnresolved({ resolved }: Task): void {
  if (resolved) trap('`task.return` or `task.cancel` called more than once for current task');
}

function setResolved(task: Task): void {
  if (task.numBorrows > 0) trap('borrow handles still remain at the end of the call');
  task.resolved = true;
}

/** `Task.return_`, with what `onReturn` gave. */
export function resolveTask(task: Task, value: unknown): void {
  setResolved(task);
  task.value = value;
  if (task.subtask !== undefined) {
    resolveSubtask(task.subtask, 2);
  } else if (task.settle !== undefined) {
    // Whoever still runs in it keeps neither the result nor its promise.
    const { settle } = task;
    forgetCall(task);
    task.value = task.settle = task.reject = undefined;
    settle(value);
  }
}

/** `canon_task_cancel` */
export function taskCancel({ store }: ComponentInstance): void {
  const { task } = store.thread!;
  if (task.lift.returnType < 0) trap('invalid `task.return` signature and/or options for current task');
  cancelTask(task);
}

function cancelTask(task: Task): void {
  checkUnresolved(task);
  if (task.state !== 3) trap('`task.cancel` called by task which has not been cancelled');
  setResolved(task);
  const subtask = task.subtask!;
  resolveSubtask(subtask, subtask.state === 0 ? 3 : 4);
}

/** `Task.request_cancellation` */
export function requestCancellation(task: Task): void {
  const { thread, threads, lift: { exclusive, instance } } = task;
  if (task.state === 0) {
    task.state = 3;
    return thread.resume!(thread, true);
  }
  const { exclusive: holder, store: { random } } = instance;
  const excluded = exclusive && holder !== undefined && holder !== thread ? thread : undefined;
  const candidates = [thread, ...threads ?? []].filter((each) => each.cancellable && each !== excluded);
  const chosen = candidates[random?.(candidates.length) ?? 0];
  task.state = chosen === undefined ? 2 : 3;
  chosen?.resume!(chosen, true);
}

// --------------------------------------------------------------------------------------------- calls by the host

/**
 * `Store.invoke`. Throws what `start` throws while it lowers arguments, and traps; those that come later reject what
 * `settled` gives.
 */
export function callFromHost(task: Task, start: () => unknown): void {
  const { store } = task.lift.instance;
  task.start = start;
  if (task.lift.async) wakeDormant(store);
  try {
    startTask(task);
  } catch (error) {
    if (store.entered === 1) {
      store.quiet = false;
      leaveQuantum(store);
      throw error;
    }
    if (store.failed === 0) {
      failStore(store, error, true);
      throw store.error;
    }
    // The error will come by a promise.
    task.resolved = false;
    return;
  }
  leaveQuantum(store);
}

/** The same for a function of a synchronous type that may wait. */
export function callSyncFromHost(task: Task, start: () => unknown): void {
  const { instance } = task.lift;
  const { store } = instance;
  const depth = store.scopes.length;
  store.quiet = true;
  callFromHost(task, start);
  if (task.resolved) {
    store.quiet = false;
  } else if (store.failed === 0) {
    // Below those that it has opened itself.
    store.scopes.splice(depth, 0, { thread: undefined, until: task, instance, next: nextInScope });
    leaveQuantum(store);
    wakeStore(store);
  }
}

/** The result of a task that has returned, which the task gives up. */
export function takeValue(task: Task): unknown {
  const { value } = task;
  task.value = undefined;
  return value;
}

/** The result of a task that hasn't returned yet. */
export function settled(task: Task): Promise<unknown> {
  const { store } = task.lift.instance;
  if (store.failed === 2) return Promise.reject(store.error);
  if (store.hostOps === 0) wakeStore(store);
  return new Promise((resolve, reject) => {
    task.settle = resolve;
    task.reject = reject;
    task.slot = store.calls.push(task) - 1;
    watchCalls(store);
  });
}

function forgetCall({ lift, slot }: Task): void {
  const { store } = lift.instance;
  const { calls } = store;
  const last = calls.pop()!;
  if (store.timer !== undefined && calls.length === 0) stopTimer(store);
  if (last.slot === slot) return;
  calls[slot] = last;
  last.slot = slot;
}

/** Its arguments, lowered late, were wrong. */
export function rejectCall(task: Task, error: unknown): void {
  forgetCall(task);
  task.reject!(error);
}

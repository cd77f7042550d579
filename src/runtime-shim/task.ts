/**
 * Tasks: calls of lifted functions (CanonicalABI.md, "Task State", `canon lift`, `canon task.return`,
 * `canon task.cancel`).
 */
import { releaseLock, wakeEntering, type ComponentInstance } from './component-instance.ts';
import { has } from './features.ts';
import { getEntry, type BorrowScope } from './handles.ts';
import { removeItem } from './queue.ts';
import type { Lowered } from './resources.ts';
import { failStore, forgetCall, makeReady, wakeStore, watchCalls, type Store } from './store.ts';
import type { SyncRules } from './scope.ts';
import { leaveQuantum, type AfterCall } from './stack.ts';
import type { Subtask } from './subtask.ts';
import { deliverPendingCancel, exitThread, newThread, setRunning, type Thread } from './thread.ts';
import { trap } from './trap.ts';
import { beginSetWait, endSetWait, nextWaitable, takeEvent, type WaitableSet } from './waitable.ts';

/** A lifted function: what is the same for all calls of it. */
export interface Lift {
  readonly instance: ComponentInstance;
  /** For messages. */
  readonly name: string;
  /** The function's type is `async`. */
  readonly async: boolean;
  /** Only if it isn't. */
  readonly sync?: SyncRules | undefined;
  /** `Task.needs_exclusive` */
  readonly exclusive: boolean;
  /** What `task.return` must be made for; -1: the core function returns the result. */
  readonly returnType: number;
  /** The core function runs on a stack of its own (`promising`), and the callback. */
  readonly stack?: AfterCall | undefined;
  readonly callbackStack?: AfterCall | undefined;
  readonly callback?: ((event: number, p1: number, p2: number) => unknown) | undefined;
}

export interface Task extends BorrowScope {
  readonly lift: Lift;
  /** What to do with the core values of the result. */
  readonly onReturn: (...flat: never[]) => unknown;
  /** For the synchronous ABI: what to do with what the core function has returned. */
  readonly returned: ((result: never) => void) | undefined;
  /** Lowers the arguments, sets `entered`, calls the core function. */
  start: (() => unknown) | undefined;
  /** 0 initial, 1 started, 2 pending cancel, 3 cancel delivered, 4 resolved */
  state: number;
  /** It has returned, or acknowledged that it is cancelled. */
  resolved: boolean;
  /** The result: for the host the value, for a component what a synchronous call gives to core code. */
  value: unknown;
  /** Tells who waits for it that it has returned. */
  onResolve: ((task: Task) => void) | undefined;
  /** Its implicit thread, the others, and the number of those that haven't exited. */
  readonly thread: Thread;
  threads?: Set<Thread>;
  numThreads: number;
  // Of a call by a component.
  subtask?: Subtask;
  onStart?: (task: Task) => void;
  onCancel?: (task: Task) => void;
  // Of one by the host: what lowering its arguments has done, and how that is undone if it fails.
  lowered?: Lowered[];
  undo?: (lowered: Lowered[]) => void;
  /** Of the promise that the host awaits, and where it is among the store's calls. */
  settle?: ((value: unknown) => void) | undefined;
  reject?: ((error: unknown) => void) | undefined;
  slot: number;
}

export function newTask(lift: Lift, onReturn: Task['onReturn'], returned?: Task['returned']): Task {
  const task: { -readonly [K in keyof Task]: Task[K] } = {
    lift,
    onReturn,
    returned: (has.returns && returned) as Task['returned'],
    start: undefined,
    state: 0,
    resolved: false,
    value: undefined,
    onResolve: undefined,
    thread: undefined as unknown as Thread,
    numThreads: 0,
    numBorrows: 0,
    settle: undefined,
    reject: undefined,
    slot: 0,
  };
  task.thread = newThread(task, enterAfterWait);
  return task;
}

// ------------------------------------------------------------------------------------------------- the begin

/** `has_backpressure`, negated */
export function mayStart({ task: { lift } }: Thread): boolean {
  const { instance } = lift;
  if (instance.backpressure > 0) return false;
  return has.lockFree && !lift.exclusive || instance.exclusive === undefined;
}

/** `Task.enter_implicit_thread`, and all up to where the thread waits or exits. */
export function startTask({ lift, thread }: Task): void {
  const { instance } = lift;
  if (has.lockFree && !lift.async || instance.numWaitingToEnter === 0 && mayStart(thread)) return enterTask(thread);
  instance.numWaitingToEnter++;
  thread.readyFunc = mayStart;
  (has.lockFree && !lift.exclusive ? instance.enteringFree : instance.entering).items.push(thread);
  wakeEntering(instance);
}

function enterAfterWait(thread: Thread): void {
  stopEntering(thread);
  enterTask(thread);
  wakeEntering(thread.task.lift.instance);
}

export function stopEntering(thread: Thread): void {
  const { exclusive, instance } = thread.task.lift;
  instance.numWaitingToEnter--;
  removeItem(has.lockFree && !exclusive ? instance.enteringFree : instance.entering, thread);
}

function enterTask(thread: Thread): void {
  const { task } = thread;
  const { instance, exclusive, stack } = task.lift;
  const { store, handles } = instance;
  const previous = store.thread;
  const { borrowScope } = handles;
  setRunning(thread);
  if (!has.lockFree || exclusive) instance.exclusive = thread;
  task.state = task.numThreads = 1;
  if (!has.calls || task.onStart === undefined) store.entered = 1;
  else task.onStart(task);
  store.thread = thread;
  if (has.parking) thread.stack = stack;
  handles.borrowScope = task;
  let result;
  try {
    result = task.start!();
    task.start = undefined;
  } catch (error) {
    store.thread = previous;
    if (store.entered === 1) {
      // The host's arguments couldn't be lowered.
      task.undo?.(task.lowered!);
      if (!has.lockFree || exclusive) releaseLock(instance);
      else wakeEntering(instance);
    }
    throw error;
  } finally {
    handles.borrowScope = borrowScope;
  }
  if (has.parking) afterCall(thread, result);
  else coreDone(thread, result);
  store.thread = previous;
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
    if (has.returns) task.returned?.(result as never);
  }
  exitThread(thread);
}

/** The code that the core function or its callback has returned: exit, yield, or wait for a set. */
function afterCallback(thread: Thread, packed: number): void {
  const code = packed & 15;
  if (code === 0) return exitThread(thread);
  if (code > 2) trap('unsupported callback code');
  const { instance } = thread.task.lift;
  const { chance } = instance.store;
  const set = code === 1 ? undefined : getEntry(instance.handles, packed >>> 4, 0) as WaitableSet;
  releaseLock(instance);
  thread.waitsFor = set;
  if (has.calls && deliverPendingCancel(thread, true)) return callCallback(thread, true);
  if (has.seeds && chance?.pick(2) && callbackMayRun(thread)) return callCallback(thread, false);
  thread.resume = runCallback;
  thread.readyFunc = callbackMayRun;
  if (has.calls) thread.cancellable = true;
  if (set === undefined) makeReady(thread);
  else beginSetWait(thread, set);
}

/** The lock is free, and the set that is waited for has an event. */
export function callbackMayRun({ task, waitsFor }: Thread): boolean {
  if (task.lift.instance.exclusive !== undefined) return false;
  return waitsFor === undefined || (waitsFor as WaitableSet).pending.items.length > 0;
}

function runCallback(thread: Thread, cancelled: boolean): void {
  setRunning(thread);
  if (thread.waitsFor !== undefined) endSetWait(thread, thread.waitsFor as WaitableSet, cancelled);
  callCallback(thread, cancelled);
}

function callCallback(thread: Thread, cancelled: boolean): void {
  const { instance, callback, callbackStack } = thread.task.lift;
  const { store } = instance;
  const set = thread.waitsFor as WaitableSet | undefined;
  instance.exclusive = thread;
  const previous = store.thread;
  store.thread = thread;
  if (has.parking) thread.stack = callbackStack;
  let result;
  if (set === undefined || has.calls && cancelled) {
    result = callback!(has.calls && cancelled ? 6 : 0, 0, 0);
  } else {
    const waitable = nextWaitable(set, store);
    result = callback!(waitable.code, waitable.index, takeEvent(waitable));
  }
  if (has.parking) afterCall(thread, result);
  else coreDone(thread, result);
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

/** Traps if borrows are left. */
export function setResolved(task: Task): void {
  if (task.numBorrows > 0) trap('borrow handles still remain at the end of the call');
  task.resolved = true;
  if (has.calls) task.state = 4;
}

/** `Task.return_`, with what `onReturn` gave. */
export function resolveTask(task: Task, value: unknown): void {
  setResolved(task);
  task.value = value;
  task.onResolve?.(task);
}

/** `canon_task_cancel` */
export function taskCancel({ store }: ComponentInstance): void {
  const { task } = store.thread!;
  if (task.lift.returnType < 0) trap('invalid `task.return` signature and/or options for current task');
  checkUnresolved(task);
  if (task.state !== 3) trap('`task.cancel` called by task which has not been cancelled');
  if (has.calls) task.onCancel!(task);
}

// --------------------------------------------------------------------------------------------- calls by the host

/**
 * `Store.invoke`. Throws what `start` throws while it lowers arguments, and traps; those that come later reject what
 * `settled` gives.
 */
export function callFromHost(task: Task, start: () => unknown): void {
  const { store } = task.lift.instance;
  task.start = start;
  try {
    startTask(task);
  } catch (error) {
    if (store.entered === 1) {
      leaveQuantum(store);
      throw error;
    }
    if (has.parking && store.failed > 0) {
      // The error will come by a promise.
      task.resolved = false;
      return;
    }
    failStore(store, error, true);
    throw store.error;
  }
  leaveQuantum(store);
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
  if (store.hostOps === 0 || store.ready.items.length > 0) wakeStore(store);
  return new Promise((resolve, reject) => {
    task.settle = resolve;
    task.reject = reject;
    task.onResolve = settleCall;
    task.slot = store.calls.push(task) - 1;
    watchCalls(store);
  });
}

/** Whoever still runs in the task keeps neither the result nor its promise. */
function settleCall(task: Task): void {
  forgetCall(task.lift.instance.store, task);
  task.settle!(takeValue(task));
  task.settle = task.reject = undefined;
}

/** Its arguments, lowered late, were wrong. */
export function rejectCall(task: Task, error: unknown): void {
  forgetCall(task.lift.instance.store, task);
  task.reject!(error);
}

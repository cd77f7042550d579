/**
 * Calls of one component by another, and by a component of the host, as the caller sees them (CanonicalABI.md,
 * "Subtask State", `canon lower`, `canon subtask.cancel`, `canon subtask.drop`).
 */
import { requestCancellation } from './cancel.ts';
import type { ComponentInstance } from './component-instance.ts';
import { has } from './features.ts';
import { addHandle, getEntry, releaseLenders, removeHandle, type ResourceHandle } from './handles.ts';
import { openScope } from './scope.ts';
import { resumeStack } from './stack.ts';
import { makeReady } from './store.ts';
import { startTask, type Task } from './task.ts';
import { block, checkMayBlock, finishNow, setWaiting, trapOnBlock, type Thread } from './thread.ts';
import { trap } from './trap.ts';
import { checkNoSet, joinSet, setPendingEvent, takeEvent, takeWaitable, type Waitable } from './waitable.ts';

export interface Subtask extends Waitable {
  /** 0 starting, 1 started, 2 returned, 3 cancelled before started, 4 cancelled before returned */
  state: number;
  resolved: boolean;
  /** The caller knows that it is resolved. */
  delivered: boolean;
  cancellationRequested: boolean;
  /** What the caller lends until then. */
  readonly lenders: readonly ResourceHandle[] | undefined;
  /** Asks the callee to end. */
  readonly cancel: (subtask: Subtask) => void;
  /** For messages. */
  readonly name: string;
  /** The callee; undefined if it is the host's. */
  readonly task: Task | undefined;
  /** Of a call of the host: what it gives to core code, if it is synchronous, and ends what was lent for it. */
  result: unknown;
  endLoans: (() => void) | undefined;
  settle: HostSettle | undefined;
  /** Its type has an error, which it may throw. */
  hasErr: boolean;
}

/** Lowers a result, or with `failed` a result's error. Gives what a synchronous call gives to core code. */
export type HostSettle = (result: unknown, failed: 0 | 1) => unknown;

export function newSubtask(
  instance: ComponentInstance, name: string, cancel: Subtask['cancel'], lenders: Subtask['lenders'], task?: Task,
): Subtask {
  return {
    code: 1,
    instance,
    index: 0,
    pendingEvent: undefined,
    wset: undefined,
    syncWaiter: (has.syncWaits && undefined) as undefined,
    state: 0,
    resolved: false,
    delivered: false,
    cancellationRequested: false,
    lenders,
    cancel,
    name,
    task: (has.calls && task) as Task | undefined,
    result: undefined,
    endLoans: undefined,
    settle: undefined,
    hasErr: false,
  };
}

/** `Subtask.resolve` */
export function resolveSubtask(subtask: Subtask, state: number): void {
  subtask.resolved = true;
  setState(subtask, state);
  if (has.syncWaits && subtask.index === 0 && subtask.syncWaiter !== undefined) makeReady(subtask.syncWaiter);
}

/** Tells the caller, once it knows the subtask. */
function setState(subtask: Subtask, state: number): void {
  subtask.state = state;
  if (subtask.index > 0) setPendingEvent(subtask, subtaskEvent);
}

function subtaskEvent(subtask: Subtask): number {
  if (subtask.resolved) deliverResolve(subtask);
  return subtask.state;
}

/** `Subtask.deliver_resolve` */
export function deliverResolve(subtask: Subtask): void {
  subtask.delivered = true;
  if (subtask.lenders !== undefined) releaseLenders(subtask.lenders);
}

/** The subtask in its caller's table, as an asynchronous call returns it. */
export function tableSubtask(subtask: Subtask): number {
  subtask.index = addHandle(subtask.instance.handles, subtask);
  return subtask.state | subtask.index << 4;
}

// ------------------------------------------------------------------------------------------------------- calls

function call(instance: ComponentInstance, task: Task, start: () => unknown, lenders?: ResourceHandle[]): Subtask {
  const subtask = newSubtask(instance, task.lift.name, cancelCallee, lenders, task);
  task.subtask = subtask;
  task.start = start;
  task.onStart = startSubtask;
  task.onResolve = returnSubtask;
  startTask(task);
  if (task.resolved) deliverResolve(subtask);
  return subtask;
}

/** `on_start` */
function startSubtask({ subtask }: Task): void {
  setState(subtask!, 1);
}

function returnSubtask({ subtask }: Task): void {
  resolveSubtask(subtask!, 2);
}

function cancelCallee({ task }: Subtask): void {
  requestCancellation(task!);
}

/** `canon_lower`, asynchronous, of a function of another component. */
export function callAsync(
  instance: ComponentInstance, task: Task, start: () => unknown, lenders?: ResourceHandle[],
): number {
  return answerCall(call(instance, task, start, lenders));
}

/**
 * The same where a thread of the callee whose stack is parked may have to run before the caller goes on: one that the
 * callee switches to, or the one that has the lock, if it is ready (as the reference scripts expect). 1 if the caller's
 * stack is to be parked for that.
 */
export function callSwitching(
  instance: ComponentInstance, task: Task, start: () => unknown, lenders?: ResourceHandle[],
): 0 | 1 {
  const { store } = instance;
  const woken = store.urgent.length;
  const thread = store.thread!;
  const holder = task.lift.exclusive ? task.lift.instance.exclusive : undefined;
  if (thread.stack && holder?.resume === resumeStack && holder.readyFunc?.(holder)) {
    holder.resume(holder, false);
    return parkForUrgent(thread, undefined, () => answerCall(call(instance, task, start, lenders)));
  }
  const subtask = call(instance, task, start, lenders);
  if (store.urgent.length === woken || !thread.stack) return finishNow(store, answerCall(subtask));
  return parkForUrgent(thread, subtask, takeCall);
}

/** The caller goes on when the quantum that has just been asked for is over. */
function parkForUrgent(thread: Thread, subtask: Subtask | undefined, take: NonNullable<Thread['take']>): 1 {
  const { store } = thread.task.lift.instance;
  openScope(store, store.scopes.length, thread, undefined, undefined);
  setWaiting(thread, subtask, never, take, false);
  return 1;
}

const never = (): boolean => false;

function takeCall({ waitsFor }: Thread): number {
  const subtask = waitsFor as Subtask;
  if (subtask.resolved) deliverResolve(subtask);
  return answerCall(subtask);
}

function answerCall(subtask: Subtask): number {
  return subtask.delivered ? 2 : tableSubtask(subtask);
}

/**
 * `canon_lower`, synchronous, of a function of another component that may wait: 1 if the caller's stack is to be
 * parked. The result is what `onReturn` gives.
 */
export function callSync(
  instance: ComponentInstance, task: Task, start: () => unknown, lenders?: ResourceHandle[],
): 0 | 1 {
  const { store } = instance;
  const { lift } = task;
  if (lift.async) checkMayBlock(instance);
  const depth = store.scopes.length;
  const subtask = call(instance, task, start, lenders);
  if (subtask.delivered) return finishNow(store, task.value);
  if (lift.async) subtask.syncWaiter = store.thread;
  else openScope(store, depth, store.thread, task, lift.instance);
  return block(store, subtask, isResolved, takeResult, false);
}

export function isResolved({ waitsFor }: Thread): boolean {
  return (waitsFor as Subtask).resolved;
}

export function takeResult({ waitsFor }: Thread): unknown {
  const subtask = waitsFor as Subtask;
  deliverResolve(subtask);
  return subtask.task === undefined ? subtask.result : subtask.task.value;
}

// ---------------------------------------------------------------------------------------------------- built-ins

/** `canon_subtask_cancel`, where no callee has to run for it, or none that has a parked stack if it is asynchronous. */
export function subtaskCancelNow(instance: ComponentInstance, async: boolean, index: number): number {
  const subtask = cancel(instance, async, index);
  return subtask.resolved ? takeEvent(subtask) : -1;
}

/** `canon_subtask_cancel`: 1 if the caller's stack is to be parked. */
export function subtaskCancel(instance: ComponentInstance, async: boolean, index: number): 0 | 1 {
  const { store } = instance;
  const woken = store.urgent.length;
  const subtask = cancel(instance, async, index);
  if (!subtask.resolved && store.urgent.length > woken) {
    // The callee has a stack, and its quantum must run first.
    const thread = store.thread!;
    if (!thread.stack) trapOnBlock();
    parkForUrgent(thread, subtask, takeWaitable);
    thread.resume = async ? answerAsync : answerSync;
    return 1;
  }
  if (subtask.resolved) return finishNow(store, takeEvent(subtask));
  if (async) return finishNow(store, -1);
  subtask.syncWaiter = store.thread;
  return block(store, subtask, isResolved, takeWaitable, false);
}

function answerAsync(thread: Thread): void {
  if (!isResolved(thread)) thread.take = takeBlocked;
  resumeStack(thread, false);
}

const takeBlocked = (): number => -1;

function answerSync(thread: Thread): void {
  if (isResolved(thread)) return resumeStack(thread, false);
  (thread.waitsFor as Subtask).syncWaiter = thread;
  thread.readyFunc = isResolved;
  thread.resume = resumeStack;
}

function cancel(instance: ComponentInstance, async: boolean, index: number): Subtask {
  if (!async) checkMayBlock(instance);
  const subtask = getEntry(instance.handles, index, 1) as Subtask;
  if (subtask.delivered) trap('`subtask.cancel` called after terminal status delivered');
  if (subtask.cancellationRequested) trap('`subtask.cancel` called more than once');
  if (!async) checkNoSet(subtask);
  if (subtask.resolved) return subtask;
  subtask.cancellationRequested = true;
  subtask.cancel(subtask);
  return subtask;
}

/** `canon_subtask_drop` */
export function subtaskDrop({ handles }: ComponentInstance, index: number): void {
  const subtask = getEntry(handles, index, 1) as Subtask;
  if (!subtask.delivered) trap('cannot drop a subtask which has not yet resolved');
  joinSet(subtask, undefined);
  removeHandle(handles, subtask.index);
}

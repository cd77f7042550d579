/**
 * Calls during which only some threads may run: those of synchronous functions, and of functions of the host's that are
 * synchronous by their type; and threads that synchronous functions leave behind (CanonicalABI.md, `canon lift` of
 * synchronous functions).
 */
import type { ComponentInstance } from './component-instance.ts';
import { peekQueue } from './queue.ts';
import { failStore, nextThread, wakeStore, type Store } from './store.ts';
import { leaveQuantum } from './stack.ts';
import { callFromHost, newTask, type Lift, type Task } from './task.ts';
import { exitThread, setRunning, trapOnBlock, type Thread } from './thread.ts';

/** Nothing but threads of `instance` may run until `until` is resolved; then `thread`, before all others. */
export interface Scope {
  readonly thread: Thread | undefined;
  /** Undefined: at once. */
  readonly until: { readonly resolved: boolean } | undefined;
  /** Undefined: none may run. */
  readonly instance: ComponentInstance | undefined;
  /** Chooses who runs next. */
  readonly next: (store: Store, scope: Scope) => Thread | undefined;
}

/** @param depth below the scopes that the call has opened itself */
export function openScope(
  store: Store, depth: number, thread: Scope['thread'], until: Scope['until'], instance: Scope['instance'],
): void {
  store.scopes.splice(depth, 0, { thread, until, instance, next: nextInScopes });
  if (until !== undefined) store.idle = 2;
}

function nextInScopes(store: Store, { thread, until, instance }: Scope): Thread | undefined {
  if (until?.resolved === false) return instance && nextInScope(store, instance);
  store.scopes.pop();
  store.idle = store.scopes.some((scope) => scope.until !== undefined) ? 2 : 0;
  if (thread !== undefined) {
    // What has come late comes after it.
    if (store.idle === 0 && store.late.length > 0) openScope(store, 0, undefined, undefined, undefined);
    return thread;
  }
  leaveQuantum(store);
  // Not now: who delivers pumps, which is what this is asked for.
  if (store.idle === 0) for (const deliver of store.late.splice(0)) void store.resolved.then(deliver);
  return nextThread(store);
}

function nextInScope(store: Store, instance: ComponentInstance): Thread | undefined {
  const items = store.ready.items.filter((each) => each !== undefined && mayRunInScope(each, instance));
  const thread = peekQueue({ items, head: 0 }, store);
  if (thread === undefined) {
    failStore(store, new WebAssembly.RuntimeError('cannot block a synchronous task before returning'));
  }
  return thread;
}

/** While a call of a synchronous function waits: the threads of its instance that don't need its lock. */
export function mayRunInScope(thread: Thread, instance: ComponentInstance): boolean {
  const { task, readyFunc } = thread;
  if (task.lift.instance !== instance || thread === task.thread && task.lift.exclusive) return false;
  return task.state > 0 && readyFunc !== undefined && readyFunc(thread);
}

/** What is special about tasks of synchronous functions. */
export interface SyncRules {
  /** Traps where one would wait, unless another thread of the instance could run meanwhile. */
  readonly check: (instance: ComponentInstance) => void;
  /** Lets one wait whose stack stays: only threads that haven't started can run, on top of it. */
  readonly wait: (thread: Thread) => void;
  /** Has such a task left behind a thread that never ran, while the host waits for nothing? It sleeps until the host does. */
  readonly sleeps: (thread: Thread) => boolean;
}

export const syncRules: SyncRules = {
  check(instance) {
    const { items } = instance.store.ready;
    if (!items.some((each) => each !== undefined && mayRunInScope(each, instance))) trapOnBlock();
  },
  wait(thread) {
    const { instance } = thread.task.lift;
    const { items } = instance.store.ready;
    while (thread.resume !== undefined) {
      if (thread.readyFunc?.(thread)) return thread.resume(thread, false);
      const next = items.find((each) => each?.start !== undefined && mayRunInScope(each, instance));
      if (next === undefined) trapOnBlock();
      next.resume!(next, false);
    }
  },
  sleeps(thread) {
    const { start, task: { resolved, lift: { instance: { store } } } } = thread;
    const { calls, hostOps } = store;
    if (start === undefined || !resolved || hostOps > 0 || calls.some(({ lift }) => lift.async)) return false;
    (store.sleeping ??= []).push(thread);
    return true;
  },
};

// ----------------------------------------------------------------------------------- called by the host

/** `callFromHost` of a function of a synchronous type that may wait. */
export function callSyncFromHost(task: Task, start: () => unknown): void {
  const { instance } = task.lift;
  const { store } = instance;
  const depth = store.scopes.length;
  callFromHost(task, start);
  if (!task.resolved && store.failed === 0) {
    openScope(store, depth, undefined, task, instance);
    leaveQuantum(store);
    wakeStore(store);
  }
}

const noArguments = (): undefined => undefined;

/**
 * The begin of a call of core code that is neither lifted asynchronously nor called by `startTask`: a synchronous
 * function, a destructor, `realloc`, a start function. Gives what `leaveThread` gets.
 */
export function enterThread(instance: ComponentInstance): Thread | undefined {
  const { store } = instance;
  const previous = store.thread;
  const task = newTask(instance.syncLift ??= syncLift(instance), noArguments);
  task.state = task.numThreads = 1;
  setRunning(task.thread);
  store.thread = task.thread;
  return previous;
}

const syncLift = (instance: ComponentInstance): Lift => ({
  instance,
  name: '',
  async: false,
  exclusive: false,
  returnType: -1,
  sync: syncRules,
});

/** Its end. */
export function leaveThread(store: Store, previous: Thread | undefined): void {
  const thread = store.thread!;
  thread.task.resolved = true;
  exitThread(thread);
  store.thread = previous;
}

/**
 * The store: which thread runs, which may run next, and the loop that lets them (CanonicalABI.md, "Embedding",
 * `Store.tick`). A quantum is one slice of core code, up to where it returns or waits. One runs at a time; first
 * come, first served.
 *
 * A thread whose stack is parked goes on in a microtask, once the promise that it waits for is resolved. Until its
 * quantum ends, nothing else is chosen (`resuming`).
 */
import { wakeLocked, type ComponentInstance } from './component-instance.ts';
import type { CopyEnd } from './copy-end.ts';
import { deadlock } from './deadlock.ts';
import { has } from './features.ts';
import { dequeue, newQueue, type Chance, type Queue } from './queue.ts';
import type { Scope } from './scope.ts';
import { leaveQuantum } from './stack.ts';
import { callbackMayRun, rejectCall, type Task } from './task.ts';
import type { Thread } from './thread.ts';
import { trapOnThrow } from './trap.ts';
import type { WaitableSet } from './waitable.ts';

export interface Store {
  /** 2 while core code runs, 1 while arguments of the host are lowered, else `idle`. It stays set after a trap. */
  entered: number;
  /** 2 while a call waits and keeps the host out, else 0. */
  idle: number;
  thread: Thread | undefined;
  /** May be ready: looked at again when it is their turn. */
  readonly ready: Queue<Thread>;
  /** Parked threads that were told to go on, and do so before others. */
  readonly urgent: Thread[];
  /** The one whose quantum has been started, and hasn't ended. */
  resuming: Thread | undefined;
  readonly scopes: Scope[];
  /** What the host has done while a scope kept it out. */
  readonly late: (() => void)[];
  /** Calls by the host that it awaits. */
  readonly calls: Task[];
  /** What the host has under way: its promises, and ends of streams that it holds. Deadlocks are reported if 0. */
  hostOps: number;
  /** To be told of a trap too: those who read, and then those who may have given that away. */
  readonly pendingReads: Set<{ fail(error: unknown): void; lose(error: unknown): void }>;
  readonly instances: ComponentInstance[];
  /** 1: it has trapped, and the error is about to be known. 2: it is. */
  failed: number;
  /** The error that it has trapped with, or is about to. */
  error: unknown;
  /** A synchronous call has thrown already. */
  told?: boolean;
  /** The pump is running, or will when the quantum ends. */
  pumping: boolean;
  /** … or will soon. */
  scheduled: boolean;
  /** Quanta since timers had a chance. */
  turns: number;
  /** A look at the calls is due. */
  watching: boolean;
  /** Keeps the process alive. */
  timer?: ReturnType<typeof setInterval> | undefined;
  readonly chance: Chance | undefined;
  /** Threads that synchronous functions have left behind: out of `ready` while others are looked at (scope.ts). */
  sleeping?: Thread[];
  readonly resolved: Promise<void>;
  readonly pump: () => void;
}

/** With `seededChance`, every choice that the spec leaves open is made at random. */
export function newStore(chance?: Chance): Store {
  const store: Store = {
    entered: 0,
    idle: (has.scopes && 0) as number,
    thread: undefined,
    ready: newQueue(),
    urgent: (has.parking && []) as Thread[],
    resuming: (has.parking && undefined) as undefined,
    scopes: (has.scopes && []) as Scope[],
    late: (has.scopes && []) as (() => void)[],
    calls: [],
    hostOps: 0,
    pendingReads: new Set(),
    instances: [],
    failed: 0,
    error: undefined,
    pumping: false,
    scheduled: false,
    turns: 0,
    watching: false,
    chance: (has.seeds && chance) as Chance | undefined,
    resolved: Promise.resolve(),
    pump: () => pump(store),
  };
  return store;
}

/** Something that this thread waits for is there. */
export function makeReady(thread: Thread): void {
  const { store } = thread.task.lift.instance;
  if (thread.queue === store.ready) return;
  enqueue(thread, store.ready);
  wakeStore(store);
}

export function enqueue(thread: Thread, queue: Queue<Thread>): void {
  thread.queue = queue;
  queue.items.push(thread);
}

/** Something can go on: sees to it that it does, soon. */
export function wakeStore(store: Store): void {
  if (store.pumping || store.scheduled) return;
  store.scheduled = true;
  void store.resolved.then(store.pump);
}

/** Goes on in a macrotask, so that timers and I/O get their turn. */
function inMacrotask(run: () => void): void {
  const { setImmediate = setTimeout } = globalThis as { readonly setImmediate?: (run: () => void) => unknown };
  setImmediate(run);
}

/** Lets threads run until none is ready, or one goes on in a microtask. Called when nothing runs. */
function pump(store: Store): void {
  store.scheduled = false;
  if (has.parking && store.resuming !== undefined || store.failed > 0) return;
  // A synchronous call has trapped.
  if (has.syncs && store.entered > (has.scopes ? store.idle : 0)) {
    return failStore(store, new WebAssembly.RuntimeError('cannot enter component instance'), true);
  }
  store.pumping = true;
  while (store.failed === 0) {
    // Less patience with what nobody waits for. A call that is over must not keep the host out, however.
    const limit = store.calls.length + store.pendingReads.size > 0 ? 1000 : 10;
    if (++store.turns > limit && !(has.scopes && store.scopes.at(-1)?.until?.resolved)) {
      store.turns = 0;
      store.pumping = false;
      store.scheduled = true;
      return inMacrotask(store.pump);
    }
    if (has.parking) {
      store.resuming = store.urgent.shift();
      if (store.resuming !== undefined) return store.resuming.wake!();
    }
    const thread = nextThread(store);
    if (thread === undefined) break;
    resumeThread(store, thread);
  }
  store.pumping = false;
  watchCalls(store);
}

/**
 * Looks after calls that the host awaits, in a macrotask: they are deadlocked if nothing can run and nothing is under way;
 * else the process must not end for want of anything to do, whether or not the host's operations keep it alive.
 */
export function watchCalls(store: Store): void {
  if (store.watching || store.calls.length === 0) return;
  store.watching = true;
  inMacrotask(() => {
    store.watching = false;
    if (store.calls.length === 0) return;
    if (store.scheduled || has.parking && store.resuming !== undefined || store.hostOps > 0) {
      store.timer ??= setInterval(() => {}, 0x7fffffff);
    } else if (store.entered === 0) {
      failStore(store, deadlock(store));
    }
  });
}

/** A call is awaited no more. */
export function forgetCall(store: Store, task: Task): void {
  const last = store.calls.pop()!;
  last.slot = task.slot;
  if (last !== task) store.calls[task.slot] = last;
  if (store.timer !== undefined && store.calls.length === 0) stopTimer(store);
}

function stopTimer(store: Store): void {
  clearInterval(store.timer);
  store.timer = undefined;
}

function resumeThread(store: Store, thread: Thread): void {
  store.entered = 2;
  try {
    thread.resume!(thread, false);
    leaveQuantum(store);
  } catch (error) {
    if (store.entered === 1) {
      // Arguments that can't be lowered: nothing has happened yet.
      leaveQuantum(store);
      rejectCall(thread.task, error);
    } else if (store.failed === 0) {
      failStore(store, error);
    }
  }
}

/** The thread that runs next, if one is ready. */
export function nextThread(store: Store): Thread | undefined {
  if (has.scopes) {
    const scope = store.scopes.at(-1);
    if (scope !== undefined) return scope.next(store, scope);
  }
  for (;;) {
    const thread = dequeue(store.ready, store);
    if (thread === undefined || !(has.scopes && thread.task.lift.sync?.sleeps(thread)) && isChosen(thread)) {
      if (has.scopes && store.sleeping) store.ready.items.push(...store.sleeping.splice(0));
      return thread;
    }
  }
}

/** Is it ready? If what it was woken for is gone, it waits again. */
function isChosen(thread: Thread): boolean {
  const { readyFunc, waitsFor, task: { lift: { instance } } } = thread;
  thread.queue = undefined;
  if (readyFunc?.(thread)) return true;
  const set = readyFunc !== undefined && waitsFor?.code === 0 ? waitsFor as WaitableSet : undefined;
  if (set?.pending.items.length === 0) enqueue(thread, set.waiting);
  else if (readyFunc === callbackMayRun) enqueue(thread, instance.lockWaiters);
  if (instance.exclusive === undefined) wakeLocked(instance);
  return false;
}

/** What a synchronous call by the host throws: a trap of the component's, or an error in its own arguments. */
export function failSync(store: Store, error: unknown): unknown {
  if (store.entered !== 2) return error;
  // The error of a stack is about to be known; the host has been told that there is one.
  if (store.failed === 1) store.told = true;
  else failStore(store, error, true);
  return store.error ?? error;
}

/**
 * A trap: nothing may run any more. All calls that are awaited reject; if there is none, and the error isn't `told`
 * otherwise, it becomes an unhandled rejection.
 */
export function failStore(store: Store, error: unknown, told = false): void {
  if (store.failed === 2) return;
  const { calls, pendingReads } = store;
  store.failed = store.entered = 2;
  store.error = trapOnThrow(store.error ?? error);
  if (store.timer !== undefined) stopTimer(store);
  if (!told && !(has.syncs && store.told) && calls.length + pendingReads.size === 0) void Promise.reject(store.error);
  for (const task of calls) task.reject!(store.error);
  calls.length = 0;
  const reads = [...pendingReads];
  for (const read of reads) read.fail(store.error);
  for (const read of reads) read.lose(store.error);
  // What it could have read: other instantiations, and JavaScript, need not write it any more.
  for (const { handles } of store.instances) {
    for (const end of handles.entries as (Partial<CopyEnd> | undefined)[]) {
      if (end?.code! % 2 === 0) end!.shared?.drop();
    }
  }
}

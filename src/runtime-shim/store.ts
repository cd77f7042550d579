/**
 * The store: which thread runs, which may run next, and the loop that lets them (CanonicalABI.md, "Embedding",
 * `Store.tick`). A quantum is one slice of core code, up to where it returns or waits. One runs at a time; first
 * come, first served.
 *
 * A thread whose stack is parked goes on in a microtask, once the promise that it waits for is resolved. Until its
 * quantum ends, nothing else is chosen (`resuming`).
 */
import { type ComponentInstance, wakeLocked } from './component-instance.ts';
import { deadlock } from './deadlock.ts';
import { dequeue, newQueue, removeAt, type Queue, type Random } from './queue.ts';
import { leaveQuantum, parkedStack } from './stack.ts';
import { callbackMayRun, rejectCall, type Task } from './task.ts';
import type { Thread } from './thread.ts';
import { trapOnThrow } from './trap.ts';
import { hasPendingEvent, queueForEvent, type WaitableSet } from './waitable.ts';

/** Nothing but threads of `instance` may run until `until` is resolved; then `thread`, before all others. */
export interface Scope {
  readonly thread: Thread | undefined;
  /** Undefined: at once. */
  readonly until: { readonly resolved: boolean } | undefined;
  readonly instance: ComponentInstance | undefined;
  /** Chooses one of them; undefined: none may run. */
  readonly next: ((store: Store, instance: ComponentInstance) => Thread | undefined) | undefined;
}

export interface Store {
  /** 2 while core code runs, 1 while arguments of the host are lowered, else 0. It stays set after a trap. */
  entered: number;
  thread: Thread | undefined;
  /** May be ready: looked at again when it is their turn. */
  readonly ready: Queue<Thread>;
  /** The host has called a synchronous function. */
  quiet: boolean;
  /** Made ready by that, when nobody waits for anything: they run when an asynchronous function is called next. */
  readonly dormant: Thread[];
  /** Parked threads that were told to go on, and do so before others. */
  readonly urgent: Thread[];
  /** The one whose quantum has been started, and hasn't ended. */
  resuming: Thread | undefined;
  readonly scopes: Scope[];
  /** Calls by the host that it awaits. */
  calls: Task[];
  /** What the host has under way: its promises, and ends of streams that it holds. Deadlocks are reported if 0. */
  hostOps: number;
  /** To be told of a trap too. */
  readonly pendingReads: Set<{ fail(error: unknown): void }>;
  /** What the host has done while a scope kept it out. */
  late: (() => void)[];
  /** 1: it has trapped, and the error is about to be known. 2: it is. */
  failed: number;
  /** The error that it has trapped with, or is about to. */
  error: unknown;
  /** The pump is running, or will when the quantum ends. */
  pumping: boolean;
  /** … or will soon. */
  scheduled: boolean;
  /** Quanta since timers had a chance. */
  turns: number;
  /** A look at the calls is due. */
  watching: boolean;
  /** Keeps the process alive. */
  timer: ReturnType<typeof setInterval> | undefined;
  readonly random: Random;
  readonly resolved: Promise<void>;
  readonly pump: () => void;
}

/** With a seed, every choice that the spec leaves open is made at random. */
export function newStore(seed?: number): Store {
  const store: Store = {
    entered: 0,
    thread: undefined,
    ready: newQueue(),
    quiet: false,
    dormant: [],
    urgent: [],
    resuming: undefined,
    scopes: [],
    calls: [],
    hostOps: 0,
    pendingReads: new Set(),
    late: [],
    failed: 0,
    error: undefined,
    pumping: false,
    scheduled: false,
    turns: 0,
    watching: false,
    timer: undefined,
    random: seed === undefined ? undefined : seededRandom(seed),
    resolved: Promise.resolve(),
    pump: () => pump(store),
  };
  return store;
}

/** Mulberry32 */
function seededRandom(seed: number): (n: number) => number {
  return (n) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

/** Something that this thread waits for is there. */
export function makeReady(thread: Thread): void {
  if (thread.queued) return;
  const { store } = thread.task.lift.instance;
  thread.queued = true;
  thread.quiet = store.quiet;
  store.ready.items.push(thread);
  wakeStore(store);
}

/** The host waits again. */
export function wakeDormant(store: Store): void {
  if (store.dormant.length === 0) return;
  store.ready.items.push(...store.dormant.splice(0));
  wakeStore(store);
}

/** Something can go on: sees to it that it does, soon. */
export function wakeStore(store: Store): void {
  if (store.pumping || store.scheduled) return;
  store.scheduled = true;
  void store.resolved.then(store.pump);
}

/** Goes on in a macrotask, so that timers and I/O get their turn. */
export function inMacrotask(run: () => void): void {
  const { setImmediate, MessageChannel } = globalThis as unknown as {
    readonly setImmediate?: (run: () => void) => void;
    readonly MessageChannel?: typeof globalThis.MessageChannel;
  };
  if (setImmediate) {
    setImmediate(run);
  } else if (MessageChannel) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      run();
    };
    port2.postMessage(0);
  } else {
    setTimeout(run, 0);
  }
}

/** Lets threads run until none is ready, or one goes on in a microtask. Called when nothing runs. */
export function pump(store: Store): void {
  store.scheduled = false;
  if (store.resuming !== undefined || store.failed > 0) return;
  // A synchronous call has trapped.
  if (store.entered > 0 && store.scopes.length === 0) {
    return failStore(store, new WebAssembly.RuntimeError('cannot enter component instance'));
  }
  store.pumping = true;
  while (store.failed === 0) {
    // Less patience with what nobody waits for.
    if (++store.turns > (store.calls.length > 0 ? 1000 : 10)) return pumpLater(store);
    const parked = store.urgent.shift();
    if (parked !== undefined) {
      store.resuming = parked;
      return parkedStack(parked)();
    }
    const thread = nextThread(store);
    if (thread === undefined) break;
    resumeThread(store, thread);
  }
  store.pumping = false;
  if (store.calls.length > 0) watchCalls(store);
}

function pumpLater(store: Store): void {
  store.turns = 0;
  store.pumping = false;
  store.scheduled = true;
  inMacrotask(store.pump);
}

/**
 * Looks after calls that the host awaits, in a macrotask: they are deadlocked if nothing can run and nothing is under way;
 * else the process must not end for want of anything to do, whether or not the host's operations keep it alive.
 */
export function watchCalls(store: Store): void {
  if (store.watching) return;
  store.watching = true;
  inMacrotask(() => {
    store.watching = false;
    if (store.calls.length === 0) return;
    if (store.scheduled || store.resuming !== undefined || store.hostOps > 0) {
      store.timer ??= setInterval(() => {}, 0x7fffffff);
    } else if (store.entered === 0) {
      failStore(store, deadlock(store));
    }
  });
}

/** No call is awaited any more. */
export function stopTimer(store: Store): void {
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

function nextThread(store: Store): Thread | undefined {
  for (;;) {
    const scope = store.scopes.at(-1);
    if (scope === undefined) break;
    if (scope.until?.resolved === false) return scope.next?.(store, scope.instance!);
    store.scopes.pop();
    if (scope.thread !== undefined) return scope.thread;
    store.quiet = false;
    leaveQuantum(store);
  }
  if (store.late.length > 0) for (const deliver of store.late.splice(0)) deliver();
  for (;;) {
    const thread = dequeue(store.ready, store.random);
    if (thread === undefined) return undefined;
    if (thread.quiet && isIdle(store)) {
      store.dormant.push(thread);
      continue;
    }
    thread.queued = false;
    if (thread.readyFunc?.(thread)) return thread;
    waitAgain(thread);
  }
}

/** Does the host wait for nothing? */
function isIdle({ hostOps, calls }: Store): boolean {
  return hostOps === 0 && !calls.some(({ lift }) => lift.async);
}

/** It isn't ready after all: what it was woken for is gone. */
function waitAgain(thread: Thread): void {
  const { readyFunc, waitsFor, task: { lift: { instance } } } = thread;
  const isSet = readyFunc !== undefined && waitsFor?.code === 0;
  if (isSet && !hasPendingEvent(waitsFor as WaitableSet)) {
    queueForEvent(thread, waitsFor as WaitableSet);
  } else if (readyFunc === callbackMayRun && !thread.lockQueued) {
    thread.lockQueued = true;
    instance.lockWaiters.items.push(thread);
  }
  if (instance.exclusive === undefined) wakeLocked(instance);
}

/** While a call of a synchronous function waits: the threads of its instance that don't need its lock. */
export function mayRunInScope(thread: Thread, instance: ComponentInstance): boolean {
  const { task, readyFunc } = thread;
  if (task.lift.instance !== instance || (thread === task.thread && task.lift.exclusive)) return false;
  return thread.index > 0 && readyFunc !== undefined && readyFunc(thread);
}

/** `Scope.next` of a call of a synchronous function. */
export function nextInScope(store: Store, instance: ComponentInstance): Thread | undefined {
  const { ready: { items, head }, random } = store;
  const places = [];
  for (let at = head; at < items.length && (random !== undefined || places.length === 0); at++) {
    if (mayRunInScope(items[at]!, instance)) places.push(at);
  }
  if (places.length === 0) {
    failStore(store, new WebAssembly.RuntimeError('cannot block a synchronous task before returning'));
    return undefined;
  }
  const at = places[random?.(places.length) ?? 0]!;
  const thread = items[at]!;
  thread.queued = false;
  removeAt(store.ready, at);
  return thread;
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
  store.calls = [];
  if (store.timer !== undefined) stopTimer(store);
  for (const task of calls) task.reject!(store.error);
  for (const read of pendingReads) read.fail(store.error);
  if (!told && calls.length + pendingReads.size === 0) void Promise.reject(store.error);
  pendingReads.clear();
}

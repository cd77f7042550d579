/**
 * Threads whose wasm stack is parked: JavaScript Promise Integration, one stack for each thread. See the small core
 * modules around such functions (emitter, thunks): `try` first, `park` only if that gave 1, then `finish`.
 */
import { has } from './features.ts';
import { failStore, wakeStore, type Store } from './store.ts';
import { coreDone } from './task.ts';
import { setRunning, type Thread } from './thread.ts';
import { trap } from './trap.ts';

type CoreFunction = (...args: never[]) => unknown;

interface PromiseIntegration {
  readonly promising?: (f: CoreFunction) => CoreFunction;
  readonly Suspending?: new (f: CoreFunction) => CoreFunction;
}

/** A core function, to be run on a stack of its own; without JSPI, the function itself. */
export function promising(f: CoreFunction): CoreFunction {
  const { promising } = WebAssembly as PromiseIntegration;
  return promising ? promising(f) : f;
}

/** A function that parks the stack of its caller. */
export function suspending(f: CoreFunction): CoreFunction {
  const { Suspending } = WebAssembly as PromiseIntegration;
  return Suspending ? new Suspending(f) : cannotSuspend;
}

function cannotSuspend(): never {
  trap('cannot suspend: this engine has no JavaScript Promise Integration');
}

/** Parks the stack of the current thread, for which `resume` has been set. */
export function park(store: Store): Promise<void> {
  const thread = store.thread!;
  if (thread.resumed) {
    thread.resumed = false;
    store.resuming = undefined;
    store.pumping = false;
    leaveQuantum(store);
    wakeStore(store);
  }
  return new Promise((resolve) => {
    thread.wake = () => {
      thread.wake = undefined;
      resolve();
    };
  });
}

/** Makes the thread of a stack that goes on the current one. Gives the result of what it waited for. */
export function finish(store: Store): unknown {
  const thread = store.thread ?? store.resuming!;
  if (store.thread === undefined) {
    if (store.failed > 0) trap('cannot enter component instance');
    store.thread = thread;
    store.entered = 2;
    thread.resumed = true;
  }
  return thread.result;
}

/** A core function that has been called on a stack returns. */
export function coreReturned(store: Store, result: unknown): void {
  const thread = store.thread!;
  thread.result = result;
  thread.returned = true;
  if (thread.resumed) {
    thread.resumed = false;
    leaveQuantum(store);
  }
}

/** Nothing runs, and nothing will if there has been a trap. */
export function leaveQuantum(store: Store): void {
  store.thread = undefined;
  if (store.failed === 0) store.entered = has.scopes ? store.idle : 0;
}

/** `Thread.resume` of a stack: its quantum comes next. What it has waited for is taken now. */
export function resumeStack(thread: Thread, cancelled: boolean): void {
  const { store } = thread.task.lift.instance;
  setRunning(thread);
  thread.result = thread.take!(thread, cancelled);
  if (!thread.stack) return;
  store.urgent.push(thread);
  wakeStore(store);
}

/** What comes after a call of core code, which gave `result`: for a stack of its own `afterStackCall`. */
export type AfterCall = (thread: Thread, result: unknown) => void;

/** Core code has been called on a stack of its own, and gave a promise. */
export function afterStackCall(thread: Thread, result: unknown): void {
  if (thread.returned) {
    thread.returned = false;
    return coreDone(thread, thread.result);
  }
  const { store } = thread.task.lift.instance;
  const fail = (error: unknown): void => failStore(store, error);
  if (thread.wake === undefined) {
    // It has trapped. Its error comes with the promise; until then, callers are left by another.
    store.failed = 1;
    const left = new WebAssembly.RuntimeError('a callee has trapped: the cause is set in a microtask');
    (result as Promise<unknown>).then(undefined, (error) => {
      fail(error);
      const cause = store.error as Partial<Error> | undefined;
      Object.assign(left, { cause, message: cause?.message ?? left.message });
    });
    throw left;
  }
  (result as Promise<unknown>).then(() => stackReturned(thread), fail);
}

function stackReturned(thread: Thread): void {
  const { store } = thread.task.lift.instance;
  if (store.failed > 0) return;
  store.resuming = undefined;
  thread.returned = false;
  store.thread = thread;
  store.entered = 2;
  try {
    coreDone(thread, thread.result);
  } catch (error) {
    if (store.failed === 0) failStore(store, error);
    return;
  }
  leaveQuantum(store);
  store.pump();
}

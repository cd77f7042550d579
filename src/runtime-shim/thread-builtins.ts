/**
 * `canon thread.*` (CanonicalABI.md). Those that give 0 or 1 are to be followed by `park` if it is 1, and by
 * `finish`, which gives the result.
 */
import type { ComponentInstance } from './component-instance.ts';
import { has } from './features.ts';
import { addHandle, removeHandle } from './handles.ts';
import { makeReady } from './store.ts';
import { afterStackCall } from './stack.ts';
import {
  deliverPendingCancel, finishNow, newThread, parkOrNest, setRunning, setWaiting, takeCancelled,
  type Thread,
} from './thread.ts';
import { trap } from './trap.ts';

/** `canon_thread_index` */
export function threadIndex({ store }: ComponentInstance): number {
  const thread = store.thread!;
  return thread.index ?? tableThread(thread);
}

/** `Task.register_thread`: gives the thread an index, as soon as core code can know it. */
function tableThread(thread: Thread): number {
  const { instance } = thread.task.lift;
  thread.onExit = forgetThread;
  return thread.index = addHandle(instance.threads ??= { entries: [undefined], free: [] }, thread);
}

function forgetThread(thread: Thread): void {
  const { lift: { instance }, threads } = thread.task;
  removeHandle(instance.threads!, thread.index!);
  threads?.delete(thread);
}

/** `canon_thread_new_indirect`. `run` calls an element of the table, on a stack of its own if it is `promising`. */
export function threadNewIndirect(
  instance: ComponentInstance, run: (index: number, context: number) => unknown, table: WebAssembly.Table,
  index: number, context: number,
): number {
  // The index is a BigInt if the table's indices have 64 bits.
  const at = typeof index === 'number' ? index >>> 0 : index;
  if (at >= table.length) trap('undefined element: table index is out of bounds');
  const f: unknown = table.get(at);
  if (f === null) trap('the start function index points to an uninitialized function');
  checkStart(f as object, typeof context);
  const { task } = instance.store.thread!;
  const thread = newThread(task, startThread);
  thread.start = () => run(index, context);
  (task.threads ??= new Set()).add(thread);
  task.numThreads++;
  return tableThread(thread);
}

/** Start functions that were found to be right for this type of context. */
const startTypes: WeakMap<object, string> = /*#__PURE__*/ new WeakMap();

/** Modules that import a function of the type for such a context, `number` or `bigint`; where code can't compile them. */
export const startModules: Record<string, WebAssembly.Module | undefined> = {};

/** Traps if the start function isn't of type `(func (param i32))`, or i64: only what is can be imported as such. */
function checkStart(f: object, context: string): void {
  if (startTypes.get(f) === context) return;
  // (module (import "" "" (func (param i32))))
  const sections = [1, 5, 1, 96, 1, context === 'bigint' ? 126 : 127, 0, 2, 5, 1, 0, 0, 0, 0];
  const module = has.startModules && startModules[context]
    || new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, ...sections]));
  try {
    new WebAssembly.Instance(module, { '': { '': f as WebAssembly.ImportValue } });
  } catch {
    trap('start function does not match expected type');
  }
  startTypes.set(f, context);
}

/** `Thread.resume` of one that hasn't started. */
export function startThread(thread: Thread): void {
  const { store } = thread.task.lift.instance;
  const start = thread.start!;
  const previous = store.thread;
  setRunning(thread);
  thread.start = undefined;
  thread.stack = afterStackCall;
  store.thread = thread;
  afterStackCall(thread, start());
  store.thread = previous;
}

function otherThread({ threads }: ComponentInstance, index: number): Thread {
  const thread = threads?.entries[index >>> 0];
  if (thread === undefined) trap(`unknown handle index ${index >>> 0}`);
  return thread;
}

function suspendedThread(instance: ComponentInstance, index: number): Thread {
  const thread = otherThread(instance, index);
  if (thread.resume === undefined || thread.readyFunc !== undefined) {
    trap('cannot resume thread which is not suspended');
  }
  return thread;
}

const always = (): boolean => true;

/** `canon_thread_resume_later` */
export function threadResumeLater(instance: ComponentInstance, index: number): void {
  const thread = suspendedThread(instance, index);
  thread.readyFunc = always;
  makeReady(thread);
}

/**
 * The current thread is suspended, or with `yields` waits for its next turn. `other` runs first; if it has a parked
 * stack, then as soon as that of the current thread is parked too.
 */
function switchTo(
  { store }: ComponentInstance, cancellable: boolean, yields: boolean, other: Thread | undefined,
): 0 | 1 {
  const thread = store.thread!;
  if (deliverPendingCancel(thread, cancellable)) return finishNow(store, 1);
  setWaiting(thread, undefined, yields ? always : undefined, takeCancelled, cancellable);
  if (yields) makeReady(thread);
  other?.resume!(other, false);
  return parkOrNest(thread);
}

/** `canon_thread_suspend` */
export function threadSuspend(instance: ComponentInstance, cancellable: boolean): 0 | 1 {
  return switchTo(instance, cancellable, false, undefined);
}

/** `canon_thread_yield` */
export function threadYield(instance: ComponentInstance, cancellable: boolean): 0 | 1 {
  return switchTo(instance, cancellable, true, undefined);
}

/** `canon_thread_suspend_then_resume` */
export function threadSuspendThenResume(instance: ComponentInstance, cancellable: boolean, index: number): 0 | 1 {
  return switchTo(instance, cancellable, false, suspendedThread(instance, index));
}

/** `canon_thread_yield_then_resume` */
export function threadYieldThenResume(instance: ComponentInstance, cancellable: boolean, index: number): 0 | 1 {
  return switchTo(instance, cancellable, true, suspendedThread(instance, index));
}

function readyThread(instance: ComponentInstance, index: number): Thread | undefined {
  const thread = otherThread(instance, index);
  return thread.readyFunc?.(thread) ? thread : undefined;
}

/** `canon_thread_suspend_then_promote` */
export function threadSuspendThenPromote(instance: ComponentInstance, cancellable: boolean, index: number): 0 | 1 {
  return switchTo(instance, cancellable, false, readyThread(instance, index));
}

/** `canon_thread_yield_then_promote` */
export function threadYieldThenPromote(instance: ComponentInstance, cancellable: boolean, index: number): 0 | 1 {
  return switchTo(instance, cancellable, true, readyThread(instance, index));
}

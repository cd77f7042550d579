/**
 * The report of a deadlock: who waits for what, by the names of exports and imports (CanonicalABI.md says only that the
 * embedder may trap).
 */
import type { Store } from './store.ts';
import { mayStart, type Task } from './task.ts';
import type { Subtask } from './subtask.ts';
import type { Thread } from './thread.ts';
import type { Waitable } from './waitable.ts';

/** The error with which all calls reject that can't ever return. */
export function deadlock({ calls }: Store): Error {
  const lines = new Set<string>();
  for (const task of calls) describeTask(task, lines);
  const report = [...lines].map((line) => `\n  ${line}`).join('');
  return new WebAssembly.RuntimeError(`deadlock detected: event loop cannot make further progress${report}`);
}

function describeTask(task: Task, lines: Set<string>): void {
  for (const thread of [task.thread, ...task.threads ?? []]) {
    if (thread.resume !== undefined) lines.add(`${task.lift.name} ${describeThread(thread, lines)}`);
  }
}

function describeThread({ task, readyFunc, waitsFor }: Thread, lines: Set<string>): string {
  if (readyFunc === undefined) return 'is suspended';
  if (readyFunc === mayStart) return 'has not started: its instance is busy, or takes no more calls';
  if (waitsFor === undefined) return 'waits for its turn';
  if (waitsFor.code > 0) return `waits for ${describeWaitable(waitsFor as Waitable, lines)}`;
  const inSet = task.lift.instance.handles.entries.filter((entry) => (entry as Waitable | undefined)?.wset === waitsFor);
  const list = inSet.map((waitable) => describeWaitable(waitable as Waitable, lines)).join(', ');
  return `waits for ${list || 'an empty waitable set'}`;
}

function describeWaitable(waitable: Waitable, lines: Set<string>): string {
  if (waitable.code > 1) {
    const kind = ['a stream read', 'a stream write', 'a future read', 'a future write'][waitable.code - 2]!;
    return `${kind} (handle ${waitable.index})`;
  }
  const { task, name } = waitable as Subtask;
  if (task !== undefined) describeTask(task, lines);
  return `a call of ${name}`;
}

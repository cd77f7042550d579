/**
 * The report of a deadlock: who waits for what, by the names of exports and imports (CanonicalABI.md says only that the
 * embedder may trap).
 */
import { kindOf } from './copy-end.ts';
import { has } from './features.ts';
import type { Store } from './store.ts';
import { mayStart, type Task } from './task.ts';
import type { Subtask } from './subtask.ts';
import type { Thread } from './thread.ts';
import type { Waitable } from './waitable.ts';

/** The error with which all calls reject that can't ever return. */
export function deadlock({ calls }: Store): Error {
  const lines = new Set(['deadlock detected: event loop cannot make further progress']);
  for (const task of calls) describeTask(task, lines);
  return new WebAssembly.RuntimeError([...lines].join('\n  '));
}

function describeTask({ lift, thread, threads }: Task, lines: Set<string>): void {
  for (const each of has.threads ? [thread, ...threads ?? []] : [thread]) {
    if (each.resume !== undefined) lines.add(`${lift.name} ${describeThread(each, lines)}`);
  }
}

function describeThread({ task, readyFunc, waitsFor }: Thread, lines: Set<string>): string {
  if (has.parking && readyFunc === undefined) return 'is suspended';
  if (readyFunc === mayStart) return 'has not started: its instance is busy, or takes no more calls';
  if (waitsFor === undefined) return 'waits for its turn';
  const { entries } = task.lift.instance.handles;
  const all = has.syncWaits && waitsFor.code > 0
    ? [waitsFor]
    : (entries as (Waitable | undefined)[]).filter((each) => each?.wset === waitsFor);
  return `waits for ${all.map((each) => describeWaitable(each as Waitable, lines)).join(', ') || 'an empty waitable set'}`;
}

function describeWaitable(waitable: Waitable, lines: Set<string>): string {
  const { code, index } = waitable;
  if (code > 1) return `a ${kindOf(code)} ${code % 2 ? 'write' : 'read'} (handle ${index})`;
  const { task, name } = waitable as Subtask;
  if (has.calls && task !== undefined) describeTask(task, lines);
  return `a call of ${name}`;
}

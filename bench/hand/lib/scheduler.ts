// A scheduler for guests with callbacks: tasks, waitable sets, subtasks. Less than the specification
// demands: no cancellation, no backpressure, no yielding, and of the checks of handles only those for their
// kind.
import { cannotEnter, trap } from './core.ts';

export interface Task {
  readonly callback: (event: number, index: number, payload: number) => number;
  context: number;
  /** What the task has returned, until someone waits for it. */
  value: unknown;
  returned: boolean;
  resolve: ((value: never) => void) | undefined;
  reject: ((reason: unknown) => void) | undefined;
}

/** A set; the task that waits for it. */
class WaitableSet {
  waiting: Task | undefined = undefined;
  readonly ready: Waitable[] = [];
  members = 0;
}

/** A subtask or an end of a stream: which event it has, and for which set. */
export class Waitable {
  index = 0;
  set: WaitableSet | undefined = undefined;
  event = 0;
  payload = 0;
}

export const SUBTASK = 1;
export const STREAM_READ = 2;
export const STREAM_WRITE = 3;
const EXIT = 0;
const WAIT = 2;

const entries: (Waitable | WaitableSet | undefined)[] = [undefined];
const free: number[] = [];

export function add(entry: Waitable | WaitableSet): number {
  const index = free.length > 0 ? free.pop()! : entries.length;
  entries[index] = entry;
  if (entry instanceof Waitable) entry.index = index;
  return index;
}

export function waitable(index: number): Waitable {
  const entry = entries[index];
  return entry instanceof Waitable ? entry : trap(`unknown handle index ${index}`);
}

function waitableSet(index: number): WaitableSet {
  const entry = entries[index];
  return entry instanceof WaitableSet ? entry : trap(`unknown handle index ${index}`);
}

function remove(index: number): void {
  entries[index] = undefined;
  free.push(index);
}

export function removeWaitable(index: number): Waitable {
  const entry = waitable(index);
  leave(entry);
  remove(index);
  return entry;
}

function leave(entry: Waitable): void {
  if (entry.set === undefined) return;
  entry.set.members--;
  entry.set = undefined;
}

let entered = 0;
let current: Task | undefined;

export function enter(): void {
  if (entered !== 0) cannotEnter();
  entered = 1;
}

export function leaveGuest(): void {
  entered = 0;
}

export const isEntered = (): boolean => entered !== 0;

export function newTask(callback: Task['callback']): Task {
  const task = {
    callback, context: 0, value: undefined, returned: false, resolve: undefined, reject: undefined,
  };
  current = task;
  return task;
}

export const builtins = {
  'ws-new': () => add(new WaitableSet()),
  'ws-drop': (index: number) => {
    const { members, waiting } = waitableSet(index);
    if (members > 0 || waiting !== undefined) trap('waitable set is in use');
    remove(index);
  },
  join: (index: number, set: number) => {
    const entry = waitable(index);
    leave(entry);
    if (set === 0) return;
    entry.set = waitableSet(set);
    entry.set.members++;
    if (entry.event !== 0) entry.set.ready.push(entry);
  },
  'subtask-drop': (index: number) => void removeWaitable(index),
  'context-get': () => current!.context,
  'context-set': (value: number) => {
    current!.context = value;
  },
};

export function taskReturn(value: unknown): void {
  const task = current!;
  if (task.returned) trap('task.return called twice');
  task.returned = true;
  if (task.resolve === undefined) task.value = value;
  else task.resolve(value as never);
}

/** After a slice of core code: waits, goes on at once, or ends. */
function settle(task: Task, code: number): void {
  for (;;) {
    if (code === EXIT) {
      if (!task.returned) trap('task ended without task.return');
      return;
    }
    if ((code & 15) !== WAIT) trap('unsupported callback code');
    const set = waitableSet(code >>> 4);
    const ready = set.ready.pop();
    if (ready === undefined) {
      set.waiting = task;
      return;
    }
    code = run(task, ready);
  }
}

function run(task: Task, from: Waitable): number {
  const { event, payload } = from;
  from.event = 0;
  current = task;
  return task.callback(event, from.index, payload);
}

/** Something has an event: whoever waits for it goes on now. Not while a guest runs. */
export function signal(from: Waitable, event: number, payload: number): void {
  from.event = event;
  from.payload = payload;
  const { set } = from;
  if (set === undefined) return;
  const task = set.waiting;
  if (task === undefined) {
    set.ready.push(from);
    return;
  }
  set.waiting = undefined;
  enter();
  try {
    settle(task, run(task, from));
    entered = 0;
  } catch (error) {
    task.reject?.(error);
  }
}

/** The end of a call from the host: what it has returned, or a promise for that. */
export function finish<T>(task: Task, code: number): T | Promise<T> {
  settle(task, code);
  entered = 0;
  if (task.returned) return task.value as T;
  return new Promise((resolve, reject) => {
    task.resolve = resolve;
    task.reject = reject;
  });
}

/**
 * Cancellation of calls between components (CanonicalABI.md, `Task.request_cancellation`).
 */
import { wakeEntering } from './component-instance.ts';
import { peekQueue } from './queue.ts';
import { resolveSubtask } from './subtask.ts';
import { setResolved, stopEntering, type Task } from './task.ts';
import { setRunning, type Thread } from './thread.ts';

/** `Task.request_cancellation` */
export function requestCancellation(task: Task): void {
  const { thread, threads, lift: { exclusive, instance } } = task;
  task.onCancel = acknowledgeCancel;
  if (task.state === 0) {
    task.state = 3;
    setRunning(thread);
    stopEntering(thread);
    acknowledgeCancel(task);
    return wakeEntering(instance);
  }
  const { exclusive: holder, store } = instance;
  const excluded = exclusive && holder !== undefined && holder !== thread ? thread : undefined;
  const items: Thread[] = [thread, ...threads ?? []].filter((each) => each.cancellable && each !== excluded);
  const chosen = peekQueue({ items, head: 0 }, store);
  task.state = chosen === undefined ? 2 : 3;
  chosen?.resume!(chosen, true);
}

/** `Task.cancel` */
function acknowledgeCancel(task: Task): void {
  const { subtask } = task;
  setResolved(task);
  resolveSubtask(subtask!, subtask!.state === 0 ? 3 : 4);
}

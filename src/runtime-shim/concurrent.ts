/**
 * The part of the shim that only outputs with concurrency have: tasks, streams, futures and what else the other half of
 * the canonical ABI needs. The rest imports nothing of it, and its names are free in outputs without.
 */
export * from './cancel.ts';
export * from './component-instance.ts';
export * from './copy-end.ts';
export * from './copy.ts';
export * from './deadlock.ts';
export * from './error-context.ts';
export * from './features.ts';
export * from './host-call.ts';
export * from './host-end.ts';
export * from './host-future.ts';
export * from './host-origin.ts';
export * from './host-promise.ts';
export * from './host-source.ts';
export * from './host-stream.ts';
export * from './host-writer.ts';
export * from './queue.ts';
export * from './resource-lends.ts';
export * from './scope.ts';
export * from './stack.ts';
export * from './store.ts';
export * from './subtask.ts';
export * from './task.ts';
export * from './thread-builtins.ts';
export * from './thread.ts';
export * from './waitable-set.ts';
export * from './waitable.ts';

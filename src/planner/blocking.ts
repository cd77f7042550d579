/**
 * Who may park its stack, and who looks at its thread, by reachability in the call graph. What is found to do neither
 * needs no JavaScript Promise Integration, and no task around it (spec-checklist §4.7, §4.8).
 */
import type { CanonBuiltin } from '../decoder/sections/canon.ts';
import { canonOptions } from './canon-options.ts';
import type { CoreGraph } from './core-graph.ts';
import type { Effects } from './effects.ts';
import { closure, reversed } from './effects.ts';
import type { CoreFunc, CoreInstanceItem, HostFunc, LiftedFunc } from './items.ts';

export interface Blocking {
  /** Calling it may park the stack it is called on. A canonical function: it has to be able to. */
  parks(func: CoreFunc): boolean;
  /** It may call a built-in that looks at the current thread. */
  usesThread(func: CoreFunc): boolean;
  /** A task of this component instance may have a parked stack, which has to run before the caller of another goes on. */
  hasStacks(instance: number): boolean;
  /** The start function of a core instance does. */
  startUsesThread(instance: CoreInstanceItem): boolean;
}

/** The user says that this function of the host's is asynchronous, though its type is not. */
export type IsAsyncImport = (func: HostFunc) => boolean;

/** @param lifts all lifted functions in use */
export function findBlocking(
  graph: CoreGraph, effects: Effects, lifts: readonly LiftedFunc[], isAsyncImport: IsAsyncImport,
): Blocking {
  const parking = findParking(graph, lifts, isAsyncImport);
  const withStacks = new Set(lifts.flatMap((lifted) => (hasStack(graph, parking, lifted) ? [lifted.options.instance] : [])));
  const looks = [...graph.canon].flatMap(([node, func]) =>
    (parking.has(node) || looksAtThread(func, withStacks) ? [func] : []));
  const usesThread = (func: CoreFunc): boolean => looks.some((target) => effects.reaches(func, target));
  return {
    hasStacks: (instance) => withStacks.has(instance),
    parks: (func) => parking.has(graph.node(func)),
    usesThread,
    startUsesThread: (instance) => {
      const { source } = instance.module;
      if (source.kind === 'host' || source.module.start === undefined) return false;
      return usesThread({ kind: 'func', source: 'export', instance, name: '', index: source.module.start });
    },
  };
}

/** The nodes that may park the stack that calls them. */
function findParking(
  graph: CoreGraph, lifts: readonly LiftedFunc[], isAsyncImport: IsAsyncImport,
): ReadonlySet<number> {
  const callers = reversed(graph);
  const draining = instancesWithThreads(graph, lifts);
  const callersIf = (waits: (canon: CoreFunc, callee: number) => boolean) => (node: number): readonly number[] =>
    (callers[node] ?? []).filter((caller) => {
      const canon = graph.canon.get(caller);
      return canon === undefined || waits(canon, node);
    });
  // The host's answer is waited for whatever may run meanwhile; else a synchronous call waits only for other threads.
  const promised = closure(
    [...graph.canon].filter(([, func]) => isPromised(func, isAsyncImport)).map(([node]) => node),
    callersIf((canon, callee) => calledSynchronously(graph, canon, callee) !== undefined),
  );
  const callersThatPark = callersIf((canon, callee) => {
    const lifted = calledSynchronously(graph, canon, callee);
    return lifted !== undefined && (promised.has(callee) || draining.has(lifted.options.instance));
  });
  const subtasks = subtasksByInstance(graph);
  const seeds = [...graph.canon].filter(([, func]) => blocks(func, subtasks, isAsyncImport)).map(([node]) => node);
  const parking = closure(seeds, callersThatPark);
  // A subtask that has parked a stack has to run on that before one knows whether it takes note of being cancelled.
  const cancels = [...graph.canon].filter(([, func]) => isBuiltin(func) && func.canon.kind === 'subtask.cancel'
    && (subtasks.get(func.scope.instance) ?? []).some((lifted) => hasStack(graph, parking, lifted)));
  return cancels.length === 0 ? parking : closure([...seeds, ...cancels.map(([node]) => node)], callersThatPark);
}

function hasStack(graph: CoreGraph, parking: ReadonlySet<number>, { callee, options: { callback } }: LiftedFunc): boolean {
  return parking.has(graph.node(callee)) || (callback !== undefined && parking.has(graph.node(callback)));
}

/** The functions of other components of which each component instance may have subtasks. The host's end at once. */
function subtasksByInstance(graph: CoreGraph): ReadonlyMap<number, readonly LiftedFunc[]> {
  const found = new Map<number, LiftedFunc[]>();
  for (const func of graph.canon.values()) {
    if (func.source !== 'lower' || !func.options.async || func.func.source.kind !== 'lift') continue;
    const { instance } = func.options;
    found.set(instance, [...found.get(instance) ?? [], func.func.source]);
  }
  return found;
}

/** Component instances in which other threads may run while a synchronous call waits: it may then wait for these. */
function instancesWithThreads(graph: CoreGraph, lifts: readonly LiftedFunc[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const func of graph.canon.values()) {
    if (isBuiltin(func) && func.canon.kind === 'thread.new-indirect') found.add(func.scope.instance);
  }
  for (const { options } of lifts) {
    if (options.async && options.callback === undefined) found.add(options.instance);
  }
  return found;
}

/** What a synchronous call of a function of a synchronous type calls, if that is the core function `callee`. */
function calledSynchronously(graph: CoreGraph, canon: CoreFunc, callee: number): LiftedFunc | undefined {
  if (canon.source !== 'lower' || canon.options.async || canon.func.source.kind !== 'lift') return undefined;
  const lifted = canon.func.source;
  return !lifted.type.async && graph.node(lifted.callee) === callee ? lifted : undefined;
}

/** A function of the host's of a synchronous type that the user says is not. */
function isPromised(func: CoreFunc, isAsyncImport: IsAsyncImport): boolean {
  if (func.source !== 'lower' || func.options.async || func.func.source.kind !== 'host') return false;
  return !func.func.type.async && isAsyncImport(func.func.source);
}

type Subtasks = ReturnType<typeof subtasksByInstance>;

function blocks(func: CoreFunc, subtasks: Subtasks, isAsyncImport: IsAsyncImport): boolean {
  if (func.source === 'export') return false;
  if (func.source === 'builtin') return blocksItself(func.canon, func, subtasks);
  if (func.options.async) return false;
  return func.func.type.async || isPromised(func, isAsyncImport);
}

type BuiltinFunc = Extract<CoreFunc, { source: 'builtin' }>;

const isBuiltin = (func: CoreFunc): func is BuiltinFunc => func.source === 'builtin';

function blocksItself(canon: CanonBuiltin, { scope }: BuiltinFunc, subtasks: Subtasks): boolean {
  switch (canon.kind) {
    case 'waitable-set.wait': case 'thread.yield': case 'thread.suspend': case 'thread.suspend-then-resume':
    case 'thread.yield-then-resume': case 'thread.suspend-then-promote': case 'thread.yield-then-promote': return true;
    case 'stream.read': case 'stream.write': case 'future.read': case 'future.write':
      return !canonOptions(canon.options, scope).async;
    case 'subtask.cancel': return !canon.async && subtasks.has(scope.instance);
    // Copies are cancelled at once, whoever the other end belongs to.
    default: return false;
  }
}

/** Canonical functions that don't block, but ask which thread or task calls them. */
function looksAtThread(func: CoreFunc, withStacks: ReadonlySet<number>): boolean {
  if (func.source === 'export') return false;
  if (func.source === 'lower') {
    const { source } = func.func;
    return func.options.async && source.kind === 'lift' && withStacks.has(source.options.instance);
  }
  const { canon } = func;
  switch (canon.kind) {
    case 'context.get': case 'context.set': case 'task.return': case 'task.cancel': case 'thread.index':
    case 'thread.new-indirect': case 'subtask.cancel': return true;
    case 'waitable-set.poll': return canon.cancellable;
    case 'stream.cancel-read': case 'stream.cancel-write': case 'future.cancel-read': case 'future.cancel-write':
      return !canon.async;
    default: return false;
  }
}

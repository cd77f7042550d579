/**
 * What calling a core function may lead to, by reachability in the call graph. These facts decide which checks of the
 * canonical ABI are emitted and which calls are linked directly: a check is left out only where it can't fire.
 */
import type { CoreGraph, NodeFacts } from './core-graph.ts';
import { memoryKeyOf } from './core-graph.ts';
import type { CoreFunc, CoreMemory } from './items.ts';

export interface Effects {
  /** The call may trap, or reach the host, which may throw: then the root stays entered. */
  mayTrap(func: CoreFunc): boolean;
  /** A core exception may come out of the function. Canonical functions let none through. */
  mayThrow(func: CoreFunc): boolean;
  /** The function may be called from under an exception handler in core code. */
  underHandler(func: CoreFunc): boolean;
  /** `target` may be called by `func`, or by what it calls short of another canonical function. */
  reaches(func: CoreFunc, target: CoreFunc): boolean;
  /** The memory may grow. */
  grows(memory: CoreMemory): boolean;
  /** Some core code has an exception handler. */
  readonly handlers: boolean;
}

export function makeEffects(graph: CoreGraph): Effects {
  const callers = reversed(graph);
  const { canon, facts } = graph;
  const every = [...graph.edges.keys()];
  const calledFrom = (node: number): readonly number[] => callers[node] ?? [];
  const callsOf = (node: number): readonly number[] => graph.edges[node] ?? [];
  const trapping = closure([
    ...every.filter((node) => traps(facts[node], canon.get(node))), ...recursive(graph, callers),
  ], calledFrom);
  const throwing = closure(
    every.filter((node) => facts[node]?.throws === true),
    (node) => calledFrom(node).filter((caller) => !canon.has(caller)),
  );
  const handlers = every.filter((node) => facts[node]?.catches === true);
  const handled = closure(handlers.flatMap(callsOf), callsOf);
  const within = new Map<CoreFunc, ReadonlySet<number>>();
  return {
    mayTrap: (func) => trapping.has(graph.node(func)),
    mayThrow: (func) => throwing.has(graph.node(func)),
    underHandler: (func) => handled.has(graph.node(func)),
    reaches: (func, target) => {
      const known = within.get(func)
        ?? closure([graph.node(func)], (node) => (canon.has(node) ? [] : callsOf(node)));
      within.set(func, known);
      return known.has(graph.node(target));
    },
    grows: (memory) => memory.type === undefined || graph.grown.has(memoryKeyOf(memory)),
    handlers: handlers.length > 0,
  };
}

/**
 * A core exception is a trap where it leaves core code. Canonical functions check their arguments, and the host's
 * functions may throw.
 */
function traps(facts: NodeFacts | undefined, func: CoreFunc | undefined): boolean {
  return func !== undefined || facts?.traps === true || facts?.throws === true;
}

/** Nodes from which a cycle can be reached: a recursion may exhaust the stack, which is a trap. */
function recursive({ edges }: CoreGraph, callers: readonly (readonly number[])[]): readonly number[] {
  const left = edges.map((targets) => targets.length);
  const done = [...left.keys()].filter((node) => left[node] === 0);
  for (const node of done) {
    for (const caller of callers[node] ?? []) {
      left[caller]! -= 1;
      if (left[caller] === 0) done.push(caller);
    }
  }
  return [...left.keys()].filter((node) => left[node]! > 0);
}

/** The nodes that call each node. */
export function reversed(graph: CoreGraph): readonly number[][] {
  const callers: number[][] = graph.edges.map(() => []);
  graph.edges.forEach((targets, node) => {
    for (const target of targets) callers[target]?.push(node);
  });
  return callers;
}

/** All that can be reached from `starts`, these included. */
export function closure(starts: readonly number[], next: (node: number) => readonly number[]): ReadonlySet<number> {
  const found = new Set(starts);
  const open = [...found];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const target of next(node)) {
      if (found.has(target)) continue;
      found.add(target);
      open.push(target);
    }
  }
  return found;
}

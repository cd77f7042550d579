/**
 * Components of JavaScript for tests of tasks: core code is a generator that yields what a built-in that may wait
 * gives (0: done, 1: park the stack) and gets back that built-in's result. On a stack of its own it is stepped by a
 * small core module, so that the stack can really be parked.
 */
import {
  afterStackCall, callAsync, callFromHost, callSwitching, callSync, callSyncFromHost, componentInstance, coreReturned,
  finish, handleTable, hostCallAsync, hostCallSync, memoryViews, newStore, newTask, park, promising, resolveTask,
  returningTask, seededChance, settled, suspending, syncRules, waitableSetWait,
  type ComponentInstance, type Lift, type Store, type Task, type Views,
} from '../../../src/runtime-shim/index.ts';

export type Core = (...args: number[]) => Generator<0 | 1, unknown, unknown>;

/** A part of core code. */
export type Steps = Generator<0 | 1, void, unknown>;

/** Core values, or how they are lifted and lowered once the callee starts. */
export type Args = readonly number[] | (() => readonly number[]);

/** Where the result is stored, or what lowers it. */
export type Into = number | ((value: never) => void);

export interface Guest {
  readonly store: Store;
  readonly instance: () => ComponentInstance;
  readonly views: Views;
  readonly lift: (instance: ComponentInstance, f: Partial<Func> & Pick<Func, 'core'>) => Callee;
  readonly host: (callee: Callee, ...args: number[]) => Promise<unknown>;
  /** Asynchronous call by a component. */
  readonly call: (instance: ComponentInstance, callee: Callee, args: Args, into?: Into) => number;
  /** The same as a "try", for callees that switch between threads. */
  readonly callSwitching: (instance: ComponentInstance, callee: Callee, args: Args, into?: Into) => 0 | 1;
  /** Synchronous call: a "try". */
  readonly callSync: (instance: ComponentInstance, callee: Callee, ...args: number[]) => 0 | 1;
  readonly taskReturn: (value?: unknown) => void;
  /** Waits for an event of a set. Gives its code; the payload is in memory at 0 and 4. */
  readonly wait: (instance: ComponentInstance, set: number, cancellable?: boolean) => 0 | 1;
  readonly event: () => readonly [number, number];
  /** What `thread.new-indirect` runs. */
  readonly thread: (core: Core) => (index: number, context: number) => unknown;
  readonly table: WebAssembly.Table;
}

interface Func {
  readonly name: string;
  readonly async: boolean;
  /** `sync`: the result is what `core` returns, else what `task.return` gets. */
  readonly abi: 'sync' | 'callback' | 'stackful';
  readonly stack: boolean;
  readonly core: Core;
  readonly callback: Core;
}

export interface Callee {
  readonly lift: Lift;
  readonly run: (args: readonly number[]) => unknown;
}

interface Run {
  readonly generator: Generator<0 | 1, unknown, unknown>;
  parked: boolean;
  result: unknown;
}

// (func (export "run") (param $id i32) (loop (br_if 0 (call $step $id) with (call $park) before)) (call $returned $id))
const MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 13, 3, 96, 1, 127, 0, 96, 1, 127, 1, 127, 96, 0, 0, 2, 29, 3, 0, 4, 115, 116, 101,
  112, 0, 1, 0, 4, 112, 97, 114, 107, 0, 2, 0, 8, 114, 101, 116, 117, 114, 110, 101, 100, 0, 0, 3, 2, 1, 0, 7, 7, 1, 3,
  114, 117, 110, 0, 3, 10, 22, 1, 20, 0, 3, 64, 32, 0, 16, 0, 4, 64, 16, 1, 12, 1, 11, 11, 32, 0, 16, 2, 11,
]);

export function guest(seed?: number): Guest {
  const store = newStore(seed === undefined ? undefined : seededChance(seed));
  const views = memoryViews(new WebAssembly.Memory({ initial: 1 }));
  const runs: Run[] = [];

  const step = (id: number): 0 | 1 => {
    const run = runs[id]!;
    let input = run.parked ? finish(store) : undefined;
    run.parked = false;
    for (;;) {
      const { done, value } = run.generator.next(input);
      if (done) {
        run.result = value;
        return 0;
      }
      if (value === 1) {
        run.parked = true;
        return 1;
      }
      input = finish(store);
    }
  };
  const module = new WebAssembly.Instance(new WebAssembly.Module(MODULE), {
    '': {
      step,
      park: suspending(() => park(store)) as () => void,
      returned: (id: number) => {
        coreReturned(store, runs[id]!.result);
        delete runs[id];
      },
    },
  });
  const runStack = promising(module.exports['run'] as (id: number) => void) as (id: number) => unknown;

  const call = (core: Core, args: readonly number[], stack: boolean): unknown => {
    const id = runs.push({ generator: core(...args), parked: false, result: undefined }) - 1;
    if (stack) return runStack(id);
    if (step(id) === 1) throw new Error('this core code has no stack to park');
    const { result } = runs[id]!;
    delete runs[id];
    return result;
  };

  const lift: Guest['lift'] = (instance, f) => {
    const { name = 'f', async = true, abi = 'callback', stack = true, core, callback } = f;
    return {
      lift: {
        instance,
        name,
        async,
        sync: async ? undefined : syncRules,
        exclusive: async && abi !== 'stackful',
        returnType: abi === 'sync' ? -1 : 0,
        stack: stack ? afterStackCall : undefined,
        callbackStack: stack ? afterStackCall : undefined,
        callback: abi === 'callback' ? (...event) => call(callback!, event, stack) : undefined,
      },
      run: (args) => call(core, args, stack),
    };
  };
  const start = ({ run }: Callee, args: Args) => () => {
    store.entered = 2;
    return run(typeof args === 'function' ? args() : args);
  };
  const taskOf = ({ lift: each }: Callee, onReturn: (value: unknown) => unknown) => {
    const returned = (result: unknown): void => resolveTask(task, onReturn(result));
    const task: Task = newTask(each, onReturn, each.returnType < 0 ? returned : undefined);
    return task;
  };
  const storeAt = (into: Into | undefined) => (value: unknown) => {
    if (typeof into === 'function') into(value as never);
    else if (into !== undefined) views.u8[into] = value as number;
  };
  return {
    store,
    views,
    lift,
    instance: () => componentInstance(store, handleTable()),
    host: async (callee, ...args) => {
      if (store.entered > 0) throw new WebAssembly.RuntimeError('cannot enter component instance');
      const task = taskOf(callee, (value) => value);
      (callee.lift.async ? callFromHost : callSyncFromHost)(task, start(callee, args));
      return task.resolved ? task.value : await settled(task);
    },
    call: (instance, callee, args, into) =>
      callAsync(instance, taskOf(callee, storeAt(into)), start(callee, args)),
    callSwitching: (instance, callee, args, into) =>
      callSwitching(instance, taskOf(callee, storeAt(into)), start(callee, args)),
    callSync: (instance, callee, ...args) =>
      callSync(instance, taskOf(callee, (value) => value), start(callee, args)),
    taskReturn: (value) => {
      const task = returningTask(store, 0);
      resolveTask(task, task.onReturn(value as never));
    },
    wait: (instance, set, cancellable = false) => waitableSetWait(instance, views, cancellable, set, 0),
    event: () => [views.u32[0]!, views.u32[1]!],
    thread: (core) => (_index, context) => call(core, [context], true),
    table: functionTable(),
  };
}

/** A function of an i32, none, and a function of an i64. */
function functionTable(): WebAssembly.Table {
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: 3 });
  for (const [index, type] of [[0, 127], [2, 126]] as const) {
    // (module (func (export "f") (param i32)))
    const bytes = [
      0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, type, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 4, 1, 2, 0, 11,
    ];
    table.set(index, new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports['f'] as () => void);
  }
  return table;
}

/** Something that core code waits for, and the test or other core code brings about. */
export interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
  /** Synchronously: a "try". */
  readonly pass: (instance: ComponentInstance) => 0 | 1;
  /** Asynchronously: 2, or a subtask. */
  readonly call: (instance: ComponentInstance) => number;
}

export function newGate(): Gate {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    opened,
    open,
    pass: (instance) => hostCallSync(instance, 'gate', () => opened, () => undefined, false),
    call: (instance) => hostCallAsync(instance, 'gate', () => opened, () => undefined, false),
  };
}

/** Runs a scenario once in order, and with a hundred seeds. */
export async function withSeeds(scenario: (seed: number | undefined) => Promise<void>): Promise<void> {
  await scenario(undefined);
  for (let seed = 0; seed < 100; seed++) {
    try {
      await scenario(seed);
    } catch (error) {
      throw new Error(`with seed ${seed}`, { cause: error });
    }
  }
}

/** Core code that goes on when its call has returned already. `over` tells when it is done, or how it failed. */
export function watched(core: Core): { readonly core: Core; readonly over: Promise<void> } {
  let done!: () => void;
  let fail!: (error: unknown) => void;
  const over = new Promise<void>((resolve, reject) => {
    done = resolve;
    fail = reject;
  });
  return {
    over,
    * core(...args) {
      try {
        const result = yield* core(...args);
        done();
        return result;
      } catch (error) {
        fail(error);
        throw error;
      }
    },
  };
}

/** The handle in what an asynchronous call returned, whose state must be this. */
export function subtaskIn(packed: number, state: number): number {
  if ((packed & 15) !== state) throw new Error(`state ${packed & 15}, expected ${state}`);
  return packed >>> 4;
}

/** What is left behind of finished calls. */
export async function leftovers(
  store: Store, ...instances: readonly ComponentInstance[]
): Promise<readonly unknown[]> {
  await new Promise((resolve) => setImmediate(resolve));
  const found: unknown[] = [];
  const empty = { ready: store.ready.items, urgent: store.urgent, scopes: store.scopes, calls: store.calls };
  for (const [name, list] of Object.entries(empty)) if (list.length > 0) found.push(name);
  if (store.thread !== undefined || store.resuming !== undefined || store.entered > 0) found.push('a quantum');
  if (store.hostOps !== 0) found.push('host operations');
  for (const { handles, threads, exclusive, numWaitingToEnter, lockWaiters } of instances) {
    if (handles.entries.some((entry) => entry !== undefined)) found.push('handles');
    if (threads?.entries.some((entry) => entry !== undefined)) found.push('threads');
    if (exclusive !== undefined || numWaitingToEnter > 0 || lockWaiters.items.length > 0) found.push('the lock');
  }
  return found;
}


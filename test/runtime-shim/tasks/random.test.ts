/**
 * Tasks that do at random what tasks do: they wait for the host and for each other, yield, make threads, cancel calls,
 * ask for backpressure. Each call must get its own result, and nothing may be left in the end.
 */
import { expect, test } from 'vitest';
import {
  backpressureDec, backpressureInc, hostCallAsync, hostCallSync, seededChance, subtaskCancel, subtaskDrop, taskCancel,
  threadIndex, threadNewIndirect, threadResumeLater, threadSuspend, threadSuspendThenResume, threadYield,
  threadYieldThenResume, waitableJoin, waitableSetDrop, waitableSetNew, type ComponentInstance,
} from '../../../src/runtime-shim/index.ts';
import { guest, leftovers, type Callee, type Guest } from '../support/guest.ts';

/** Steps of core code: gives whether the task is cancelled. */
type Steps = Generator<0 | 1, boolean | void, unknown>;

/** Calls go from each level to the next, so that there are no deadlocks. */
interface Level {
  readonly instance: ComponentInstance;
  readonly next: Level | undefined;
  /** Asynchronous functions that return their argument plus one, and a synchronous one. */
  readonly functions: Callee[];
  readonly sync: Callee[];
}

interface World {
  readonly g: Guest;
  readonly pick: (n: number) => number;
  /** Another number each time. */
  readonly fresh: () => number;
}

const LEVELS = 4;

/** A promise of `value` after some microtasks, or after a timer. */
async function later(n: number, value: number): Promise<number> {
  for (let i = 0; i < n; i++) await null;
  if (n > 6) await new Promise((resolve) => setTimeout(resolve, n - 6));
  return value;
}

function* callHost({ pick, fresh }: World, { instance }: Level, always: boolean): Steps {
  const value = fresh();
  const promise = () => later(pick(9), value);
  expect(yield hostCallSync(instance, 'h', promise, (n) => n, false, undefined, undefined, always)).toBe(value);
}

function* callSyncFunction({ g, fresh }: World, { instance, next }: Level): Steps {
  const value = fresh();
  if (next) expect(yield g.callSync(instance, next.sync[0]!, value)).toBe(value + 1);
}

/** A thread that wakes this one, or that goes on by itself. */
function* makeThread({ g, pick }: World, { instance }: Level): Steps {
  const self = threadIndex(instance);
  const [turns, wakes] = [pick(3), pick(2) === 0];
  let done = false;
  const other = threadNewIndirect(instance, g.thread(function* () {
    for (let n = 0; n < turns; n++) yield threadYield(instance, false);
    done = true;
    if (wakes) threadResumeLater(instance, self);
  }), g.table, 0, 0);
  if (!wakes) {
    yield threadYieldThenResume(instance, false, other);
    return;
  }
  if (pick(2) === 0) {
    yield threadSuspendThenResume(instance, false, other);
  } else {
    threadResumeLater(instance, other);
    yield threadSuspend(instance, false);
  }
  expect(done).toBe(true);
}

function* callFunction({ g, pick, fresh }: World, { instance, next }: Level): Steps {
  const value = fresh();
  if (next) expect(yield g.callSync(instance, next.functions[pick(2)]!, value)).toBe(value + 1);
}

/** Waits until a subtask is resolved. */
function* finishSubtask({ g }: World, instance: ComponentInstance, subtask: number): Steps {
  const set = waitableSetNew(instance);
  waitableJoin(instance, subtask, set);
  do {
    expect(yield g.wait(instance, set)).toBe(1);
    expect(g.event()[0]).toBe(subtask);
  } while (g.event()[1] < 2);
  subtaskDrop(instance, subtask);
  waitableSetDrop(instance, set);
}

function* callFunctionAsync(world: World, { instance, next }: Level): Steps {
  const { g, pick, fresh } = world;
  if (!next) return;
  const [callee, args] = [next.functions[pick(3)]!, [fresh()]];
  const packed = pick(2) === 0 ? g.call(instance, callee, args) : Number(yield g.callSwitching(instance, callee, args));
  if (packed === 2) return;
  const subtask = packed >>> 4;
  if (pick(2) === 0 && Number(yield subtaskCancel(instance, pick(2) === 0, subtask)) >= 0) {
    subtaskDrop(instance, subtask);
  } else {
    yield* finishSubtask(world, instance, subtask);
  }
}

function* callHostAsync(world: World, { instance }: Level): Steps {
  const packed = hostCallAsync(instance, 'h', () => later(world.pick(9), 0), () => undefined, false);
  yield* finishSubtask(world, instance, packed >>> 4);
}

function* askForBackpressure(world: World, level: Level): Steps {
  backpressureInc(level.instance);
  yield* callHost(world, level, false);
  backpressureDec(level.instance);
}

function* yieldCancellably(_: World, { instance }: Level): Steps {
  return (yield threadYield(instance, true)) === 1;
}

type Step = (world: World, level: Level) => Steps;

const callHostAlone: Step = (world, level) => callHost(world, level, true);
const callHostWithOthers: Step = (world, level) => callHost(world, level, false);

const SYNC_STEPS: readonly Step[] = [callHostAlone, callSyncFunction, makeThread];
const STEPS: readonly Step[] = [
  ...SYNC_STEPS, callHostWithOthers, callFunction, callFunctionAsync, callHostAsync, askForBackpressure, yieldCancellably,
];

function* someSteps(world: World, level: Level, steps: readonly Step[]): Steps {
  for (let n = world.pick(4); n > 0; n--) {
    if (yield* steps[world.pick(steps.length)]!(world, level)) return true;
  }
}

function newLevel(world: World, next: Level | undefined): Level {
  const { g, pick } = world;
  const level: Level = { instance: g.instance(), next, functions: [], sync: [] };
  const run = function* (x: number): Generator<0 | 1, void, unknown> {
    if (yield* someSteps(world, level, STEPS)) taskCancel(level.instance);
    else g.taskReturn(x + 1);
  };
  level.functions.push(
    g.lift(level.instance, {
      abi: 'stackful',
      * core(x) {
        yield* run(x!);
      },
    }),
    g.lift(level.instance, {
      abi: 'sync',
      * core(x) {
        yield* someSteps(world, level, STEPS);
        return x! + 1;
      },
    }),
    g.lift(level.instance, {
      * core(x) {
        yield* run(x!);
        return pick(2);
      },
      * callback() {
        yield* someSteps(world, level, STEPS);
        return 0;
      },
    }),
  );
  level.sync.push(g.lift(level.instance, {
    abi: 'sync', async: false,
    * core(x) {
      yield* someSteps(world, level, SYNC_STEPS);
      return x! + 1;
    },
  }));
  return level;
}

/** Threads that synchronous functions have left behind run while the host waits. */
async function drain({ g }: World, { instance }: Level): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  if (g.store.entered > 0) return;
  await g.host(g.lift(instance, {
    abi: 'stackful',
    * core() {
      for (let n = 0; n < 50; n++) yield threadYield(instance, false);
      g.taskReturn(0);
    },
  }));
}

async function scenario(seed: number): Promise<void> {
  const { pick } = seededChance(seed + 0x10000);
  let last = 0;
  const world: World = { g: guest(seed % 3 === 0 ? undefined : seed), pick, fresh: () => ++last };
  const levels: Level[] = [];
  for (let n = 0; n < LEVELS; n++) levels.unshift(newLevel(world, levels[0]));
  const { host, store } = world.g;
  const calls: Promise<unknown>[] = [];
  for (let n = 0; n < 8; n++) {
    const { functions, sync } = levels[pick(LEVELS)]!;
    const value = world.fresh();
    // A synchronous function keeps others out while it waits.
    const isOpen = store.entered === 0;
    const call = host([...functions, ...sync][pick(4)]!, value);
    calls.push(isOpen ? call.then((result) => expect(result).toBe(value + 1)) : expect(call).rejects.toThrow('cannot enter'));
    if (pick(2) === 0) await later(pick(12), 0);
  }
  await Promise.all(calls);
  const left = () => leftovers(store, ...levels.map(({ instance }) => instance));
  for (let n = 0; n < 100 && store.failed === 0 && (await left()).length > 0; n++) await drain(world, levels[0]!);
  expect([store.error, await left()]).toEqual([undefined, []]);
}

test.each(Array.from({ length: 20 }, (_, i) => 20 * i))('tasks at random, from seed %i', async (first) => {
  for (let seed = first; seed < first + 20; seed++) {
    let timer;
    const hangs = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error('hangs')), 5000);
    });
    try {
      await Promise.race([scenario(seed), hangs]);
    } catch (error) {
      throw new Error(`with seed ${seed}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
});

/**
 * Cancellation (CanonicalABI.md, `Task.request_cancellation`, `canon subtask.cancel`, `canon task.cancel`). Each
 * scenario in order, and with a hundred seeds.
 */
import { describe, expect, test } from 'vitest';
import {
  backpressureDec, backpressureInc, hostCallAsync, subtaskCancel, subtaskCancelNow, subtaskDrop, taskCancel, threadIndex,
  threadNewIndirect, threadResumeLater, threadSuspend, threadSuspendThenResume, threadYield, waitableJoin,
  waitableSetDrop, waitableSetNew, waitableSetPoll, type ComponentInstance,
} from '../../../src/runtime-shim/index.ts';
import { guest, leftovers, newGate, subtaskIn, withSeeds, type Core, type Guest } from '../support/guest.ts';

const STARTING = 0;
const STARTED = 1;
const RETURNED = 2;
const CANCELLED_BEFORE_STARTED = 3;
const CANCELLED_BEFORE_RETURNED = 4;
const TASK_CANCELLED = 6;
const BLOCKED = -1;

/** Runs `core` as a caller, in an instance of its own. */
async function asCaller(
  { store, instance, lift, host }: Guest, callee: ComponentInstance,
  core: (caller: ComponentInstance) => ReturnType<Core>,
): Promise<void> {
  const caller = instance();
  const main = lift(caller, { abi: 'sync', core: () => core(caller) });
  await host(main);
  expect(await leftovers(store, caller, callee)).toEqual([]);
}

describe('a call that has not started', () => {
  test('is cancelled at once, in both forms', () => withSeeds(async (seed) => {
    const g = guest(seed);
    const callee = g.instance();
    const never = g.lift(callee, {
      abi: 'stackful',
      * core() {
        throw new Error('never called');
      },
    });
    await asCaller(g, callee, function* (caller) {
      backpressureInc(callee);
      for (const async of [false, true]) {
        const subtask = subtaskIn(g.call(caller, never, []), STARTING);
        expect(yield subtaskCancel(caller, async, subtask)).toBe(CANCELLED_BEFORE_STARTED);
        subtaskDrop(caller, subtask);
      }
      backpressureDec(callee);
    });
  }));
});

describe('a call that waits on its stack', () => {
  /** Waits to be cancelled, and then does what `x` says. */
  const waiting = (g: Guest, callee: ComponentInstance): ReturnType<Guest['lift']> => g.lift(callee, {
    abi: 'stackful',
    * core(x) {
      const set = waitableSetNew(callee);
      expect(yield g.wait(callee, set, true)).toBe(TASK_CANCELLED);
      waitableSetDrop(callee, set);
      if (x! > 2) expect(yield threadYield(callee, true)).toBe(0);
      if (x! % 2 === 1) g.taskReturn(42);
      else taskCancel(callee);
    },
  });

  test.each([
    { x: 1, state: RETURNED, value: 42, blocks: false },
    { x: 2, state: CANCELLED_BEFORE_RETURNED, value: 13, blocks: false },
    { x: 3, state: RETURNED, value: 42, blocks: true },
    { x: 4, state: CANCELLED_BEFORE_RETURNED, value: 13, blocks: true },
  ])('gives $state (case $x)', ({ x, state, value, blocks }) => withSeeds(async (seed) => {
    const g = guest(seed);
    const { views } = g;
    const callee = g.instance();
    const f = waiting(g, callee);
    await asCaller(g, callee, function* (caller) {
      const subtasks = [0, 1].map(() => subtaskIn(g.call(caller, f, [x], 100), STARTED)) as [number, number];
      views.u8[100] = 13;
      expect(yield subtaskCancel(caller, false, subtasks[0])).toBe(state);
      expect(views.u8[100]).toBe(value);
      subtaskDrop(caller, subtasks[0]);

      views.u8[100] = 13;
      expect(yield subtaskCancel(caller, true, subtasks[1])).toBe(blocks ? BLOCKED : state);
      if (blocks) {
        expect(views.u8[100]).toBe(13);
        const set = waitableSetNew(caller);
        waitableJoin(caller, subtasks[1], set);
        expect(yield g.wait(caller, set, true)).toBe(1);
        expect(g.event()).toEqual([subtasks[1], state]);
        subtaskDrop(caller, subtasks[1]);
        waitableSetDrop(caller, set);
      } else {
        subtaskDrop(caller, subtasks[1]);
      }
      expect(views.u8[100]).toBe(value);
    });
  }));

  test('can be cancelled as long as it waits, and not when it has returned', () => withSeeds(async (seed) => {
    const g = guest(seed);
    const callee = g.instance();
    const f = g.lift(callee, {
      abi: 'stackful',
      * core() {
        if ((yield threadYield(callee, true)) === 1) taskCancel(callee);
        else g.taskReturn(83);
      },
    });
    await asCaller(g, callee, function* (caller) {
      const subtask = subtaskIn(g.call(caller, f, [], 100), STARTED);
      while (g.views.u8[100] !== 83) yield threadYield(caller, true);
      expect(yield subtaskCancel(caller, true, subtask)).toBe(RETURNED);
      subtaskDrop(caller, subtask);
      const cancelled = subtaskIn(g.call(caller, f, [], 101), STARTED);
      expect(yield subtaskCancel(caller, true, cancelled)).toBe(CANCELLED_BEFORE_RETURNED);
      expect(g.views.u8[101]).toBe(0);
      subtaskDrop(caller, cancelled);
    });
  }));

  test('is told once, when it waits cancellably next', () => withSeeds(async (seed) => {
    const g = guest(seed);
    const callee = g.instance();
    const gate = newGate();
    const f = g.lift(callee, {
      abi: 'stackful',
      * core() {
        yield gate.pass(callee);
        expect(() => taskCancel(callee)).toThrow('`task.cancel` called by task which has not been cancelled');
        const set = waitableSetNew(callee);
        expect(yield g.wait(callee, set, true)).toBe(TASK_CANCELLED);
        expect(waitableSetPoll(callee, g.views, true, set, 0)).toBe(0);
        waitableSetDrop(callee, set);
        taskCancel(callee);
      },
    });
    await asCaller(g, callee, function* (caller) {
      const subtask = subtaskIn(g.call(caller, f, [], 100), STARTED);
      expect(yield subtaskCancel(caller, true, subtask)).toBe(BLOCKED);
      gate.open();
      const set = waitableSetNew(caller);
      waitableJoin(caller, subtask, set);
      expect(yield g.wait(caller, set)).toBe(1);
      expect(g.event()).toEqual([subtask, CANCELLED_BEFORE_RETURNED]);
      subtaskDrop(caller, subtask);
      waitableSetDrop(caller, set);
    });
  }));

  test('has several threads: one that is cancellable is told', () => withSeeds(async (seed) => {
    const g = guest(seed);
    const callee = g.instance();
    const spawn = (core: Core, context: number): number =>
      threadNewIndirect(callee, g.thread(core), g.table, 0, context);
    const plain: Core = function* (main) {
      expect(yield threadSuspendThenResume(callee, false, main!)).toBe(0);
    };
    const cancellable: Core = function* (main) {
      expect(yield threadSuspendThenResume(callee, true, main!)).toBe(1);
      expect(yield threadSuspendThenResume(callee, true, main!)).toBe(0);
      g.taskReturn(45);
    };
    const f = g.lift(callee, {
      abi: 'stackful',
      * core() {
        const main = threadIndex(callee);
        const threads = [];
        for (const core of [plain, cancellable, plain]) {
          threads.push(spawn(core, main));
          expect(yield threadSuspendThenResume(callee, true, threads.at(-1)!)).toBe(0);
        }
        expect(yield threadSuspend(callee, false)).toBe(0);
        for (const thread of threads) threadResumeLater(callee, thread);
      },
    });
    await asCaller(g, callee, function* (caller) {
      const subtask = subtaskIn((yield g.callSwitching(caller, f, [], 100)) as number, STARTED);
      expect(yield subtaskCancel(caller, true, subtask)).toBe(BLOCKED);
      const set = waitableSetNew(caller);
      waitableJoin(caller, subtask, set);
      expect(yield g.wait(caller, set)).toBe(1);
      expect(g.event()).toEqual([subtask, RETURNED]);
      expect(g.views.u8[100]).toBe(45);
      subtaskDrop(caller, subtask);
      waitableSetDrop(caller, set);
    });
  }));
});

test('a task that has returned is not told any more', () => withSeeds(async (seed) => {
  const g = guest(seed);
  const callee = g.instance();
  const gate = newGate();
  const events: unknown[] = [];
  const returns = function* (): Generator<0 | 1, void, unknown> {
    yield gate.pass(callee);
    g.taskReturn(1);
  };
  const stackful = g.lift(callee, {
    abi: 'stackful',
    * core() {
      yield* returns();
      events.push(yield threadYield(callee, true));
    },
  });
  const callback = g.lift(callee, {
    * core() {
      yield* returns();
      return 1;
    },
    * callback(event) {
      events.push(event);
      return 0;
    },
  });
  await asCaller(g, callee, function* (caller) {
    const set = waitableSetNew(caller);
    for (const each of [stackful, callback]) {
      const subtask = subtaskIn(g.call(caller, each, [], 100), STARTED);
      expect(yield subtaskCancel(caller, true, subtask)).toBe(BLOCKED);
      gate.open();
      waitableJoin(caller, subtask, set);
      yield g.wait(caller, set);
      expect(g.event()).toEqual([subtask, RETURNED]);
      subtaskDrop(caller, subtask);
    }
    waitableSetDrop(caller, set);
    while (events.length < 2) yield threadYield(caller, false);
  });
  expect(events).toEqual([0, 0]);
}));

test('a callback is told by its event', () => withSeeds(async (seed) => {
  const g = guest(seed);
  const callee = g.instance();
  const f = g.lift(callee, {
    stack: false,
    * core() {
      return 2 | waitableSetNew(callee) << 4;
    },
    * callback(...event) {
      expect(event).toEqual([TASK_CANCELLED, 0, 0]);
      waitableSetDrop(callee, 1);
      taskCancel(callee);
      return 0;
    },
  });
  await asCaller(g, callee, function* (caller) {
    for (const async of [false, true]) {
      const subtask = subtaskIn(g.call(caller, f, []), STARTED);
      expect(yield subtaskCancel(caller, async, subtask)).toBe(CANCELLED_BEFORE_RETURNED);
      subtaskDrop(caller, subtask);
    }
  });
}));

test('a call of the host is cancelled at once: what it gives later is ignored, what it was lent is over', async () => {
  const g = guest();
  const callee = g.instance();
  let resolve!: (value: number) => void;
  const promise = new Promise<number>((give) => {
    resolve = give;
  });
  const got: string[] = [];
  await asCaller(g, callee, function* (caller) {
    const packed = hostCallAsync(
      caller, 'slow', () => promise, () => got.push('result'), false, undefined, () => got.push('end of loans'),
    );
    const subtask = subtaskIn(packed, STARTED);
    expect(yield subtaskCancel(caller, false, subtask)).toBe(CANCELLED_BEFORE_RETURNED);
    subtaskDrop(caller, subtask);
  });
  resolve(1);
  await promise;
  expect(got).toEqual(['end of loans']);
});

test('subtask.cancel traps once the result is known, and the second time', async () => {
  const g = guest();
  const callee = g.instance();
  const gate = newGate();
  const f = g.lift(callee, {
    abi: 'stackful',
    * core() {
      yield gate.pass(callee);
      g.taskReturn(1);
    },
  });
  await asCaller(g, callee, function* (caller) {
    const subtask = subtaskIn(g.call(caller, f, [], 100), STARTED);
    expect(yield subtaskCancel(caller, true, subtask)).toBe(BLOCKED);
    expect(() => subtaskCancel(caller, true, subtask)).toThrow('`subtask.cancel` called more than once');
    gate.open();
    const set = waitableSetNew(caller);
    waitableJoin(caller, subtask, set);
    yield g.wait(caller, set);
    expect(() => subtaskCancel(caller, true, subtask)).toThrow(
      '`subtask.cancel` called after terminal status delivered',
    );
    subtaskDrop(caller, subtask);
    waitableSetDrop(caller, set);
  });
});

test.each([
  ['subtaskCancelNow', subtaskCancelNow], ['subtaskCancel', subtaskCancel],
])('a subtask in a set is not cancelled synchronously (%s)', async (_, cancel) => {
  const g = guest();
  const caller = g.instance();
  const main = g.lift(caller, {
    abi: 'sync',
    * core() {
      const subtask = subtaskIn(newGate().call(caller), STARTED);
      const set = waitableSetNew(caller);
      waitableJoin(caller, subtask, set);
      expect(() => cancel(caller, false, subtask)).toThrow(
        'waitable cannot be used synchronously while added to a waitable set',
      );
      waitableJoin(caller, subtask, 0);
      cancel(caller, false, subtask);
      expect(() => cancel(caller, false, subtask)).toThrow('`subtask.cancel` called after terminal status delivered');
      subtaskDrop(caller, subtask);
      waitableSetDrop(caller, set);
    },
  });
  await g.host(main);
  expect(await leftovers(g.store, caller)).toEqual([]);
});

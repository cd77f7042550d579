/**
 * Calls between components: subtasks, events, backpressure, the exclusive lock (the scenarios of the spec's own
 * tests that need no streams). Each in order, and with a hundred seeds.
 */
import { describe, expect, test } from 'vitest';
import {
  backpressureDec, backpressureInc, contextGet, contextSet, subtaskDrop, threadYield, waitableJoin,
  waitableSetDrop, waitableSetNew, waitableSetPoll,
} from '../../../src/runtime-shim/index.ts';
import { guest, leftovers, newGate, subtaskIn, withSeeds } from '../support/guest.ts';

const STARTING = 0;
const STARTED = 1;
const RETURNED = 2;
const SUBTASK = 1;

describe('asynchronous calls', () => {
  test('tell that the callee has started and returned, by events', () => withSeeds(async (seed) => {
    const { store, instance, lift, host, call, taskReturn, wait, event, views } = guest(seed);
    const [producer, consumer] = [instance(), instance()];
    const [gate1, gate2, gate3, gate4, gate5] = [newGate(), newGate(), newGate(), newGate(), newGate()];
    const eager = lift(producer, {
      abi: 'stackful',
      * core() {
        taskReturn(43);
      },
    });
    const toggle = lift(producer, {
      abi: 'stackful',
      * core() {
        backpressureInc(producer);
        yield gate1.pass(producer);
        taskReturn();
        yield gate2.pass(producer);
        backpressureDec(producer);
      },
    });
    const blocking = lift(producer, {
      abi: 'stackful',
      * core(x) {
        expect(x).toBe(83);
        yield gate3.pass(producer);
        taskReturn(44);
        yield gate4.pass(producer);
        gate5.open();
      },
    });
    const main = lift(consumer, {
      abi: 'stackful',
      * core(b) {
        expect(b).toBe(1);
        const set = waitableSetNew(consumer);
        expect(call(consumer, eager, [], 100)).toBe(RETURNED);
        expect(views.u8[100]).toBe(43);
        const toggled = subtaskIn(call(consumer, toggle, []), STARTED);
        expect(toggled).toBe(2);
        waitableJoin(consumer, toggled, set);
        views.u8[100] = 13;
        const blocked = subtaskIn(call(consumer, blocking, [83], 100), STARTING);
        expect(views.u8[100]).toBe(13);
        waitableJoin(consumer, blocked, set);
        gate1.open();
        expect(yield wait(consumer, set)).toBe(SUBTASK);
        expect(event()).toEqual([toggled, RETURNED]);
        subtaskDrop(consumer, toggled);
        gate2.open();
        expect(yield wait(consumer, set)).toBe(SUBTASK);
        expect(event()).toEqual([blocked, STARTED]);
        expect(views.u8[100]).toBe(13);
        gate3.open();
        expect(yield wait(consumer, set)).toBe(SUBTASK);
        expect(event()).toEqual([blocked, RETURNED]);
        expect(views.u8[100]).toBe(44);
        subtaskDrop(consumer, blocked);
        gate4.open();
        yield gate5.pass(consumer);
        waitableSetDrop(consumer, set);
        taskReturn(42);
      },
    });
    expect(await host(main, 1)).toBe(42);
    expect(await leftovers(store, producer, consumer)).toEqual([]);
  }));

  test('a callback gets the events, and keeps its context', () => withSeeds(async (seed) => {
    const { store, instance, lift, host, call, taskReturn } = guest(seed);
    const [producer, consumer] = [instance(), instance()];
    const gates = [newGate(), newGate()];
    const producers = gates.map((gate) => lift(producer, {
      abi: 'stackful',
      * core() {
        yield gate.pass(producer);
        taskReturn();
      },
    }));
    let set = 0;
    const main = lift(consumer, {
      stack: false,
      * core() {
        expect(subtaskIn(call(consumer, producers[0]!, []), STARTED)).toBe(1);
        expect(subtaskIn(call(consumer, producers[1]!, []), STARTED)).toBe(2);
        set = waitableSetNew(consumer);
        expect(set).toBe(3);
        waitableJoin(consumer, 1, set);
        waitableJoin(consumer, 2, set);
        gates[0]!.open();
        contextSet(store, 0, 42);
        return 2 | set << 4;
      },
      * callback(...got) {
        const context = contextGet(store, 0);
        contextSet(store, 0, context as number + 10);
        if (context === 42) {
          expect(got).toEqual([SUBTASK, 1, RETURNED]);
          subtaskDrop(consumer, 1);
          return 1;
        }
        if (context === 52) {
          expect(got).toEqual([0, 0, 0]);
          gates[1]!.open();
          return 2 | set << 4;
        }
        expect(context).toBe(62);
        expect(got).toEqual([SUBTASK, 2, RETURNED]);
        subtaskDrop(consumer, 2);
        waitableSetDrop(consumer, set);
        taskReturn(83);
        return 0;
      },
    });
    expect(await host(main)).toBe(83);
    expect(await leftovers(store, producer, consumer)).toEqual([]);
  }));

  test('of synchronous functions go on although the callee has called for backpressure', () => withSeeds(async (seed) => {
    const { store, instance, lift, host, call, wait, event, views } = guest(seed);
    const [callee, caller] = [instance(), instance()];
    const gate = newGate();
    const slow = lift(callee, {
      abi: 'sync',
      * core(i) {
        yield gate.pass(callee);
        return 42 + i!;
      },
    });
    const plain = lift(callee, {
      abi: 'sync', async: false, stack: false,
      * core(i) {
        return 84 + i!;
      },
    });
    const main = lift(caller, {
      abi: 'sync',
      * core() {
        const subtask = subtaskIn(call(caller, slow, [1], 100), STARTED);
        expect(call(caller, plain, [2], 101)).toBe(RETURNED);
        expect(views.u8[101]).toBe(86);
        gate.open();
        const set = waitableSetNew(caller);
        waitableJoin(caller, subtask, set);
        expect(yield wait(caller, set)).toBe(SUBTASK);
        expect(event()).toEqual([subtask, RETURNED]);
        expect(views.u8[100]).toBe(43);
        subtaskDrop(caller, subtask);
        waitableSetDrop(caller, set);
      },
    });
    await host(main);
    expect(await leftovers(store, callee, caller)).toEqual([]);
  }));

  test('of functions with the synchronous ABI run one after the other', () => withSeeds(async (seed) => {
    const { store, instance, lift, host, call, taskReturn, views } = guest(seed);
    const [producer, consumer] = [instance(), instance()];
    const gate = newGate();
    const done = [false, false];
    const producer1 = lift(producer, {
      abi: 'sync',
      * core() {
        yield gate.pass(producer);
        done[0] = true;
      },
    });
    const producer2 = lift(producer, {
      abi: 'sync', stack: false,
      * core() {
        expect(done[0]).toBe(true);
        done[1] = true;
      },
    });
    const main = lift(consumer, {
      abi: 'stackful',
      * core() {
        const subtasks = [
          subtaskIn(call(consumer, producer1, []), STARTED), subtaskIn(call(consumer, producer2, []), STARTING),
        ];
        expect(subtasks).toEqual([1, 2]);
        const set = waitableSetNew(consumer);
        for (const subtask of subtasks) waitableJoin(consumer, subtask, set);
        gate.open();
        expect(done).toEqual([false, false]);
        const remain = new Set(subtasks);
        while (remain.size > 0) {
          expect(yield threadYield(consumer, true)).toBe(0);
          const code = waitableSetPoll(consumer, views, true, set, 8);
          if (code === 0) continue;
          expect([code, views.u32[3]]).toEqual([SUBTASK, RETURNED]);
          expect(remain.delete(views.u32[2]!)).toBe(true);
          subtaskDrop(consumer, views.u32[2]!);
        }
        expect(done).toEqual([true, true]);
        waitableSetDrop(consumer, set);
        taskReturn(83);
      },
    });
    expect(await host(main)).toBe(83);
    expect(await leftovers(store, producer, consumer)).toEqual([]);
  }));

  test('wait while the callee calls for backpressure', () => withSeeds(async (seed) => {
    const { store, instance, lift, host, call, taskReturn, wait, event } = guest(seed);
    const [producer, consumer] = [instance(), instance()];
    const gate = newGate();
    const done = [false, false];
    const producer1 = lift(producer, {
      abi: 'stackful',
      * core() {
        backpressureInc(producer);
        yield gate.pass(producer);
        backpressureDec(producer);
        taskReturn();
        done[0] = true;
      },
    });
    const producer2 = lift(producer, {
      abi: 'stackful',
      * core() {
        expect(done[0]).toBe(true);
        taskReturn();
        done[1] = true;
      },
    });
    const main = lift(consumer, {
      abi: 'stackful',
      * core() {
        const set = waitableSetNew(consumer);
        const subtask1 = subtaskIn(call(consumer, producer1, []), STARTED);
        const subtask2 = subtaskIn(call(consumer, producer2, []), STARTING);
        waitableJoin(consumer, subtask1, set);
        waitableJoin(consumer, subtask2, set);
        gate.open();
        expect(done).toEqual([false, false]);
        const remain = new Set([subtask1, subtask2]);
        while (remain.size > 0) {
          expect(yield wait(consumer, set)).toBe(SUBTASK);
          const [subtask, now] = event();
          // It starts and returns in one go: nobody sees it started.
          expect(now).toBe(RETURNED);
          expect(remain.delete(subtask)).toBe(true);
          subtaskDrop(consumer, subtask);
        }
        expect(done).toEqual([true, true]);
        waitableSetDrop(consumer, set);
        taskReturn(84);
      },
    });
    expect(await host(main)).toBe(84);
    expect(await leftovers(store, producer, consumer)).toEqual([]);
  }));

  test('of functions that need no lock do not wait for it, behind those that do', () => withSeeds(async (seed) => {
    const { store, instance, lift, host, taskReturn } = guest(seed);
    const callee = instance();
    const gate = newGate();
    const locking = lift(callee, {
      abi: 'sync',
      * core() {
        yield gate.pass(callee);
        return 1;
      },
    });
    const free = lift(callee, {
      abi: 'stackful',
      * core() {
        yield threadYield(callee, false);
        taskReturn(2);
      },
    });
    backpressureInc(callee);
    const [first, second, ...others] = [locking, locking, free, free, free].map((each) => host(each));
    backpressureDec(callee);
    expect(await Promise.all(others)).toEqual([2, 2, 2]);
    gate.open();
    expect(await Promise.all([first, second])).toEqual([1, 1]);
    expect(await leftovers(store, callee)).toEqual([]);
  }));
});

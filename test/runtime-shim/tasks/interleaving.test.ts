/**
 * Who has an instance's lock, and who gets it next (CanonicalABI.md, "Task State", `needs_exclusive`). Each scenario
 * in order, and with a hundred seeds.
 */
import { expect, test } from 'vitest';
import {
  backpressureDec, backpressureInc, contextGet, contextSet, subtaskCancelNow, subtaskDrop, threadYield, waitableJoin,
  waitableSetDrop, waitableSetNew, waitableSetPoll,
} from '../../../src/runtime-shim/index.ts';
import { guest, leftovers, newGate, subtaskIn, withSeeds, type Gate } from '../support/guest.ts';

const STARTING = 0;
const STARTED = 1;
const RETURNED = 2;
const CANCELLED_BEFORE_STARTED = 3;

test('callbacks take turns, and one that waits on its stack keeps the lock', () => withSeeds(async (seed) => {
  const { store, instance, lift, host, call, taskReturn, wait, event, views } = guest(seed);
  const [producer, consumer] = [instance(), instance()];
  const gates = [[newGate(), newGate(), newGate()], [newGate(), newGate(), newGate()]] as const;
  const callee = lift(producer, {
    * core(i) {
      contextSet(store, 0, i);
      yield gates[i as 0 | 1][0].pass(producer);
      const set = waitableSetNew(producer);
      contextSet(store, 1, set);
      waitableJoin(producer, subtaskIn(gates[i as 0 | 1][1].call(producer), STARTED), set);
      return 2 | set << 4;
    },
    * callback(code, subtask, state) {
      expect([code, state]).toEqual([1, RETURNED]);
      const i = contextGet(store, 0) as 0 | 1;
      subtaskDrop(producer, subtask!);
      waitableSetDrop(producer, contextGet(store, 1) as number);
      taskReturn(42 + i);
      yield gates[i][2].pass(producer);
      return 0;
    },
  });
  const syncCallee = lift(producer, {
    abi: 'sync', stack: false,
    * core() {
      return 100;
    },
  });
  const main = lift(consumer, {
    abi: 'sync',
    * core() {
      const opened = function* (gate: Gate): Generator<0 | 1> {
        gate.open();
        // However long it takes: nothing comes of it.
        for (let i = 0; i < 10; i++) {
          expect(yield threadYield(consumer, true)).toBe(0);
          expect(waitableSetPoll(consumer, views, true, set, 0)).toBe(0);
        }
      };
      backpressureInc(producer);
      const dead = subtaskIn(call(consumer, callee, [0], 200), STARTING);
      expect(subtaskCancelNow(consumer, true, dead)).toBe(CANCELLED_BEFORE_STARTED);
      subtaskDrop(consumer, dead);
      backpressureDec(producer);

      const subtask1 = subtaskIn(call(consumer, callee, [0], 100), STARTED);
      const dead2 = subtaskIn(call(consumer, callee, [1], 200), STARTING);
      expect(subtaskCancelNow(consumer, true, dead2)).toBe(CANCELLED_BEFORE_STARTED);
      subtaskDrop(consumer, dead2);
      const subtask2 = subtaskIn(call(consumer, callee, [1], 101), STARTING);
      const set = waitableSetNew(consumer);
      waitableJoin(consumer, subtask1, set);
      waitableJoin(consumer, subtask2, set);

      gates[0][0].open();
      expect(yield wait(consumer, set)).toBe(1);
      expect(event()).toEqual([subtask2, STARTED]);
      yield* opened(gates[0][1]);
      gates[1][0].open();
      expect(yield wait(consumer, set)).toBe(1);
      expect(event()).toEqual([subtask1, RETURNED]);
      expect(views.u8[100]).toBe(42);
      subtaskDrop(consumer, subtask1);
      yield* opened(gates[1][1]);
      gates[0][2].open();
      expect(yield wait(consumer, set)).toBe(1);
      expect(event()).toEqual([subtask2, RETURNED]);
      expect(views.u8[101]).toBe(43);
      subtaskDrop(consumer, subtask2);

      const subtask3 = subtaskIn(call(consumer, syncCallee, [], 102), STARTING);
      waitableJoin(consumer, subtask3, set);
      gates[1][2].open();
      expect(yield wait(consumer, set)).toBe(1);
      expect(event()).toEqual([subtask3, RETURNED]);
      expect(views.u8[102]).toBe(100);
      subtaskDrop(consumer, subtask3);
      waitableSetDrop(consumer, set);
    },
  });
  await host(main);
  expect(await leftovers(store, producer, consumer)).toEqual([]);
}));

test('one that has the lock and may go on goes on before a call that needs it', () => withSeeds(async (seed) => {
  const { store, instance, lift, host, callSwitching, taskReturn, wait } = guest(seed);
  const [producer, consumer] = [instance(), instance()];
  let over = false;
  const holding = lift(producer, {
    * core() {
      expect(yield threadYield(producer, false)).toBe(0);
      over = true;
      taskReturn(1);
      return 0;
    },
  });
  const main = lift(consumer, {
    abi: 'sync',
    * core() {
      const set = waitableSetNew(consumer);
      const first = subtaskIn((yield callSwitching(consumer, holding, [])) as number, STARTED);
      const second = subtaskIn((yield callSwitching(consumer, holding, [])) as number, STARTED);
      expect(over).toBe(true);
      for (const subtask of [first, second]) {
        waitableJoin(consumer, subtask, set);
        expect(yield wait(consumer, set)).toBe(1);
        subtaskDrop(consumer, subtask);
      }
      waitableSetDrop(consumer, set);
    },
  });
  await host(main);
  expect(await leftovers(store, producer, consumer)).toEqual([]);
}));

test('a callback that yields can’t be cancelled while another has the lock', () => withSeeds(async (seed) => {
  const { instance, lift, host, call, taskReturn, wait, event, views } = guest(seed);
  const [producer, consumer] = [instance(), instance()];
  const events: (readonly number[])[] = [];
  const yielding = lift(producer, {
    stack: false,
    * core() {
      return 1;
    },
    * callback(...got) {
      events.push(got);
      taskReturn(42);
      return 0;
    },
  });
  const holding = lift(producer, {
    * core() {
      expect(yield threadYield(producer, false)).toBe(0);
      taskReturn(43);
      return 0;
    },
    * callback() {
      throw new Error('never called');
    },
  });
  const main = lift(consumer, {
    abi: 'sync',
    * core() {
      const set = waitableSetNew(consumer);
      const packed = call(consumer, yielding, [], 100);
      // With a seed, a yield may be over at once.
      if (packed === RETURNED) return;
      const subtask1 = subtaskIn(packed, STARTED);
      const subtask2 = subtaskIn(call(consumer, holding, [], 101), STARTED);
      expect(subtaskCancelNow(consumer, true, subtask1)).toBe(-1);
      for (const [subtask, ptr, value] of [[subtask1, 100, 42], [subtask2, 101, 43]] as const) {
        waitableJoin(consumer, subtask, set);
        expect(yield wait(consumer, set)).toBe(1);
        expect(event()).toEqual([subtask, RETURNED]);
        expect(views.u8[ptr]).toBe(value);
        subtaskDrop(consumer, subtask);
      }
      waitableSetDrop(consumer, set);
      expect(events).toEqual([[0, 0, 0]]);
    },
  });
  await host(main);
}));

test('a thousand calls that wait for the lock come in one after the other', () => withSeeds(async (seed) => {
  const { store, instance, lift, host, taskReturn } = guest(seed);
  const callee = instance();
  let inside = 0;
  const order: number[] = [];
  const busy = lift(callee, {
    stack: false,
    * core(i) {
      expect(inside++).toBe(0);
      order.push(i!);
      inside--;
      return 1;
    },
    * callback() {
      expect(inside).toBe(0);
      taskReturn(1);
      return 0;
    },
  });
  const count = seed === undefined ? 1000 : 20;
  const results = await Promise.all(Array.from({ length: count }, (_, i) => host(busy, i)));
  expect(results).toEqual(Array.from({ length: count }, () => 1));
  if (seed === undefined) expect(order).toEqual(Array.from({ length: count }, (_, i) => i));
  expect(await leftovers(store, callee)).toEqual([]);
}));

/**
 * Calls between components that hand over futures (CanonicalABI.md, "Task State", "Subtask State"). Each scenario in
 * order, and with a hundred seeds.
 */
import { expect, test } from 'vitest';
import {
  backpressureDec, backpressureInc, contextGet, contextSet, futureReadable, subtaskCancel, subtaskDrop, threadYield,
  waitableJoin, waitableSetDrop, waitableSetNew, waitableSetPoll,
} from '../../../src/runtime-shim/index.ts';
import { BLOCKED, COMPLETED, copyingGuest } from '../support/copying-guest.ts';
import { type Core, guest, leftovers, newGate, type Steps, subtaskIn, withSeeds } from '../support/guest.ts';

const STARTING = 0;
const STARTED = 1;
const RETURNED = 2;
const CANCELLED_BEFORE_STARTED = 3;
const SUBTASK = 1;

/** No memory is looked at there. */
const NOWHERE = 0xdeadbeef;

test('callbacks that wait for futures take turns, and a call that never started keeps its futures', () => withSeeds(
  async (seed) => {
    const { store, lift, host, call, taskReturn, wait, event, views } = guest(seed);
    const [{ instance: producer, ...p }, { instance: consumer, ...c }] = [copyingGuest(store), copyingGuest(store)];
    const [inside, outside] = [p.of(p.unit).future, c.of(c.unit).future];
    const handles: { set: number; second: number; third: number }[] = [];
    const callee = lift(producer, {
      * core(i, first, second, third) {
        contextSet(store, 0, i);
        expect(yield inside.read(first!, NOWHERE, false) as 0 | 1).toBe(COMPLETED);
        inside.dropReadable(first!);
        const set = waitableSetNew(producer);
        handles[i!] = { set, second: second!, third: third! };
        expect(inside.read(second!, NOWHERE)).toBe(BLOCKED);
        waitableJoin(producer, second!, set);
        return 2 | set << 4;
      },
      * callback(...got) {
        const i = contextGet(store, 0) as number;
        const { set, second, third } = handles[i]!;
        expect(got).toEqual([futureReadable, second, COMPLETED]);
        taskReturn(42 + i);
        expect(yield inside.read(third, NOWHERE, false) as 0 | 1).toBe(COMPLETED);
        for (const end of [second, third]) inside.dropReadable(end);
        waitableSetDrop(producer, set);
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
        const ends = Array.from({ length: 6 }, () => outside.new());
        const [first, second] = [ends.slice(0, 3), ends.slice(3)];
        const given = (i: number, three: typeof ends) => () => (
          [i, ...three.map(([readable]) => inside.lower(outside.lift(readable)))]);
        const write = (three: typeof ends, i: number): void => {
          expect(outside.write(three[i]![1], NOWHERE)).toBe(COMPLETED);
          outside.dropWritable(three[i]![1]);
        };
        function* nothingComes(): Steps {
          for (let i = 0; i < 10; i++) {
            expect(yield threadYield(consumer, true)).toBe(0);
            expect(waitableSetPoll(consumer, views, true, set, 0)).toBe(0);
          }
        }
        function* next(...expected: [subtask: number, state: number]): Steps {
          expect(yield wait(consumer, set, true)).toBe(SUBTASK);
          expect(event()).toEqual(expected);
        }
        backpressureInc(producer);
        const early = subtaskIn(call(consumer, callee, given(0, first), 200), STARTING);
        expect(yield subtaskCancel(consumer, false, early)).toBe(CANCELLED_BEFORE_STARTED);
        subtaskDrop(consumer, early);
        backpressureDec(producer);

        const subtask1 = subtaskIn(call(consumer, callee, given(0, first), 100), STARTED);
        const late = subtaskIn(call(consumer, callee, given(1, second), 200), STARTING);
        expect(yield subtaskCancel(consumer, false, late)).toBe(CANCELLED_BEFORE_STARTED);
        subtaskDrop(consumer, late);
        const subtask2 = subtaskIn(call(consumer, callee, given(1, second), 101), STARTING);
        const set = waitableSetNew(consumer);
        waitableJoin(consumer, subtask1, set);
        waitableJoin(consumer, subtask2, set);

        write(first, 0);
        yield* next(subtask2, STARTED);
        write(first, 1);
        yield* nothingComes();
        write(second, 0);
        yield* next(subtask1, RETURNED);
        expect(views.u8[100]).toBe(42);
        subtaskDrop(consumer, subtask1);
        write(second, 1);
        yield* nothingComes();
        write(first, 2);
        yield* next(subtask2, RETURNED);
        expect(views.u8[101]).toBe(43);
        subtaskDrop(consumer, subtask2);

        const subtask3 = subtaskIn(call(consumer, syncCallee, [], 102), STARTING);
        waitableJoin(consumer, subtask3, set);
        write(second, 2);
        yield* next(subtask3, RETURNED);
        expect(views.u8[102]).toBe(100);
        expect(views.u8[200]).toBe(0);
        subtaskDrop(consumer, subtask3);
        waitableSetDrop(consumer, set);
      },
    });
    await host(main);
    expect(await leftovers(store, producer, consumer)).toEqual([]);
  },
));

test('a call of a synchronous function starts at once, though its instance is busy', () => withSeeds(
  async (seed) => {
    const { store, lift, host, call, wait, event, views } = guest(seed);
    const [{ instance: callee, ...p }, { instance: caller, ...c }] = [copyingGuest(store), copyingGuest(store)];
    const [inside, outside] = [p.of(p.unit).future, c.of(c.unit).future];
    const slow = lift(callee, {
      abi: 'sync',
      * core(i, future) {
        expect(yield inside.read(future!, NOWHERE, false) as 0 | 1).toBe(COMPLETED);
        inside.dropReadable(future!);
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
        const [readable, writable] = outside.new();
        const lowered = (): number[] => [1, inside.lower(outside.lift(readable))];
        const subtask = subtaskIn(call(caller, slow, lowered, 100), STARTED);
        expect(call(caller, plain, [2], 101)).toBe(RETURNED);
        expect(views.u8[101]).toBe(86);
        backpressureInc(callee);
        expect(call(caller, plain, [3], 101)).toBe(RETURNED);
        expect(views.u8[101]).toBe(87);
        backpressureDec(callee);
        expect(yield outside.write(writable, NOWHERE, false) as 0 | 1).toBe(COMPLETED);
        const set = waitableSetNew(caller);
        waitableJoin(caller, subtask, set);
        expect(yield wait(caller, set, true)).toBe(SUBTASK);
        expect(event()).toEqual([subtask, RETURNED]);
        expect(views.u8[100]).toBe(43);
        subtaskDrop(caller, subtask);
        outside.dropWritable(writable);
        waitableSetDrop(caller, set);
      },
    });
    await host(main);
    expect(await leftovers(store, callee, caller)).toEqual([]);
  },
));

test('a function with the synchronous ABI waits for two calls, one after the other', () => withSeeds(async (seed) => {
  const { store, instance, lift, host, call, taskReturn, wait, event } = guest(seed);
  const [producer, consumer] = [instance(), instance()];
  const gates = [newGate(), newGate()] as const;
  const waiting = gates.map((gate) => lift(producer, {
    abi: 'stackful',
    * core() {
      yield gate.pass(producer);
      taskReturn();
    },
  }));
  const core: Core = function* () {
    const subtasks = waiting.map((callee) => subtaskIn(call(consumer, callee, []), STARTED));
    expect(subtasks).toEqual([1, 2]);
    const set = waitableSetNew(consumer);
    for (const subtask of subtasks) waitableJoin(consumer, subtask, set);
    for (const i of [0, 1] as const) {
      gates[i].open();
      expect(yield wait(consumer, set, true)).toBe(SUBTASK);
      expect(event()).toEqual([subtasks[i], RETURNED]);
    }
    for (const subtask of subtasks) subtaskDrop(consumer, subtask);
    waitableSetDrop(consumer, set);
  };
  await host(lift(consumer, { abi: 'sync', core }));
  expect(await leftovers(store, producer, consumer)).toEqual([]);
}));

test('a call is cancelled while it waits for the end of a call that it has cancelled itself', () => withSeeds(
  async (seed) => {
    const { store, instance, lift, host, call, taskReturn, wait, event, views } = guest(seed);
    const [inner, callee, caller] = [instance(), instance(), instance()];
    const gate = newGate();
    /** Takes no notice of being cancelled. */
    const stubborn = lift(inner, {
      abi: 'stackful',
      * core(x) {
        expect(x).toBe(42);
        yield gate.pass(inner);
        taskReturn(43);
      },
    });
    const cancelling = lift(callee, {
      abi: 'stackful',
      * core(x) {
        expect(x).toBe(13);
        const subtask = subtaskIn(call(callee, stubborn, [42], 50), STARTED);
        expect(yield subtaskCancel(callee, false, subtask)).toBe(RETURNED);
        expect(views.u8[50]).toBe(43);
        subtaskDrop(callee, subtask);
        taskReturn(44);
      },
    });
    const main = lift(caller, {
      abi: 'stackful',
      * core() {
        views.u8[100] = 13;
        const subtask = subtaskIn(call(caller, cancelling, [13], 100), STARTED);
        expect(yield subtaskCancel(caller, true, subtask)).toBe(BLOCKED);
        expect(views.u8[100]).toBe(13);
        gate.open();
        const set = waitableSetNew(caller);
        waitableJoin(caller, subtask, set);
        expect(yield wait(caller, set, true)).toBe(SUBTASK);
        expect(event()).toEqual([subtask, RETURNED]);
        expect(views.u8[100]).toBe(44);
        subtaskDrop(caller, subtask);
        waitableSetDrop(caller, set);
        taskReturn(42);
      },
    });
    expect(await host(main)).toBe(42);
    expect(await leftovers(store, inner, callee, caller)).toEqual([]);
  },
));

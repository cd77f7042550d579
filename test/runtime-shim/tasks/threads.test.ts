/**
 * Explicit threads (CanonicalABI.md, `canon thread.*`), and what may run while a synchronous function waits. Each
 * scenario in order, and with a hundred seeds.
 */
import { describe, expect, test } from 'vitest';
import {
  contextGet, contextSet, enterThread, hostCallSync, leaveThread, threadIndex, threadNewIndirect, threadResumeLater,
  threadSuspend, threadSuspendThenPromote,
  threadSuspendThenResume, threadYield, threadYieldThenPromote, threadYieldThenResume, waitableJoin, waitableSetDrop,
  waitableSetNew, subtaskDrop,
} from '../../../src/runtime-shim/index.ts';
import { guest, leftovers, newGate, subtaskIn, withSeeds, type Core } from '../support/guest.ts';

test('threads of a task switch to each other, and take turns', () => withSeeds(async (seed) => {
  const { store, instance, lift, host, thread, table } = guest(seed);
  const callee = instance();
  const spawn = (core: Core, context = 0): number => threadNewIndirect(callee, thread(core), table, 0, context);
  let count = 0;
  const main = lift(callee, {
    abi: 'sync',
    * core() {
      const self = threadIndex(callee);
      contextSet(store, 0, 7);
      let ran = 0;
      const first = spawn(function* (context) {
        expect([context, contextGet(store, 0)]).toEqual([13, 0]);
        ran++;
      }, 13);
      expect(yield threadYieldThenResume(callee, true, first)).toBe(0);
      expect(ran).toBe(1);
      const second = spawn(function* () {
        expect(yield threadYieldThenResume(callee, true, self)).toBe(0);
      });
      expect(yield threadSuspendThenResume(callee, true, second)).toBe(0);
      const third = spawn(function* () {
        threadResumeLater(callee, self);
      });
      threadResumeLater(callee, third);
      expect(yield threadSuspend(callee, true)).toBe(0);
      for (let i = 0; i < 5; i++) {
        threadResumeLater(callee, spawn(function* () {
          expect(yield threadYield(callee, false)).toBe(0);
          count++;
          expect(yield threadYield(callee, false)).toBe(0);
          count++;
        }));
      }
      while (count !== 10) yield threadYield(callee, false);
      expect(contextGet(store, 0)).toBe(7);
      return 42;
    },
  });
  expect(await host(main)).toBe(42);
  expect(await leftovers(store, callee)).toEqual([]);
}));

test('while a synchronous function waits, only threads of its instance run that need no lock', () => withSeeds(
  async (seed) => {
    const { store, instance, lift, host, thread, table } = guest(seed);
    const callee = instance();
    const spawn = (core: Core): number => threadNewIndirect(callee, thread(core), table, 0, 0);
    let over = false;
    const locked = lift(callee, {
      * core() {
        expect(yield threadYield(callee, false)).toBe(0);
        expect(over).toBe(true);
        return 0;
      },
      abi: 'sync',
    });
    let [pings, pongs] = [0, 0];
    const synchronous = lift(callee, {
      abi: 'sync', async: false,
      * core() {
        const self = threadIndex(callee);
        let waits = false;
        const third = spawn(function* () {
          waits = true;
          yield threadSuspend(callee, false);
          threadResumeLater(callee, self);
        });
        const second = spawn(function* () {
          threadResumeLater(callee, third);
          while (!waits) yield threadYield(callee, false);
          threadResumeLater(callee, third);
        });
        const ping = spawn(function* () {
          while (pings < 3 || pongs < 3) {
            pings++;
            yield threadYield(callee, false);
          }
          threadResumeLater(callee, second);
        });
        const pong = spawn(function* () {
          while (pings < 3 || pongs < 3) {
            pongs++;
            yield threadYield(callee, false);
          }
        });
        threadResumeLater(callee, ping);
        threadResumeLater(callee, pong);
        expect(yield threadSuspend(callee, false)).toBe(0);
        over = true;
        return 42;
      },
    });
    const first = host(locked);
    expect(await host(synchronous)).toBe(42);
    expect(await first).toBe(0);
    expect(await leftovers(store, callee)).toEqual([]);
  },
));

test('threads promote each other', () => withSeeds(async (seed) => {
  const { store, instance, lift, host, thread, table, taskReturn } = guest(seed);
  const callee = instance();
  const spawn = (core: Core): number => threadNewIndirect(callee, thread(core), table, 0, 0);
  let [pings, pongs] = [0, 0];
  const main = lift(callee, {
    abi: 'stackful',
    * core() {
      let pong = 0;
      const ping = spawn(function* () {
        while (pings < 3) {
          expect(pings).toBe(pongs);
          yield threadYieldThenPromote(callee, false, pong);
          expect(pings).toBe(pongs);
          threadResumeLater(callee, pong);
          yield threadYieldThenPromote(callee, false, pong);
          expect(pings).toBe(pongs - 1);
          pings++;
        }
        taskReturn(42);
        threadResumeLater(callee, pong);
      });
      pong = spawn(function* () {
        while (pongs < 3) {
          pongs++;
          yield threadSuspendThenPromote(callee, false, ping);
        }
      });
      threadResumeLater(callee, ping);
    },
  });
  expect(await host(main)).toBe(42);
  expect(await leftovers(store, callee)).toEqual([]);
}));

test('a synchronous function of another component that waits keeps all others out', () => withSeeds(async (seed) => {
  const { store, instance, lift, host, thread, table, callSync } = guest(seed);
  const [callee, caller, other] = [instance(), instance(), instance()];
  let inside = false;
  const inner = lift(callee, {
    abi: 'sync', async: false,
    * core(x) {
      inside = true;
      const self = threadIndex(callee);
      const helper = threadNewIndirect(callee, thread(function* () {
        for (let i = 0; i < 4; i++) yield threadYield(callee, false);
        threadResumeLater(callee, self);
      }), table, 0, 0);
      threadResumeLater(callee, helper);
      yield threadSuspend(callee, false);
      inside = false;
      return x! + 1;
    },
  });
  const outer = lift(caller, {
    abi: 'sync',
    * core() {
      const got = yield callSync(caller, inner, 41);
      expect(inside).toBe(false);
      return got;
    },
  });
  const spinning = lift(other, {
    abi: 'sync',
    * core() {
      for (let i = 0; i < 20; i++) {
        yield threadYield(other, false);
        expect(inside).toBe(false);
      }
    },
  });
  const spins = host(spinning);
  expect(await host(outer)).toBe(42);
  await spins;
  expect(await leftovers(store, callee, caller, other)).toEqual([]);
}));

test('what the host has done while a synchronous function waited is for who waits for it', () => withSeeds(async (seed) => {
  const { store, instance, lift, host } = guest(seed);
  const caller = instance();
  const others = [instance(), instance(), instance()];
  const gates = others.map(() => newGate());
  const release = newGate();
  const main = lift(caller, {
    abi: 'sync', async: false,
    * core() {
      const wait = async (): Promise<void> => {
        for (const { open } of gates) open();
        await release.opened;
      };
      return yield hostCallSync(caller, 'f', wait, () => 9, false, undefined, undefined, true);
    },
  });
  const waiting = others.map((callee, i) => lift(callee, {
    abi: 'sync',
    * core() {
      const got: unknown[] = [];
      for (let n = 0; n < 3; n++) {
        got.push(yield hostCallSync(callee, 'g', () => gates[i]!.opened, () => 10 * i + n, false));
      }
      return got;
    },
  }));
  const results = waiting.map((each) => host(each));
  const result = host(main);
  await new Promise((resolve) => setImmediate(resolve));
  release.open();
  expect(await result).toBe(9);
  expect(await Promise.all(results)).toEqual([[0, 1, 2], [10, 11, 12], [20, 21, 22]]);
  expect(await leftovers(store, caller, ...others)).toEqual([]);
}));

describe('a synchronous function without a stack to park', () => {
  test('runs threads that have not started on top of itself', () => withSeeds(async (seed) => {
    const { store, instance, lift, host, thread, table } = guest(seed);
    const callee = instance();
    const main = lift(callee, {
      abi: 'sync', async: false, stack: false,
      * core() {
        const self = threadIndex(callee);
        const other = threadNewIndirect(callee, thread(function* () {
          threadResumeLater(callee, self);
        }), table, 0, 0);
        expect(yield threadSuspendThenResume(callee, false, other)).toBe(0);
        const later = threadNewIndirect(callee, thread(function* () {
          threadResumeLater(callee, self);
        }), table, 0, 0);
        threadResumeLater(callee, later);
        expect(yield threadSuspend(callee, false)).toBe(0);
        expect(yield threadYield(callee, false)).toBe(0);
        return 5;
      },
    });
    expect(await host(main)).toBe(5);
    expect(await leftovers(store, callee)).toEqual([]);
  }));

  test.each([false, true])('traps if there is none (stack: %s)', async (stack) => {
    const { instance, lift, host } = guest();
    const callee = instance();
    const main = lift(callee, {
      abi: 'sync', async: false, stack,
      * core() {
        yield threadSuspend(callee, false);
      },
    });
    await expect(host(main)).rejects.toThrow('cannot block a synchronous task before returning');
    await expect(host(main)).rejects.toThrow('cannot enter component instance');
  });
});

test('threads that a synchronous call of the host has left behind run when it waits', () => withSeeds(async (seed) => {
  const { store, instance, lift, host, thread, table } = guest(seed);
  const callee = instance();
  const ran: number[] = [];
  const arm = (context: number): void => {
    const previous = enterThread(callee);
    threadResumeLater(callee, threadNewIndirect(callee, thread(function* (i) {
      ran.push(i!);
    }), table, 0, context));
    leaveThread(store, previous);
  };
  arm(1);
  arm(2);
  await new Promise((resolve) => setImmediate(resolve));
  expect(ran).toEqual([]);
  const yielding = lift(callee, {
    abi: 'sync',
    * core() {
      while (ran.length < 2) yield threadYield(callee, false);
    },
  });
  await host(yielding);
  expect(ran.sort()).toEqual([1, 2]);
  expect(await leftovers(store, callee)).toEqual([]);
}));

test('a synchronous function may wait for a thread that an earlier one has left behind', () => withSeeds(async (seed) => {
  const { store, instance, lift, host, thread, table } = guest(seed);
  const callee = instance();
  let waiting: number;
  const previous = enterThread(callee);
  threadResumeLater(callee, threadNewIndirect(callee, thread(function* () {
    threadResumeLater(callee, waiting);
  }), table, 0, 0));
  leaveThread(store, previous);
  await new Promise((resolve) => setImmediate(resolve));
  const main = lift(callee, {
    abi: 'sync', async: false, stack: false,
    * core() {
      waiting = threadIndex(callee);
      expect(yield threadSuspend(callee, false)).toBe(0);
      return 5;
    },
  });
  expect(await host(main)).toBe(5);
  expect(await leftovers(store, callee)).toEqual([]);
}));

test('only a suspended thread can be resumed', async () => {
  const { instance, lift, host, thread, table } = guest();
  const callee = instance();
  const main = lift(callee, {
    abi: 'sync',
    * core() {
      const text = 'cannot resume thread which is not suspended';
      expect(() => threadResumeLater(callee, threadIndex(callee))).toThrow(text);
      const ready = threadNewIndirect(callee, thread(function* () {}), table, 0, 0);
      threadResumeLater(callee, ready);
      expect(() => threadResumeLater(callee, ready)).toThrow(text);
      expect(() => threadYieldThenResume(callee, false, ready)).toThrow(text);
      expect(() => threadResumeLater(callee, 99)).toThrow('unknown handle index 99');
      expect(() => threadNewIndirect(callee, thread(function* () {}), table, 1, 0)).toThrow('uninitialized function');
      expect(() => threadNewIndirect(callee, thread(function* () {}), table, 3, 0)).toThrow('undefined element');
    },
  });
  await host(main);
});

test('a thread starts in a function of the type that was named', async () => {
  const { store, instance, lift, host, thread, table } = guest();
  const callee = instance();
  const main = lift(callee, {
    abi: 'sync',
    * core() {
      const text = 'start function does not match expected type';
      const create = (index: number, context: number | bigint) =>
        threadResumeLater(callee, threadNewIndirect(callee, thread(function* () {}), table, index, context as number));
      for (let n = 0; n < 2; n++) {
        create(0, 1);
        expect(() => create(0, 1n)).toThrow(text);
        expect(() => create(2, 1)).toThrow(text);
        create(2, 1n);
      }
    },
  });
  await host(main);
  expect(await leftovers(store, callee)).toEqual([]);
});

test('waiting on a set from several threads: each event goes to one of them', () => withSeeds(async (seed) => {
  const { store, instance, lift, host, thread, table, wait, event } = guest(seed);
  const callee = instance();
  const seen: number[] = [];
  const main = lift(callee, {
    abi: 'sync',
    * core() {
      const set = waitableSetNew(callee);
      const gates = [newGate(), newGate(), newGate()];
      for (const gate of gates) waitableJoin(callee, subtaskIn(gate.call(callee), 1), set);
      for (let i = 0; i < 3; i++) {
        threadResumeLater(callee, threadNewIndirect(callee, thread(function* () {
          yield wait(callee, set);
          seen.push(event()[0]);
          subtaskDrop(callee, event()[0]);
        }), table, 0, 0));
      }
      for (const gate of gates) gate.open();
      while (seen.length < 3) yield threadYield(callee, false);
      waitableSetDrop(callee, set);
    },
  });
  await host(main);
  expect(seen.sort()).toEqual([2, 3, 4]);
  expect(await leftovers(store, callee)).toEqual([]);
}));

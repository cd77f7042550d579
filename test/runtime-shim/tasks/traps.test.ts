/**
 * What goes wrong in tasks: the reference texts, who gets the error, and that nothing runs afterwards (CanonicalABI.md;
 * js-mapping.md, "Values").
 */
import { describe, expect, test, vi } from 'vitest';
import {
  addHandle, backpressureDec, backpressureInc, callFromHost, enterThread, hostCallAsync, hostCallSync, leaveThread,
  newTask, resolveTask, returningTask, settled, subtaskCancelNow, subtaskDrop, threadSuspend, threadYield, waitableJoin, waitableSetDrop, waitableSetNew,
} from '../../../src/runtime-shim/index.ts';
import { guest, leftovers, newGate, subtaskIn, type Core, type Guest } from '../support/guest.ts';

const ENTER = 'cannot enter component instance';

const exit: Core = function* () {
  return 0;
};

describe('a task traps', () => {
  const cases: Record<string, readonly [string, (g: Guest) => Parameters<Guest['lift']>[1]]> = {
    'that exits without a result': ['async-lifted export failed to produce a result', () => ({ core: exit })],
    'that returns twice': [
      '`task.return` or `task.cancel` called more than once for current task',
      (g) => ({
        * core() {
          g.taskReturn(1);
          g.taskReturn(1);
        },
      }),
    ],
    'that returns by another function’s task.return': [
      'invalid `task.return` signature and/or options for current task',
      (g) => ({
        * core() {
          returningTask(g.store, 5);
        },
      }),
    ],
    'whose code is 3': ['unsupported callback code', () => ({
      * core() {
        return 3;
      },
    })],
    'that waits for what is no set': ['unknown handle index 9', () => ({
      * core() {
        return 2 | 9 << 4;
      },
    })],
    'that keeps a borrow': ['borrow handles still remain at the end of the call', (g) => ({
      * core() {
        g.store.thread!.task.numBorrows++;
        g.taskReturn(1);
      },
    })],
  };
  test.each(Object.entries(cases))('%s', async (_, [text, f]) => {
    for (const stack of [false, true]) {
      const g = guest();
      const callee = g.lift(g.instance(), { callback: exit, ...f(g), stack });
      await expect(g.host(callee)).rejects.toThrow(text);
      await expect(g.host(callee)).rejects.toThrow(ENTER);
    }
  });
});

describe('built-ins trap', () => {
  const inTask = async (core: (g: Guest, caller: ReturnType<Guest['instance']>) => ReturnType<Core>): Promise<void> => {
    const g = guest();
    const caller = g.instance();
    await g.host(g.lift(caller, { abi: 'sync', core: () => core(g, caller) }));
  };

  test('backpressure beyond 16 bits, and below none', () => inTask(function* (_, i) {
    expect(() => backpressureDec(i)).toThrow('backpressure counter overflow');
    i.backpressure = 0xffff;
    expect(() => backpressureInc(i)).toThrow('backpressure counter overflow');
    i.backpressure = 0;
  }));

  test('dropping a subtask that is not resolved, or whose result is not known', () => inTask(function* (g, i) {
    const gate = newGate();
    const set = waitableSetNew(i);
    const subtask = subtaskIn(gate.call(i), 1);
    expect(() => subtaskDrop(i, subtask)).toThrow('cannot drop a subtask which has not yet resolved');
    gate.open();
    for (let n = 0; n < 3; n++) yield threadYield(i, false);
    expect(() => subtaskDrop(i, subtask)).toThrow('cannot drop a subtask which has not yet resolved');
    waitableJoin(i, subtask, set);
    expect(() => waitableSetDrop(i, set)).toThrow('cannot drop waitable set with waitables in it');
    expect(yield g.wait(i, set)).toBe(1);
    subtaskDrop(i, subtask);
    waitableSetDrop(i, set);
  }));

  test('handles of another kind', () => inTask(function* (_, i) {
    const set = waitableSetNew(i);
    const other = addHandle(i.handles, { code: -1 });
    expect(() => waitableJoin(i, set, set)).toThrow('used with the wrong type');
    expect(() => waitableJoin(i, other, 0)).toThrow('used with the wrong type');
    expect(() => waitableJoin(i, 77, 0)).toThrow('unknown handle index 77');
    expect(() => subtaskDrop(i, set)).toThrow('used with the wrong type');
  }));
});

describe('the error of a trap', () => {
  test.each([false, true])('rejects all calls that are awaited (stack: %s)', async (stack) => {
    const { instance, lift, host } = guest();
    const callee = instance();
    const error = new WebAssembly.RuntimeError('unreachable');
    const waiting = lift(callee, {
      stack,
      * core() {
        return 2 | waitableSetNew(callee) << 4;
      },
    });
    const failing = lift(instance(), {
      stack,
      * core() {
        return 1;
      },
      * callback() {
        throw error;
      },
    });
    const got = await Promise.allSettled([host(waiting), host(failing), host(waiting)]);
    expect(got.map((each) => each.status === 'rejected' && each.reason === error)).toEqual([true, true, true]);
    await expect(host(waiting)).rejects.toThrow(ENTER);
  });

  test.each(['callee', 'caller'])('of a %s with a stack is the real one', async (where) => {
    const { instance, lift, host, call } = guest();
    const error = new Error('real');
    const callee = lift(instance(), {
      abi: 'stackful', stack: where === 'callee',
      * core() {
        throw error;
      },
    });
    const caller = instance();
    const main = lift(caller, {
      abi: 'stackful',
      * core() {
        call(caller, callee, []);
      },
    });
    await expect(host(main)).rejects.toBe(error);
    await expect(host(main)).rejects.toThrow(ENTER);
  });

  test('is an unhandled rejection if nobody awaits a call', async () => {
    const { instance, lift, host, taskReturn } = guest();
    const error = new Error('in the background');
    const main = lift(instance(), {
      stack: false,
      * core() {
        taskReturn(1);
        return 1;
      },
      * callback() {
        throw error;
      },
    });
    const listeners = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    const unhandled = new Promise((resolve) => process.once('unhandledRejection', resolve));
    expect(await host(main)).toBe(1);
    expect(await unhandled).toBe(error);
    for (const listener of listeners) process.on('unhandledRejection', listener);
  });

  test('that is a core exception', async () => {
    const { instance, lift, host } = guest();
    const tag = new WebAssembly.Tag({ parameters: [] });
    const main = lift(instance(), {
      * core() {
        throw new WebAssembly.Exception(tag, []);
      },
    });
    await expect(host(main)).rejects.toThrow('uncaught exception propagated out of component');
  });
});

describe('arguments that can’t be lowered', () => {
  test('reject just that call, also when it had to wait', async () => {
    const { store, instance, lift, host, taskReturn } = guest();
    const callee = instance();
    const ok = lift(callee, {
      stack: false,
      * core() {
        taskReturn(7);
        return 0;
      },
    });
    const wrong = async (): Promise<unknown> => {
      const task = newTask(ok.lift, () => undefined);
      callFromHost(task, () => {
        expect(store.entered).toBe(1);
        throw new TypeError('wrong');
      });
      return task.resolved ? task.value : await settled(task);
    };
    await expect(wrong()).rejects.toThrow(TypeError);
    expect(await leftovers(store, callee)).toEqual([]);
    backpressureInc(callee);
    const results = [host(ok), wrong(), host(ok)];
    backpressureDec(callee);
    const settledResults = await Promise.allSettled(results);
    expect(settledResults.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await leftovers(store, callee)).toEqual([]);
  });
});

describe('calls of the host', () => {
  test('an error that is no result’s traps, and is given back unchanged', async () => {
    for (const hasErr of [false, true]) {
      const g = guest();
      const caller = g.instance();
      const error = new Error('of the host');
      const main = g.lift(caller, {
        * core() {
          const set = waitableSetNew(caller);
          const rejected = (): Promise<never> => Promise.reject(error);
          waitableJoin(caller, subtaskIn(hostCallAsync(caller, 'f', rejected, () => 0, hasErr), 1), set);
          return 2 | set << 4;
        },
      });
      await expect(g.host(main)).rejects.toBe(error);
      await expect(g.host(main)).rejects.toThrow(ENTER);
    }
  });

  test('a result’s error is lowered, thrown or promised', async () => {
    const g = guest();
    const caller = g.instance();
    const settle = vi.fn((result: unknown, failed: 0 | 1) => (failed === 1 ? -1 : result));
    const main = g.lift(caller, {
      abi: 'sync',
      * core() {
        const thrown = (): never => {
          throw { payload: 'a' };
        };
        expect(yield hostCallSync(caller, 'f', thrown, settle, true)).toBe(-1);
        expect(yield hostCallSync(caller, 'f', () => Promise.reject('b'), settle, true)).toBe(-1);
        expect(yield hostCallSync(caller, 'f', () => Promise.resolve(5), settle, true)).toBe(5);
        expect(yield hostCallSync(caller, 'f', () => 6, settle, true)).toBe(6);
        expect(hostCallAsync(caller, 'f', () => 6, settle, true)).toBe(2);
        return 3;
      },
    });
    expect(await g.host(main)).toBe(3);
    expect(settle.mock.calls).toEqual([['a', 1], ['b', 1], [5, 0], [6, 0], [6, 0]]);
    expect(await leftovers(g.store, caller)).toEqual([]);
  });

  test('a result that can’t be lowered traps', async () => {
    const g = guest();
    const caller = g.instance();
    const main = g.lift(caller, {
      abi: 'sync',
      * core() {
        yield hostCallSync(caller, 'f', () => Promise.resolve(), () => {
          throw new TypeError('wrong');
        }, false);
      },
    });
    await expect(g.host(main)).rejects.toThrow(TypeError);
    await expect(g.host(main)).rejects.toThrow(ENTER);
  });

  test('that a synchronous function waits for keep everything else out', async () => {
    const g = guest();
    const [caller, other] = [g.instance(), g.instance()];
    let inside = false;
    const main = g.lift(caller, {
      abi: 'sync', async: false,
      * core() {
        inside = true;
        const later = (): Promise<number> => new Promise((resolve) => setTimeout(resolve, 5, 9));
        const result = yield hostCallSync(caller, 'f', later, (n) => n, false, undefined, undefined, true);
        inside = false;
        return result;
      },
    });
    const gate = newGate();
    const waiting = g.lift(other, {
      abi: 'sync',
      * core() {
        yield gate.pass(other);
        expect(inside).toBe(false);
        return 1;
      },
    });
    const first = g.host(waiting);
    const second = g.host(main);
    gate.open();
    await expect(g.host(waiting)).rejects.toThrow(ENTER);
    expect(await Promise.all([first, second])).toEqual([1, 9]);
    expect(await leftovers(g.store, caller, other)).toEqual([]);
  });

  test('may call exports while the caller waits', async () => {
    const g = guest();
    const caller = g.instance();
    const inner = g.lift(g.instance(), {
      abi: 'sync', stack: false,
      * core(x) {
        return x! + 1;
      },
    });
    const main = g.lift(caller, {
      abi: 'sync',
      * core() {
        expect(() => g.store.entered > 0).not.toThrow();
        return yield hostCallSync(caller, 'f', async () => {
          await expect(g.host(inner, 1)).rejects.toThrow(ENTER);
          await null;
          return g.host(inner, 41);
        }, (n) => n, false);
      },
    });
    expect(await g.host(main)).toBe(42);
  });
});

describe('a deadlock', () => {
  test('is reported with who waits for what', async () => {
    const g = guest();
    const [callee, caller] = [g.instance(), g.instance()];
    const inner = g.lift(callee, {
      name: 'a:b/inner#wait',
      stack: false,
      * core() {
        return 2 | waitableSetNew(callee) << 4;
      },
    });
    const outer = g.lift(caller, {
      name: 'outer',
      * core() {
        const set = waitableSetNew(caller);
        waitableJoin(caller, subtaskIn(g.call(caller, inner, []), 1), set);
        yield g.wait(caller, set);
      },
    });
    await expect(g.host(outer)).rejects.toThrow([
      'deadlock detected: event loop cannot make further progress',
      '  a:b/inner#wait waits for an empty waitable set',
      '  outer waits for a call of a:b/inner#wait',
    ].join('\n'));
    await expect(g.host(outer)).rejects.toThrow(ENTER);
  });

  test('of suspended threads, and of calls that wait to start', async () => {
    const g = guest();
    const callee = g.instance();
    const f = g.lift(callee, {
      name: 'f', abi: 'sync',
      * core() {
        yield threadSuspend(callee, false);
      },
    });
    const got = await Promise.allSettled([g.host(f), g.host(f)]);
    expect(got.map((each) => (each as PromiseRejectedResult).reason.message.split('\n').slice(1))).toEqual([
      ['  f is suspended', '  f has not started: its instance is busy, or takes no more calls'],
      ['  f is suspended', '  f has not started: its instance is busy, or takes no more calls'],
    ]);
  });

  test('is noticed when the last that the host has under way is cancelled', async () => {
    const g = guest();
    const callee = g.instance();
    let subtask = 0;
    const f = g.lift(callee, {
      stack: false,
      * core() {
        subtask = subtaskIn(newGate().call(callee), 1);
        return 2 | waitableSetNew(callee) << 4;
      },
    });
    const result = g.host(f);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const previous = enterThread(callee);
    expect(subtaskCancelNow(callee, true, subtask)).toBe(4);
    leaveThread(g.store, previous);
    await expect(result).rejects.toThrow('deadlock detected');
  });

  test('is none while the host has something to do, or another call can help', async () => {
    const g = guest();
    const callee = g.instance();
    const gate = newGate();
    const f = g.lift(callee, {
      abi: 'sync',
      * core() {
        yield gate.pass(callee);
        return 1;
      },
    });
    const result = g.host(f);
    setTimeout(gate.open, 10);
    expect(await result).toBe(1);
  });
});

test('tasks that yield for ever let timers run', async () => {
  const g = guest();
  const callee = g.instance();
  let over = false;
  const spinning = (stack: boolean): ReturnType<Guest['lift']> => g.lift(callee, {
    stack,
    * core() {
      return 1;
    },
    * callback() {
      if (!over) return 1;
      g.taskReturn(1);
      return 0;
    },
  });
  const parked = g.lift(callee, {
    abi: 'stackful',
    * core() {
      while (!over) yield threadYield(callee, false);
      g.taskReturn(1);
    },
  });
  setTimeout(() => {
    over = true;
  }, 20);
  expect(await Promise.all([g.host(spinning(false)), g.host(spinning(true)), g.host(parked)])).toEqual([1, 1, 1]);
  expect(await leftovers(g.store, callee)).toEqual([]);
});

test('resolveTask wakes who awaits the call, once', async () => {
  const g = guest();
  const callee = g.instance();
  const f = g.lift(callee, {
    stack: false,
    * core() {
      return 1;
    },
    * callback() {
      const task = returningTask(g.store, 0);
      resolveTask(task, 'value');
      return 0;
    },
  });
  expect(await g.host(f)).toBe('value');
});

/**
 * A synchronous function whose core function returns before it has a result: its threads bring it about, one after
 * the other, and nothing else runs meanwhile (CanonicalABI.md, `canon lift`, `canon thread.*`). In order, and with a
 * hundred seeds.
 */
import { expect, test } from 'vitest';
import {
  type ComponentInstance, futureReadable, threadNewIndirect, threadResumeLater, threadSuspend,
  threadSuspendThenPromote, threadYield, threadYieldThenPromote, waitableJoin, waitableSetDrop, waitableSetNew,
} from '../../../src/runtime-shim/index.ts';
import { BLOCKED, COMPLETED, copyingGuest } from '../support/copying-guest.ts';
import { type Core, type Guest, guest, leftovers, newGate, type Steps, withSeeds } from '../support/guest.ts';

/** No memory is looked at there. */
const NOWHERE = 0xdeadbeef;

/** Adds one by turns, until both have done so three times. */
interface Counts {
  pings: number;
  pongs: number;
}

const turns = (callee: ComponentInstance, counts: Counts, which: keyof Counts) => function* (): Steps {
  while (counts.pings < 3 || counts.pongs < 3) {
    counts[which]++;
    yield threadYield(callee, false);
  }
};

/** One that promotes the other, which suspends itself and promotes the one. */
function promoting(
  taskReturn: Guest['taskReturn'], callee: ComponentInstance, counts: Counts,
  other: () => readonly [ping: number, pong: number],
): readonly [ping: Core, pong: Core] {
  return [
    function* () {
      const [, pong] = other();
      while (counts.pings < 3) {
        expect(counts.pings).toBe(counts.pongs);
        yield threadYieldThenPromote(callee, false, pong);
        expect(counts.pings).toBe(counts.pongs);
        threadResumeLater(callee, pong);
        yield threadYieldThenPromote(callee, false, pong);
        expect(counts.pings).toBe(counts.pongs - 1);
        counts.pings++;
      }
      taskReturn(42);
      threadResumeLater(callee, pong);
    },
    function* () {
      const [ping] = other();
      while (counts.pongs < 3) {
        counts.pongs++;
        yield threadSuspendThenPromote(callee, false, ping);
      }
    },
  ];
}

test('threads of a synchronous function find its result, before an asynchronous call goes on that could', () => withSeeds(
  async (seed) => {
    const { store, lift, host, taskReturn, thread, table, wait, event } = guest(seed);
    const a = copyingGuest(store);
    const { instance: callee } = a;
    const { future } = a.of(a.unit);
    const contexts: number[] = [];
    const first: Counts = { pings: 0, pongs: 0 };
    const last: Counts = { pings: 0, pongs: 0 };
    const ids: Record<number, number> = {};
    let set = 0;
    let ends = [0, 0] as [number, number];
    let over = false;

    const [ping, pong] = promoting((value) => {
      taskReturn(value);
      over = true;
    }, callee, last, () => [ids[171]!, ids[172]!]);
    const cores: Readonly<Record<number, Core>> = {
      * 131() {
        yield* turns(callee, first, 'pings')();
        threadResumeLater(callee, ids[14]!);
      },
      * 132() {
        yield* turns(callee, first, 'pongs')();
      },
      * 14() {
        threadResumeLater(callee, ids[15]!);
      },
      * 15() {
        threadResumeLater(callee, ids[161]!);
        expect(yield threadSuspend(callee, false)).toBe(0);
      },
      * 161() {
        threadResumeLater(callee, ids[15]!);
        threadResumeLater(callee, ids[162]!);
        set = waitableSetNew(callee);
        expect(yield wait(callee, set, true)).toBe(futureReadable);
        expect(event()).toEqual([ends[0], COMPLETED]);
        future.dropReadable(ends[0]);
        future.dropWritable(ends[1]);
        waitableSetDrop(callee, set);
        threadResumeLater(callee, ids[171]!);
      },
      * 162() {
        ends = future.new();
        expect(future.read(ends[0], NOWHERE)).toBe(BLOCKED);
        waitableJoin(callee, ends[0], set);
        expect(future.write(ends[1], NOWHERE)).toBe(COMPLETED);
      },
      171: ping,
      172: pong,
    };
    const synchronous = lift(callee, {
      abi: 'stackful', async: false,
      * core() {
        for (const [context, core] of Object.entries(cores)) {
          const run = thread(function* (given) {
            contexts.push(given!);
            yield* core(given!);
          });
          ids[Number(context)] = threadNewIndirect(callee, run, table, 0, Number(context));
        }
        threadResumeLater(callee, ids[131]!);
        threadResumeLater(callee, ids[132]!);
      },
    });
    const gate = newGate();
    const asynchronous = lift(callee, {
      abi: 'sync',
      * core() {
        yield gate.pass(callee);
        expect(over).toBe(true);
        return 43;
      },
    });
    const other = host(asynchronous);
    gate.open();
    expect(await host(synchronous)).toBe(42);
    expect(await other).toBe(43);
    // What is still ready then, runs when somebody waits again.
    const yielding = lift(callee, {
      abi: 'sync',
      * core() {
        for (let i = 0; i < 20; i++) yield threadYield(callee, false);
      },
    });
    await host(yielding);
    expect(contexts.toSorted()).toEqual([131, 132, 14, 15, 161, 162, 171, 172]);
    expect(await leftovers(store, callee)).toEqual([]);
  },
));

/**
 * Streams from a component to another whose tasks have returned already, and within one instance (CanonicalABI.md,
 * "Stream State", "Future State"). Each scenario in order, and with a hundred seeds.
 */
import { describe, expect, test } from 'vitest';
import {
  errorContextDrop, errorContextNew, futureWritable, type SharedEnds, streamReadable, streamWritable, waitableJoin,
  waitableSetDrop, waitableSetNew,
} from '../../../src/runtime-shim/index.ts';
import { BLOCKED, CANCELLED, COMPLETED, copyingGuest, DROPPED, packed } from '../support/copying-guest.ts';
import { type Core, guest, leftovers, newGate, type Steps, watched, withSeeds } from '../support/guest.ts';

const RETURNED = 2;

/** No memory is looked at there. */
const NOWHERE = 12345;

/** A component that writes and one that reads, and gates by which they wait for each other. */
function writerAndReader(seed: number | undefined, kind: 'u8' | 'unit') {
  const g = guest(seed);
  const [a, b] = [copyingGuest(g.store), copyingGuest(g.store)];
  const gates = [newGate(), newGate(), newGate(), newGate()] as const;
  /** The writer gives the readable end away, and goes on. */
  const writing = (body: (writable: number) => ReturnType<Core>) => {
    const { stream } = a.of(a[kind]);
    const { core, over } = watched(function* () {
      const [readable, writable] = stream.new();
      g.taskReturn(stream.lift(readable));
      yield* body(writable);
    });
    return { callee: g.lift(a.instance, { abi: 'stackful', async: false, core }), over };
  };
  const next = function* (
    { instance }: typeof a, set: number, code: number, index: number, payload: number,
  ): Steps {
    expect(yield g.wait(instance, set, true)).toBe(code);
    expect(g.event()).toEqual([index, payload]);
  };
  return { ...g, a, b, w: a.of(a[kind]).stream, r: b.of(b[kind]).stream, gates, writing, next };
}

test('a component writes and another reads, in pieces, with zero-length operations between', () => withSeeds(
  async (seed) => {
    const { store, lift, host, call, taskReturn, a, b, w, r, gates, writing, next } = writerAndReader(seed, 'u8');
    const { callee, over: written } = writing(function* (writable) {
      yield gates[0].pass(a.instance);
      a.setBytes(0, 1, 2, 3, 4);
      expect(w.write(writable, 0, 4)).toBe(packed(COMPLETED, 4));
      expect(w.write(writable, 0, 4)).toBe(packed(COMPLETED, 4));
      expect(w.write(writable, 0, 0)).toBe(BLOCKED);
      expect(w.cancelWrite(writable)).toBe(packed(CANCELLED, 0));

      yield gates[1].pass(a.instance);
      a.setBytes(0, 5, 6, 7, 8, 9, 10, 11, 12);
      expect(w.write(writable, 0, 8)).toBe(BLOCKED);
      gates[2].open();
      const set = waitableSetNew(a.instance);
      waitableJoin(a.instance, writable, set);
      yield* next(a, set, streamWritable, writable, packed(COMPLETED, 4));
      expect(w.write(writable, NOWHERE, 0)).toBe(BLOCKED);
      gates[3].open();
      yield* next(a, set, streamWritable, writable, packed(COMPLETED, 0));
      expect(w.write(writable, NOWHERE, 0)).toBe(packed(COMPLETED, 0));
      const context = errorContextNew(a.instance, '');
      w.dropWritable(writable);
      waitableSetDrop(a.instance, set);
      errorContextDrop(a.instance, context);
    });
    const { core, over: read } = watched(function* () {
      taskReturn();
      let readable = 0;
      const into = (shared: SharedEnds): void => {
        readable = r.lower(shared);
      };
      expect(call(b.instance, callee, [], into)).toBe(RETURNED);
      expect(readable).toBe(1);
      expect(r.read(readable, 0, 8)).toBe(BLOCKED);
      gates[0].open();
      const set = waitableSetNew(b.instance);
      waitableJoin(b.instance, readable, set);
      yield* next(b, set, streamReadable, readable, packed(COMPLETED, 8));
      expect(b.bytes(0, 8)).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);

      gates[1].open();
      yield gates[2].pass(b.instance);
      expect(r.read(readable, NOWHERE, 0)).toBe(packed(COMPLETED, 0));
      b.setBytes(0, 0, 0, 0, 0, 0, 0, 0, 0);
      expect(r.read(readable, 0, 2)).toBe(packed(COMPLETED, 2));
      expect(b.bytes(0, 6)).toEqual([5, 6, 0, 0, 0, 0]);
      expect(r.read(readable, 2, 2)).toBe(packed(COMPLETED, 2));
      expect(b.bytes(0, 6)).toEqual([5, 6, 7, 8, 0, 0]);

      yield gates[3].pass(b.instance);
      expect(r.read(readable, NOWHERE, 0)).toBe(BLOCKED);
      yield* next(b, set, streamReadable, readable, packed(DROPPED, 0));
      r.dropReadable(readable);
      waitableSetDrop(b.instance, set);
    });
    await host(lift(b.instance, { abi: 'stackful', async: false, core }));
    await Promise.all([written, read]);
    expect(await leftovers(store, a.instance, b.instance)).toEqual([]);
  },
));

test('a stream without an element type goes from a component to another, by numbers only', () => withSeeds(
  async (seed) => {
    const { store, lift, host, call, taskReturn, a, b, w, r, gates, writing, next } = writerAndReader(seed, 'unit');
    const { callee, over: written } = writing(function* (writable) {
      yield gates[0].pass(a.instance);
      expect(w.write(writable, 10000, 2)).toBe(packed(COMPLETED, 2));
      expect(w.write(writable, 10000, 2)).toBe(packed(COMPLETED, 2));

      yield gates[1].pass(a.instance);
      expect(w.write(writable, 0, 8)).toBe(BLOCKED);
      gates[2].open();
      const set = waitableSetNew(a.instance);
      waitableJoin(a.instance, writable, set);
      yield* next(a, set, streamWritable, writable, packed(COMPLETED, 4));
      gates[3].open();
      const context = errorContextNew(a.instance, '');
      w.dropWritable(writable);
      errorContextDrop(a.instance, context);
      waitableSetDrop(a.instance, set);
    });
    const { core, over: read } = watched(function* () {
      taskReturn();
      let readable = 0;
      const into = (shared: SharedEnds): void => {
        readable = r.lower(shared);
      };
      expect(call(b.instance, callee, [], into)).toBe(RETURNED);
      expect(readable).toBe(1);
      expect(r.read(readable, 0, 8)).toBe(BLOCKED);
      gates[0].open();
      const set = waitableSetNew(b.instance);
      waitableJoin(b.instance, readable, set);
      yield* next(b, set, streamReadable, readable, packed(COMPLETED, 4));

      gates[1].open();
      yield gates[2].pass(b.instance);
      expect(r.read(readable, 1_000_000, 2)).toBe(packed(COMPLETED, 2));
      expect(r.read(readable, 1_000_000, 2)).toBe(packed(COMPLETED, 2));
      yield gates[3].pass(b.instance);
      expect(r.read(readable, 1_000_000, 2)).toBe(packed(DROPPED, 0));
      r.dropReadable(readable);
      waitableSetDrop(b.instance, set);
    });
    await host(lift(b.instance, { abi: 'stackful', async: false, core }));
    await Promise.all([written, read]);
    expect(await leftovers(store, a.instance, b.instance)).toEqual([]);
  },
));

describe('a component writes to itself', () => {
  test.each(['unit', 'u8', 'f64'] as const)('elements of type %s', (kind) => withSeeds(async (seed) => {
    const { store, lift, host, wait, event } = guest(seed);
    const { instance, ...a } = copyingGuest(store);
    const { stream, future } = a.of(a[kind]);
    const core: Core = function* () {
      const set = waitableSetNew(instance);
      const [readableFuture, writableFuture] = future.new();
      expect(future.write(writableFuture, 0)).toBe(BLOCKED);
      expect(future.read(readableFuture, 0)).toBe(COMPLETED);
      future.dropReadable(readableFuture);
      waitableJoin(instance, writableFuture, set);
      expect(yield wait(instance, set, true)).toBe(futureWritable);
      expect(event()).toEqual([writableFuture, COMPLETED]);
      future.dropWritable(writableFuture);

      const [readable, writable] = stream.new();
      expect(stream.write(writable, 0, 3)).toBe(BLOCKED);
      expect(stream.read(readable, 0, 1)).toBe(packed(COMPLETED, 1));
      expect(stream.read(readable, 0, 4)).toBe(packed(COMPLETED, 2));
      stream.dropReadable(readable);
      waitableJoin(instance, writable, set);
      expect(yield wait(instance, set, true)).toBe(streamWritable);
      expect(event()).toEqual([writable, packed(DROPPED, 3)]);
      stream.dropWritable(writable);
      waitableSetDrop(instance, set);
    };
    await host(lift(instance, { abi: 'sync', core }));
    expect(await leftovers(store, instance)).toEqual([]);
  }));
});

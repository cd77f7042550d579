/**
 * Copies from and to JavaScript that are cancelled, and futures (CanonicalABI.md, `cancel_copy`, "Future State"). Each
 * scenario in order, and with a hundred seeds.
 *
 * JavaScript has no say in it, so that cancelling never blocks. A write that is cancelled half-way reports that, and how
 * far it got (ARCHITECTURE.md, "Positions").
 */
import { describe, expect, test } from 'vitest';
import {
  type CopyEnd, futureReadable, hostCallAsync, HostFuture, threadYield, toFuture, toStream, waitableJoin,
  waitableSetDrop, waitableSetNew,
} from '../../../src/runtime-shim/index.ts';
import { BLOCKED, CANCELLED, COMPLETED, copyingGuest, packed } from '../support/copying-guest.ts';
import { type Core, guest, leftovers, withSeeds } from '../support/guest.ts';
import { newSink, newSource, type Sink } from '../support/host-sides.ts';

const RETURNED = 2;
const forms = [['synchronously', false], ['asynchronously', true]] as const;

describe.each(forms)('%s cancelled', (_, async) => {
  test('a write of which JavaScript has read half', () => withSeeds(async (seed) => {
    const { store, lift, host } = guest(seed);
    const { instance, ...a } = copyingGuest(store);
    const { stream } = a.of(a.u8);
    let sink!: Sink;
    let got: Promise<number[] | undefined> | undefined;
    const core: Core = function* () {
      const [readable, writable] = stream.new();
      const call = (): void => {
        sink = newSink(stream.lift(readable), 0);
      };
      expect(hostCallAsync(instance, 'sink', call, () => undefined, false)).toBe(RETURNED);
      a.setBytes(0, 10, 11, 12, 13);
      expect(stream.write(writable, 0, 4)).toBe(BLOCKED);
      sink.setRemain(2);
      got = sink.consume(2);
      expect(stream.cancelWrite(writable, async)).toBe(packed(CANCELLED, 2));
      stream.dropWritable(writable);
    };
    await host(lift(instance, { abi: 'sync', core }));
    expect(await got).toEqual([10, 11]);
    sink.setRemain(100);
    expect(await sink.consume(100)).toBeUndefined();
    expect(await leftovers(store, instance)).toEqual([]);
  }));

  test('a read for which JavaScript has nothing yet', () => withSeeds(async (seed) => {
    const { store, lift, host } = guest(seed);
    const { instance, ...a } = copyingGuest(store);
    const { stream } = a.of(a.u8);
    const source = newSource(2);
    const core: Core = function* () {
      let readable = 0;
      const settle = (given: unknown): void => {
        readable = stream.lower(toStream(store, Uint8Array, given, 'source'));
      };
      expect(hostCallAsync(instance, 'source', () => source.stream, settle, false)).toBe(RETURNED);
      expect(stream.read(readable, 0, 4)).toBe(BLOCKED);
      expect(stream.cancelRead(readable, async)).toBe(packed(CANCELLED, 0));
      expect(() => stream.cancelRead(readable, async)).toThrow('cannot cancel: no copy is under way');
      source.write(7, 8);
      for (let i = 0; i < 10; i++) yield threadYield(instance, true);
      // What came too late is there for the next read.
      expect(a.bytes(0, 2)).toEqual([0, 0]);
      expect(stream.read(readable, 0, 4)).toBe(packed(COMPLETED, 2));
      expect(a.bytes(0, 2)).toEqual([7, 8]);
      stream.dropReadable(readable);
    };
    await host(lift(instance, { abi: 'sync', core }));
    expect(await leftovers(store, instance)).toEqual([]);
  }));
});

describe('JavaScript answers a future with a future', () => {
  function component(seed: number | undefined) {
    const g = guest(seed);
    const a = copyingGuest(g.store);
    const { instance } = a;
    const { future } = a.of(a.u8);
    /** Adds one to what it is given. A promise by itself would be the result of the call. */
    const plusOne = (readable: number): number => {
      const incoming = new HostFuture(future.lift(readable));
      let answer = 0;
      const call = (): readonly [Promise<number>] => [incoming.then((value) => value as number + 1) as Promise<number>];
      const settle = (result: unknown): void => {
        const [given] = result as ReturnType<typeof call>;
        answer = future.lower(toFuture(g.store, false, given, 'f'));
      };
      expect(hostCallAsync(instance, 'plus-one', call, settle, false)).toBe(RETURNED);
      return answer;
    };
    return { ...a, ...g, instance, future, plusOne };
  }

  test('which is read, and told by an event', () => withSeeds(async (seed) => {
    const { store, instance, lift, host, wait, event, future, setBytes, bytes, plusOne } = component(seed);
    const core: Core = function* () {
      const [given, writable] = future.new();
      const readable = plusOne(given);
      expect(future.read(readable, 0)).toBe(BLOCKED);
      setBytes(8, 42);
      expect(future.write(writable, 8)).toBe(COMPLETED);
      const set = waitableSetNew(instance);
      waitableJoin(instance, readable, set);
      expect(yield wait(instance, set, true)).toBe(futureReadable);
      expect(event()).toEqual([readable, COMPLETED]);
      expect(bytes(0, 1)).toEqual([43]);
      future.dropWritable(writable);
      future.dropReadable(readable);
      waitableSetDrop(instance, set);
    };
    await host(lift(instance, { abi: 'sync', core }));
    expect(await leftovers(store, instance)).toEqual([]);
  }));

  test('whose read is cancelled too late', () => withSeeds(async (seed) => {
    const { store, instance, lift, host, future, setBytes, bytes, plusOne } = component(seed);
    const core: Core = function* () {
      const [given, writable] = future.new();
      const readable = plusOne(given);
      expect(future.read(readable, 0)).toBe(BLOCKED);
      setBytes(8, 42);
      expect(future.write(writable, 8)).toBe(COMPLETED);
      const end = instance.handles.entries[readable] as CopyEnd;
      while (end.pendingEvent === undefined) yield threadYield(instance, true);
      expect(future.cancelRead(readable, false)).toBe(COMPLETED);
      expect(bytes(0, 1)).toEqual([43]);
      future.dropWritable(writable);
      future.dropReadable(readable);

      const [unread, unwritten] = future.new();
      const text = 'cannot drop future write end without first writing a value';
      expect(() => future.dropWritable(unwritten)).toThrow(text);
      future.dropReadable(unread);
    };
    await host(lift(instance, { abi: 'sync', core }));
    // The writable end that could not be dropped.
    expect(await leftovers(store, instance)).toEqual(['handles']);
  }));
});

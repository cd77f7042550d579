/**
 * Streams between a component and JavaScript on both of its sides (js-mapping.md, "Values", `stream<T>`). Each
 * scenario in order, and with a hundred seeds.
 *
 * A source of JavaScript's says only when it is asked for more that it has ended. So where the source of the reference
 * ends with its last elements (DROPPED, 4), here they are COMPLETED, 4, and the next read would be DROPPED, 0.
 */
import { expect, test } from 'vitest';
import {
  type ComponentInstance, hostCallAsync, HostStream, NumbersReader, type SharedEnds, streamReadable, streamWritable, threadYield,
  toStream, waitableJoin, waitableSetDrop, waitableSetNew,
} from '../../../src/runtime-shim/index.ts';
import { BLOCKED, CANCELLED, COMPLETED, copyingGuest, DROPPED, packed } from '../support/copying-guest.ts';
import { type Core, guest, leftovers, type Steps, watched, withSeeds } from '../support/guest.ts';
import { newSink, newSource, type Sink, type Source } from '../support/host-sides.ts';

const RETURNED = 2;

/** A component with a memory, and streams of bytes. */
function component(seed: number | undefined) {
  const g = guest(seed);
  const a = copyingGuest(g.store);
  const { instance } = a;
  const { stream } = a.of(a.u8);
  return {
    ...g, ...a, stream, instance,
    /** Waits for an event of a set: which, of whom, and how many elements. */
    * next(set: number, code: number, index: number, result: number, n: number): Steps {
      expect(yield g.wait(instance, set, true)).toBe(code);
      expect(g.event()).toEqual([index, packed(result, n)]);
    },
    lowerStream: (given: unknown): number => stream.lower(toStream(g.store, Uint8Array, given, 'f')),
    /** JavaScript is called, and returns at once. */
    callHost: (call: () => unknown, settle: (result: unknown) => void = () => {}): void => {
      expect(hostCallAsync(instance, 'f', call, settle, false)).toBe(RETURNED);
    },
  };
}

/** JavaScript gets its turn. */
function* settle(instance: ComponentInstance): Steps {
  for (let i = 0; i < 10; i++) yield threadYield(instance, true);
}

/** Adds 10 to what comes in, four at a time. */
async function addTen(incoming: Sink, outgoing: Source): Promise<void> {
  for (let elements; (elements = await incoming.consume(4));) outgoing.write(...elements.map((x) => x + 10));
  outgoing.end();
}

test('what both sides are ready for is copied at once', () => withSeeds(async (seed) => {
  const { store, instance, lift, host, stream, bytes, taskReturn, callHost, lowerStream } = component(seed);
  let destination!: Sink;
  const { core, over } = watched(function* () {
    const input = lowerStream(newSource(4, 1, 2, 3, 4, 5, 6, 7, 8).stream);
    expect(input).toBe(1);
    const [out, output] = stream.new();
    destination = newSink(stream.lift(out));
    taskReturn();
    expect(stream.read(input, 0, 4)).toBe(packed(COMPLETED, 4));
    expect(bytes(0, 4)).toEqual([1, 2, 3, 4]);

    const [toHost, writable] = stream.new();
    const outgoing = newSource(4);
    let readable = 0;
    callHost(() => {
      void addTen(newSink(stream.lift(toHost)), outgoing);
      return outgoing.stream;
    }, (given) => {
      readable = lowerStream(given);
    });
    expect(stream.write(writable, 0, 4)).toBe(packed(COMPLETED, 4));
    expect(yield stream.read(readable, 0, 4, false) as 0 | 1).toBe(packed(COMPLETED, 4));
    expect(stream.write(output, 0, 4)).toBe(packed(COMPLETED, 4));
    expect(stream.read(input, 0, 4)).toBe(packed(COMPLETED, 4));
    expect(bytes(0, 4)).toEqual([5, 6, 7, 8]);
    expect(yield stream.write(writable, 0, 4, false) as 0 | 1).toBe(packed(COMPLETED, 4));
    expect(yield stream.read(readable, 0, 4, false) as 0 | 1).toBe(packed(COMPLETED, 4));
    expect(yield stream.write(output, 0, 4, false) as 0 | 1).toBe(packed(COMPLETED, 4));
    stream.dropReadable(input);
    stream.dropReadable(readable);
    stream.dropWritable(output);
    stream.dropWritable(writable);
  });
  await host(lift(instance, { abi: 'stackful', core }));
  await over;
  expect(await destination.consume(8)).toEqual([11, 12, 13, 14, 15, 16, 17, 18]);
  expect(await leftovers(store, instance)).toEqual([]);
}));

test('what one side is not ready for is waited for, and told by events', () => withSeeds(async (seed) => {
  const { store, instance, lift, host, stream, bytes, taskReturn, callHost, lowerStream, next } = component(seed);
  const source = newSource(4);
  let destination!: Sink;
  const { core, over } = watched(function* () {
    const input = lowerStream(source.stream);
    expect(input).toBe(1);
    const [out, output] = stream.new();
    destination = newSink(stream.lift(out), 0);
    taskReturn();
    expect(stream.read(input, 0, 4)).toBe(BLOCKED);
    source.write(1, 2, 3, 4);
    const set = waitableSetNew(instance);
    waitableJoin(instance, input, set);
    yield* next(set, streamReadable, input, COMPLETED, 4);
    expect(bytes(0, 4)).toEqual([1, 2, 3, 4]);

    const [toHost, writable] = stream.new();
    const outgoing = newSource(4);
    let incoming!: Sink;
    let readable = 0;
    callHost(() => {
      incoming = newSink(stream.lift(toHost), 0);
      void addTen(incoming, outgoing);
      return outgoing.stream;
    }, (given) => {
      readable = lowerStream(given);
    });
    expect(readable).toBe(4);
    expect(stream.write(writable, 0, 4)).toBe(BLOCKED);
    incoming.setRemain(100);
    waitableJoin(instance, writable, set);
    yield* next(set, streamWritable, writable, COMPLETED, 4);
    expect(yield stream.read(readable, 0, 4, false) as 0 | 1).toBe(packed(COMPLETED, 4));
    expect(stream.write(output, 0, 4)).toBe(BLOCKED);
    destination.setRemain(100);
    waitableJoin(instance, output, set);
    yield* next(set, streamWritable, output, COMPLETED, 4);

    source.write(5, 6, 7, 8);
    source.end();
    expect(stream.read(input, 0, 4)).toBe(packed(COMPLETED, 4));
    stream.dropReadable(input);
    expect(bytes(0, 4)).toEqual([5, 6, 7, 8]);
    expect(stream.write(writable, 0, 4)).toBe(packed(COMPLETED, 4));
    stream.dropWritable(writable);
    expect(stream.read(readable, 0, 4)).toBe(BLOCKED);
    waitableJoin(instance, readable, set);
    yield* next(set, streamReadable, readable, COMPLETED, 4);
    waitableJoin(instance, readable, 0);
    expect(yield stream.read(readable, 0, 4, false) as 0 | 1).toBe(packed(DROPPED, 0));
    stream.dropReadable(readable);
    expect(stream.write(output, 0, 4)).toBe(packed(COMPLETED, 4));
    stream.dropWritable(output);
    waitableSetDrop(instance, set);
  });
  await host(lift(instance, { abi: 'stackful', core }));
  await over;
  expect(await destination.consume(8)).toEqual([11, 12, 13, 14, 15, 16, 17, 18]);
  expect(await leftovers(store, instance)).toEqual([]);
}));

test('a stream that a function gets and returns is the same stream, untouched', () => withSeeds(async (seed) => {
  const { store, instance, lift, host, stream, lowerStream } = component(seed);
  const { stream: given } = newSource(4, 1, 2, 3, 4);
  let lowered: SharedEnds | undefined;
  const forward = lift(instance, {
    abi: 'sync', async: false, stack: false,
    * core() {
      const shared = toStream(store, Uint8Array, given, 'f');
      lowered = shared;
      const readable = stream.lower(shared);
      expect(readable).toBe(1);
      return stream.lift(readable);
    },
  });
  const returned = await host(forward) as SharedEnds;
  expect(returned).toBe(lowered);
  expect(await newSink(returned).consume(4)).toEqual([1, 2, 3, 4]);
  // And what JavaScript has got as a stream is given on as what it stands for.
  const again = newSource(4).stream;
  const shared = toStream(store, Uint8Array, again, 'f');
  expect(stream.lift(lowerStream(new HostStream(shared, NumbersReader)))).toBe(shared);
}));

test('a stream that JavaScript gives back has its old handle, and the write is still under way', () => withSeeds(
  async (seed) => {
    const { store, instance, lift, host, stream, lowerStream, callHost } = component(seed);
    const core: Core = function* () {
      const [readable, writable] = stream.new();
      expect([readable, writable]).toEqual([1, 2]);
      expect(stream.write(writable, 0, 4)).toBe(BLOCKED);
      let again = 0;
      callHost(() => new HostStream(stream.lift(readable), NumbersReader), (given) => {
        again = lowerStream(given);
      });
      expect(again).toBe(1);
      expect(stream.cancelWrite(writable, false)).toBe(packed(CANCELLED, 0));
      stream.dropWritable(writable);
      stream.dropReadable(again);
    };
    await host(lift(instance, { abi: 'sync', core }));
    expect(await leftovers(store, instance)).toEqual([]);
  },
));

test('JavaScript offers less than is read, and reads less than is written', () => withSeeds(async (seed) => {
  const { store, instance, lift, host, stream, bytes, setBytes, callHost, lowerStream, next } = component(seed);
  const source = newSource(2, 1, 2, 3, 4);
  let end: Promise<unknown> | undefined;
  const core: Core = function* () {
    let input = 0;
    callHost(() => source.stream, (given) => {
      input = lowerStream(given);
    });
    expect(input).toBe(1);
    expect(stream.read(input, 0, 4)).toBe(packed(COMPLETED, 2));
    expect(bytes(0, 2)).toEqual([1, 2]);
    expect(stream.read(input, 0, 4)).toBe(packed(COMPLETED, 2));
    expect(bytes(0, 2)).toEqual([3, 4]);
    expect(stream.read(input, 0, 4)).toBe(BLOCKED);
    source.write(5, 6);
    const set = waitableSetNew(instance);
    waitableJoin(instance, input, set);
    yield* next(set, streamReadable, input, COMPLETED, 2);
    expect(bytes(0, 2)).toEqual([5, 6]);
    stream.dropReadable(input);

    const [readable, writable] = stream.new();
    expect([readable, writable]).toEqual([1, 3]);
    let sink!: Sink;
    callHost(() => {
      sink = newSink(stream.lift(readable), 2);
    });
    setBytes(0, 1, 2, 3, 4, 5, 6);
    expect(stream.write(writable, 0, 6)).toBe(packed(COMPLETED, 2));
    expect(stream.write(writable, 2, 4)).toBe(BLOCKED);
    // It takes no more now, so the next read is one of four.
    yield* settle(instance);
    sink.setRemain(4);
    waitableJoin(instance, writable, set);
    yield* next(set, streamWritable, writable, COMPLETED, 4);
    yield* settle(instance);
    expect(sink.received).toEqual([1, 2, 3, 4, 5, 6]);
    stream.dropWritable(writable);
    waitableSetDrop(instance, set);
    sink.setRemain(100);
    end = sink.consume(100);
  };
  await host(lift(instance, { abi: 'sync', core }));
  expect(await end).toBeUndefined();
  expect(await leftovers(store, instance)).toEqual([]);
}));

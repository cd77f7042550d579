// Streams between tasks that wait for each other, and for JavaScript: whatever runs first, the same bytes arrive.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import {
  callFromHost, enterThread, NumbersReader, HostFuture, HostStream, leaveThread, newStore, newTask, resolveTask, returningTask,
  seededChance, settled, type Store, toStream, waitableJoin, waitableSetNew,
} from '../../src/runtime-shim/index.ts';
import { BLOCKED, copyingGuest, DROPPED, type Guest, packed } from './support/copying-guest.ts';

/** Core code that is lifted with a callback: it yields the set that it waits for, and gets the event. */
type Core<T> = Generator<number, T, { index: number; payload: number }>;
type Body = (done: (value: unknown) => void) => Core<void>;

/** An asynchronous call of it by the host. */
async function call({ instance, store }: Guest, body: Body): Promise<unknown> {
  const code = body((value) => resolveTask(returningTask(store, 0), value));
  const step = (event: { index: number; payload: number }): number => {
    const { done, value } = code.next(event);
    return done === true ? 0 : 2 | value << 4;
  };
  const task = newTask({
    instance, name: 'f', async: true, exclusive: true, returnType: 0, stack: undefined, callbackStack: undefined,
    callback: (_, index, payload) => step({ index, payload }),
  }, (value) => value);
  callFromHost(task, () => {
    store.entered = 2;
    return step({ index: 0, payload: 0 });
  });
  return task.resolved ? task.value : settled(task);
}

/** A read or write that is waited for. */
function* waited({ instance }: Guest, index: number, payload: number): Core<number> {
  if (payload !== BLOCKED) return payload;
  const set = waitableSetNew(instance);
  waitableJoin(instance, index, set);
  const event = yield set;
  expect(event.index).toBe(index);
  waitableJoin(instance, index, 0);
  return event.payload;
}

const sizes = [3, 1, 0, 7, 64, 2, 100, 0, 5];

/** Writes bytes 0, 1, 2 … in pieces of several sizes, then drops its end. */
function* writeAll(guest: Guest, writable: number, total: number): Core<void> {
  const { stream } = guest.of(guest.u8);
  let written = 0;
  for (let i = 0; written < total; i++) {
    const n = Math.min(sizes[i % sizes.length]!, total - written);
    guest.setBytes(0, ...Array.from({ length: n }, (_, k) => written + k));
    const payload = yield* waited(guest, writable, stream.write(writable, 0, n));
    if ((payload & 15) === DROPPED) break;
    written += payload >> 4;
  }
  stream.dropWritable(writable);
}

/** Reads all there is, in pieces of several sizes. */
function* readAll(guest: Guest, readable: number, bytes: number[]): Core<void> {
  const { stream } = guest.of(guest.u8);
  for (let i = 4; ; i++) {
    const read = stream.read(readable, 1000, sizes[i % sizes.length]!);
    const payload = yield* waited(guest, readable, read);
    bytes.push(...guest.bytes(1000, payload >> 4));
    if ((payload & 15) === DROPPED) break;
  }
  stream.dropReadable(readable);
}

const seeds = [undefined, ...Array.from({ length: 100 }, (_, seed) => seed)];
const total = 1000;
const expected = Array.from({ length: total }, (_, i) => i & 255);

function guests(store: Store, kind: 'u8' | 'unit' = 'u8'): { a: Guest; b: Guest; readable: number; writable: number } {
  const a = copyingGuest(store);
  const b = copyingGuest(store);
  const [readable, writable] = a.of(a[kind]).stream.new();
  return { a, b, writable, readable: b.of(b[kind]).stream.lower(a.of(a[kind]).stream.lift(readable)) };
}

describe.each(seeds)('seed %s', (seed) => {
  test('from task to task', async () => {
    const { a, b, readable, writable } = guests(newStore(seed === undefined ? undefined : seededChance(seed)));
    const bytes: number[] = [];
    await Promise.all([
      call(a, function* (done) {
        yield* writeAll(a, writable, total);
        done(0);
      }),
      call(b, function* (done) {
        yield* readAll(b, readable, bytes);
        done(0);
      }),
    ]);
    expect(bytes).toEqual(expected);
    expect([a.instance.handles.entries[writable], b.instance.handles.entries[readable]]).toEqual([undefined, undefined]);
  });

  test('from JavaScript through a task to JavaScript', async () => {
    const a = copyingGuest(newStore(seed === undefined ? undefined : seededChance(seed)));
    const { stream } = a.of(a.u8);
    async function* source() {
      for (let i = 0, at = 0; at < total; i++) {
        const n = Math.min(sizes[i % sizes.length]!, total - at);
        if (i % 3 === 0) await null;
        yield Uint8Array.from({ length: n }, (_, k) => at + k);
        at += n;
      }
    }
    const readable = stream.lower(toStream(a.store, Uint8Array, source(), 'p'));
    const host = await call(a, function* (done) {
      const [out, writable] = stream.new();
      done(new HostStream(stream.lift(out), NumbersReader));
      for (;;) {
        const payload = yield* waited(a, readable, stream.read(readable, 0, 50));
        for (let at = 0; at < payload >> 4;) {
          const written = stream.write(writable, at, (payload >> 4) - at);
          at += (yield* waited(a, writable, written)) >> 4;
        }
        if ((payload & 15) === DROPPED) break;
      }
      stream.dropReadable(readable);
      stream.dropWritable(writable);
    });
    const bytes: number[] = [];
    for await (const chunk of host as AsyncIterable<Uint8Array>) bytes.push(...chunk);
    expect(bytes).toEqual(expected);
    expect([a.store.hostOps, a.store.entered]).toEqual([0, 0]);
  });
});

test('JavaScript that stops reading ends the task that writes', async () => {
  const a = copyingGuest(newStore());
  const { stream } = a.of(a.u8);
  let written = 0;
  const host = await call(a, function* (done) {
    const [out, writable] = stream.new();
    done(new HostStream(stream.lift(out), NumbersReader));
    for (;;) {
      const payload = yield* waited(a, writable, stream.write(writable, 0, 10));
      written += payload >>> 4;
      if ((payload & 15) === DROPPED) break;
    }
    stream.dropWritable(writable);
  });
  let [reads, read] = [0, 0];
  for await (const chunk of host as AsyncIterable<Uint8Array>) {
    read += chunk.length;
    if (++reads === 3) break;
  }
  await new Promise((resolve) => setImmediate(resolve));
  // Back-pressure: no more than what was read, which is what the task has written in the meantime, up to 64 Ki.
  expect([written, read]).toEqual([read, 3 * 0x10000]);
  const codes = a.instance.handles.entries.map((entry) => (entry as { code: number } | undefined)?.code ?? 0);
  expect(codes.filter((code) => code > 0)).toEqual([]);
});

test('a trap of the task rejects the read that waits for it', async () => {
  const a = copyingGuest(newStore());
  const { stream } = a.of(a.u8);
  const host = await call(a, function* (done) {
    const [out, writable] = stream.new();
    done(new HostStream(stream.lift(out), NumbersReader));
    yield* waited(a, writable, stream.write(writable, 0, 10));
    throw new WebAssembly.RuntimeError('unreachable');
  }) as AsyncIterator<Uint8Array>;
  expect((await host.next()).value).toHaveLength(10);
  await expect(host.next()).rejects.toThrow('unreachable');
  await expect(host.next()).rejects.toThrow('unreachable');
});

test('synchronous reads and writes: not in a synchronous call, whatever the handle is', () => {
  const a = copyingGuest(newStore());
  const { stream, future } = a.of(a.u8);
  const previous = enterThread(a.instance);
  for (const operation of [
    () => stream.read(0xdeadbeef, 0, 1, false), () => stream.write(0xdeadbeef, 0, 1, false),
    () => stream.cancelRead(0xdeadbeef, false), () => stream.cancelWrite(0xdeadbeef, false),
    () => future.read(0xdeadbeef, 0, false), () => future.write(0xdeadbeef, 0, false),
    () => future.cancelRead(0xdeadbeef, false), () => future.cancelWrite(0xdeadbeef, false),
  ]) expect(operation).toThrow('cannot block a synchronous task before returning');
  leaveThread(a.store, previous);
});

test('synchronous reads and writes: done at once, if they can be, but for ends in sets', async () => {
  const { a, b, readable, writable } = guests(newStore());
  const w = a.of(a.u8).stream;
  const r = b.of(b.u8).stream;
  expect(w.write(writable, 0, 4)).toBe(BLOCKED);
  await call(b, function* (done) {
    const set = waitableSetNew(b.instance);
    waitableJoin(b.instance, readable, set);
    const text = 'waitable cannot be used synchronously while added to a waitable set';
    expect(() => r.read(readable, 0, 4, false)).toThrow(text);
    expect(() => r.lift(readable)).toThrow('cannot lift stream while it\'s in a waitable set');
    waitableJoin(b.instance, readable, 0);
    expect(r.read(readable, 0, 4, false)).toBe(0);
    expect(b.store.thread!.result).toBe(packed(0, 4));
    done(0);
  });
});

test('a synchronous read of very many elements is done at once, if it can be', async () => {
  const { a, b, readable, writable } = guests(newStore(), 'unit');
  const most = 0xfffffff;
  expect(a.of(a.unit).stream.write(writable, 0, most)).toBe(BLOCKED);
  await call(b, function* (done) {
    expect(b.of(b.unit).stream.read(readable, 0, most, false)).toBe(0);
    expect(b.store.thread!.result).toBe(packed(0, most));
    done(0);
  });
});

test('10,000 streams and futures that are opened and dropped half-way leave nothing', async () => {
  const a = copyingGuest(newStore());
  const { stream } = a.of(a.u8);
  for (let i = 0; i < 10_000; i++) {
    const [out, writable] = stream.new();
    const host = new HostStream(stream.lift(out), NumbersReader) as unknown as AsyncIterator<Uint8Array>;
    stream.write(writable, 0, 10);
    await host.next();
    await host.return!();
    a.event(writable);
    stream.dropWritable(writable);
    const readable = stream.lower(toStream(a.store, Uint8Array, new Uint8Array(10), 'p'));
    stream.read(readable, 0, 5);
    stream.dropReadable(readable);
  }
  expect(a.instance.handles.entries.length).toBeLessThan(5);
  expect([a.store.hostOps, a.store.pendingReads.size]).toEqual([0, 0]);
});

test('what is forgotten is dropped; what is waited for is not', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const a = copyingGuest(newStore());
  const { stream, future } = a.of(a.u8);
  const [out, writable] = stream.new();
  const [futureOut, futureWritable] = future.new();
  const [waitedOut, waitedWritable] = stream.new();
  (() => {
    new HostStream(stream.lift(out), NumbersReader);
    new HostFuture(future.lift(futureOut));
  })();
  const read = (new HostStream(stream.lift(waitedOut), NumbersReader) as unknown as AsyncIterator<Uint8Array>).next();
  expect(stream.write(writable, 0, 1)).toBe(BLOCKED);
  expect(future.write(futureWritable, 0)).toBe(BLOCKED);
  for (let i = 0; i < 20 && a.store.hostOps > 1; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect([a.event(writable), a.event(futureWritable)]).toEqual([packed(DROPPED, 0), DROPPED]);
  expect(stream.write(waitedWritable, 0, 2)).toBe(packed(0, 2));
  expect((await read).value).toHaveLength(2);
});

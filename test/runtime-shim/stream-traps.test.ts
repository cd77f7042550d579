// What becomes of streams and futures when one of the components, or instantiations, that have to do with them traps.

import { describe, expect, test, vi } from 'vitest';
import {
  failStore, HostFuture, HostStream, newStore, NumbersReader, toFuture, toStream, type Store,
} from '../../src/runtime-shim/index.ts';
import { BLOCKED, COMPLETED, copyingGuest, DROPPED, packed } from './support/copying-guest.ts';

const trapped = new WebAssembly.RuntimeError('unreachable');

/** A trap that a synchronous call has told. */
const trap = (store: Store): void => failStore(store, trapped, true);

/** A stream from one instantiation to another, by JavaScript. */
function passed() {
  const [a, b] = [copyingGuest(newStore()), copyingGuest(newStore())];
  const [from, to] = [a.of(a.u8).stream, b.of(b.u8).stream];
  const [given, writable] = from.new();
  const readable = to.lower(toStream(b.store, Uint8Array, new HostStream(from.lift(given), NumbersReader), 'p'));
  return { a, b, from, to, writable, readable };
}

/** The same of a future. */
function passedFuture() {
  const [a, b] = [copyingGuest(newStore()), copyingGuest(newStore())];
  const [from, to] = [a.of(a.u8).future, b.of(b.u8).future];
  const [given, writable] = from.new();
  const readable = to.lower(toFuture(b.store, false, new HostFuture(from.lift(given)), 'p'));
  return { a, b, from, to, writable, readable };
}

describe('a trap of the writer', () => {
  test('ends the stream for a reader in another instantiation', () => {
    const { a, b, to, readable } = passed();
    expect(to.read(readable, 0, 4)).toBe(BLOCKED);
    trap(a.store);
    expect(b.event(readable)).toBe(packed(DROPPED, 0));
    expect(b.store.hostOps).toBe(0);
    const later = passed();
    trap(later.a.store);
    expect(later.to.read(later.readable, 0, 4)).toBe(packed(DROPPED, 0));
  });

  test('is an error for JavaScript that reads what another instantiation gave it', async () => {
    const { a, to, readable } = passed();
    const host = new HostStream(to.lift(readable), NumbersReader) as unknown as AsyncIterator<unknown>;
    const read = host.next();
    trap(a.store);
    await expect(read).rejects.toBe(trapped);
  });

  test('is a trap of who reads the future, now or later', async () => {
    const { a, b, to, readable } = passedFuture();
    expect(to.read(readable, 0)).toBe(BLOCKED);
    const told = vi.fn();
    b.store.pendingReads.add({ fail: told, lose: told });
    trap(a.store);
    await null;
    expect(b.store.error).toBe(trapped);
    expect(told).toHaveBeenCalledWith(trapped);
    const cancelled = passedFuture();
    cancelled.to.read(cancelled.readable, 0);
    trap(cancelled.a.store);
    cancelled.to.cancelRead(cancelled.readable);
    await null;
    expect(cancelled.b.store.failed).toBe(0);
    const later = passedFuture();
    trap(later.a.store);
    expect(later.b.store.hostOps).toBe(0);
    expect(() => later.to.read(later.readable, 0)).toThrow(trapped);
  });

  test('takes nothing from a future that is written', () => {
    const { a, b, from, to, writable, readable } = passedFuture();
    a.setBytes(0, 7);
    expect(from.write(writable, 0)).toBe(BLOCKED);
    trap(a.store);
    expect(to.read(readable, 0)).toBe(COMPLETED);
    expect(b.bytes(0, 1)).toEqual([7]);
  });
});

describe('what JavaScript gave to one instantiation, and then to another', () => {
  test('is a trap of the one that reads it, not of the other', async () => {
    const error = new Error('of the source');
    const make = () => [copyingGuest(newStore()), copyingGuest(newStore())] as const;
    const [a, b] = make();
    const promised = a.of(a.u8).future.lower(toFuture(a.store, false, Promise.reject(error), 'p'));
    const future = new HostFuture(a.of(a.u8).future.lift(promised));
    expect(b.of(b.u8).future.read(b.of(b.u8).future.lower(toFuture(b.store, false, future, 'p')), 0)).toBe(BLOCKED);
    b.store.pendingReads.add({ fail() {}, lose() {} });
    await new Promise((resolve) => setImmediate(resolve));
    expect([a.store.failed, b.store.error]).toEqual([0, error]);

    const [c, d] = make();
    const given = c.of(c.u8).stream.lower(toStream(c.store, Uint8Array, (async function* () {
      yield 1;
    })(), 'p'));
    const stream = new HostStream(c.of(c.u8).stream.lift(given), NumbersReader);
    const { stream: inD } = d.of({
      ...d.u8, lower() {
        d.store.entered = 2;
        throw trapped;
      },
    });
    expect(inD.read(inD.lower(toStream(d.store, Uint8Array, stream, 'p')), 0, 4)).toBe(BLOCKED);
    d.store.pendingReads.add({ fail() {}, lose() {} });
    await new Promise((resolve) => setImmediate(resolve));
    expect([c.store.failed, d.store.error]).toEqual([0, trapped]);
  });
});

describe('a trap of the reader', () => {
  test('is told to a writer in another instantiation', () => {
    const stream = passed();
    expect(stream.from.write(stream.writable, 0, 4)).toBe(BLOCKED);
    trap(stream.b.store);
    expect(stream.a.event(stream.writable)).toBe(packed(DROPPED, 0));
    expect(stream.a.store.hostOps).toBe(0);
    const future = passedFuture();
    expect(future.from.write(future.writable, 0)).toBe(BLOCKED);
    trap(future.b.store);
    expect(future.a.event(future.writable)).toBe(DROPPED);
  });

  test('while it is given elements closes it, too', async () => {
    const [a, b] = [copyingGuest(newStore()), copyingGuest(newStore())];
    const from = a.of(a.string).stream;
    const to = b.of({
      ...b.string, lower() {
        b.store.entered = 2;
        throw trapped;
      },
    }).stream;
    const [given, writable] = from.new();
    const readable = to.lower(toStream(b.store, undefined, new HostStream(from.lift(given)), 'p'));
    expect(to.read(readable, 0, 4)).toBe(BLOCKED);
    b.store.pendingReads.add({ fail() {}, lose() {} });
    a.string.lower(['text'], 0);
    expect(() => from.write(writable, 0, 1)).toThrow(trapped);
    await null;
    expect(b.store.failed).toBe(2);
  });

  test('closes what JavaScript gave: iterators return, streams are cancelled', async () => {
    const b = copyingGuest(newStore());
    const { stream, future } = b.of(b.u8);
    const ends: string[] = [];
    const lower = (value: unknown): number => stream.lower(toStream(b.store, Uint8Array, value, 'p'));
    lower({ [Symbol.iterator]: () => ({ next: () => ({ value: 1 }), return: () => ends.push('iterator') }) });
    const waiting = lower({
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}), return: () => ends.push('async iterator') }),
    });
    expect(stream.read(waiting, 0, 1)).toBe(BLOCKED);
    lower(new ReadableStream({ cancel: () => void ends.push('stream') }));
    future.read(future.lower(toFuture(b.store, false, new Promise(() => {}), 'p')), 0);
    trap(b.store);
    await null;
    expect(ends).toEqual(['iterator', 'async iterator', 'stream']);
    expect(b.store.hostOps).toBe(0);
  });

  test('closes what JavaScript gave and got back', async () => {
    const b = copyingGuest(newStore());
    const { stream } = b.of(b.u8);
    const cancel = vi.fn();
    const readable = stream.lower(toStream(b.store, Uint8Array, new ReadableStream({ cancel }), 'p'));
    const host = new HostStream(stream.lift(readable), NumbersReader) as unknown as AsyncIterator<unknown>;
    trap(b.store);
    expect(cancel).toHaveBeenCalledOnce();
    await expect(host.next()).rejects.toBe(trapped);
  });
});

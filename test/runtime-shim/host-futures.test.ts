// Futures and error contexts that JavaScript gets and gives (js-mapping.md, `future<T>`, `error-context`).

import { describe, expect, test, vi } from 'vitest';
import {
  errorContextDebugMessage, errorContextDrop, errorContextNew, failStore, hostError, HostFuture, liftErrorContext,
  lowerErrorContext, newStore, toErrorContext, toFuture,
} from '../../src/runtime-shim/index.ts';
import { BLOCKED, CANCELLED, COMPLETED, copyingGuest, DROPPED } from './support/copying-guest.ts';

type Reading = Promise<unknown> & Disposable;

/** A future whose writable end a guest has, and JavaScript the other. */
function toHost(kind: 'u8' | 'string' | 'unit' = 'u8') {
  const a = copyingGuest(newStore());
  const { future } = a.of(a[kind]);
  const [readable, writable] = future.new();
  // In a list, as `await` would read it.
  return { a, future, writable, host: [new HostFuture(future.lift(readable)) as unknown as Reading] as const };
}

/** A future that JavaScript gives to a guest. */
function fromHost(value: unknown, kind: 'u8' | 'string' | 'unit' = 'u8', isResult = false) {
  const b = copyingGuest(newStore());
  // A result, as far as these tests are concerned: its error.
  const codec = isResult ? {
    ...b.string, lower: (values: ArrayLike<unknown>, ptr: number) => {
      const { tag, val } = values[0] as { tag: string; val: unknown };
      b.string.lower([`${tag} ${String(val)}`], ptr);
    },
  } : b[kind];
  const { future } = b.of(codec);
  const readable = future.lower(toFuture(b.store, isResult, value, 'f: argument "x"'));
  return { b, future, readable, read: (ptr = 0) => future.read(readable, ptr) };
}

const ticks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('JavaScript reads a future', () => {
  test('that is written later, and one that is written already', async () => {
    const later = toHost();
    const value = later.host[0].then((x) => x);
    later.a.setBytes(0, 42);
    expect(later.future.write(later.writable, 0)).toBe(COMPLETED);
    expect(await value).toBe(42);
    const already = toHost('string');
    already.a.string.lower(['text'], 0);
    expect(already.future.write(already.writable, 0)).toBe(BLOCKED);
    expect(already.a.event(already.writable)).toBeUndefined();
    expect(await already.host[0]).toBe('text');
    expect(already.a.event(already.writable)).toBe(COMPLETED);
    expect(await already.host[0]).toBe('text');
    expect(already.a.store.hostOps).toBe(0);
  });

  test('of no type', async () => {
    const { future, writable, host } = toHost('unit');
    future.write(writable, 0);
    expect(await host[0]).toBeUndefined();
  });

  test('with catch and finally, as of a promise', async () => {
    const { a, future, writable, host } = toHost();
    const called: string[] = [];
    const all = Promise.all([host[0].catch(() => 'caught'), host[0].finally(() => void called.push('finally'))]);
    a.setBytes(0, 1);
    future.write(writable, 0);
    expect(await all).toEqual([1, 1]);
    expect(called).toEqual(['finally']);
  });

  test('or drops it', async () => {
    const { a, future, writable, host } = toHost();
    future.write(writable, 0);
    host[0][Symbol.dispose]();
    expect(a.event(writable)).toBe(DROPPED);
    expect(a.store.hostOps).toBe(0);
    await expect(host[0].then()).rejects.toThrow('this future has been dropped');
    const pending = toHost();
    const read = pending.host[0].then();
    pending.host[0][Symbol.dispose]();
    await expect(read).rejects.toThrow('this future has been dropped');
    expect(pending.future.write(pending.writable, 0)).toBe(DROPPED);
  });

  test('and fails if the component traps', async () => {
    const { a, host } = toHost();
    const read = host[0].then();
    const trapped = new WebAssembly.RuntimeError('unreachable');
    failStore(a.store, trapped);
    await expect(read).rejects.toBe(trapped);
  });

  test('or gives it away again: the same future', () => {
    const { a, future, writable, host } = toHost('string');
    const b = copyingGuest(a.store);
    const other = b.of(b.string).future;
    const readable = other.lower(toFuture(b.store, false, host[0], 'p'));
    a.string.lower(['text'], 0);
    expect(future.write(writable, 0)).toBe(BLOCKED);
    expect(other.read(readable, 0)).toBe(COMPLETED);
    expect(b.string.lift(0, 1)).toEqual(['text']);
    expect(() => toFuture(b.store, false, host[0], 'p')).toThrow('p: this future has been given away');
  });
});

describe('JavaScript gives a future', () => {
  test('a value: there at once', () => {
    const { b, read, future, readable } = fromHost(7);
    expect(read()).toBe(COMPLETED);
    expect(b.bytes(0, 1)).toEqual([7]);
    future.dropReadable(readable);
    expect(fromHost(undefined, 'unit').read()).toBe(COMPLETED);
  });

  test('a promise: read before and after it is resolved', async () => {
    const before = fromHost(Promise.resolve(7));
    expect(before.read()).toBe(BLOCKED);
    expect(before.b.store.hostOps).toBe(1);
    await ticks();
    expect(before.b.event(before.readable)).toBe(COMPLETED);
    expect(before.b.bytes(0, 1)).toEqual([7]);
    expect(before.b.store.hostOps).toBe(0);
    const after = fromHost(Promise.resolve('x'), 'string');
    await ticks();
    expect(after.read()).toBe(COMPLETED);
    expect(after.b.string.lift(0, 1)).toEqual(['x']);
  });

  test('a thenable, which is not asked before the guest reads', async () => {
    const then = vi.fn((resolve: (value: number) => void) => resolve(9));
    const { b, read } = fromHost({ then });
    await ticks();
    expect(then).not.toHaveBeenCalled();
    expect(read()).toBe(COMPLETED);
    expect(b.bytes(0, 1)).toEqual([9]);
  });

  test('a read of it that is cancelled can be done again', async () => {
    const { future, readable, read } = fromHost(ticks().then(() => 3));
    expect(read()).toBe(BLOCKED);
    expect(future.cancelRead(readable)).toBe(CANCELLED);
    await ticks();
    await ticks();
    expect(read()).toBe(COMPLETED);
  });

  test('and nobody reads it', async () => {
    const { b, future, readable } = fromHost(Promise.reject(new Error('nobody looks')));
    future.dropReadable(readable);
    await ticks();
    expect([b.store.hostOps, b.store.entered]).toEqual([0, 0]);
  });

  test.each([
    ['a payload', () => Object.assign(new Error(), { payload: 'p' }), 'err p'],
    ['no Error', () => 'q', 'err q'],
  ])('of a result: a rejection with %s is its error', async (_, make, text) => {
    const { b, read, readable } = fromHost(Promise.reject(make()), 'string', true);
    expect(read()).toBe(BLOCKED);
    await ticks();
    expect(b.event(readable)).toBe(COMPLETED);
    expect(b.string.lift(0, 1)).toEqual([text]);
  });

  test('any other rejection is a trap of who reads it', async () => {
    const error = new Error('rejected');
    const early = fromHost(Promise.reject(error), 'string', true);
    await ticks();
    expect(() => early.read()).toThrow(error);
    const late = fromHost(Promise.reject(error));
    const failed = vi.fn();
    late.b.store.pendingReads.add({ fail: failed, lose() {} });
    expect(late.read()).toBe(BLOCKED);
    await ticks();
    expect(failed).toHaveBeenCalledWith(error);
    expect(late.b.store.entered).toBe(2);
  });

  test('a value of the wrong type is a trap too', () => {
    const { read } = fromHost(5, 'string');
    expect(() => read()).toThrow(TypeError);
  });

  test('through a component, from JavaScript to JavaScript', async () => {
    const error = new Error('rejected');
    const given = [5, Promise.resolve(6), Promise.reject(error)].map((value) => {
      const { future, readable } = fromHost(value);
      return new HostFuture(future.lift(readable)) as unknown as Reading;
    });
    expect(await given[0]).toBe(5);
    expect(await given[1]).toBe(6);
    await expect(given[2]!.then()).rejects.toBe(error);
  });
});

describe('error contexts', () => {
  test('keep their message, in a table and out of it', () => {
    const { instance } = copyingGuest(newStore());
    const other = copyingGuest(newStore());
    const index = errorContextNew(instance, 'what went wrong');
    expect(errorContextDebugMessage(instance, index)).toBe('what went wrong');
    const copy = lowerErrorContext(other.instance, liftErrorContext(instance, index));
    errorContextDrop(instance, index);
    expect(() => errorContextDrop(instance, index)).toThrow(`unknown handle index ${index}`);
    expect(errorContextDebugMessage(other.instance, copy)).toBe('what went wrong');
  });

  test('are errors in JavaScript, the same each time', () => {
    const error = new RangeError('too far');
    expect(hostError(toErrorContext(error, 'p'))).toBe(error);
    const context = toErrorContext('only text', 'p');
    expect(hostError(context)).toBeInstanceOf(Error);
    expect(hostError(context).message).toBe('only text');
    expect(hostError(context)).toBe(hostError(context));
    expect(() => toErrorContext(5, 'p')).toThrow('p: expected an Error or a string, got number');
  });

  test('are no other handles', () => {
    const { instance, of, u8 } = copyingGuest(newStore());
    const index = errorContextNew(instance, '');
    expect(() => of(u8).stream.read(index, 0, 1)).toThrow('used with the wrong type');
    const [readable] = of(u8).stream.new();
    expect(() => errorContextDrop(instance, readable)).toThrow('used with the wrong type');
  });
});

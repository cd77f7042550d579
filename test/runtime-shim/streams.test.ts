// Streams and futures from guest to guest, by the facts of the reference implementation's own tests
// (run_tests.py: test_wasm_to_wasm_stream, …_empty, test_self_copy, test_cancel_copy, test_futures).

import { describe, expect, test } from 'vitest';
import { newStore } from '../../src/runtime-shim/index.ts';
import { BLOCKED, CANCELLED, COMPLETED, copyingGuest, DROPPED, packed } from './support/copying-guest.ts';

/** A stream from one guest to another. */
function pair(kind: 'u8' | 'u32' | 'string' | 'unit') {
  const store = newStore();
  const a = copyingGuest(store);
  const b = copyingGuest(store);
  const w = a.of(a[kind]).stream;
  const r = b.of(b[kind]).stream;
  const [readable, writable] = w.new();
  return { a, b, w, r, writable, readable: r.lower(w.lift(readable)) };
}

describe('handles', () => {
  test('the readable end comes first', () => {
    const a = copyingGuest(newStore());
    expect(a.of(a.u8).stream.new()).toEqual([1, 2]);
    expect(a.of(a.u8).future.new()).toEqual([3, 4]);
  });

  test('a stream that comes back has a handle again', () => {
    const a = copyingGuest(newStore());
    const { stream } = a.of(a.u8);
    const [readable, writable] = stream.new();
    expect(stream.write(writable, 0, 4)).toBe(BLOCKED);
    expect(stream.lower(stream.lift(readable))).toBe(1);
    expect(stream.cancelWrite(writable)).toBe(packed(CANCELLED, 0));
    stream.dropWritable(writable);
  });

  test('of another kind or element type trap', () => {
    const a = copyingGuest(newStore());
    const { stream, future } = a.of(a.u8);
    const [readable, writable] = stream.new();
    expect(() => stream.read(writable, 0, 1)).toThrow('used with the wrong type');
    expect(() => stream.write(readable, 0, 1)).toThrow('used with the wrong type');
    expect(() => future.read(readable, 0)).toThrow('used with the wrong type');
    expect(() => a.of(a.u32).stream.read(readable, 0, 1)).toThrow('used with the wrong type');
    expect(() => stream.read(99, 0, 1)).toThrow('unknown handle index 99');
    expect(() => stream.dropReadable(writable)).toThrow('used with the wrong type');
    expect(() => stream.lift(writable)).toThrow('used with the wrong type');
  });
});

describe('a stream between guests', () => {
  test('copies as much as both sides offer, and adds to an event that is not delivered yet', () => {
    const { a, b, w, r, readable, writable } = pair('u8');
    expect(r.read(readable, 0, 8)).toBe(BLOCKED);
    a.setBytes(0, 1, 2, 3, 4);
    expect(w.write(writable, 0, 4)).toBe(packed(COMPLETED, 4));
    expect(w.write(writable, 0, 4)).toBe(packed(COMPLETED, 4));
    expect(b.event(readable)).toBe(packed(COMPLETED, 8));
    expect(b.bytes(0, 8)).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
  });

  test('reads what is pending bit by bit; the writer learns how much that was when it looks', () => {
    const { a, b, w, r, readable, writable } = pair('u8');
    a.setBytes(0, 5, 6, 7, 8, 9, 10, 11, 12);
    expect(w.write(writable, 0, 8)).toBe(BLOCKED);
    expect(r.read(readable, 12345, 0)).toBe(packed(COMPLETED, 0));
    expect(a.event(writable)).toBeUndefined();
    expect(r.read(readable, 0, 2)).toBe(packed(COMPLETED, 2));
    expect(r.read(readable, 2, 2)).toBe(packed(COMPLETED, 2));
    expect(b.bytes(0, 6)).toEqual([5, 6, 7, 8, 0, 0]);
    expect(a.event(writable)).toBe(packed(COMPLETED, 4));
    // The event has given the buffer back.
    expect(r.read(readable, 0, 2)).toBe(BLOCKED);
  });

  test('zero-length operations find out whether the other side is there', () => {
    const { a, b, w, r, readable, writable } = pair('u8');
    expect(w.write(writable, 0, 0)).toBe(BLOCKED);
    expect(w.cancelWrite(writable)).toBe(packed(CANCELLED, 0));
    expect(w.write(writable, 12345, 0)).toBe(BLOCKED);
    expect(r.read(readable, 12345, 0)).toBe(BLOCKED);
    expect(a.event(writable)).toBe(packed(COMPLETED, 0));
    // Both only wait: the writer goes on, the reader stays.
    expect(w.write(writable, 12345, 0)).toBe(packed(COMPLETED, 0));
    expect(b.event(readable)).toBeUndefined();
    expect(w.write(writable, 0, 3)).toBe(BLOCKED);
    expect(b.event(readable)).toBe(packed(COMPLETED, 0));
    expect(r.read(readable, 0, 9)).toBe(packed(COMPLETED, 3));
  });

  test('an end that is dropped is noticed by the other: with what has been copied', () => {
    const { b, w, r, readable, writable } = pair('u8');
    expect(r.read(readable, 0, 8)).toBe(BLOCKED);
    expect(w.write(writable, 0, 3)).toBe(packed(COMPLETED, 3));
    w.dropWritable(writable);
    expect(b.event(readable)).toBe(packed(DROPPED, 3));
    r.dropReadable(readable);
    const other = pair('u8');
    other.r.dropReadable(other.readable);
    expect(other.w.write(other.writable, 0, 3)).toBe(packed(DROPPED, 0));
  });

  test('without an element type only counts, and looks at no memory', () => {
    const { a, b, w, r, readable, writable } = pair('unit');
    expect(r.read(readable, 0, 8)).toBe(BLOCKED);
    expect(w.write(writable, 1e6, 2)).toBe(packed(COMPLETED, 2));
    expect(w.write(writable, 1e6, 2)).toBe(packed(COMPLETED, 2));
    expect(b.event(readable)).toBe(packed(COMPLETED, 4));
    expect(w.write(writable, 0, 8)).toBe(BLOCKED);
    expect(r.read(readable, 1e6, 2)).toBe(packed(COMPLETED, 2));
    expect(r.read(readable, 1e6, 2)).toBe(packed(COMPLETED, 2));
    expect(a.event(writable)).toBe(packed(COMPLETED, 4));
    w.dropWritable(writable);
    expect(r.read(readable, 1e6, 2)).toBe(packed(DROPPED, 0));
  });

  test('strings are lifted from one memory and lowered into the other', () => {
    const { a, b, w, r, readable, writable } = pair('string');
    a.string.lower(['one', 'three'], 0);
    expect(w.write(writable, 0, 2)).toBe(BLOCKED);
    expect(r.read(readable, 80, 1)).toBe(packed(COMPLETED, 1));
    expect(r.read(readable, 88, 5)).toBe(packed(COMPLETED, 1));
    expect(b.string.lift(80, 2)).toEqual(['one', 'three']);
  });

  test('memories that have grown meanwhile are read and written where they are now', () => {
    const { a, b, w, r, readable, writable } = pair('u8');
    a.setBytes(0, 1, 2, 3);
    expect(w.write(writable, 0, 3)).toBe(BLOCKED);
    a.views.memory.grow(1);
    b.views.memory.grow(1);
    expect(r.read(readable, 5, 3)).toBe(packed(COMPLETED, 3));
    expect(b.bytes(5, 3)).toEqual([1, 2, 3]);
  });
});

describe('cancelling', () => {
  test('what has been copied counts, and what has happened has happened', () => {
    const { w, r, readable, writable } = pair('u8');
    expect(w.write(writable, 0, 4)).toBe(BLOCKED);
    expect(r.read(readable, 0, 2)).toBe(packed(COMPLETED, 2));
    expect(w.cancelWrite(writable)).toBe(packed(CANCELLED, 2));
    expect(w.write(writable, 0, 4)).toBe(BLOCKED);
    r.dropReadable(readable);
    expect(w.cancelWrite(writable)).toBe(packed(DROPPED, 0));
  });

  test('traps when nothing is under way', () => {
    const { w, r, readable, writable } = pair('u8');
    expect(() => w.cancelWrite(writable)).toThrow('cannot cancel: no copy is under way');
    expect(() => r.cancelRead(readable)).toThrow('cannot cancel: no copy is under way');
  });
});

describe('traps of streams', () => {
  test.each([
    ['in the middle of an element', 2, 1, 'unaligned pointer'],
    ['behind the end of memory', 65536, 1, 'pointer out of bounds of memory'],
    ['partly behind the end', 65532, 2, 'pointer out of bounds of memory'],
    ['too long', 0, 2 ** 28, 'stream read/write count too large'],
  ])('a buffer %s', (_, ptr, n, text) => {
    const { w, r, readable, writable } = pair('u32');
    expect(() => w.write(writable, ptr, n)).toThrow(text);
    expect(() => r.read(readable, ptr, n)).toThrow(text);
    expect(() => r.read(readable, ptr, n)).toThrow(WebAssembly.RuntimeError);
  });

  test('two operations of one end at once', () => {
    const { r, readable } = pair('u8');
    r.read(readable, 0, 1);
    expect(() => r.read(readable, 0, 1)).toThrow('cannot have concurrent operations active on a future/stream');
    expect(() => r.dropReadable(readable)).toThrow('cannot remove busy stream');
    expect(() => r.lift(readable)).toThrow('cannot have concurrent operations active on a future/stream');
  });

  test('dropping while writing, even if the event is there already', () => {
    const { w, r, readable, writable } = pair('u8');
    w.write(writable, 0, 1);
    expect(() => w.dropWritable(writable)).toThrow('cannot drop busy stream');
    r.dropReadable(readable);
    expect(() => w.dropWritable(writable)).toThrow('cannot drop busy stream');
  });

  test('going on after the other end was dropped', () => {
    const { w, r, readable, writable } = pair('u8');
    w.dropWritable(writable);
    expect(r.read(readable, 0, 1)).toBe(packed(DROPPED, 0));
    const text = 'stream after being notified that the writable end dropped';
    expect(() => r.read(readable, 0, 1)).toThrow(`cannot read from ${text}`);
    expect(() => r.lift(readable)).toThrow(`cannot lift ${text}`);
    const other = pair('u8');
    other.r.dropReadable(other.readable);
    other.w.write(other.writable, 0, 1);
    expect(() => other.w.write(other.writable, 0, 1)).toThrow(
      'cannot write to stream after being notified that the readable end dropped',
    );
  });
});

describe('within one instance', () => {
  test.each(['u8', 'u32', 'unit'] as const)('%s: copied', (kind) => {
    const a = copyingGuest(newStore());
    const { stream, future } = a.of(a[kind]);
    const [readableFuture, writableFuture] = future.new();
    expect(future.write(writableFuture, 0)).toBe(BLOCKED);
    expect(future.read(readableFuture, 0)).toBe(COMPLETED);
    future.dropReadable(readableFuture);
    expect(a.event(writableFuture)).toBe(COMPLETED);
    future.dropWritable(writableFuture);
    const [readable, writable] = stream.new();
    expect(stream.write(writable, 0, 3)).toBe(BLOCKED);
    expect(stream.read(readable, 0, 1)).toBe(packed(COMPLETED, 1));
    expect(stream.read(readable, 0, 4)).toBe(packed(COMPLETED, 2));
    stream.dropReadable(readable);
    expect(a.event(writable)).toBe(packed(DROPPED, 3));
    stream.dropWritable(writable);
  });

  test('overlapping bytes are moved as if read first', () => {
    const a = copyingGuest(newStore());
    const { stream } = a.of(a.u8);
    const [readable, writable] = stream.new();
    a.setBytes(0, 1, 2, 3, 4, 5);
    stream.write(writable, 0, 4);
    stream.read(readable, 1, 4);
    expect(a.bytes(0, 5)).toEqual([1, 1, 2, 3, 4]);
  });

  test.each(['read first', 'write first'])('what would have to be lifted traps: %s', (order) => {
    const a = copyingGuest(newStore());
    const { stream, future } = a.of(a.string);
    const text = 'cannot read from and write to intra-component future/stream with non-numeric payload';
    const [readable, writable] = stream.new();
    const [readableFuture, writableFuture] = future.new();
    const read = [() => stream.read(readable, 0, 0), () => future.read(readableFuture, 0)];
    const write = [() => stream.write(writable, 0, 0), () => future.write(writableFuture, 0)];
    const [first, second] = order === 'read first' ? [read, write] : [write, read];
    for (const operation of first!) expect(operation()).toBe(BLOCKED);
    for (const operation of second!) expect(operation).toThrow(text);
  });
});

describe('a future between guests', () => {
  function futures(kind: 'u8' | 'string' = 'u8') {
    const store = newStore();
    const a = copyingGuest(store);
    const b = copyingGuest(store);
    const w = a.of(a[kind]).future;
    const r = b.of(b[kind]).future;
    const [readable, writable] = w.new();
    return { a, b, w, r, writable, readable: r.lower(w.lift(readable)) };
  }

  test('read first, and written first', () => {
    const one = futures();
    expect(one.r.read(one.readable, 7)).toBe(BLOCKED);
    one.a.setBytes(3, 42);
    expect(one.w.write(one.writable, 3)).toBe(COMPLETED);
    expect(one.b.event(one.readable)).toBe(COMPLETED);
    expect(one.b.bytes(7, 1)).toEqual([42]);
    one.w.dropWritable(one.writable);
    one.r.dropReadable(one.readable);
    const two = futures('string');
    two.a.string.lower(['value'], 0);
    expect(two.w.write(two.writable, 0)).toBe(BLOCKED);
    expect(two.r.read(two.readable, 8)).toBe(COMPLETED);
    expect(two.b.string.lift(8, 1)).toEqual(['value']);
    expect(two.a.event(two.writable)).toBe(COMPLETED);
  });

  test('a read that is cancelled may be done again', () => {
    const { r, w, readable, writable } = futures();
    r.read(readable, 0);
    expect(r.cancelRead(readable)).toBe(CANCELLED);
    w.write(writable, 0);
    expect(w.cancelWrite(writable)).toBe(CANCELLED);
    w.write(writable, 0);
    expect(r.read(readable, 0)).toBe(COMPLETED);
    expect(w.cancelWrite(writable)).toBe(COMPLETED);
  });

  test('the readable end may be dropped, the writable one only after that or a write', () => {
    const { r, w, readable, writable } = futures();
    expect(() => w.dropWritable(writable)).toThrow('cannot drop future write end without first writing a value');
    r.dropReadable(readable);
    expect(w.write(writable, 0)).toBe(DROPPED);
    expect(() => w.write(writable, 0)).toThrow(
      'cannot write to future after previous write succeeded or readable end dropped',
    );
    w.dropWritable(writable);
  });

  test('is read once', () => {
    const { r, w, readable, writable } = futures();
    w.write(writable, 0);
    r.read(readable, 0);
    expect(() => r.read(readable, 0)).toThrow('cannot read from future after previous read succeeded');
    expect(() => r.lift(readable)).toThrow('cannot lift future after previous read succeeded');
  });

  test('is busy while it is read or written', () => {
    const { r, readable } = futures();
    r.read(readable, 0);
    expect(() => r.dropReadable(readable)).toThrow('cannot remove busy future');
    expect(() => r.read(readable, 0)).toThrow('cannot have concurrent operations active on a future/stream');
    const other = futures();
    other.w.write(other.writable, 0);
    expect(() => other.w.dropWritable(other.writable)).toThrow('cannot drop busy future');
  });
});

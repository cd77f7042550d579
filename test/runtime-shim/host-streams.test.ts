// Streams that JavaScript gets and gives (js-mapping.md, `stream<T>`).

import { afterEach, describe, expect, test, vi } from 'vitest';
import { failStore, HostStream, NumbersReader, newStore, noteLowered, toStream, undoLowering } from '../../src/runtime-shim/index.ts';
import { BLOCKED, COMPLETED, copyingGuest, DROPPED, packed } from './support/copying-guest.ts';

interface Read<T = unknown> {
  readonly done: boolean;
  readonly value: T;
  readonly rejectedLength?: number;
}

interface Reading<T = unknown> extends AsyncIterableIterator<T>, Disposable {
  read(options: number | { count: number; rejectLength?: number }): Promise<Read<T>>;
  readonly readable: ReadableStream<T>;
}

type Kind = 'u8' | 'u32' | 'string' | 'unit';

const gatherOf = (kind: Kind): typeof NumbersReader | undefined =>
  (kind.startsWith('u') && kind !== 'unit' ? NumbersReader : undefined);

/** A stream whose writable end a guest has, and JavaScript the other. */
function toHost<T = unknown>(kind: Kind = 'u8') {
  const a = copyingGuest(newStore());
  const { stream } = a.of(a[kind]);
  const [readable, writable] = stream.new();
  const host = new HostStream(stream.lift(readable), gatherOf(kind)) as unknown as Reading<T>;
  return { a, stream, writable, host, write: (n: number) => stream.write(writable, 0, n) };
}

/** A stream that JavaScript gives to a guest. */
function fromHost(value: unknown, kind: Kind = 'u8') {
  const b = copyingGuest(newStore());
  const { stream } = b.of(b[kind]);
  const numeric = kind === 'u8' ? Uint8Array : kind === 'u32' ? Uint32Array : undefined;
  const readable = stream.lower(toStream(b.store, numeric, value, 'f: argument "s"'));
  const event = (): Promise<number> => vi.waitFor(() => {
    const payload = b.event(readable);
    if (payload === undefined) throw new Error('no event yet');
    return payload;
  });
  return { b, stream, readable, event, read: (n: number, ptr = 0) => stream.read(readable, ptr, n) };
}

/** What is printed of sources that fail. */
function caughtErrors(): unknown[] {
  const errors: unknown[] = [];
  vi.spyOn(console, 'error').mockImplementation((error) => void errors.push(error));
  return errors;
}

afterEach(() => void vi.restoreAllMocks());

describe('JavaScript reads', () => {
  test('a chunk of what the writer offers, in a typed array that is a copy', async () => {
    const { a, host, writable, write } = toHost();
    a.setBytes(0, 1, 2, 3);
    expect(write(3)).toBe(BLOCKED);
    const read = host.next();
    expect(a.event(writable)).toBe(packed(COMPLETED, 3));
    a.setBytes(0, 9, 9, 9);
    expect(await read).toEqual({ done: false, value: new Uint8Array([1, 2, 3]) });
  });

  test('before anything is written: the writer goes on at once', async () => {
    const { a, host, write } = toHost('u32');
    const read = host.next();
    a.views.u32.set([7, 8]);
    expect(write(2)).toBe(packed(COMPLETED, 2));
    expect(await read).toEqual({ done: false, value: new Uint32Array([7, 8]) });
  });

  test('no more than it asks for; the rest stays with the writer', async () => {
    const { a, host, writable, write } = toHost();
    a.setBytes(0, 1, 2, 3, 4, 5);
    write(5);
    expect((await host.read(2)).value).toEqual(new Uint8Array([1, 2]));
    expect((await host.read({ count: 2 })).value).toEqual(new Uint8Array([3, 4]));
    expect(a.event(writable)).toBe(packed(COMPLETED, 4));
  });

  test('back-pressure: what is not read is not taken', () => {
    const { a, write, writable } = toHost();
    expect(write(5)).toBe(BLOCKED);
    expect(a.event(writable)).toBeUndefined();
  });

  test('elements one by one, or some of them, if they are no numbers', async () => {
    const { a, host, write } = toHost('string');
    a.string.lower(['a', 'b', 'c', 'd'], 0);
    write(4);
    expect(await host.next()).toEqual({ done: false, value: 'a' });
    expect(await host.read(2)).toEqual({ done: false, value: ['b', 'c'] });
    expect(await host.read(2)).toEqual({ done: false, value: ['d'] });
  });

  test('elements that are none', async () => {
    const { host, write } = toHost('unit');
    write(3);
    expect(await host.next()).toEqual({ done: false, value: undefined });
    expect(await host.read(5)).toEqual({ done: false, value: [undefined, undefined] });
  });

  test('to the end', async () => {
    const { a, stream, writable, host, write } = toHost();
    const chunks: unknown[] = [];
    const all = (async () => {
      for await (const chunk of host) chunks.push(chunk);
    })();
    a.setBytes(0, 1, 2);
    write(2);
    await vi.waitFor(() => expect(chunks).toHaveLength(1));
    expect(a.event(writable)).toBeUndefined();
    write(1);
    stream.dropWritable(writable);
    await all;
    expect(chunks).toEqual([new Uint8Array([1, 2]), new Uint8Array([1])]);
    expect(await host.next()).toEqual({ done: true, value: undefined });
    expect(a.store.hostOps).toBe(0);
  });

  test('several times at once, answered in their order', async () => {
    const { a, host, write, stream, writable } = toHost();
    const reads = [host.read(1), host.read(2), host.next(), host.next()];
    const results: unknown[] = [];
    for (const read of reads) {
      void read.then(({ value, done }) => results.push(done ? 'done' : [...value as Uint8Array]));
    }
    await Promise.resolve();
    a.setBytes(0, 1, 2, 3, 4);
    // What the first read leaves is for the writer to write again, and there for the others.
    expect(write(4)).toBe(packed(COMPLETED, 1));
    expect(stream.write(writable, 1, 3)).toBe(BLOCKED);
    await vi.waitFor(() => expect(results).toHaveLength(3));
    expect(a.event(writable)).toBe(packed(COMPLETED, 3));
    stream.dropWritable(writable);
    await Promise.all(reads);
    expect(results).toEqual([[1], [2, 3], [4], 'done']);
  });

  test('with a limit: a writer that offers more is dropped', async () => {
    const { host, write, stream, writable } = toHost();
    write(2);
    expect(await host.read({ count: 5, rejectLength: 2 })).toMatchObject({ done: false, value: { length: 2 } });
    stream.cancelWrite(writable);
    const read = host.read({ count: 5, rejectLength: 2 });
    expect(write(3)).toBe(packed(DROPPED, 0));
    expect(await read).toEqual({ done: true, value: undefined, rejectedLength: 3 });
  });

  test('nothing, to see that the writer offers nothing', async () => {
    const one = toHost();
    const end = one.host.read({ count: 0, rejectLength: 0 });
    one.stream.dropWritable(one.writable);
    expect(await end).toEqual({ done: true, value: undefined });
    const two = toHost();
    const more = two.host.read({ count: 0, rejectLength: 0 });
    two.write(1);
    expect(await more).toEqual({ done: true, value: undefined, rejectedLength: 1 });
    await expect(two.host.read(0)).rejects.toThrow('a count of elements is at least 1');
  });

  test.each(['return', 'dispose', 'readable'] as const)('and stops: the writer is told (%s)', async (how) => {
    const { a, host, writable, write } = toHost();
    write(3);
    if (how === 'return') expect(await host.return!('x')).toEqual({ done: true, value: 'x' });
    else if (how === 'dispose') host[Symbol.dispose]();
    else await host.readable.cancel();
    expect(a.event(writable)).toBe(packed(DROPPED, 0));
    expect(a.store.hostOps).toBe(0);
    expect(await host.next()).toEqual({ done: true, value: undefined });
  });

  test('return ends a read that is under way', async () => {
    const { host } = toHost();
    const read = host.next();
    await host.return!();
    expect(await read).toEqual({ done: true, value: undefined });
  });

  test('as a ReadableStream, which reads only when it is read', async () => {
    const { a, host, write, writable, stream } = toHost<Uint8Array>();
    const reader = host.readable.getReader();
    expect(write(3)).toBe(BLOCKED);
    await new Promise((resolve) => setImmediate(resolve));
    expect(a.event(writable)).toBeUndefined();
    expect(await reader.read()).toEqual({ done: false, value: new Uint8Array(3) });
    stream.cancelWrite(writable);
    stream.dropWritable(writable);
    expect(await reader.read()).toEqual({ done: true, value: undefined });
    expect(host.readable).toBe(host.readable);
  });

  test('fails if the component traps meanwhile, and ever after', async () => {
    const { a, host } = toHost();
    const read = host.next();
    const trapped = new WebAssembly.RuntimeError('unreachable');
    failStore(a.store, trapped);
    await expect(read).rejects.toBe(trapped);
    await expect(host.next()).rejects.toBe(trapped);
  });

  test('what can\'t be lifted: a trap', async () => {
    const { a, host, write } = toHost('string');
    a.views.u32.set([60000, 60000]);
    write(1);
    await expect(host.next()).rejects.toThrow('out of bounds of memory');
    expect(a.store.entered).toBe(2);
  });
});

describe('JavaScript gives', () => {
  test('a typed array: one chunk, the rest of which is kept', () => {
    const { b, read } = fromHost(new Uint8Array([1, 2, 3, 4, 5]));
    expect(read(2)).toBe(packed(COMPLETED, 2));
    expect(read(0)).toBe(packed(COMPLETED, 0));
    expect(read(9, 2)).toBe(packed(COMPLETED, 3));
    expect(b.bytes(0, 5)).toEqual([1, 2, 3, 4, 5]);
    expect(read(1)).toBe(packed(DROPPED, 0));
  });

  test.each<[string, () => unknown]>([
    ['an array', () => [1, 2, 258]],
    ['another typed array', () => new Uint16Array([1, 2, 258])],
    ['an ArrayBuffer', () => new Uint8Array([1, 2, 2]).buffer],
    ['an array of chunks', () => [[1], new Uint8Array([2, 2])]],
    ['an iterable of numbers', () => new Set([1, 2, 258])],
    ['a generator of numbers and chunks', function* () {
      yield 1;
      yield [];
      yield new Set([2, 258]);
    }],
    ['an async generator', async function* () {
      yield new Uint8Array();
      yield 1;
      yield Buffer.from([2, 2]);
    }],
    ['a ReadableStream', () => new ReadableStream({
      start(controller) {
        controller.enqueue(1);
        controller.enqueue(new Uint8Array([2, 2]));
        controller.close();
      },
    })],
    ['an object with read, which gives chunks and then null', () => {
      const chunks = [[1, 2], new Uint8Array([2])];
      return { read: () => chunks.shift() ?? null };
    }],
    ['an object with read, which gives what iterators give', () => {
      const chunks = [[1, 2], new Uint8Array([2])];
      return { read: async () => ({ done: chunks.length === 0, value: chunks.shift() }) };
    }],
  ])('%s of numbers', async (_, make) => {
    const given = make();
    const { b, event, read } = fromHost(typeof given === 'function' ? given() : given);
    let n = 0;
    for (;;) {
      let payload = read(10, n);
      if (payload === BLOCKED) payload = await event();
      n += payload >> 4;
      if ((payload & 15) === DROPPED) break;
    }
    expect(b.bytes(0, n)).toEqual([1, 2, 2]);
    expect(b.store.hostOps).toBe(0);
  });

  test('elements that are no numbers: collected from iterables', async () => {
    const { b, read } = fromHost(new Set(['a', 'b', 'c']), 'string');
    expect(read(2)).toBe(packed(COMPLETED, 2));
    expect(read(2, 16)).toBe(packed(COMPLETED, 1));
    expect(b.string.lift(0, 3)).toEqual(['a', 'b', 'c']);
    expect(read(2)).toBe(packed(DROPPED, 0));
    const unit = fromHost([1, 2, 3], 'unit');
    expect(unit.read(5)).toBe(packed(COMPLETED, 3));
  });

  test('nothing before it is asked for, and then as much as that', async () => {
    const asked: number[] = [];
    async function* numbers() {
      for (let i = 0; ; i++) {
        asked.push(i);
        yield [i, i];
      }
    }
    const { read, event } = fromHost(numbers());
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual([]);
    expect(read(0)).toBe(BLOCKED);
    expect(await event()).toBe(packed(COMPLETED, 0));
    expect(asked).toEqual([0]);
    expect(read(1)).toBe(packed(COMPLETED, 1));
    expect(read(1)).toBe(packed(COMPLETED, 1));
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual([0]);
    expect(read(5)).toBe(BLOCKED);
    expect(await event()).toBe(packed(COMPLETED, 2));
    expect(asked).toEqual([0, 1]);
  });

  test('what was asked for by a read that is cancelled: for the next read', async () => {
    const { b, stream, readable, read } = fromHost((async function* () {
      yield [1, 2];
    })());
    expect(read(2)).toBe(BLOCKED);
    expect(stream.cancelRead(readable)).toBe(packed(2, 0));
    await new Promise((resolve) => setImmediate(resolve));
    expect(read(2)).toBe(packed(COMPLETED, 2));
    expect(b.bytes(0, 2)).toEqual([1, 2]);
  });

  test('a source, which is closed when the guest reads no more', async () => {
    const closed: string[] = [];
    const iterator = { next: () => ({ done: false, value: 1 }), return: () => void closed.push('iterator') };
    const sources = [
      { [Symbol.iterator]: () => iterator },
      { [Symbol.asyncIterator]: () => ({ ...iterator, return: async () => closed.push('async iterator') }) },
      new ReadableStream({ cancel: () => void closed.push('stream') }),
      { read: () => null, close: () => closed.push('reader') },
    ];
    for (const source of sources) {
      const { stream, readable } = fromHost(source);
      stream.dropReadable(readable);
    }
    await Promise.resolve();
    expect(closed).toEqual(['iterator', 'async iterator', 'stream', 'reader']);
  });

  test('the end, after a read of nothing that was waiting', async () => {
    const { event, read } = fromHost((async function* () {})());
    expect(read(0)).toBe(BLOCKED);
    expect(await event()).toBe(packed(COMPLETED, 0));
    expect(read(1)).toBe(packed(DROPPED, 0));
  });

  test('a promise that nobody waits for any more', () => {
    const { b, stream, readable, read } = fromHost({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) });
    expect(read(1)).toBe(BLOCKED);
    expect(b.store.hostOps).toBe(1);
    stream.cancelRead(readable);
    stream.dropReadable(readable);
    expect(b.store.hostOps).toBe(0);
  });

  test('a source that throws: the stream ends after what there was, and the error is printed', async () => {
    const errors = caughtErrors();
    const error = new Error('source');
    const { read } = fromHost((function* () {
      yield 1;
      throw error;
    })());
    expect(read(5)).toBe(packed(COMPLETED, 1));
    expect(errors).toEqual([]);
    expect(read(5)).toBe(packed(DROPPED, 0));
    expect(errors).toEqual([error]);
    const late = fromHost((async function* () {
      throw error;
    })());
    expect(late.read(5)).toBe(BLOCKED);
    expect(await late.event()).toBe(packed(DROPPED, 0));
    expect(errors).toEqual([error, error]);
  });

  test.each<[string, Kind, () => unknown, string]>([
    ['a chunk of numbers', 'u8', () => ['text'], 'expected a number or a list of numbers'],
    ['an element', 'string', () => [5], 'stream element: expected a string, got number'],
    ['an element later', 'string', () => (async function* () {
      yield 5;
    })(), 'stream element: expected a string, got number'],
  ])('what isn\'t %s: the stream ends, and the instance stays as it was', async (_, kind, make, text) => {
    const errors = caughtErrors();
    const { b, event, read } = fromHost(kind === 'u8' ? new Set(make() as string[]) : make(), kind);
    let payload = read(5);
    if (payload === BLOCKED) payload = await event();
    expect(payload).toBe(packed(DROPPED, 0));
    expect(String(errors[0])).toContain(text);
    expect(errors).toHaveLength(1);
    expect(b.store.entered).toBe(0);
  });

  test.each([5, 'text', null, undefined, {}, () => {}])('no stream: %s', (value) => {
    expect(() => fromHost(value)).toThrow(TypeError);
    expect(() => fromHost(value)).toThrow('f: argument "s": expected a stream: a ReadableStream or something iterable');
  });

  test('no stream: one that is locked', () => {
    const stream = new ReadableStream();
    stream.getReader();
    expect(() => fromHost(stream)).toThrow(TypeError);
    expect(() => fromHost(stream)).toThrow('f: argument "s": ');
  });
});

describe('passed on', () => {
  test('a stream that JavaScript got and gives away is the same stream', async () => {
    const { a, host, write, writable } = toHost('string');
    const b = copyingGuest(a.store);
    const { stream } = b.of(b.string);
    const readable = stream.lower(toStream(b.store, undefined, host, 'g: argument "s"'));
    expect(a.store.hostOps).toBe(0);
    a.string.lower(['x'], 0);
    expect(write(1)).toBe(BLOCKED);
    expect(stream.read(readable, 0, 1)).toBe(packed(COMPLETED, 1));
    expect(a.event(writable)).toBe(packed(COMPLETED, 1));
    expect(b.string.lift(0, 1)).toEqual(['x']);
    expect(() => toStream(b.store, undefined, host, 'g: argument "s"')).toThrow(
      'g: argument "s": this stream has been given away',
    );
    await expect(host.next()).rejects.toThrow('this stream has been given away');
    host[Symbol.dispose]();
    expect(write(1)).toBe(BLOCKED);
  });

  test('not while it is being read', () => {
    const { a, host } = toHost();
    void host.next();
    expect(() => toStream(a.store, Uint8Array, host, 'p')).toThrow('p: this stream is in use');
  });

  test('to another instantiation, where element types have other numbers', () => {
    const { a, host, write, writable } = toHost('string');
    const b = copyingGuest(newStore());
    const codec = { ...b.string, type: 77 };
    const { stream } = b.of(codec);
    const readable = stream.lower(toStream(b.store, undefined, host, 'p'));
    expect([a.store.hostOps, b.store.hostOps]).toEqual([1, 1]);
    expect(stream.read(readable, 0, 2)).toBe(BLOCKED);
    a.string.lower(['x', 'y', 'z'], 0);
    expect(write(3)).toBe(packed(COMPLETED, 2));
    expect(b.event(readable)).toBe(packed(COMPLETED, 2));
    expect(b.string.lift(0, 2)).toEqual(['x', 'y']);
    expect(a.event(writable)).toBeUndefined();
    stream.dropReadable(readable);
    expect([a.store.hostOps, b.store.hostOps]).toEqual([0, 0]);
  });

  test('from instantiation to instantiation: each counts the others only while it has to do with them', () => {
    const { a, host, stream, writable } = toHost();
    const b = copyingGuest(newStore());
    const c = copyingGuest(newStore());
    const counts = (): number[] => [a, b, c].map(({ store }) => store.hostOps);
    const inB = b.of(b.u8).stream;
    const readable = inB.lower(toStream(b.store, Uint8Array, host, 'p'));
    expect(counts()).toEqual([1, 1, 0]);
    const again = new HostStream(inB.lift(readable), NumbersReader);
    c.of(c.u8).stream.lower(toStream(c.store, Uint8Array, again, 'p'));
    expect(counts()).toEqual([1, 0, 1]);
    stream.dropWritable(writable);
    expect(counts()).toEqual([0, 0, 0]);
    expect([a, b, c].map(({ store }) => store.pendingReads.size)).toEqual([0, 0, 0]);
  });

  test('elements of another instantiation are not copied as bytes, unless they are numbers', () => {
    const [a, b] = [copyingGuest(newStore()), copyingGuest(newStore())];
    const [w, r] = ([[a, 1], [b, 8]] as const).map(([guest, size]) => guest.of({
      ...guest.u8, size, numbers: undefined, lift: (_, n) => Array(n).fill({}),
      lower: (values) => guest.setBytes(100, values.length),
    }).stream);
    const [given, writable] = w!.new();
    const readable = r!.lower(toStream(b.store, undefined, new HostStream(w!.lift(given)), 'p'));
    expect(r!.read(readable, 0, 4)).toBe(BLOCKED);
    a.setBytes(0, 1, 2);
    expect(w!.write(writable, 0, 2)).toBe(packed(COMPLETED, 2));
    expect([b.bytes(0, 2), b.bytes(100, 1)]).toEqual([[0, 0], [2]]);
  });

  test('through a component, from JavaScript to JavaScript', async () => {
    const { stream, readable } = fromHost([[1, 2], 3, [4]]);
    const host = new HostStream(stream.lift(readable), NumbersReader) as unknown as Reading;
    expect(await host.next()).toEqual({ done: false, value: new Uint8Array([1, 2]) });
    expect(await host.next()).toEqual({ done: false, value: new Uint8Array([3]) });
    expect(await host.read(5)).toEqual({ done: false, value: new Uint8Array([4]) });
    expect(await host.next()).toEqual({ done: true, value: undefined });
    const other = fromHost((async function* () {
      yield 'a';
      yield 'b';
    })(), 'string');
    const texts = new HostStream(other.stream.lift(other.readable)) as unknown as Reading;
    expect(await Promise.all([texts.next(), texts.next(), texts.next()])).toMatchObject([
      { value: 'a' }, { value: 'b' }, { done: true },
    ]);
  });

  test('if lowering fails further on, JavaScript keeps what it gave', async () => {
    const { a, host, write } = toHost();
    const web = new ReadableStream();
    const b = copyingGuest(a.store);
    const { stream } = b.of(b.u8);
    const lowered: Parameters<typeof noteLowered>[0] = [];
    noteLowered(lowered, b.instance, stream.lower(toStream(b.store, Uint8Array, host, 'p')));
    noteLowered(lowered, b.instance, stream.lower(toStream(b.store, Uint8Array, web, 'p')));
    expect(web.locked).toBe(true);
    undoLowering(lowered);
    expect(web.locked).toBe(false);
    expect(() => stream.dropReadable(1)).toThrow('unknown handle index 1');
    write(1);
    expect((await host.next()).value).toEqual(new Uint8Array(1));
    const other = copyingGuest(newStore());
    const undone: Parameters<typeof noteLowered>[0] = [];
    const again = other.of(other.u8).stream.lower(toStream(other.store, Uint8Array, host, 'p'));
    noteLowered(undone, other.instance, again);
    undoLowering(undone);
    expect([a.store.hostOps, other.store.hostOps]).toEqual([1, 0]);
    await host.return!();
    expect([a.store.hostOps, other.store.hostOps]).toEqual([0, 0]);
  });
});

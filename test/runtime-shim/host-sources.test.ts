// Sources of streams that do what sources should not, or do it often.

import { afterEach, expect, test, vi } from 'vitest';
import { newStore, toStream } from '../../src/runtime-shim/index.ts';
import { BLOCKED, COMPLETED, copyingGuest, DROPPED, packed } from './support/copying-guest.ts';

afterEach(() => void vi.restoreAllMocks());

function fromHost(value: unknown, kind: 'u8' | 'string' = 'u8') {
  const b = copyingGuest(newStore());
  const { stream } = b.of(b[kind]);
  const readable = stream.lower(toStream(b.store, kind === 'u8' ? Uint8Array : undefined, value, 'f: argument "s"'));
  const event = (): Promise<number> => vi.waitFor(() => {
    const payload = b.event(readable);
    if (payload === undefined) throw new Error('no event yet');
    return payload;
  });
  return { b, event, read: (n: number, ptr = 0) => stream.read(readable, ptr, n) };
}

test.each([
  ['an array', () => Array.from({ length: 100_000 }, () => [])],
  ['a generator', function* () {
    for (let i = 0; i < 100_000; i++) yield new Uint8Array();
  }],
  ['an iterator that is not a generator', () => {
    let left = 100_000;
    return { [Symbol.iterator]: () => ({ next: () => ({ done: left-- === 0, value: [] }) }) };
  }],
])('a hundred thousand empty chunks and then the end, of %s', (_, make) => {
  const { b, read } = fromHost(make());
  expect(read(4)).toBe(packed(DROPPED, 0));
  expect(b.store.hostOps).toBe(0);
});

test('a hundred thousand empty chunks, promised', async () => {
  let left = 100_000;
  const { read, event } = fromHost({
    [Symbol.asyncIterator]: () => ({ next: async () => ({ value: left-- > 0 ? [] : [7] }) }),
  });
  expect(read(4)).toBe(BLOCKED);
  expect(await event()).toBe(packed(COMPLETED, 1));
});

const iterator = (next: () => unknown): unknown => ({ [Symbol.iterator]: () => ({ next }) });
const asyncIterator = (next: () => unknown): unknown => ({ [Symbol.asyncIterator]: () => ({ next }) });

test.each<[string, unknown]>([
  ['nothing', iterator(() => undefined)],
  ['a number', iterator(() => 5)],
  ['null, later', asyncIterator(() => null)],
  ['a number, later', asyncIterator(() => 5)],
  ['a promise of nothing', asyncIterator(async () => undefined)],
  ['a promise of a number', asyncIterator(async () => 5)],
  ['an error', iterator(() => {
    throw new Error('wrong');
  })],
  ['a promise of an error', asyncIterator(() => Promise.reject(new Error('wrong')))],
])('an iterator that gives %s: the stream ends, and the instance goes on', async (_, value) => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { b, read, event } = fromHost(value);
  let payload = read(4);
  if (payload === BLOCKED) payload = await event();
  expect(payload).toBe(packed(DROPPED, 0));
  expect(console.error).toHaveBeenCalledOnce();
  expect([b.store.entered, b.store.failed, b.store.hostOps]).toEqual([0, 0, 0]);
});

test.each<[string, unknown]>([
  ['whose iterator is none', { [Symbol.iterator]: () => 5 }],
  ['whose iterator is undefined', { [Symbol.asyncIterator]: () => undefined }],
  ['whose iterator has no next', { [Symbol.asyncIterator]: () => ({}) }],
  ['whose reader can\'t read', { getReader: () => ({}) }],
  ['that has a read which is none', { read: 5 }],
])('something %s is no stream, or one that ends', async (_, value) => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  let source;
  try {
    source = fromHost(value);
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    return;
  }
  const payload = source.read(4);
  expect(payload === BLOCKED ? await source.event() : payload).toBe(packed(DROPPED, 0));
});

// Small chunks of numbers that a guest writes one after the other become one chunk for JavaScript.

import { expect, test } from 'vitest';
import { failStore, HostStream, newStore, NumbersReader } from '../../src/runtime-shim/index.ts';
import { BLOCKED, COMPLETED, copyingGuest, packed } from './support/copying-guest.ts';

interface Read {
  readonly done: boolean;
  readonly value: Uint8Array | Uint32Array | undefined;
}

interface Reading {
  next(): Promise<Read>;
  read(count: number): Promise<Read>;
}

/** A stream of numbers whose writable end a guest has; `write` gives it these. */
function numbersToHost(kind: 'u8' | 'u32' = 'u8') {
  const guest = copyingGuest(newStore());
  const { stream } = guest.of(guest[kind]);
  const [readable, writable] = stream.new();
  const host = new HostStream(stream.lift(readable), NumbersReader) as unknown as Reading;
  const write = (...numbers: number[]): number => {
    guest.views[kind].set(numbers);
    return stream.write(writable, 0, numbers.length);
  };
  return { guest, stream, writable, host, write };
}

test('what is written before JavaScript can look comes together', async () => {
  const { host, write } = numbersToHost('u32');
  const read = host.next();
  expect([write(1, 2), write(3), write(4, 5, 6)]).toEqual([2, 1, 3].map((n) => packed(COMPLETED, n)));
  const { value } = await read;
  expect(value).toEqual(new Uint32Array([1, 2, 3, 4, 5, 6]));
  expect(value!.buffer.byteLength).toBe(24);
});

test('what is written later comes with the next read', async () => {
  const { host, write } = numbersToHost();
  const first = host.next();
  write(1);
  expect((await first).value).toEqual(new Uint8Array([1]));
  expect(write(2)).toBe(BLOCKED);
  expect((await host.next()).value).toEqual(new Uint8Array([2]));
});

test('no more than was asked for', async () => {
  const { host, write } = numbersToHost();
  const read = host.read(3);
  expect([write(1, 2), write(3, 4), write(5)]).toEqual([packed(COMPLETED, 2), packed(COMPLETED, 1), BLOCKED]);
  expect((await read).value).toEqual(new Uint8Array([1, 2, 3]));
});

test('no more than 64 Ki numbers, then the writer waits; a larger chunk is cut', async () => {
  const { host, write } = numbersToHost();
  const small = host.next();
  const results = Array.from({ length: 7 }, () => write(...new Array<number>(10_000).fill(7)));
  expect(results).toEqual([
    ...new Array<number>(6).fill(packed(COMPLETED, 10_000)), packed(COMPLETED, 0x10000 - 60_000),
  ]);
  expect((await small).value).toEqual(new Uint8Array(0x10000).fill(7));

  const large = numbersToHost('u32');
  const read = large.host.next();
  large.guest.views.memory.grow(8);
  expect(large.stream.write(large.writable, 0, 100_000)).toBe(packed(COMPLETED, 0x10000));
  expect((await read).value).toHaveLength(0x10000);
});

test('the end comes after what was written before it', async () => {
  const { stream, writable, host, write } = numbersToHost();
  const [first, second] = [host.next(), host.next()];
  write(1);
  write(2);
  stream.dropWritable(writable);
  expect(await first).toEqual({ done: false, value: new Uint8Array([1, 2]) });
  expect(await second).toEqual({ done: true, value: undefined });
});

test('so does the error of a trap', async () => {
  const { guest: { store }, host, write } = numbersToHost();
  const [first, second] = [host.next(), host.next()];
  second.catch(() => {});
  write(1);
  write(2);
  failStore(store, new WebAssembly.RuntimeError('unreachable'));
  expect(await first).toEqual({ done: false, value: new Uint8Array([1, 2]) });
  await expect(second).rejects.toThrow('unreachable');
});

test('a writer that was there first may go on before JavaScript gets its turn', async () => {
  const { guest, writable, host, write } = numbersToHost();
  expect(write(1)).toBe(BLOCKED);
  const read = host.next();
  expect(guest.event(writable)).toBe(packed(COMPLETED, 1));
  expect(write(2, 3)).toBe(packed(COMPLETED, 2));
  expect(await read).toEqual({ done: false, value: new Uint8Array([1, 2, 3]) });
});

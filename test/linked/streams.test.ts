// Streams from a component to another one that was transpiled apart from it, with the shim of each, or one for both.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { load, quiet, RUNTIMES } from './support/link.ts';
import { NUMBERS, sink, source, TEXTS } from './support/streams.ts';
import type { Sink, Source } from './support/streams.ts';

afterEach(() => { vi.restoreAllMocks(); });

const sumTo = (n: number): number => n * (n - 1) / 2;

describe.each(RUNTIMES.flatMap((a) => RUNTIMES.map((b) => [a, b] as const)))('runtimes: %s, %s', async (first, second) => {
  const [makeNumbers, makeTexts] = [
    await load<Source>(source(NUMBERS), { runtime: first }), await load<Source>(source(TEXTS), { runtime: first }),
  ];
  const [addNumbers, addTexts] = [
    await load<Sink>(sink(NUMBERS), { runtime: second }), await load<Sink>(sink(TEXTS), { runtime: second }),
  ];

  test('numbers go from memory to memory', async () => {
    const [from, to] = [await makeNumbers(), await addNumbers()];
    const stream = await from.make(1000);
    const read = vi.spyOn(stream as AsyncIterator<unknown> & AsyncIterable<unknown>, 'next');
    expect(await to.addUp(stream)).toBe(sumTo(1000));
    expect(read, 'nobody reads it in JavaScript').not.toHaveBeenCalled();
    expect(from.written()).toBe(1000);
  });

  test('texts are lifted and lowered, into memory that grows meanwhile', async () => {
    const [from, to] = [await makeTexts(), await addTexts()];
    expect(await to.addUp(await from.make(300))).toBe(1500);
    expect(from.written()).toBe(300);
  });

  test('what one writes into the other\'s memory leaves its views as they have to be', async () => {
    const [from, to] = [await makeNumbers(), await addNumbers()];
    expect(to.total(BigUint64Array.of(1n, 2n))).toBe(3n);
    const sum = to.addUp(await from.make(10));
    // It waits for more than the first four.
    to.grow();
    expect(await sum).toBe(sumTo(10));
    expect(to.total(BigUint64Array.of(3n, 4n, 5n))).toBe(12n);
  });

  test('one that is handed on, perhaps twice, is the same', async () => {
    const [from, a, b] = [await makeNumbers(), await addNumbers(), await addNumbers()];
    expect(await b.addUp(a.forward(await from.make(500)))).toBe(sumTo(500));
    const back = a.forward(b.forward(await from.make(3)));
    const chunks = [];
    for await (const chunk of back) chunks.push(...chunk as Uint32Array);
    expect(chunks).toEqual([0, 1, 2]);
  });

  test('the reader drops it half-way, and the writer is told', async () => {
    const [from, to] = [await makeTexts(), await addTexts()];
    expect(await to.first(await from.make(10))).toBe(5);
    await quiet();
    expect(from.written()).toBe(1);
    expect(await to.addUp(await from.make(2)), 'both go on').toBe(10);
  });

  test('a trap of the writer ends it for the reader', async () => {
    const [from, to] = [await makeNumbers(), await addNumbers()];
    const stream = await from.make(5);
    expect(() => from.trap()).toThrow('unreachable');
    expect(await to.addUp(stream)).toBe(0);
    expect(to.total(BigUint64Array.of(7n)), 'the reader has not trapped').toBe(7n);
  });

  test('it can be given away once', async () => {
    const [from, to] = [await makeNumbers(), await addNumbers()];
    const stream = await from.make(5);
    const sum = to.addUp(stream);
    expect(() => to.forward(stream)).toThrow(/this stream has been given away/);
    expect(await sum).toBe(sumTo(5));
  });

  test('elements of another type are refused or converted, and nothing is written past them', async () => {
    const [from, to] = [await makeNumbers(), await addTexts()];
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const outcome = await to.addUp(await from.make(5)).catch((error: unknown) => error);
    expect(outcome).toSatisfy((value) => value === 0 || value instanceof TypeError);
  });
});

import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Numbers extends AsyncIterable<Uint32Array> {
  next(): Promise<IteratorResult<Uint32Array>>;
  read(count: number): Promise<IteratorResult<Uint32Array>>;
  return(): Promise<unknown>;
  readonly readable: ReadableStream<Uint32Array>;
}

interface Exports {
  count(n: number): Promise<Numbers>;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const { count } = await load<Exports>();
  const all: number[] = [];
  for await (const chunk of await count(1000)) {
    expect(chunk).toBeInstanceOf(Uint32Array);
    all.push(...chunk);
  }
  expect(all).toEqual(Array.from({ length: 1000 }, (_, i) => i));

  const parts = await count(10);
  expect((await parts.read(3)).value).toEqual(Uint32Array.of(0, 1, 2));
  expect((await parts.read(4)).value).toEqual(Uint32Array.of(3, 4, 5, 6));
  expect((await parts.next()).value).toEqual(Uint32Array.of(7, 8, 9));
  expect(await parts.next()).toEqual({ done: true, value: undefined });

  // Half-way no more: the writer is told, and the next call finds the instance free.
  const left = await count(100);
  await left.read(1);
  await left.return();
  // The guest has room for one task: it must have seen that the reader is gone.
  // Timers may be due before what was put off until they had their turn.
  for (let i = 0; i < 2; i++) await new Promise((resolve) => setTimeout(resolve, 1));
  expect((await (await count(2)).read(5)).value).toEqual(Uint32Array.of(0, 1));

  const reader = (await count(3)).readable.getReader();
  expect(await reader.read()).toEqual({ done: false, value: Uint32Array.of(0, 1, 2) });
  expect((await reader.read()).done).toBe(true);
}

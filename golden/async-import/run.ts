import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  fetchNext(key: number): Promise<number>;
}

const failure = new Error('no such key');

export async function run({ load }: { load: Load }): Promise<void> {
  const calls: number[] = [];
  const open: (() => void)[] = [];
  const fetch = (key: number): number | Promise<number> => {
    calls.push(key);
    if (key === 0) return 10;
    if (key === 1) return Promise.resolve(20);
    if (key === 404) return Promise.reject(failure);
    return new Promise((resolve) => open.push(() => resolve(key)));
  };
  const { fetchNext } = await load<Exports>({ fetch });
  expect(await fetchNext(0), 'returned at once').toBe(11);
  expect(await fetchNext(1), 'resolved already').toBe(21);

  // Three at once, answered in another order: each goes on when its own answer is there.
  const order: number[] = [];
  const results = [2, 3, 4].map((key) => fetchNext(key).then((value) => order.push(value)));
  expect(calls).toEqual([0, 1, 2, 3, 4]);
  for (const i of [1, 2, 0]) open[i]!();
  await Promise.all(results);
  expect(order).toEqual([4, 5, 3]);

  await expect(fetchNext(404), 'an error of the host is thrown on').rejects.toBe(failure);
  await expect(fetchNext(0), 'poisoned').rejects.toThrow('cannot enter component instance');
}

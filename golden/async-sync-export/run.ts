import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  sum(a: number, b: number): Promise<number>;
  sumNow(a: number, b: number): number;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const fetch = (key: number): number | Promise<number> => (key < 10 ? key : Promise.resolve(key));
  const { sum, sumNow } = await load<Exports>({ host: { fetch } });
  const promise = sum(10, 20);
  expect(promise).toBeInstanceOf(Promise);
  expect(await promise).toBe(30);
  expect(await sum(1, 2), 'not a promise').toBe(3);
  expect(sumNow(3, 4), 'not named, and need not wait').toBe(7);
  const other = await load<Exports>({ host: { fetch: () => Promise.reject(new Error('gone')) } });
  await expect(other.sum(1, 2)).rejects.toThrow('gone');
}

import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { reverse } = await load<{ reverse(list: unknown): ArrayLike<number> }>();
  expect([...Array.from(reverse([1, 2, 3]))]).toEqual([3, 2, 1]);
  expect(() => reverse([1, 2])).toThrow(/argument "l".*3/);
}

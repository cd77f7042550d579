import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { f } = await load<{ f(tuple: unknown): unknown }>();
  expect(f([1, [2n, 0.5]])).toEqual([3n, 0.5]);
  expect(f(new Set([1, new Set([2n, 0.5])]))).toEqual([3n, 0.5]);
  expect(() => f([1])).toThrow(TypeError);
  expect(() => f([1, [2n, 0.5, 3]])).toThrow(TypeError);
}

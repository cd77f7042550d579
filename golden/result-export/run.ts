import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { half } = await load<{ half(n: number): number }>();
  expect(half(10)).toBe(5);
  expect(() => half(101)).toThrow(expect.objectContaining({ payload: 'too big' }));
  expect(half(12), 'an error is no trap').toBe(6);
}

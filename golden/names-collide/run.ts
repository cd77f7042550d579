import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const m = await load<Record<string, (...args: unknown[]) => unknown>>();
  expect(m['x1-2y']?.()).toBe(1);
  expect(m['x1-2-y']?.()).toBe(2);
  expect(m['recSwap']?.({ 'a1-2b': 1, a12b: 2 })).toEqual({ 'a1-2b': 2, a12b: 1 });
}

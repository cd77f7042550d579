import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { count } = await load<{ count(forEver: number): number }>();
  expect(count(0)).toBe(0);
  expect(() => count(1)).toThrow(/stack|recursion/);
  expect(() => count(0)).toThrow('cannot enter component instance');
}

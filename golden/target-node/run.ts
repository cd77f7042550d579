import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { add } = await load<{ add(x: number, y: number): number }>();
  expect(add(1, 2)).toBe(3);
  expect(add(0xffff_ffff, 1), 'wraps').toBe(0);
  expect(add(-1, 0), 'results are unsigned').toBe(0xffff_ffff);
}

import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { nextA, nextB } = await load<{ nextA(): number; nextB(): number }>();
  expect([nextA(), nextA(), nextB(), nextA()]).toEqual([1, 2, 1, 3]);
}

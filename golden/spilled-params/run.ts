import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { sum } = await load<{ sum(...values: number[]): number }>();
  expect(sum(...Array.from({ length: 17 }, (_, i) => i + 1))).toBe(153);
}

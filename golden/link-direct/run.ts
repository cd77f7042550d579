import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { run: triple } = await load<{ run(n: number): bigint }>();
  expect(triple(5)).toBe(15n);
}

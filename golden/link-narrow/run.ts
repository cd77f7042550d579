import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { run: before } = await load<{ run(n: number): number }>();
  expect(before(7)).toBe(6);
}

import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { get, freed } = await load<{ get(): string; freed(): number }>();
  expect(get()).toBe('hi');
  expect(freed()).toBe(8);
  expect(get()).toBe('hi');
  expect(freed()).toBe(16);
}

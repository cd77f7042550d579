import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  expect((await load<{ answer(): number }>()).answer()).toBe(42);
}

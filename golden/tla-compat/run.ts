import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const m = await load<{ $init: Promise<void>; answer(): number }>();
  await m.$init;
  expect(m.answer()).toBe(42);
}

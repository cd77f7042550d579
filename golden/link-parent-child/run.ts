import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { g } = await load<{ g(): void }>();
  expect(() => g()).toThrow('cannot enter component instance');
}

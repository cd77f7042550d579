import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { run: value, badChar } = await load<{ run(): number; badChar(): number }>();
  expect(value()).toBe(1 + 1000 + 2_000_000 + 0x10000);
  expect(() => badChar()).toThrow('invalid `char` bit pattern');
  expect(() => value(), 'poisoned').toThrow('cannot enter component instance');
}

import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { check } = await load<{ check(fails: number): void }>();
  check(0);
  expect(() => check(1)).toThrow('uncaught exception propagated out of component');
  expect(() => check(0)).toThrow('cannot enter component instance');
}

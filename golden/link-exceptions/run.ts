import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { run: call } = await load<{ run(n: number): number }>();
  expect(call(0)).toBe(5);
  expect(() => call(1), 'not caught by the caller').toThrow('uncaught exception propagated out of component');
}

import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  let calls = 0;
  const { f } = await load<{ f(): number }>({ done: () => calls++ });
  expect(() => f()).toThrow('cannot leave component instance');
  expect(calls).toBe(0);
  expect(() => f()).toThrow('cannot enter component instance');
}

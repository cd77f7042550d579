import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  let calls = 0;
  const { arm, len } = await load<{ arm(): void; len(s: string): number }>({ log: () => calls++ });
  expect(len('four')).toBe(4);
  arm();
  expect(() => len('four')).toThrow('cannot leave component instance');
  expect(calls).toBe(0);
}

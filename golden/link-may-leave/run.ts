import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { call, len } = await load<{ call(n: number): number; len(leave: number): number }>({ give: () => 'four' });
  expect(call(1)).toBe(2);
  expect(len(0)).toBe(4);
  expect(call(2), 'the flag is set again').toBe(3);
  expect(() => len(1)).toThrow('cannot leave component instance');
}

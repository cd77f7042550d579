import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  let error: Error | undefined;
  const { run: call } = await load<{ run(): number }>({ fail: () => { if (error !== undefined) throw error; } });
  expect(call()).toBe(7);
  error = new RangeError('of the host');
  expect(() => call()).toThrow(error);
  expect(() => call()).toThrow('cannot enter component instance');
}

import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const error = new RangeError('of the host');
  const { run: call } = await load<{ run(): number }>({ fail: () => { throw error; } });
  expect(() => call()).toThrow(error);
  expect(() => call()).toThrow('cannot enter component instance');
}

import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { run: call } = await load<{ run(n: number): bigint }>();
  expect(call(5), 'state RETURNED, then the pair').toBe(20_507n);
  expect(call(0x101), 'u8').toBe(20_107n);
  expect(() => call(0)).toThrow('async-lifted export failed to produce a result');
}

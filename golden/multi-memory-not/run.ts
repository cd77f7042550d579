import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  text(): void;
  look(): void;
  throw(): void;
  long(): void;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const { text, long, throw: throwIt } = await load<Exports>();
  text();
  long();
  expect(throwIt).toThrow('uncaught exception propagated out of component');
  expect((await load<Exports>()).look).toThrow('unknown handle index 1');
}

import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const { turns } = await load<{ turns(): Promise<bigint> }>();
  expect(await turns(), 'first come, first served').toBe(912_912n);
}

import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

type Run = (key: string, tags: readonly (readonly [string, string])[], age?: number) => Uint32Array;

export async function run({ load }: { load: Load }): Promise<void> {
  const { run: put } = await load<{ run: Run }>();
  expect([...put('größer', [['ü', ''], ['💡', 'light'.repeat(50)]], 7)]).toEqual([8, 2, 7]);
  expect([...put('', [])]).toEqual([0, 0, 0]);
}

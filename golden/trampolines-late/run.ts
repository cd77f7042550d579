import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const logged: string[] = [];
  const { run: go } = await load<{ run(): number }>({ log: (text: string) => logged.push(text) });
  expect(go()).toBe(8);
  expect(logged).toEqual(['dropped', 'written']);
}

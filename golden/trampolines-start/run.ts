import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

export async function run({ load }: { load: Load }): Promise<void> {
  const logged: string[] = [];
  const loading = load({ greeting: (name: string) => name, log: (text: string) => logged.push(text) });
  await expect(loading, 'an entry of the table that is null').rejects.toThrow(WebAssembly.RuntimeError);
  expect(logged).toEqual([]);
}

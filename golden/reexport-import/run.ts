import { expect } from 'vitest';
import type { Load } from '../support/load.ts';

interface Exports {
  again: { f(): number };
  h(): number;
}

export async function run({ load }: { load: Load }): Promise<void> {
  const { again, h } = await load<Exports>({ 'local:host/api': { f: () => 1 }, g: () => 2 });
  expect(again.f()).toBe(1);
  expect(h()).toBe(2);
}
